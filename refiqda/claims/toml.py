"""TOML as a person would write it: values on one line, names quoted where they have to be.

A draft is a text with comments, of which TOML is the smaller part; a library that writes TOML
would be a dependency for these few lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_FORBIDDEN = re.compile("[\x7f\ud800-\udfff]")


def quoted(text: str) -> str:
    """A text in quotes, with everything escaped that may not stand there.

    The escapes of JSON are escapes of TOML as well; but TOML also forbids the character DEL, and
    half of a surrogate pair has no place in it at all.
    """
    return _FORBIDDEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return "\\u007F" if match[0] == "\x7f" else "\\uFFFD"


def key(name: str) -> str:
    """A name before an equals sign."""
    return name if _BARE.fullmatch(name) else quoted(name)


def value(given: object) -> str:
    """A value: text, number, truth value, list or inline table."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int | Decimal):
        return str(given)
    if isinstance(given, Mapping):
        inner = ", ".join(f"{key(str(name))} = {value(held)}" for name, held in given.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(given, list | tuple):
        return f"[{', '.join(map(value, given))}]"
    return quoted(str(given))


def lines(table: Mapping[str, object]) -> Iterator[str]:
    """The lines of a table, what is None left out."""
    for name, held in table.items():
        if held is not None:
            yield f"{key(name)} = {value(held)}"
