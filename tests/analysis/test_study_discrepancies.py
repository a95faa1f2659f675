"""The discrepancies: every number in them is computed, every claim that does not hold has one."""

from __future__ import annotations

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import refiqda
from analysis.discrepancies import KINDS, PROSE, Discrepancy, discrepancies, fill
from analysis.facts import Facts
from analysis.hosts import UNITS, divisions, people_of
from analysis.numbers import numbers
from analysis.study import Study
from analysis.tables.discrepancies import discrepancies as table

VERDICTS = {"contradiction": "contradicted", "tension": "tension", "editorial": "editorial"}
BY_HAND = {
    "B-CD4 number": "7",
    "B-CD5 number": "1",
    "B-DV number": "14",
    "B-LE number": "14",
    "B-PT number": "17",
    "B01.all number": "36",
    "B01.subthemes number": "31",
    "B03 number": "5",
    "R03 found": "7 to 8",
    "S13 found": "8.9 to 18.2 years",
    "S14 found": "8.7 to 10.1 years",
    "T01.men number": "18",
    "T01.women number": "5",
    "T02.clinical number": "18",
    "T02.research number": "5",
    "T03.high number": "19",
    "T03.low-middle number": "5",
    "countries of R12": "India and Nepal",
    "countries of R5": "USA and Brazil",
    "high alone": "19",
    "high any": "20",
    "high first": "20",
    "high last": "19",
    "high sites": "23",
    "high visits": "21",
    "labels": "19",
    "labels of R12": "2",
    "labels that write US": "16",
    "low-middle alone": "3",
    "low-middle any": "4",
    "low-middle first": "3",
    "low-middle last": "4",
    "low-middle sites": "5",
    "low-middle visits": "5",
    "participants": "23",
    "place in the labels of R12": "Nepal",
    "place in the labels of R5": "US/Brazil",
    "rows with USA": "19",
    "specialty of R19": "Health policy",
    "specialty of R7": "Intensive care",
    "sum of the groups": "24",
    "units tried": "6",
    "way USA and UK, any": "USA and UK against Brazil, India, Nepal, Thailand and Australia",
    "way USA and Brazil, any": "USA and Brazil against UK, India, Nepal, Thailand and Australia",
    "ways that agree": "2",
    "ways to part the countries": "128",
    "who has both": "R5",
    "who has two low-middle": "R12",
    "youngest": "33",
}
"""Every number that the prose names, worked out with paper and pencil."""


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


@pytest.fixture(scope="module")
def told(whole: Study) -> list[Discrepancy]:
    return discrepancies(whole)


def prose() -> list[tuple[str, str]]:
    """Every piece of prose as it is typed, with the id of its discrepancy."""
    found = []
    for each in tomllib.loads(PROSE.read_text(encoding="utf-8"))["discrepancy"]:
        several = [each[name] for name in ("title", "printed", "computed", "settles")]
        found += [(each["id"], text) for text in (*several, *each["readings"])]
    return found


def test_they_read_as_before(
    told: list[Discrepancy], file_regression: FileRegressionFixture
) -> None:
    lines = []
    for each in told:
        lines += [f"{each.id} ({each.kind}; {', '.join(each.claims)}): {each.title}"]
        lines += [f"printed: {each.printed}", f"computed: {each.computed}"]
        lines += [f"reading: {reading}" for reading in each.readings]
        lines += [f"settles: {each.settles}", ""]
    file_regression.check("\n".join(lines), extension=".txt")


def test_every_claim_that_does_not_hold_is_told_and_no_other_comes_first(
    whole: Study, told: list[Discrepancy]
) -> None:
    verdicts = {row["id"]: row["verdict"] for row in whole.verdicts.rows()}
    for kind, verdict in VERDICTS.items():
        wanted = {id for id, found in verdicts.items() if found == verdict}
        claims = {id for each in told if each.kind == kind for id in each.claims}
        assert wanted <= claims
        assert {each.claims[0] for each in told if each.kind == kind} <= wanted
    assert {id for each in told for id in each.claims} <= set(verdicts)


def test_contradictions_come_first(told: list[Discrepancy]) -> None:
    kinds = [list(KINDS).index(each.kind) for each in told]
    assert kinds == sorted(kinds)
    assert [kinds.count(number) for number in range(3)] == [4, 4, 2]


def test_every_number_that_the_prose_names_is_as_by_hand(whole: Study) -> None:
    names = {name for _, text in prose() for name in re.findall(r"\{([^{}]+)\}", text)}
    found = numbers(whole)
    assert {name: found.get(name) for name in sorted(names)} == BY_HAND


