"""What is wrong with a claims file, one line for each thing, all of them at once."""

from __future__ import annotations

import reprlib
import unicodedata
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches

from refiqda.errors import RefiQdaError, UnknownName

_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = 60


class BadClaims(RefiQdaError, ValueError):
    """The claims file cannot be read, or says what cannot be; ``problems`` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class UnknownInClaims(UnknownName):
    """Claims name what the project does not have; ``problems`` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def folded(text: str) -> str:
    """A name as it is compared: composed characters (NFC), blanks folded, case kept.

    A Mac stores ``é`` as two characters where a person types one.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like another, or None if none is like it; case does not matter."""
    by_lower = {folded(each).lower(): each for each in names}
    found = get_close_matches(folded(name).lower(), by_lower, n=1)
    return by_lower[found[0]] if found else None


def perhaps(name: str, names: Iterable[str]) -> str:
    """``; perhaps 'cases'``, or nothing."""
    near = nearest(name, names)
    return "" if near is None else f"; perhaps {near!r}"


def short(value: object) -> str:
    """A value by repr, shortened to what fits a line; numbers and truth values as TOML has them."""
    if isinstance(value, bool | Decimal):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return _REPR.repr(value)


def listed(names: Iterable[str], last: str = "or") -> str:
    """``a, b or c``."""
    *others, final = names
    return f"{', '.join(others)} {last} {final}" if others else final
