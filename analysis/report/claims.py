"""The claims as the report shows them: by section of the paper, each with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import refiqda
from analysis.determined.results import GROUPS
from analysis.report.behind import Behind, Link, Places, behind_of
from analysis.report.grids import Grid, Row
from analysis.study import Study
from analysis.tables.groups import GROUPINGS
from analysis.verdicts import CLAIMS

SECTIONS = (
    "Abstract",
    "Strengths and limitations",
    "Introduction",
    "Methods",
    "Table 1",
    "Results",
    "Box 2",
    "Figure 1",
    "Discussion",
)
"""The parts of the paper, in its order; a claim whose place begins with no other is of the Results,
where the quotations stand."""
GROUPING = {group.variable: GROUPINGS[name].casefold() for name, group in GROUPS.items()}
"""The grouping of the table of groups that a variable of participants makes."""


@dataclass(frozen=True)
class Part:
    """A number of a claim that prints several."""

    id: str
    says: str
    expected: str
    found: str
    verdict: str
    why: str


@dataclass(frozen=True)
class Entry:
    """A claim with its verdict."""

    id: str
    section: str
    where: str
    says: str
    means: str
    evidence: str
    unit: str
    expected: str
    found: str
    verdict: str
    why: str
    parts: tuple[Part, ...]
    behind: tuple[Behind, ...]
    rows: tuple[Link, ...]
    """The rows of tables that it is about."""
    others: tuple[str, ...]
    """Claims that it is held against."""

    @property
    def mark(self) -> str:
        """The verdict as one word, for a style sheet."""
        return self.verdict.replace(" ", "-")


@dataclass(frozen=True)
class Section:
    """The claims of one part of the paper."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """Where the page has it."""
        return f"claims-{self.title.lower().replace(' ', '-')}"


@dataclass(frozen=True)
class _Asked:
    """What a claim names: codes, variables, cases, other claims."""

    codes: tuple[str, ...]
    variables: tuple[str, ...]
    cases: tuple[str, ...]
    others: tuple[str, ...]


class _Claims:
    """The claims file, with what each claim names."""

    def __init__(self) -> None:
        self._claims = {claim.id: claim for claim in refiqda.read_claims(CLAIMS).claims}

    @property
    def ids(self) -> list[str]:
        """Every claim, in the order of the file."""
        return list(self._claims)

    def words(self, id: str) -> tuple[str, str]:
        """What a claim means, and what it can be checked from."""
        return self._claims[id].means, self._claims[id].evidence

    def says(self, id: str) -> Mapping[str, str]:
        """What the parts of a claim say, by their full ids."""
        return {part.id: part.says for part in self._claims[id].split()}

    def asked(self, id: str) -> _Asked:
        """What a claim and its parts name."""
        claim = self._claims[id]
        every = (claim, *claim.split())
        readings = [
            asking
            for reading in claim.reading
            for asking in (reading.count, *reading.parts.values())
            if asking is not None
        ]
        related = (
            name
            for each in every
            for several in (
                each.same_as,
                each.no_more_than,
                each.no_less_than,
                each.sum_of,
                each.union_of,
                each.overlap_of,
            )
            for name in several or ()
        )
        bases = (name.partition(".")[0] for name in related if isinstance(name, str))
        filters = [each.filter or each.alone or {} for each in (*every, *readings)]
        return _Asked(
            codes=_once(each.code for each in (*every, *readings) if each.code),
            variables=_once(name for each in filters for name in each),
            cases=_once(each.case for each in every if each.case),
            others=_once(name for name in bases if name != id and name in self._claims),
        )


def sections_of(
    study: Study, places: Places, about: Mapping[str, tuple[str, ...]]
) -> list[Section]:
    """All claims with their verdicts, by section of the paper, in the order of the claims file.

    Args:
        study: what the report is about.
        places: where the report has tables and codings.
        about: tables that a claim is about, where what it counts does not tell.
    """
    entries = list(_Entries(study, places, about).all())
    return [
        Section(title, tuple(entry for entry in entries if entry.section == title))
        for title in SECTIONS
        if any(entry.section == title for entry in entries)
    ]


class _Entries:
    """Makes the entries of all claims."""

    def __init__(self, study: Study, places: Places, about: Mapping[str, tuple[str, ...]]) -> None:
        self.study, self.grids, self.about = study, places.grids, about
        self.claims = _Claims()
        parts = study.verdicts.parts
        units = dict(zip(parts["id"].astype(str), parts["unit"].astype(str), strict=True))
        self.behind = behind_of(refiqda.behind(CLAIMS, study.project), places, units)

    def all(self) -> Iterator[Entry]:
        """Every claim, in the order of the file."""
        for row in self.study.verdicts.rows():
            id = row["id"]
            means, evidence = self.claims.words(id)
            asked = self.claims.asked(id)
            yield Entry(
                id=id,
                section=section_of(row["where"]),
                where=row["where"],
                says=row["says"],
                means=means,
                evidence=evidence,
                unit=row["unit"],
                expected=row["expected"],
                found=row["found"],
                verdict=row["verdict"],
                why=row["why"],
                parts=tuple(self._parts(id)),
                behind=tuple(self.behind.get(id, ())),
                rows=tuple(self._rows(id, asked)),
                others=asked.others,
            )

    def _parts(self, id: str) -> Iterator[Part]:
        says = self.claims.says(id)
        for row in self._part_rows.get(id, ()):
            words = says.get(row["id"], "")
            yield Part(
                id=row["id"].removeprefix(f"{id}."),
                says=words,
                expected=row["expected"],
                found=row["found"],
                verdict=row["verdict"],
                why=row["why"],
            )

    @cached_property
    def _part_rows(self) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        frame = self.study.verdicts.parts
        names = [str(name) for name in frame.columns]
        for cells in frame.itertuples(index=False):
            row = dict(zip(names, map(str, cells), strict=True))
            id, _, part = row["id"].partition(".")
            if part:
                found.setdefault(id, []).append(row)
        return found

    def _rows(self, id: str, asked: _Asked) -> Iterator[Link]:
        """The rows of tables that a claim is about, each once."""
        seen = set()
        for grid, row in self._found(id, asked):
            if row.anchor not in seen:
                seen.add(row.anchor)
                yield Link(_named(grid, row), row.anchor)
        for name in self.about.get(id, ()):
            grid = self.grids[name]
            yield Link(grid.title, grid.anchor)

    def _found(self, id: str, asked: _Asked) -> Iterator[tuple[Grid, Row]]:
        for code in asked.codes:
            key = code.rsplit(" > ", 1)[-1].casefold()
            yield from self._about("box2", key)
            for variable in asked.variables:
                group = GROUPING.get(variable)
                rows = self._about("groups", key) if group else ()
                yield from (found for found in rows if found[1].group == group)
        for case in asked.cases:
            yield from self._about("table1", case.removeprefix("R").casefold())
        for grid in self.grids.values():
            yield from ((grid, row) for row in grid.rows if id in row.claims)

    def _about(self, table: str, key: str) -> Iterator[tuple[Grid, Row]]:
        grid = self.grids[table]
        yield from ((grid, row) for row in grid.by_key.get(key, ()))


def section_of(where: str) -> str:
    """The section of the paper that a place begins with.

    Example:
        >>> section_of("Methods, line 364")
        'Methods'
    """
    return next((title for title in SECTIONS if where.startswith(title)), "Results")


def _named(grid: Grid, row: Row) -> str:
    return f"{grid.title.partition('. ')[0]}: {row.label}"


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