def test_no_count_is_typed(paper: list[str]) -> None:
    """What is left without braces are lines, dates, names of participants, ages and 10 years."""
    allowed = re.compile(
        r"(?i)lines? [\d, and-]+|line \d+|[RQ]\d+\b|Table 1|Box 2|Figure 1|"
        r"(?:1 )?(?:April |March |December )?(?:19|20)\d\d|more than 10|10 years|"
        r"enters at 18|before 18"
    )
    for id, text in prose():
        bare = re.sub(r"\{[^{}]+\}", "", " ".join(text.split()))
        assert re.findall(r"\d+", allowed.sub("", bare)) == [], id
        lines = re.findall(r"(?i)lines? ([\d, and-]+)", bare)
        for number in re.findall(r"\d+", " ".join(lines)):
            assert 1 <= int(number) <= len(paper)


def test_what_is_quoted_is_few_words_of_the_paper(
    told: list[Discrepancy], paper: list[str]
) -> None:
    text = " ".join(" ".join(paper).lower().split())
    for each in told:
        whole = " ".join((each.title, each.printed, each.computed, *each.readings, each.settles))
        for words in re.findall(r'"([^"]+)"', whole):
            assert len(words.split()) <= 6
            assert words.lower() in text.replace("clin- ical", "clinical")


def test_the_readings_of_the_training_location_do_agree(whole: Study) -> None:
    found = numbers(whole)
    assert (found["high alone"], found["low-middle visits"]) == ("19", "5")
    assert int(found["high alone"]) + int(found["low-middle any"]) == 23
    assert found["rows with USA"] == found["T03.high number"]
    assert found["ways that agree"] == "2"


def test_divisions_are_all_that_there_are(project: refiqda.Project, facts: Facts) -> None:
    """Counted from the rows that were typed, over every choice of a side for each country."""
    countries = ["USA", "UK", "Brazil", "India", "Nepal", "Thailand", "Australia"]
    rows = [person.countries for person in facts.participants]
    found = set()
    for sides in product((True, False), repeat=len(countries)):
        one = {country for country, side in zip(countries, sides, strict=True) if side}
        first = sum(any(country in one for country in row) for row in rows)
        second = sum(any(country not in one for country in row) for row in rows)
        if (first, second) == (19, 5):
            found.add(frozenset(one))
    assert found == {frozenset({"USA", "UK"}), frozenset({"USA", "Brazil"})}
    several = list(divisions(people_of(project), 19, 5))
    assert {frozenset(each.first) for each in several if each.unit == "any"} == found
    assert {each.unit for each in several} == {"any"}


@pytest.mark.parametrize(
    ("unit", "usa", "india"),
    [
        ("any", 19, 2),
        ("alone", 17, 1),
        ("visits", 19, 2),
        ("sites", 21, 2),
        ("first", 19, 2),
        ("last", 17, 1),
    ],
)
def test_units_by_hand(unit: str, usa: int, india: int, project: refiqda.Project) -> None:
    """R1 and R5 went elsewhere after the USA, R12 after India; R18 and R19 had two sites."""
    people = people_of(project)
    assert UNITS[unit](people, frozenset({"USA"})) == usa
    assert UNITS[unit](people, frozenset({"India"})) == india


def test_no_number_goes_stale(study: Path, project: refiqda.Project) -> None:
    """R5 without Brazil: nobody had both, and the words follow."""
    names = {variable.guid: variable.name for variable in project.variables}
    person = next(case for case in project.cases if case.name == "R5")
    person.values = [
        value
        for value in person.values
        if (names[value.variable], value.text)
        not in (("Host country", "Brazil"), ("Host income group", "LMIC"))
    ]
    before, after = discrepancies(Study(refiqda.open(study)))[0], discrepancies(Study(project))[0]
    assert "none had both" in after.computed
    assert "has 20 participants with a high-income host and 3 with" in after.computed
    assert len(before.readings) == 6
    assert [text for text in after.readings if text.startswith("One unit")] == []
    assert "of these, 1 give both numbers" in after.computed


def test_what_another_project_lacks_is_said(project: refiqda.Project) -> None:
    assert fill("{men} of {all}", {"all": "23"}) == "(not in this project) of 23"
    project.cases = [case for case in project.cases if case.name != "R7"]
    found = {each.id: each for each in discrepancies(Study(project))}
    assert "gives R7 the specialty (not in this project)" in found["specialty-of-R7"].printed


def test_there_are_no_long_dashes() -> None:
    assert "\N{EM DASH}" not in PROSE.read_text(encoding="utf-8")


def test_the_table_has_them_all(whole: Study, told: list[Discrepancy]) -> None:
    frame = table(whole)
    assert frame["id"].tolist() == [each.id for each in told]
    assert frame["readings"][0].startswith(f"(1) {told[0].readings[0]} (2) ")
    assert frame["settles"].tolist() == [each.settles for each in told]
