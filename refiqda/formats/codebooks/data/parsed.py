"""What JSON and YAML have in common once their text is taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.rows.reading import Reading

Steps = tuple["Steps", str | int] | None
"""Where a value stands: where what holds it stands, and its key or its number; None: the whole."""
_PLAIN = re.compile(r"[^\W\d]\w{0,59}")


class Number(str):
    """A number as it is spelt; a codebook has none, so it is only looked at to be refused."""

    __slots__ = ()


class Parsed(NamedTuple):
    """A file taken apart."""

    value: object
    """Of dicts, lists, texts, :class:`Number`, True, False and None."""
    line_of: Callable[[list[str | int]], int]
    """In which line a value stands, by the keys and numbers that lead to it."""
    has_comments: bool = False
    """Whether what follows a ``#`` may be a comment, as in YAML."""
    comment: int = 0
    """The first line that is a comment; 0 if there is none."""


class Twice(Exception):
    """A key that stands twice in one mapping."""

    def __init__(self, key: str, at: int = 0) -> None:
        super().__init__(key)
        self.key = key
        self.at = at

    def refused(self, reading: Reading, line: int) -> NotACodebook:
        """The error to be raised."""
        says = f"the key {shown(self.key)} stands twice in one mapping, here for the second time"
        return reading.refuse(f"line {line:,}", says, "Take one of the two out")


def keys_of(steps: Steps) -> list[str | int]:
    """The keys and numbers that lead to a value, from the top."""
    keys: list[str | int] = []
    while steps is not None:
        steps, key = steps
        keys.append(key)
    return keys[::-1]


def path_of(keys: list[str | int]) -> str:
    """The same as jq writes it, counting from 0: ``codes[2].codes[1].note``."""
    return "".join(_step(key) for key in keys).removeprefix(".")


def _step(key: str | int) -> str:
    if isinstance(key, int):
        return f"[{key}]"
    if _PLAIN.fullmatch(key):
        return f".{key}"
    return f"[{shown(key)}]"


class Where:
    """Where a value stands in a file that is gone through from its beginning."""

    def __init__(self) -> None:
        self.keys: list[str | int] = []
        self._seen: list[set[str] | None] = []

    def begin_mapping(self) -> None:
        """What follows stands in a mapping; a key comes first."""
        self.keys.append("")
        self._seen.append(set())

    def begin_list(self) -> None:
        """What follows stands in a list."""
        self.keys.append(-1)
        self._seen.append(None)

    def end(self) -> None:
        """The innermost mapping or list is over."""
        self.keys.pop()
        self._seen.pop()

    @property
    def is_in_mapping(self) -> bool:
        """Whether the innermost of what is open is a mapping."""
        return bool(self._seen) and self._seen[-1] is not None

    def key(self, key: str, at: int) -> None:
        """A key of the innermost mapping, and where it stands.

        Raises:
            Twice: if the mapping has it already.
        """
        seen = self._seen[-1]
        assert seen is not None
        if key in seen:
            raise Twice(key, at)
        seen.add(key)
        self.keys[-1] = key

    def item(self) -> None:
        """Another value begins; in a list it gets the next number."""
        if self._seen and self._seen[-1] is None:
            self.keys[-1] = int(self.keys[-1]) + 1
