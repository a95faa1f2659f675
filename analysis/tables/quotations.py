"""The quotations: who, where, how long, and whether the label agrees with Table 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.tables.shape import shaped, texts_of
from refiqda import tables
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Quotations, and their labels against Table 1"
AGREES = "agrees"
UNREADABLE = "the label is not written like the others"
COLUMNS = (
    Column("id", "text", "our number, in the order of the paper."),
    Column("participant", "text", "the case that the quoted source belongs to."),
    Column("source", "text", "interview or report: the source that has the quotation."),
    Column("section", "text", "the section of the paper in which it stands."),
    Column("lines", "text", "where it stands, in lines of the plain text of the paper."),
    Column("words", "integer", "its length, counted between blanks; the words are not here."),
    Column("label", "text", "as printed below the quotation."),
    Column("sex_agrees", "text", "the sex of the label against Table 1."),
    Column(
        "place_agrees",
        "text",
        "the countries of the label against all host countries of Table 1; US is read as USA.",
    ),
    Column("type_agrees", "text", "the types of elective of the label against Table 1."),
    Column(
        "source_agrees",
        "text",
        "the kind of source of the label against the set (interviews or reports) that the source "
        "is in. The project took it from the label, so it cannot fail here.",
    ),
    Column("theme", "text", "the primary theme of the subtheme."),
    Column("subtheme", "text", "which one we read in the quotation; the paper names none."),
    Column(
        "strength",
        "text",
        "what we read it by: lead-in, the sentence before it; words, its own words; weak, neither "
        "of them plainly.",
    ),
)
_LABEL = re.compile(
    r"\((?P<person>R\d+) (?P<sex>Male|Female)\s*—\s*(?P<place>[^—]+?)\s*—\s*(?P<type>[^—:]+?)\s*:"
    r"\s*(?P<source>Interview|Report)\)"
)
_SEXES = {"Male": "M", "Female": "F"}
_COUNTRIES = {"US": "USA"}
_SETS = {"Interviews": "Interview", "Reports": "Report"}


class Label(NamedTuple):
    """What stands below a quotation, taken apart and spelled as in Table 1."""

    person: str
    sex: str
    countries: tuple[str, ...]
    types: tuple[str, ...]
    source: str


def read_label(printed: str) -> Label | None:
    """A label as printed, taken apart; None if it is not written like one.

    Example:
        >>> read_label("(R5 Male—US/Brazil—Clinical: Report)").countries
        ('USA', 'Brazil')
    """
    found = _LABEL.fullmatch(printed)
    if found is None:
        return None
    places = _parts(found["place"])
    return Label(
        found["person"],
        _SEXES[found["sex"]],
        tuple(_COUNTRIES.get(place, place) for place in places),
        _parts(found["type"]),
        found["source"],
    )


def quotations(study: Study) -> pd.DataFrame:
    """One row for each quotation, in the order of the paper."""
    rows = sorted(_rows(study), key=lambda row: str(row[0]))
    return shaped("quotations", TITLE, COLUMNS, rows, notes=_notes(rows))


def _rows(study: Study) -> Iterator[tuple[Any, ...]]:
    project = study.project
    cases = _values(project, "case")
    kinds = {
        member: _SETS[name]
        for name, member in texts_of(tables.sets(project), "set", "member_guid")
        if name in _SETS
    }
    readings = _readings(project)
    owners = _pairs(tables.sources(project), "source_guid", "case")
    for source, told in _values(project, "source").items():
        if "Printed label" not in told:
            continue
        number, printed = told["Quotation"][0], told["Printed label"][0]
        person = owners[source]
        theme, _, subtheme = readings.get((source, number), "").partition(" > ")
        yield (
            number,
            person,
            kinds.get(source, "").lower() or None,
            told["Quoted in section"][0],
            told["Printed at lines"][0],
            int(told["Words printed"][0]),
            printed,
            *_audit(read_label(printed), cases.get(person, {}), kinds.get(source)),
            theme or None,
            subtheme or None,
            told["Strength of reading"][0],
        )


def _values(project: Any, kind: str) -> dict[str, dict[str, list[str]]]:
    """The values of each variable; of cases by name, of sources by GUID."""
    frame = tables.variables(project)
    frame = frame[(frame["owner_kind"] == kind) & frame["value"].notna()]
    owner = "owner" if kind == "case" else "owner_guid"
    found: dict[str, dict[str, list[str]]] = {}
    for name, variable, value in texts_of(frame, owner, "variable", "value"):
        found.setdefault(name, {}).setdefault(variable, []).append(value)
    return found


def _readings(project: Any) -> dict[tuple[str, str], str]:
    """The code of the segment that stands for each quotation, by source and quotation."""
    names = _pairs(tables.selections(project), "selection_guid", "selection")
    return {
        (source, names[selection].partition(",")[0]): path
        for source, selection, path in texts_of(
            tables.codings(project), "source_guid", "selection_guid", "code_path"
        )
        if selection in names
    }


def _pairs(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    return {row[0]: row[1] for row in texts_of(frame, key, value)}


def _audit(label: Label | None, table1: dict[str, list[str]], kind: str | None) -> Iterator[str]:
    """Sex, place, type and source of a label: that it agrees, or in what it does not."""
    if label is None:
        yield from (UNREADABLE,) * 4
        return
    yield _against((label.sex,), table1.get("Sex", []))
    yield _against(label.countries, table1.get("Host country", []))
    yield _against(label.types, table1.get("Type of elective", []))
    yield _against((label.source,), [kind] if kind else [], "the set")


def _against(label: tuple[str, ...], other: list[str], where: str = "Table 1") -> str:
    if set(label) == set(other):
        return AGREES
    return f"label: {', '.join(label)}; {where}: {', '.join(other) or 'nothing'}"


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("/"))


def _notes(rows: list[tuple[Any, ...]]) -> list[str]:
    names = [column.name for column in COLUMNS]
    several = [dict(zip(names, row, strict=True)) for row in rows]
    people = {row["participant"] for row in several}
    agreeing = ", ".join(
        f"{word} {sum(row[f'{word}_agrees'] == AGREES for row in several)}"
        for word in ("sex", "place", "type")
    )
    reports = sum(row["source"] == "report" for row in several)
    return [
        f"{len(several)} quotations of {len(people)} participants: "
        f"{len(several) - reports} from interviews, {reports} from reports.",
        f"Labels that agree with Table 1, of {len(several)}: {agreeing}.",
        "The interviews were in Japanese, so quotations from them are translations; several are "
        "shortened in print. Their words are in the article, not here.",
    ]
