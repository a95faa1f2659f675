"""The table of quotations: all from the project, and its audit finds what differs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import refiqda
from analysis.facts import Facts
from analysis.study import Study
from analysis.tables.quotations import AGREES, UNREADABLE, quotations, read_label

AUDITED = ["sex_agrees", "place_agrees", "type_agrees", "source_agrees"]


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


def test_it_has_what_was_typed(whole: Study, facts: Facts) -> None:
    columns = ["id", "participant", "source", "section", "lines", "words", "label", "subtheme"]
    assert quotations(whole)[[*columns, "strength"]].to_numpy().tolist() == [
        [
            row.id,
            row.participant,
            row.source,
            row.section,
            row.lines,
            row.words,
            row.label_printed,
            row.subtheme,
            row.strength,
        ]
        for row in facts.quotations
    ]


def test_the_labels_of_r12_alone_differ_and_in_place_alone(whole: Study) -> None:
    frame = quotations(whole)
    differing = {
        (row["participant"], name): row[name]
        for row in frame.to_dict("records")
        for name in AUDITED
        if row[name] != AGREES
    }
    assert differing == {("R12", "place_agrees"): "label: Nepal; Table 1: India, Nepal"}
    assert (frame["participant"] == "R12").sum() == 2
    assert "sex 19, place 17, type 19" in " ".join(frame.attrs["notes"])


def test_the_label_is_the_papers(whole: Study, paper: list[str]) -> None:
    """Blanks and ends of lines aside, each label stands at the end of its lines."""
    for row in quotations(whole).to_dict("records"):
        last = int(row["lines"].rpartition("-")[2])
        text = re.sub(r"\s", "", "".join(paper[last - 3 : last + 1]))
        assert re.sub(r"\s", "", row["label"]) in text


def change(project: refiqda.Project, owner: str, variable: str, text: str) -> None:
    guid = next(each.guid for each in project.variables if each.name == variable)
    node = next(each for each in (*project.cases, *project.sources) if each.name == owner)
    next(value for value in node.values if value.variable == guid).text = text


@pytest.mark.parametrize(
    ("owner", "variable", "text", "column", "found"),
    [
        ("R7", "Sex", "F", "sex_agrees", "label: M; Table 1: F"),
        ("R7", "Host country", "UK", "place_agrees", "label: USA; Table 1: UK"),
        ("R7", "Type of elective", "Research", "type_agrees", "label: Clinical; Table 1: Research"),
        (
            "R7 report",
            "Printed label",
            "(R7 Male—US—Clinical: Interview)",
            "source_agrees",
            "label: Interview; the set: Report",
        ),
        ("R7 report", "Printed label", "R7, a man", "type_agrees", UNREADABLE),
    ],
)
def test_a_difference_is_found(
    owner: str, variable: str, text: str, column: str, found: str, project: refiqda.Project
) -> None:
    change(project, owner, variable, text)
    frame = quotations(Study(project)).set_index("id")
    assert frame.loc["Q01", column] == found
    assert frame.loc["Q02", column] == AGREES


def test_it_follows_the_project(project: refiqda.Project) -> None:
    source = next(each for each in project.sources if each.name == "R7 report")
    source.values = []
    assert list(quotations(Study(project))["id"])[:2] == ["Q02", "Q03"]


@pytest.mark.parametrize(
    ("printed", "countries", "types"),
    [
        ("(R5 Male—US/Brazil—Clinical: Report)", ("USA", "Brazil"), ("Clinical",)),
        ("(R18 Male—US—Clinical / Research: Report)", ("USA",), ("Clinical", "Research")),
        ("(R12 Male—Nepal— Clinical: Report)", ("Nepal",), ("Clinical",)),
    ],
)
def test_a_label_is_taken_apart(
    printed: str, countries: tuple[str, ...], types: tuple[str, ...]
) -> None:
    label = read_label(printed)
    assert label is not None
    assert (label.countries, label.types) == (countries, types)


@pytest.mark.parametrize("printed", ["", "(R5 Male—US—Clinical)", "(R5 Boy—US—Clinical: Report)"])
def test_what_is_no_label_is_none(printed: str) -> None:
    assert read_label(printed) is None
