"""Counts made slowly and obviously, from sets of characters, to hold those of refiqda against.

Nothing of refiqda is used but the classes of the standard and the texts. Sources are texts, and
positions are code points of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from refiqda import model as m

UNITS = (
    "references",
    "selections",
    "segments",
    "files",
    "cases",
    "users",
    "words",
    "characters",
    "duration",
    "area",
    "coverage",
)
AGGREGATES = ("own", "children", "descendants")
MERGES = ("none", "union")
TOTAL, UNASSIGNED = "Total", "Unassigned"

Number = int | float | None
Character = tuple[str, int]
"""A source, and a place in its text."""


@dataclass(frozen=True)
class Row:
    """One coding, taken apart."""

    number: int
    source: str
    start: int
    end: int
    selection: str
    """The GUID of its selection; of a coding of a whole source, that of the source."""
    code: str
    coder: str | None
    cases: frozenset[str]

    @property
    def characters(self) -> frozenset[Character]:
        return frozenset((self.source, at) for at in range(self.start, self.end))

    @property
    def place(self) -> tuple[str, int, int]:
        return self.source, self.start, self.end


@dataclass
class Stretch:
    """Codings joined, since each shares a character with another of them."""

    characters: frozenset[Character]
    rows: list[Row] = field(default_factory=list)


class World(NamedTuple):
    """All that is looked at."""

    texts: dict[str, str]
    rows: list[Row]
    everyone: set[str]
    """Who coded anything at all, whatever the code."""

    def words(self, characters: Iterable[Character]) -> int:
        """The words in one stretch of a text; a part of a word is one."""
        places = sorted(characters)
        if not places:
            return 0
        (source, first), (_, last) = places[0], places[-1]
        assert places == [(source, at) for at in range(first, last + 1)]
        return len(self.texts[source][first : last + 1].split())


def key(guid: str | None) -> str:
    """A GUID without braces, in lower case."""
    return (guid or "").strip("{}").lower()


# ------------------------------------------------------------------------------- what is there


def looked_at(project: m.Project, *, notes: bool) -> list[m.TextSource]:
    sources = [*project.sources, *(project.notes if notes else [])]
    assert all(isinstance(source, m.TextSource) for source in sources)
    return sources


def all_codes(codes: list[m.Code]) -> Iterator[m.Code]:
    """Every code in the order of the codebook."""
    for code in codes:
        yield code
        yield from all_codes(code.codes)


def family(code: m.Code, aggregate: str) -> set[str]:
    """The codes whose codings a code is given."""
    if aggregate == "own":
        members = [code]
    elif aggregate == "children":
        members = [code, *code.codes]
    else:
        members = list(all_codes([code]))
    return {key(each.guid) for each in members}


def world_of(project: m.Project, *, notes: bool) -> World:
    texts = {
        key(source.guid): project.text_of(source) for source in looked_at(project, notes=notes)
    }
    rows = []
    for source in looked_at(project, notes=notes):
        for selection, coding in codings_of(source):
            rows.append(row_of(project, len(rows), source, selection, coding))
    return World(texts, rows, {row.coder for row in rows if row.coder is not None})


def codings_of(source: m.TextSource) -> Iterator[tuple[m.PlainTextSelection | None, m.Coding]]:
    for selection in source.selections:
        for coding in selection.codings:
            yield selection, coding
    for coding in source.codings:
        yield None, coding


def row_of(
    project: m.Project,
    number: int,
    source: m.TextSource,
    selection: m.PlainTextSelection | None,
    coding: m.Coding,
) -> Row:
    names = {key(user.guid): user.name for user in project.users}
    made_by = coding.creating_user or (selection.creating_user if selection else None)
    tied = [case.name for case in project.cases if is_tied(case, source, selection)]
    return Row(
        number=number,
        source=key(source.guid),
        start=selection.start if selection else 0,
        end=selection.end if selection else len(project.text_of(source)),
        selection=key(selection.guid if selection else source.guid),
        code=key(coding.code),
        coder=names[key(made_by)] if made_by else None,
        cases=frozenset(name for name in tied if name is not None),
    )


def is_tied(case: m.Case, source: m.TextSource, selection: m.PlainTextSelection | None) -> bool:
    """Whether a coding of the selection, or of the whole source, is tied to the case."""
    if key(source.guid) in map(key, case.sources):
        return True
    held = [each for each in source.selections if key(each.guid) in map(key, case.selections)]
    if selection is None:
        return bool(held)
    if any(key(each.guid) == key(selection.guid) for each in held):
        return True
    own = set(range(selection.start, selection.end))
    return any(own & set(range(each.start, each.end)) for each in held)


# ------------------------------------------------------------------------------- counting


def grouped(rows: Iterable[Row], keys: Callable[[Row], Iterable[Any]]) -> dict[Any, list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        for each in keys(row):
            groups.setdefault(each, []).append(row)
    return groups


def stretches(rows: Iterable[Row]) -> list[Stretch]:
    """What shares a character is joined; a place without characters stays alone."""
    joined: list[Stretch] = []
    empty: dict[tuple[str, int, int], Stretch] = {}
    for row in rows:
        if not row.characters:
            empty.setdefault(row.place, Stretch(frozenset())).rows.append(row)
            continue
        touched = [each for each in joined if each.characters & row.characters]
        whole = Stretch(row.characters.union(*(each.characters for each in touched)), [row])
        for each in touched:
            whole.rows += each.rows
            joined.remove(each)
        joined.append(whole)
    return [*joined, *empty.values()]


def number_of(
    world: World,
    rows: list[Row],
    unit: str,
    merge: str,
    coders: Any,
    texts: Iterable[str] | None = None,
) -> Number:
    """One number: of these codings, by these coders, in this unit.

    Coverage is of these ``texts``, or of all of them.
    """
    if isinstance(coders, list):
        rows = [row for row in rows if row.coder in coders]
    needed = world.everyone if coders == "all" else set()
    if coders == "all" and not needed:
        rows = []

    def enough(of: Iterable[Row]) -> bool:
        return {row.coder for row in of} >= needed

    if unit in ("duration", "area"):
        return 0
    if unit in ("files", "cases"):
        keys = (lambda row: [row.source]) if unit == "files" else (lambda row: row.cases)
        return sum(enough(group) for group in grouped(rows, keys).values())
    if unit == "users":
        agreed = (of for of in grouped(rows, lambda row: [row.place]).values() if enough(of))
        if merge == "union":
            agreed = (each.rows for each in stretches(rows) if enough(each.rows))
        return len({row.coder for of in agreed for row in of} - {None})
    if unit == "coverage":
        everything = sum(
            len(world.texts[each]) for each in (world.texts if texts is None else texts)
        )
        coded = grouped(rows, lambda row: row.characters).values()
        return sum(map(enough, coded)) / everything if everything else None
    if merge == "union":
        return of_stretches(world, [each for each in stretches(rows) if enough(each.rows)], unit)
    at_places = grouped(rows, lambda row: [row.place]).values()
    return of_rows(world, [row for group in at_places if enough(group) for row in group], unit)


def of_stretches(world: World, found: list[Stretch], unit: str) -> int:
    if unit == "characters":
        return sum(len(each.characters) for each in found)
    if unit == "words":
        return sum(world.words(each.characters) for each in found)
    return len(found)


def of_rows(world: World, rows: list[Row], unit: str) -> int:
    if unit == "characters":
        return sum(len(row.characters) for row in rows)
    if unit == "words":
        return sum(world.words(row.characters) for row in rows)
    things = {
        "references": lambda row: row.number,
        "selections": lambda row: row.selection,
        "segments": lambda row: row.place,
    }
    return len({things[unit](row) for row in rows})


def counts(
    project: m.Project,
    unit: str,
    aggregate: str,
    merge: str,
    coders: str | list[str],
    notes: bool = False,
) -> dict[str, Number]:
    """What is counted of every code, by its GUID in lower case."""
    world = world_of(project, notes=notes)
    found: dict[str, Number] = {}
    for code in all_codes(project.codes):
        codes = family(code, aggregate)
        rows = [row for row in world.rows if row.code in codes]
        found[key(code.guid)] = number_of(world, rows, unit, merge, coders)
    return found


# ------------------------------------------------------------------------------- crosstabs

Columns = dict[str, frozenset[str]]
"""The columns in which a coding stands, and which of its cases are counted there."""


def values_of(project: m.Project, holder: m.Case | m.TextSource, variable: str) -> list[str]:
    (guid,) = (key(each.guid) for each in project.variables if each.name == variable)
    return [
        each.text for each in holder.values if key(each.variable) == guid and each.text is not None
    ]


def by_variable(project: m.Project, row: Row, variable: str) -> Columns:
    (source,) = (each for each in project.sources if key(each.guid) == row.source)
    of_source = values_of(project, source, variable)
    columns: Columns = dict.fromkeys(of_source, row.cases)
    if not of_source and not row.cases:
        columns[UNASSIGNED] = frozenset()
    for case in project.cases:
        if case.name not in row.cases:
            continue
        of_case = values_of(project, case, variable)
        for value in of_case or ([] if of_source else [UNASSIGNED]):
            columns[value] = columns.get(value, frozenset()) | {case.name}
    return columns


def columns_of(project: m.Project, row: Row, by: str) -> Columns:
    if by == "cases":
        return {case: frozenset({case}) for case in row.cases} or {UNASSIGNED: frozenset()}
    if by == "sources":
        (name,) = (each.name for each in project.sources if key(each.guid) == row.source)
        return {str(name): row.cases}
    if by == "coders":
        return {row.coder or UNASSIGNED: row.cases}
    return by_variable(project, row, by)


def labels(project: m.Project, by: str) -> list[str]:
    """The columns that are there whether or not anything stands in them."""
    things = {"cases": project.cases, "sources": project.sources, "coders": project.users}
    if by in things:
        return [str(each.name) for each in things[by]]
    holders = [*project.cases, *project.sources]
    return sorted({value for each in holders for value in values_of(project, each, by)})


def texts_in(project: m.Project, world: World, by: str) -> dict[str, set[str]]:
    """The sources that stand in each column: themselves, by a case, or by a part without a case."""
    standing: dict[str, set[str]] = {each: set() for each in [*labels(project, by), UNASSIGNED]}
    for source in project.sources:
        cases = frozenset(
            str(case.name)
            for case in project.cases
            if any(is_tied(case, source, each) for each in [None, *source.selections])
        )
        whole = Row(-1, key(source.guid), 0, 0, "", "", None, cases)
        is_held = any(key(source.guid) in map(key, case.sources) for case in project.cases)
        for row in [whole] if is_held else [whole, replace(whole, cases=frozenset())]:
            for column in columns_of(project, row, by):
                standing[column].add(whole.source)
    return standing


def crosstab(
    project: m.Project, by: str, unit: str, aggregate: str, merge: str
) -> dict[tuple[str, str], Number]:
    """Every cell, by the GUID of the code (or ``Total``) and the column."""
    world = world_of(project, notes=False)
    families = {key(code.guid): family(code, aggregate) for code in all_codes(project.codes)}
    families[TOTAL] = set(families)
    counted = [row for row in world.rows if row.code in families[TOTAL]]
    stands = {row: columns_of(project, row, by) for row in counted}
    columns = labels(project, by)
    if any(UNASSIGNED in each for each in stands.values()):
        columns.append(UNASSIGNED)
    standing = texts_in(project, world, by)
    found: dict[tuple[str, str], Number] = {}
    for code, codes in families.items():
        rows = [row for row in counted if row.code in codes]
        for column in columns:
            inside = [
                replace(row, cases=stands[row][column]) for row in rows if column in stands[row]
            ]
            texts = standing[column] if by != "coders" else None
            found[code, column] = number_of(world, inside, unit, merge, "any", texts)
        found[code, TOTAL] = number_of(world, rows, unit, merge, "any")
    return found
