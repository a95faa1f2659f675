"""The report's own words: no number in them is typed, and they point at what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from reporting import report, whole

import refiqda
from analysis.discrepancies import discrepancies
from analysis.facts import Facts
from analysis.report.content import Report
from analysis.report.numbers import numbers_of, power
from analysis.report.words import WORDS, Passage, Prose
from analysis.study import Study
from analysis.tables import TABLES
from analysis.verdicts import CLAIMS
from refiqda import UnknownName

__all__ = ["report", "whole"]

NAMES = r"Table 1|Box [12]|Figure 1|L[0-4]|R12|\{[^{}]+\}"
"""Names with a digit, which are no numbers of the study; and what is filled in."""


def passages(report: Report) -> list[Passage]:
    prose = report.prose
    return [*prose.methods, *prose.definitions, *prose.objections]


def test_no_number_of_the_study_is_typed_in_the_prose() -> None:
    data = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    rows = [*data["method"], *data["definition"], *data["objection"], data["lines"]]
    for row in rows:
        words = [row[key] for key in row if key not in ("claims", "tables")]
        assert re.findall(r"\d+", re.sub(NAMES, "", str(words))) == []


def test_a_number_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(WORDS.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UnknownName, match=r"words\.toml names \{T03\.high number\}"):
        Prose.read({}, path)


def test_the_prose_points_at_claims_and_tables_that_there_are(report: Report) -> None:
    ids = {claim.id for claim in refiqda.read_claims(CLAIMS).claims}
    for passage in passages(report):
        assert set(passage.claims) <= ids
        assert set(passage.tables) <= set(TABLES)
    for id, names in report.prose.about.items():
        assert id in ids
        assert set(names) <= set(report.grids)


def test_each_contradiction_has_its_line(whole: Study, report: Report) -> None:
    known = [each.id for each in discrepancies(whole) if each.kind == "contradiction"]
    assert list(report.prose.lines) == known


def test_the_ten_objections_of_an_expert_are_answered(report: Report) -> None:
    assert len(report.prose.objections) >= 10
    for passage in report.prose.objections:
        assert len(passage.paragraphs[0].split()) > 20


def test_the_numbers_are_those_of_the_facts(whole: Study, facts: Facts) -> None:
    numbers = numbers_of(whole)
    people, quotations = facts.participants, facts.quotations
    research = [person for person in people if "Research" in person.types]
    assert numbers["participants"] == len(people)
    assert numbers["women"] == sum(person.sex == "F" for person in people)
    assert numbers["research"] == len(research)
    assert numbers["research_low_middle_said"] == "None"
    assert not any("LMIC" in person.income_groups for person in research)
    assert numbers["research_site"] == "USA (PA)"
    assert numbers["research_main"] == sum("USA (PA)" in person.sites for person in research)
    assert numbers["quotations"] == len(quotations)
    quoted = {quotation.participant for quotation in quotations}
    assert numbers["never_quoted"] == len(people) - len(quoted)
    single = [row.subtheme for row in facts.box2 if row.subtheme and row.count == 1]
    assert numbers["single_names"] == ", ".join(single)
    assert numbers["single"] == len(single)
    assert (numbers["interviews"], numbers["reports"]) == (len(people), 16)
    assert (numbers["students"], numbers["invited"]) == ("133", "70")


def test_the_numbers_follow_the_project(study: Path) -> None:
    project = refiqda.open(study)
    sex = next(each.guid for each in project.variables if each.name == "Sex")
    man = next(case for case in project.cases if case.name == "R1")
    (value,) = [each for each in man.values if each.variable == sex]
    value.text = "F"
    numbers = numbers_of(Study(project))
    assert (numbers["women"], numbers["men"]) == (6, 17)


def test_how_many_matrices_fit_is_told_as_a_power_of_ten(whole: Study) -> None:
    numbers = numbers_of(whole)
    assert (numbers["matrices_L0"], numbers["matrices_L1"]) == ("10^117", "10^114")
    assert power(10**6) == "10^6"
    assert power(3 * 10**6) == "10^6.5"
    assert power(None) == ""


def test_what_is_said_of_cells_is_what_was_derived(whole: Study) -> None:
    numbers = numbers_of(whole)
    assert numbers["cells"] == 108
    assert [numbers[f"identified_{level}"] for level in ("L0", "L1", "L2")] == [0, 2, 3]
