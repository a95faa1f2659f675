"""Names and lists in messages: the nearest name, a few of many, what fits a line."""

from __future__ import annotations

import reprlib
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches

_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = 60
_SHOWN = 8
"""How many names a message lists at most."""


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


def some(names: Sequence[str], most: int = 5) -> str:
    """The first few names, and how many more there are."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most:,} more")
    return listed(shown, "and")


def missing(what: str, name: str, names: Iterable[str]) -> str:
    """That there is no such thing, with what is nearest to it."""
    there = list(dict.fromkeys(each for each in names if each))
    near = nearest(name, there)
    if near is not None:
        hint = f"the nearest name is {near!r}"
    elif not there:
        hint = f"no {what} of the project has a name"
    elif len(there) <= _SHOWN:
        hint = f"there {'is' if len(there) == 1 else 'are'} {listed(map(repr, there), 'and')}"
    else:
        hint = f"none of the {len(there)} names is like it"
    return f"there is no {what} {short(name)}; {hint}."
