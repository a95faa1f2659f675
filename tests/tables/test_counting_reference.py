"""The reference page of counting: it names all that can be asked for, and what it names works."""

from __future__ import annotations

import re
from typing import Any

import pytest
from where import FIXTURES, ROOT

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.tables.counting.columns import BY
from refiqda.tables.counting.presets import PRESETS
from refiqda.tables.counting.reference import page
from refiqda.tables.counting.rows import AGGREGATES
from refiqda.tables.counting.units import MERGES, UNITS
from refiqda.tables.grid import PERCENTS

COUNTED = FIXTURES / "made" / "counted.qdpx"


def first_cells(heading: str) -> list[str]:
    """What stands in the first column of the table below a heading."""
    part = page().split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    return re.findall(r"^\| `?([^`|]*)`? \|", "\n".join(rows[2:]), re.MULTILINE)


def test_the_page_is_what_is_written() -> None:
    written = ROOT / "docs" / "reference" / "counting.md"
    assert written.read_text(encoding="utf-8") == page(), "run make docs"


def test_everything_that_can_be_asked_for_is_on_the_page() -> None:
    assert first_cells("Units") == list(UNITS)
    assert first_cells("Aggregation") == list(AGGREGATES)
    assert first_cells("Overlaps") == list(MERGES)
    assert set(first_cells("n of N")) == set(PERCENTS)
    for by in BY:
        assert f"`{by}`" in page().split("## Columns of a crosstab", 1)[1].split("\n## ")[0]


@pytest.mark.parametrize("name", PRESETS)
def test_each_program_is_there_with_what_shows_it_and_what_is_not_documented(name: str) -> None:
    known = PRESETS[name]
    part = page().split(f"### {known.program}\n", 1)[1].split("\n### ", 1)[0]
    for sentence in (known.says, known.evidence, *known.unknown):
        assert sentence in part.replace("\\", "")


# ------------------------------------------------------- what the page says can be written


def with_sets() -> m.Project:
    """The counted project, with a set of codes and a second variable of cases."""
    project = refiqda.open(COUNTED)
    named = {code.name: code for code in project.codes}
    project.sets.append(
        m.Set(
            guid=refiqda.make_guid("reference", "set"),
            name="Main themes",
            codes=[named["Feelings"].guid, named["Waiting"].guid],
        )
    )
    sex = m.Variable(guid=refiqda.make_guid("reference", "sex"), name="Sex", type="Text")
    project.variables.append(sex)
    for case, value in zip(project.cases, "FMFFM", strict=True):
        case.values.append(m.VariableValue(variable=sex.guid, text=value))
    return project


def written(option: str) -> list[str]:
    """The spellings that the page gives for an option."""
    part = page().split("## Codes, sources and cases\n", 1)[1].split("\n## ", 1)[0]
    found: dict[str, list[str]] = {}
    last = ""
    for line in part.splitlines():
        row = re.fullmatch(r"\| *([^|]*?) *\| *(.*?)(?<!\\) *\| .*\|", line)
        if row:
            last = row[1].strip("`") or last
            found.setdefault(last, []).extend(re.findall(r"`([^`]+)`", row[2]))
    return [each.replace("\\|", "|") for each in found[option]]


CODES = {
    "Trust": ["Trust"],
    "Feelings > Trust": ["Trust"],
    "> Waiting": ["Waiting"],
    "Trust >": ["Trust", "Trust in nurses"],
    "*noise*": ["Night noise"],
    "Co?t": ["Cost"],
    "[TD]*": ["Trust", "Trust in nurses", "Doubt"],
    "Main themes": ["Feelings", "Waiting"],
}


def test_codes_can_be_written_as_the_page_says() -> None:
    assert written("--codes") == list(CODES)
    project = with_sets()
    for spelling, expected in CODES.items():
        frame = tables.counts(project, codes=spelling)
        assert [path.split(" > ")[-1] for path in frame["code_path"]] == expected, spelling


def test_codes_stand_in_the_order_of_the_codebook() -> None:
    frame = tables.counts(COUNTED, codes=["Cost", "Waiting", "Trust"])
    assert frame["code_path"].tolist() == ["Feelings > Trust", "Waiting", "Cost"]


def references(project: m.Project, **how: Any) -> int:
    """All codings that are left, counted on paper in the comments of ``fixtures/counted.py``."""
    return int(tables.counts(project, **how)["references"].sum())


def test_sources_can_be_written_as_the_page_says() -> None:
    assert written("--sources") == ["Interview 1", "Interviews", "Kind=report"]
    project = with_sets()
    assert references(project, sources="Interview 1") == 12
    assert references(project, sources="Interviews") == 12 + 8 + 5
    assert references(project, sources="Kind=report") == 4
    assert references(project, sources=["Interview 1", "Report"]) == 12 + 4
    assert references(project, sources={"Kind": ["interview", "report"]}) == references(project)


def test_cases_can_be_written_as_the_page_says() -> None:
    assert written("--cases") == ["R1", "Group=A"]
    assert written("both") == ["Group=A|B", "Group=A", "Sex=F"]
    project = with_sets()
    assert references(project, cases="R1") == 12
    in_a = references(project, cases="Group=A")
    assert in_a == 12 + 2, "R1's interview, and two passages that share a character with R4's"
    assert references(project, cases="Group=A|B") == references(
        project, cases={"Group": ["A", "B"]}
    )
    assert references(project, cases=["Group=A", "Sex=F"]) == 14
    assert references(project, cases=["Group=A", "Sex=M"]) == 0
    assert references(project, cases=["R2", "Group=A"]) == 0, "names and values have to fit both"
    assert references(project, notes=True) == references(project) + 1


def test_n_is_of_all_cases_that_are_left_whatever_the_codes_and_coders() -> None:
    how: dict[str, Any] = {"unit": "cases", "percent": "column"}
    plain = tables.crosstab(COUNTED, "Group", **how).set_index("code_path")
    narrow = tables.crosstab(COUNTED, "Group", codes="Cost", coders=["Ann"], **how)
    assert narrow.set_index("code_path").loc["Cost"].tolist() == plain.loc["Cost"].tolist()
    women = tables.crosstab(with_sets(), "Group", codes="Cost", cases="Sex=F", **how)
    assert women["A"].tolist()[0].startswith("0/2")
