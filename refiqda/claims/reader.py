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

from refiqda.claims.kinds import Unfit
from refiqda.claims.model import PRINTED, Claim, Claims, Counting, keys_of
from refiqda.claims.problems import BadClaims
from refiqda.tables.counting.wording import listed, nearest, short

LARGEST = 16 * 1024 * 1024
"""The most bytes that a claims file may have."""
_TABLES = ("paper", "counting", "claim")
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
        raise BadClaims([f"{name}: {_told(str(error))}"]) from None
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


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []

    def tell(self, message: str, where: str = "") -> None:
        self.problems.append(f"{self.name}: {where + ': ' if where else ''}{message}")

    def claims(self, data: Mapping[str, Any]) -> Claims:
        for key in data:
            if key not in _TABLES:
                self.tell(self.unknown(key, _TABLES, "table"))
        counting = self.counting(data.get("counting", {}))
        return Claims(
            claims=tuple(self.each(data.get("claim"), counting)),
            counting=counting,
            paper=self.paper(data.get("paper", {})),
            name=self.name,
        )

    def unknown(self, key: str, known: tuple[str, ...], what: str = "key") -> str:
        near = nearest(key, known)
        hint = f"perhaps {near!r}" if near else f"there are {listed(known, 'and')}"
        return f"there is no {what} {key!r}; {hint}."

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

    def values(self, data: Mapping[str, Any], table: Any, where: str) -> dict[str, Any]:
        """The values of a table, each checked on its own."""
        keys = {key.name: key for key in keys_of(table)}
        found: dict[str, Any] = {}
        for name, value in data.items():
            if name not in keys:
                self.tell(self.unknown(name, tuple(keys)), where)
                continue
            try:
                found[name] = keys[name].kind.take(value)
            except Unfit as unfit:
                self.tell(f"{name} {unfit}", where)
        return found

    def each(self, data: Any, counting: Counting) -> Iterator[Claim]:
        if data is None:
            self.tell("has no claims. Begin each with [[claim]].")
            return
        if not isinstance(data, list) or not all(isinstance(one, Mapping) for one in data):
            self.tell("claim is not a list of tables. Begin each with [[claim]], in two brackets.")
            return
        ids = Counter(str(one.get("id")) for one in data if "id" in one)
        for number, one in enumerate(data, 1):
            claim = self.claim(one, number, counting)
            if claim is not None:
                yield claim
        for id, times in ids.items():
            if times > 1:
                self.tell(f"{times} claims have this id. Give each its own.", f"claim {short(id)}")

    def claim(self, data: Mapping[str, Any], number: int, counting: Counting) -> Claim | None:
        named = "id" in data and isinstance(data["id"], str)
        where = f"claim {short(data['id'])}" if named else f"claim number {number}"
        before = len(self.problems)
        values = self.values(data, Claim, where)
        if "id" not in data:
            self.tell("has no id. Give it a short name of its own.", where)
        if len(self.problems) > before:
            # A value that is there but unfit still counts as printed.
            self.printed(data, where)
            return None
        claim = Claim(**values)
        self.printed(data, where)
        for conflict in conflicts(claim, counting):
            self.tell(conflict, where)
        return claim

    def printed(self, data: Mapping[str, Any], where: str) -> None:
        """Exactly one printed value; a misspelt one has been told already."""
        given = [name for name in PRINTED if name in data]
        if len(given) > 1:
            self.tell(f"{listed(given, 'and')} are printed values; a claim has one of them.", where)
        known = {key.name for key in keys_of(Claim)}
        meant = [name for name in data if name not in known and nearest(name, PRINTED)]
        if not given and not meant and "not_checkable" not in data:
            self.tell(f"no printed value is given. Write {listed(PRINTED)}.", where)


def conflicts(claim: Claim, counting: Counting) -> Iterator[str]:
    """What cannot be true, or cannot be meant, of keys that are each right on their own."""
    yield from _impossible(claim)
    full = claim.settled(counting)
    if full.unit == "codes":
        for name in ("filter", "source", "only", "aggregate", "merge", "coders", "notes"):
            if getattr(claim, name) is not None:
                yield f'{name} says nothing about unit = "codes". Leave it out.'
    elif claim.level is not None:
        yield 'level is for unit = "codes" alone. Leave it out, or count codes.'
    if full.unit == "users":
        if full.coders == "all":
            yield 'coders = "all" says nothing about unit = "users". Write coders = "any".'
        if claim.only is not None:
            yield 'only says nothing about unit = "users". Count another unit.'
    if claim.code is None and full.unit != "codes":
        yield from _without_code(claim, full)


def _without_code(claim: Claim, full: Claim) -> Iterator[str]:
    if claim.aggregate is not None:
        yield "aggregate is for a claim with a code. Name the code, or leave aggregate out."
    if claim.coders is not None and full.unit in ("cases", "files"):
        yield f"coders is for a claim with a code, since {full.unit} as such have no coder."


def _impossible(claim: Claim) -> Iterator[str]:
    if claim.of is None:
        return
    if claim.only is not None:
        yield "of has no place beside only. Leave it out."
    for name in ("equals", "at_least", "at_most", "between"):
        value = getattr(claim, name)
        most = max(value) if isinstance(value, tuple) else value
        if most is not None and most > claim.of:
            yield f"{name} is {most} and of is {claim.of}, but {most} of {claim.of} cannot be."
    if not any(getattr(claim, name) is not None for name in PRINTED):
        yield "of is a denominator alone. Write the number with equals."


__all__ = ["LARGEST", "conflicts", "parse_claims", "read_claims"]
