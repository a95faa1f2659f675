"""Going through the codes of a codebook without recursion, so that depth is no danger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from refiqda.standard.index import PATH_SEPARATOR
from refiqda.standard.model import Code, CodeBook


class Placed(NamedTuple):
    """A code where it stands."""

    code: Code
    parent: Code | None
    steps: tuple[str, ...]
    """The names from the top code down to it."""

    @property
    def path(self) -> str:
        """The same as one text, joined by `` > ``."""
        return PATH_SEPARATOR.join(self.steps)


def placed_codes(book: CodeBook) -> Iterator[Placed]:
    """Every code, parents before their children, in the order of the codebook."""
    waiting = [Placed(code, None, (code.name or "",)) for code in reversed(book.codes)]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += [
            Placed(child, here.code, (*here.steps, child.name or ""))
            for child in reversed(here.code.codes)
        ]
