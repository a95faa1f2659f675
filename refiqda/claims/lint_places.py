"""Where in a claims file something stands: the line of a claim, of a part, of a key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from refiqda.claims.toml_lines import Table, tables
from refiqda.tables.counting.wording import short

_LINE = re.compile(r"^is not TOML, (?:line (\d+)|end of document)")
_NUMBER = re.compile(r"^claim number (\d+)\b")
_CIRCLE = re.compile(r"(\w+) goes round in a circle: ")
_TIMES = re.compile(r"claim .*: \d+ claims have this id\b", re.DOTALL)
_WORD = re.compile(r"(?:there is no key ')?([A-Za-z0-9_-]+)")
_LACKING = re.compile(r"(?:there is no|\d+) (code|variable|user|set|source|case)")
_KEYS = {
    "code": ("code",),
    "variable": ("filter", "alone", "only", "variable", "values"),
    "user": ("coders",),
    "set": ("source",),
    "source": ("source",),
    "case": ("case",),
}
"""Where a name of each kind may stand in a claim."""
_NESTED = ("claim.part", "claim.reading")


class Place(NamedTuple):
    """The claim or part that a message is about, and the line."""

    id: str
    line: int | None


class Places:
    """The claims of a file by their ids and numbers, with their lines."""

    def __init__(self, text: str) -> None:
        self.is_toml = True
        self.ids: list[str] = []
        """The id of each claim, in the order of the file; empty if it has none."""
        self._text, self._tables = text, tables(text)
        self._heads: list[int] = []
        self._by_id: dict[str, Table] = {}
        self._fill(_claims_in(self._data()))

    def _data(self) -> Mapping[str, Any]:
        try:
            return tomllib.loads(self._text)
        except (ValueError, RecursionError):
            self.is_toml = False
            return {}

    def _fill(self, claims: list[Mapping[str, Any]]) -> None:
        part = 0
        for at, table in enumerate(self._tables):
            if table.name == "claim":
                part = 0
                self._heads.append(at)
                self.ids.append(_id(claims, len(self._heads) - 1))
                self._by_id.setdefault(self.ids[-1], table)
            elif table.name == "claim.part" and self._heads:
                held = claims[len(self._heads) - 1] if len(self._heads) <= len(claims) else {}
                inner = held.get("part")
                id = _id(inner if isinstance(inner, list) else [], part)
                part += 1
                self._by_id.setdefault(f"{self.ids[-1]}.{id}", table)

    def line_of(self, id: str, key: str = "") -> int | None:
        """The line of a key of a claim or part; of the claim where it has no such key."""
        table = self._by_id.get(id) or self._by_id.get(id.partition(".")[0])
        if table is None:
            return None
        return table.keys.get(key, table.line)

    def of_message(self, message: str, number: int | None = None) -> Place:
        """What a message of the reader is about: ``claim 'T1', part 'men': equals is ...``.

        Args:
            message: without the name of the file.
            number: which claim of the file it is about, counted from 0, where that is known.
        """
        match = _LINE.match(message)
        if match is not None:
            return Place("", int(match[1] or self._text.count("\n") + 1))
        if number is None:
            number = next(reversed(self.numbers_of(message)), None)
        if number is None:
            return Place("", self._outside(message))
        own = self._tables[self._heads[number]]
        circle = _CIRCLE.match(message)
        if circle is not None:
            return Place(self.ids[number], own.keys.get(circle[1], own.line))
        id = self._named(message, number)
        table = own if id == self.ids[number] else self._by_id[id]
        return Place(id, _line_in(table, message.partition(": ")[2]))

    def numbers_of(self, message: str) -> list[int]:
        """Which claims of the file a message may be about, counted from 0: all that have the id."""
        match = _NUMBER.match(message)
        if match is not None:
            number = int(match[1]) - 1
            return [number] if number < len(self._heads) else []
        circle = _CIRCLE.match(message)
        rest = message[circle.end() :] if circle else message
        named = [
            (len(id), number)
            for number, id in enumerate(self.ids)
            if rest.startswith(
                (f"{id!r} to ", f"'{id}.")
                if circle
                else (f"claim {short(id)}:", f"claim {short(id)},", f"claim {short(id)[:-1]}.")
            )
        ]
        longest = max(named, default=(0, 0))[0]
        found = [number for length, number in named if length == longest]
        return found[-1:] if _TIMES.match(message) else found

    def _named(self, message: str, number: int) -> str:
        """The id of the claim, or of its part that the message names."""
        own = self.ids[number]
        head = message.partition(": ")[0]
        for id in self._by_id:
            part = id.removeprefix(f"{own}.")
            is_named = head in (f"claim {short(own)}, part {short(part)}", f"claim {short(id)}")
            if part != id and is_named:
                return id
        return own

    def _outside(self, message: str) -> int | None:
        """The line of what belongs to no claim: ``[counting]``, or a table that there is not."""
        for table in self._tables:
            if table.name and message.startswith((f"[{table.name}]: ", f"{table.name} ")):
                return _line_in(table, message.partition(": ")[2])
        match = re.match(r"there is no table '([^']*)'", message)
        name = match[1] if match else ""
        for table in self._tables:
            if name and (table.name == name or name in table.keys):
                return table.keys.get(name, table.line)
        return None

    def without(self, text: str, numbers: Iterable[int]) -> str:
        """The text with some claims left blank, so that all others keep their lines."""
        lines = text.split("\n")
        for number in numbers:
            at = self._heads[number]
            end = at + 1
            while end < len(self._tables) and self._tables[end].name in _NESTED:
                end += 1
            for line in range(self._tables[at].line, self._tables[end - 1].last + 1):
                lines[line - 1] = ""
        return "\n".join(lines)


def _line_in(table: Table, told: str) -> int:
    """The line of the key that a message begins with, or of the kind of name that it misses."""
    word, lacking = _WORD.match(told), _LACKING.match(told)
    names = (word[1] if word else "", *(_KEYS[lacking[1]] if lacking else ()))
    return next((table.keys[name] for name in names if name in table.keys), table.line)


def _claims_in(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    held = data.get("claim")
    several = held if isinstance(held, list) else []
    return [each if isinstance(each, Mapping) else {} for each in several]


def _id(tables: list[Any], number: int) -> str:
    held = tables[number] if number < len(tables) else {}
    id = held.get("id") if isinstance(held, Mapping) else None
    return id if isinstance(id, str) else ""
