"""Reads a claims file, and tells everything that is wrong with it at once."""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from refiqda.claims.conflicts import conflicting, conflicts
from refiqda.claims.keys import keys_of, taken, unknown
from refiqda.claims.links import mislinked, misnamed
from refiqda.claims.model import NESTED, PRINTED, Claim, Claims, Counting
from refiqda.claims.problems import BadClaims
from refiqda.claims.readings import RESERVED, ReadingsReader, is_tables
from refiqda.tables.counting.wording import listed, nearest, short

LARGEST = 16 * 1024 * 1024
"""The most bytes that a claims file may have."""
_TABLES = ("paper", "counting", "claim")
MAIN = ("equals", "at_least", "at_most", "between", "only", "another")
"""The printed values that a message names."""
ENOUGH = (
    "mean",
    "sum",
    "range",
    "n",
    "prints",
    "years_more_than",
    "values",
    "union_of",
    "overlap_of",
    "part",
    "judged",
    "not_checkable",
    "external",
)
"""What does for a claim that has none of :data:`PRINTED`."""
_KEYS = frozenset(key.name for key in keys_of(Claim))
_LINE = re.compile(r"at line (\d+)")
_QUOTED = re.compile(r"""\"[^\"]*\"|'[^']*'""")
_ROUND = re.compile("[\u2018-\u201f]")
_PLACE = re.compile(r"^(?P<what>.*) \((?:at )?(?P<where>[^()]*)\)$", re.DOTALL)


def read_claims(path: str | os.PathLike[str]) -> Claims:
    """The claims of a TOML file.

    Raises:
        BadClaims: if it cannot be read, is not TOML, or says what cannot be. Its ``problems`` have
            one line for each, with the file and the claim.
    """
    file = Path(path)
    return parse_claims(_text_of(file), file.name)


