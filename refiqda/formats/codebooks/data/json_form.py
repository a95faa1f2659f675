"""Codebooks as JSON, one key a line, so that a diff reads well.

The lines are those of ``json.dumps(..., indent=2, ensure_ascii=False)``, and so of ``jq``. A
description of several lines is a list of them, as in Jupyter's notebooks, so that each has a line
of its own. Characters that cannot be seen are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from refiqda.errors import LimitExceeded, NotACodebook
from refiqda.formats.codebooks.characters import quoted
from refiqda.formats.codebooks.data.parsed import Number, Parsed, Twice, Where
from refiqda.formats.codebooks.rows.reading import Reading

Pair = tuple[str, str | bool | None]

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]|[^\s"\[\]{}:,]++', re.DOTALL)


# ------------------------------------------------------------------------------------ writing


class JsonLines:
    """The lines of a codebook, in the order in which it is gone through."""

    def __init__(self) -> None:
        self._depth = 0
        self._is_first = True

    def _begin(self) -> str:
        comma = "" if self._is_first else ","
        self._is_first = False
        return f"{comma}\n{'  ' * self._depth}"

    def top(self, pairs: list[Pair]) -> str:
        """The beginning of the file, and what stands there of the codebook itself."""
        self._depth = 1
        return "{" + "".join(map(self._pair, pairs))

    def open(self, key: str) -> str:
        """A list begins; it will have an item."""
        begun = f'{self._begin()}"{key}": ['
        self._depth += 1
        self._is_first = True
        return begun

    def item(self, pairs: list[Pair]) -> str:
        """An item of a list begins, with what it says in a line."""
        begun = self._begin()
        self._depth += 1
        self._is_first = True
        return f"{begun}{{{''.join(map(self._pair, pairs))}"

    def end_item(self) -> str:
        """An item is over."""
        return self._end("}")

    def close(self) -> str:
        """A list is over."""
        return self._end("]")

    def bottom(self) -> str:
        """The end of the file."""
        return "\n}\n"

    def _end(self, bracket: str) -> str:
        self._depth -= 1
        self._is_first = False
        return f"\n{'  ' * self._depth}{bracket}"

    def _pair(self, pair: Pair) -> str:
        key, value = pair
        begun = f'{self._begin()}"{key}": '
        if type(value) is not str:
            return begun + json.dumps(value)
        if key != "description" or "\n" not in value:
            return begun + quoted(value)
        indent = "  " * self._depth
        lines = ",".join(f"\n{indent}  {quoted(line)}" for line in value.split("\n"))
        return f"{begun}[{lines}\n{indent}]"


# ------------------------------------------------------------------------------------ reading


def parse(text: str, reading: Reading) -> Parsed:
    """The value that a text of JSON holds.

    Raises:
        NotACodebook: if it is no JSON, or a key stands twice in an object.
        LimitExceeded: if it is nested deeper, or has more parts, than the limits allow.
    """
    _refuse_crowd(text, reading)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_once,
            parse_int=Number,
            parse_float=Number,
            parse_constant=Number,
        )
    except json.JSONDecodeError as error:
        hint = "Look there and just before: a comma, a quote or a bracket may be missing"
        says = f"this is no JSON ({error.msg})"
        raise reading.refuse(f"line {error.lineno:,}", says, hint) from None
    except Twice:
        raise _repeated(text, reading) from None
    except RecursionError:
        raise LimitExceeded(
            f"{reading.name} is nested too deep to be read, deeper than {reading.limits.depth} "
            "levels of codes. Look at how its codes are nested."
        ) from None
    return Parsed(value, lambda keys: _line_of(text, keys))


def _refuse_crowd(text: str, reading: Reading) -> None:
    """Refuse what would take far more memory than it is long."""
    if text.count("{") + text.count("[") + text.count(",") > reading.limits.parts:
        raise LimitExceeded(
            f"{reading.name} holds more than {reading.limits.parts:,} values. If the file is meant "
            "to be so, raise the limit for parts."
        )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Twice("")
    return found


def _repeated(text: str, reading: Reading) -> NotACodebook:
    try:
        for _ in _places(text):
            pass
    except Twice as twice:
        return twice.refused(reading, text.count("\n", 0, twice.at) + 1)
    raise AssertionError(text)


def _line_of(text: str, keys: list[str | int]) -> int:
    at = next((at for here, at in _places(text) if here == keys), 0)
    return text.count("\n", 0, at) + 1


def _places(text: str) -> Iterator[tuple[list[str | int], int]]:
    """The keys of each value, in a list that changes on the way, and where the value begins."""
    where = Where()
    is_key = False
    for match in _TOKEN.finditer(text):
        token, at = match[0], match.start()
        if token in "]}":
            where.end()
        elif token == ":":
            is_key = False
        elif token == ",":
            is_key = where.is_in_mapping
        elif is_key:
            where.key(json.loads(token), at)
        else:
            where.item()
            yield where.keys, at
            is_key = token == "{"
            if token == "{":
                where.begin_mapping()
            elif token == "[":
                where.begin_list()
