"""The study's claims judged again in plain loops: no engine, no pandas, no reader of claims.

It knows what the claims of this study use, and only whether each of them holds: which claims a copy
that was tampered with has to contradict.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import refiqda

PRINT_ALONE = {"B02", "T06"}
"""Contradicted by print against print, where no project and no count of Box 2 has a part."""
QUESTION = ("unit", "code", "filter", "alone", "source", "level", "variable", "case", "values")
INHERITED = (*QUESTION, "of", "counted", "n", "not_checkable", "external")

Raw = Mapping[str, Any]
Names = frozenset[str]


class Missing(Exception):
    """A claim names what the project does not have."""


class Recount:
    """One project, walked through once."""

    def __init__(self, project: refiqda.Project) -> None:
        self.paths: dict[str, tuple[str, ...]] = {}
        self._walk(project.codes, ())
        variables = {each.guid: each.name for each in project.variables}
        self.cases = {case.name: _values(case, variables) for case in project.cases}
        self.files = {source.name: _values(source, variables) for source in project.sources}
        named = {source.guid: source.name for source in project.sources}
        self.owner = {named[guid]: case.name for case in project.cases for guid in case.sources}
        self.sets = {each.name: {named[guid] for guid in each.sources} for each in project.sets}
        self.codings = [
            (source.name, coding.code)
            for source in project.sources
            for selection in source.selections
            for coding in selection.codings
        ]

    def _walk(self, codes: Iterable[Any], above: tuple[str, ...]) -> None:
        for code in codes:
            self.paths[code.guid] = (*above, code.name)
            self._walk(code.codes, (*above, code.name))

    def path(self, name: str) -> tuple[str, ...]:
        """The place of a code in the codebook."""
        for path in self.paths.values():
            if path[-1] == name:
                return path
        raise Missing(name)

    def count(self, asks: Raw) -> int:
        """What a claim counts."""
        unit = asks.get("unit", "cases")
        if unit == "codes":
            return sum(len(path) == asks.get("level", len(path)) for path in self.paths.values())
        if unit == "values":
            kept = asks.get("filter", {}).get(asks["variable"])
            several = (has[asks["variable"]] for has in self.cases.values())
            return sum(len(has if kept is None else has & _set(kept)) for has in several)
        self._refuse_unknown(asks)
        files = self._files(asks)
        if unit == "files":
            return len(files)
        if "code" not in asks:
            return sum(_fits(has, asks) for has in self.cases.values())
        return len({self.owner[file] for file in files})

    def _files(self, asks: Raw) -> set[str]:
        """The sources that a claim looks at: coded with its code, of its cases."""
        coded = set(self.files)
        if "code" in asks:
            path = self.path(asks["code"])
            coded = {file for file, code in self.codings if self.paths[code][: len(path)] == path}
        if "source" in asks:
            coded &= self.sets[asks["source"]]
        return {
            file
            for file in coded
            if _fits({**self.cases[self.owner[file]], **self.files[file]}, asks)
        }

    def _refuse_unknown(self, asks: Raw) -> None:
        owners = [*self.cases.values(), *self.files.values()]
        for name, wanted in {**asks.get("filter", {}), **asks.get("alone", {})}.items():
            known = frozenset().union(*(has.get(name, frozenset()) for has in owners))
            if not _set(wanted) <= known:
                raise Missing(name)

    def whole(self, asks: Raw) -> int:
        """What ``of`` is: the same without the code, or else without the filter."""
        if "code" in asks:
            return self.count({key: value for key, value in asks.items() if key != "code"})
        return self.count({k: v for k, v in asks.items() if k not in ("filter", "alone")})

    def rank(self, name: str, among: str) -> int:
        """The place of a code by how many hold it, at its level or below its parent."""
        path = self.path(name)
        peers = [each for each in self.paths.values() if len(each) == len(path)]
        if among == "siblings":
            peers = [each for each in peers if each[:-1] == path[:-1]]
        mine = self.count({"code": name})
        return 1 + sum(self.count({"code": each[-1]}) > mine for each in peers)

    def agrees(self, claim: Raw) -> bool:
        """Whether the project has what the claim prints; true where it is not asked."""
        asks = {key: claim[key] for key in QUESTION if key in claim}
        if "case" in claim:
            has = self.cases[claim["case"]]
            return all(has[name] == _set(wanted) for name, wanted in claim["values"].items())
        if "fewer_than" in claim:
            return self.count(asks) < self.count({**asks, **claim["fewer_than"]})
        if "rank" in claim:
            return self.rank(claim["code"], claim.get("among", "level")) == claim["rank"]
        if "rank_at_most" in claim:
            return self.rank(claim["code"], "level") <= claim["rank_at_most"]
        if not claim.keys() & {"equals", "at_least", "at_most", "majority"}:
            return True
        found, whole = self.count(asks), claim.get("of")
        fits = whole is None or self.whole(asks) == whole
        if "majority" in claim:
            return fits and 2 * found > whole
        return fits and (
            claim.get("equals", found) == found
            and claim.get("at_least", found) <= found <= claim.get("at_most", found)
        )


def failing(project: refiqda.Project, claims: Path) -> set[str]:
    """The ids of the claims that a copy contradicts, parts left out."""
    counted = Recount(project)
    listed = _listed(claims.read_text(encoding="utf-8"))
    printed = _printed(listed)
    return PRINT_ALONE | {claim["id"] for claim in listed if not _holds(claim, counted, printed)}


def naming(name: str, claims: Path) -> set[str]:
    """The ids of the claims that name a code."""
    listed = _listed(claims.read_text(encoding="utf-8"))
    return {
        claim["id"]
        for claim in listed
        if name in {part.get("code") for part in (claim, *claim.get("part", ()))}
    }


@lru_cache(maxsize=1)
def _listed(text: str) -> list[Any]:
    return list(tomllib.loads(text)["claim"])


def _printed(listed: list[Any]) -> dict[str, int]:
    numbers = {}
    for claim in listed:
        for part in (claim, *claim.get("part", ())):
            id = claim["id"] if part is claim else f"{claim['id']}.{part['id']}"
            if "equals" in part:
                numbers[id] = part["equals"]
    return numbers


def _holds(claim: Raw, counted: Recount, printed: Mapping[str, int]) -> bool:
    above = {key: claim[key] for key in INHERITED if key in claim}
    parts = [{**above, **part} for part in claim.get("part", ())] or [dict(claim)]
    if not all(_adds_up(part, printed) for part in parts):
        return False
    parts = [part for part in parts if _is_asked(part)]
    readings = list(claim.get("reading", ())) or [{}]
    try:
        agreeing = [
            all(counted.agrees({**part, **reading.get(part["id"], {})}) for part in parts)
            and "but" not in reading
            for reading in readings
        ]
    except Missing:
        return False
    return any(agreeing)


def _is_asked(part: Raw) -> bool:
    return part.get("counted", True) and not part.keys() & {"not_checkable", "external"}


def _adds_up(part: Raw, printed: Mapping[str, int]) -> bool:
    """Whether the printed numbers allow a sum, a union or an overlap."""
    if "sum_of" in part:
        return sum(printed[id] for id in part["sum_of"]) == part["equals"]
    if "union_of" in part:
        sizes = [printed[id] for id in part["union_of"]]
        least, most = max(sizes), min(23, sum(sizes))
    elif "overlap_of" in part:
        sizes = [each if isinstance(each, int) else printed[each] for each in part["overlap_of"]]
        least, most = max(0, sum(sizes) - (len(sizes) - 1) * 23), min(sizes)
    else:
        return True
    if "majority" in part:
        return most > 23 / 2
    return part.get("equals", least) in range(least, most + 1) and part.get("at_least", 0) <= most


def _values(owner: Any, variables: Mapping[str, str]) -> dict[str, Names]:
    has: dict[str, set[str]] = defaultdict(set)
    for value in owner.values:
        has[variables[value.variable]].add(value.text)
    return defaultdict(frozenset, {name: frozenset(texts) for name, texts in has.items()})


def _fits(has: Mapping[str, Names], asks: Raw) -> bool:
    return all(
        _set(wanted) & has.get(name, frozenset()) for name, wanted in asks.get("filter", {}).items()
    ) and all(
        has.get(name) and has[name] <= _set(wanted)
        for name, wanted in asks.get("alone", {}).items()
    )


def _set(wanted: str | list[str]) -> Names:
    return frozenset([wanted] if isinstance(wanted, str) else wanted)