def parse_claims(text: str, name: str = "claims") -> Claims:
    """The claims of a text in TOML; ``name`` is what messages call it.

    Raises:
        BadClaims: if it is not TOML, or says what cannot be.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadClaims([f"{name}: {_told(str(error))}{_hint(str(error), text)}"]) from None
    except RecursionError:
        raise BadClaims([f"{name}: lists or tables are nested too deeply."]) from None
    except ValueError as error:  # a number with more digits than Python reads
        raise BadClaims([f"{name}: a value cannot be read ({error})."]) from None
    reader = _Reader(name)
    claims = reader.claims(data)
    if reader.problems:
        raise BadClaims(reader.problems)
    return claims


def _text_of(file: Path) -> str:
    try:
        with open(file, "rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadClaims([f"{file} does not exist. Check the name."]) from None
    except IsADirectoryError:
        raise BadClaims([f"{file} is a folder. Name the claims file in it."]) from None
    except OSError as error:
        raise BadClaims([f"{file} cannot be read: {error.strerror}."]) from None
    if len(content) > LARGEST:
        raise BadClaims([f"{file.name}: is larger than {LARGEST:,} bytes, too large for claims."])
    if content.startswith(b"PK"):
        raise BadClaims(
            [f"{file.name}: is a zip, perhaps the project. Name the claims first, then it."]
        )
    if b"\0" in content[:4]:  # with a byte order mark or without
        raise BadClaims([f"{file.name}: is UTF-16. Save it as UTF-8 text."])
    try:
        # Editors on Windows write a byte order mark, which TOML does not know.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadClaims(
            [f"{file.name}: line {line} is not UTF-8. Save the file as UTF-8."]
        ) from None


def _told(message: str) -> str:
    """What the TOML reader says, with the place in front."""
    match = _PLACE.match(message)
    if match is None:
        return f"is not TOML: {message}."
    return f"is not TOML, {match['where']}: {match['what']}."


def _hint(message: str, text: str) -> str:
    """What to do where a word processor has made the quotes round."""
    match = _LINE.search(message)
    lines = text.split("\n")[int(match[1]) - 1 :] if match else []
    is_round = bool(lines) and bool(_ROUND.search(_QUOTED.sub("", lines[0])))
    return " Write straight quotes." if is_round else ""


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.unfit: set[str] = set()
        """The ids of claims that are read, but cannot be meant."""

    def tell(self, message: str, where: str = "") -> None:
        self.problems.append(f"{self.name}: {where + ': ' if where else ''}{message}")

    def claims(self, data: Mapping[str, Any]) -> Claims:
        for key in data:
            if key not in _TABLES:
                self.tell(unknown(key, _TABLES, "table"))
        counting = self.counting(data.get("counting", {}))
        claims = Claims(
            claims=tuple(self.each(data.get("claim"), counting)),
            counting=counting,
            paper=self.paper(data.get("paper", {})),
            name=self.name,
        )
        if self.problems:
            self.problems += misnamed(claims, _ids(data.get("claim")), self.unfit)
        else:
            self.problems += mislinked(claims)
        return claims

    def paper(self, data: Any) -> dict[str, str]:
        if not isinstance(data, Mapping):
            self.tell("paper is not a table. Write [paper] on a line of its own.")
            return {}
        return {str(key): str(value) for key, value in data.items()}

    def counting(self, data: Any) -> Counting:
        if not isinstance(data, Mapping):
            self.tell("counting is not a table. Write [counting] on a line of its own.")
            return Counting()
        return Counting(**self.values(data, Counting, "[counting]"))

    def values(self, data: Mapping[str, Any], table: type[Any], where: str) -> dict[str, Any]:
        """The values of a table, each checked on its own."""
        found, problems = taken(data, table)
        for problem in problems:
            self.tell(problem, where)
        return found

    def each(self, data: Any, counting: Counting) -> Iterator[Claim]:
        if data is None:
            self.tell("has no claims. Begin each with [[claim]].")
            return
        if not is_tables(data):
            self.tell("claim is not a list of tables. Begin each with [[claim]], in two brackets.")
            return
        for number, one in enumerate(data, 1):
            where = _called(one, "claim", number)
            claim = self.claim(one, where)
            if claim is None:
                continue
            yield claim
            for place, conflict in conflicting(claim, counting):
                self.unfit.add(claim.id)
                self.tell(conflict, f"{where}, {place}" if place else where)
        self.repeated(data, "claim", "")

    def repeated(self, data: list[Mapping[str, Any]], what: str, where: str) -> None:
        ids = Counter(str(one.get("id")) for one in data if "id" in one)
        for id, times in ids.items():
            if times > 1:
                place = f"{where}, {what} {short(id)}" if where else f"{what} {short(id)}"
                self.tell(f"{times} {what}s have this id. Give each its own.", place)

    def claim(self, data: Mapping[str, Any], where: str, parent: str = "") -> Claim | None:
        """A claim, or a part of the claim at ``parent``."""
        before = len(self.problems)
        plain = {name: value for name, value in data.items() if name not in NESTED}
        values = self.values(plain, Claim, where)
        if "id" not in data:
            self.tell("has no id. Give it a short name of its own.", where)
        for name in NESTED:
            if name in data and parent:
                self.tell(f"a part has no {name}s of its own. Leave {name} out.", where)
        if not parent:
            values |= self.nested(data, where)
        unprinted = self.printed(data, where)
        if len(self.problems) > before + unprinted:
            return None
        return Claim(**values)

    def nested(self, data: Mapping[str, Any], where: str) -> dict[str, Any]:
        parts, readings = data.get("part", []), data.get("reading", [])
        for name, tables in (("part", parts), ("reading", readings)):
            if not is_tables(tables):
                head = f"[[claim.{name}]]"
                self.tell(f"{name} is not a list of tables. Begin each with {head}.", where)
                return {}
        made = [
            self.claim(one, f"{where}, {_called(one, 'part', number)}", where)
            for number, one in enumerate(parts, 1)
        ]
        self.repeated(parts, "part", where)
        ids = [one["id"] for one in parts if isinstance(one.get("id"), str)]
        for id in ids:
            if id in RESERVED:
                self.tell(f"a part cannot be called {id!r}, which is a key of readings.", where)
        told = ReadingsReader(lambda problem: self.tell(problem, where), ids)
        return {
            "part": tuple(each for each in made if each is not None),
            "reading": tuple(told.each(readings)),
        }

    def printed(self, data: Mapping[str, Any], where: str) -> int:
        """At most one question, and something printed; a misspelt one has been told already.

        How many problems it told: a value that is there but unfit still counts as printed.
        """
        before = len(self.problems)
        given = [name for name in PRINTED if name in data]
        if len(given) > 1:
            self.tell(f"{listed(given, 'and')} are printed values; a claim has one of them.", where)
        meant = [name for name in data if name not in _KEYS and nearest(name, PRINTED)]
        if not given and not meant and not any(name in data for name in ENOUGH):
            self.tell(f"no printed value is given. Write {listed(MAIN)}.", where)
        return len(self.problems) - before


def _ids(data: Any) -> frozenset[str]:
    """The ids of all claims and parts, also of those that are not right."""
    found = set()
    for one in data if is_tables(data) else ():
        found.add(str(one.get("id")))
        parts = one.get("part")
        for part in parts if is_tables(parts) else ():
            found.add(f"{one.get('id')}.{part.get('id')}")
    return frozenset(found)


def _called(data: Mapping[str, Any], what: str, number: int) -> str:
    named = isinstance(data.get("id"), str)
    return f"{what} {short(data['id'])}" if named else f"{what} number {number}"


__all__ = ["LARGEST", "conflicts", "parse_claims", "read_claims"]
