"""Copies of the study that were tampered with: the right claims fail, and no others.

What has to fail is worked out by :mod:`recount`, in plain loops; its own answers are held against
answers typed here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from recount import failing, naming

import refiqda
from analysis.facts import Facts
from analysis.verdicts import CLAIMS, KNOWN, judge

PEOPLE = [person.name for person in Facts().participants]
BOX2 = [
    (id, int(count))
    for id, count in re.findall(
        r'^id = "(B-[A-Z]{2}\d?)"$.*?^equals = (\d+)$',
        CLAIMS.read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
]
THEMES = {id: count for id, count in BOX2 if len(id) == 4}
SUBTHEMES = [id for id, _ in BOX2 if len(id) == 5]
NAMES = [row.subtheme or row.theme for row in Facts().box2]


def known(text: str = KNOWN.read_text(encoding="utf-8")) -> set[str]:
    return set(re.findall(r"^(\w+) = ", text, re.MULTILINE))


def with_count(id: str, count: int, folder: Path) -> Path:
    """A copy of the claims in which Box 2 prints another number."""
    text = CLAIMS.read_text(encoding="utf-8")
    altered, times = re.subn(
        rf'(^id = "{id}"$.*?^equals = )\d+$',
        rf"\g<1>{count}",
        text,
        count=1,
        flags=re.DOTALL | re.MULTILINE,
    )
    assert times == 1
    assert altered != text
    path = folder / "claims.toml"
    path.write_text(altered, encoding="utf-8")
    return path


def contradicted(project: refiqda.Project, claims: Path = CLAIMS) -> set[str]:
    return set(judge(project, claims).contradicted)


@cache
def claims_as_printed() -> Any:
    return refiqda.read_claims(CLAIMS)


def contradicted_as_printed(project: refiqda.Project) -> set[str]:
    """The same for the claims of the paper, which are read once for hundreds of copies."""
    frame = refiqda.verify(claims_as_printed(), project, unknown="contradicted")
    return set(frame.loc[frame["verdict"] == "contradicted", "id"])


@pytest.fixture(scope="module")
def shared_project(study: Path) -> refiqda.Project:
    """One project that tests alter and put back."""
    return refiqda.open(study)


def test_all_36_counts_are_altered() -> None:
    assert len(BOX2) == 36
    assert len(THEMES) == 5
    assert len(NAMES) == 36


def test_untouched_it_is_as_known(shared_project: refiqda.Project) -> None:
    assert failing(shared_project, CLAIMS) == known()
    assert contradicted_as_printed(shared_project) == contradicted(shared_project) == known()


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize(("id", "count"), BOX2)
def test_a_count_of_box_2_off_by_one_fails_alone(
    id: str, count: int, by: int, shared_project: refiqda.Project, tmp_path: Path
) -> None:
    claims = with_count(id, count + by, tmp_path)
    assert failing(shared_project, claims) == known() | {id}
    assert contradicted(shared_project, claims) == known() | {id}


@pytest.mark.parametrize("id", SUBTHEMES)
def test_a_subtheme_above_its_theme_takes_the_theme_with_it(
    id: str, shared_project: refiqda.Project, tmp_path: Path
) -> None:
    theme = id[:4]
    claims = with_count(id, THEMES[theme] + 1, tmp_path)
    expected = failing(shared_project, claims)
    assert {id, theme} <= expected
    assert contradicted(shared_project, claims) == expected


@pytest.mark.parametrize(
    ("id", "count", "more", "fewer"),
    [
        ("B-PT1", 18, {"B-PT1", "B-PT"}, set()),
        ("B-CD4", 10, {"B-CD4"}, set()),
        ("B-CD4", 11, {"B-CD4"}, {"R03"}),
        ("B-CD5", 4, {"B-CD5"}, set()),
        ("B-CD5", 5, {"B-CD5"}, {"R03"}),
        ("B-CD5", 6, {"B-CD5", "R12"}, {"R03"}),
        ("B-DV", 3, {"B-DV", "R09"}, set()),
        ("B-CD1", 2, {"B-CD1", "R10"}, set()),
    ],
)
def test_what_hangs_on_a_count_by_hand(
    id: str,
    count: int,
    more: set[str],
    fewer: set[str],
    shared_project: refiqda.Project,
    tmp_path: Path,
) -> None:
    """A union of 10 and 1, or of 7 and 4, is no majority of 23; 6 holders and 18 men share one."""
    claims = with_count(id, count, tmp_path)
    assert failing(shared_project, claims) == (known() | more) - fewer
    assert contradicted(shared_project, claims) == (known() | more) - fewer


@pytest.mark.parametrize("owner", PEOPLE)
def test_each_coding_removed(owner: str, shared_project: refiqda.Project) -> None:
    for source in shared_project.sources:
        if not source.name.startswith(f"{owner} "):
            continue
        for selection in source.selections:
            whole = list(selection.codings)
            for coding in whole:
                selection.codings = [each for each in whole if each is not coding]
                expected = failing(shared_project, CLAIMS)
                assert contradicted_as_printed(shared_project) == expected, selection.name
            selection.codings = whole


@pytest.mark.parametrize("owner", PEOPLE)
def test_each_value_of_a_case_changed(owner: str, shared_project: refiqda.Project) -> None:
    """Each becomes the next value, in alphabetical order, that its variable has anywhere."""
    [case] = [case for case in shared_project.cases if case.name == owner]
    for value in case.values:
        others = sorted(
            {
                each.text
                for one in shared_project.cases
                for each in one.values
                if each.variable == value.variable
            }
        )
        was, value.text = value.text, others[(others.index(value.text) + 1) % len(others)]
        expected = failing(shared_project, CLAIMS)
        assert contradicted_as_printed(shared_project) == expected, (was, value.text)
        value.text = was


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_renamed(name: str, project: refiqda.Project) -> None:
    [code] = [
        code for theme in project.codes for code in (theme, *theme.codes) if code.name == name
    ]
    code.name = "something else"
    expected = known() | naming(name, CLAIMS)
    assert expected > known()
    assert failing(project, CLAIMS) == expected
    assert contradicted_as_printed(project) == expected


@pytest.mark.parametrize(
    ("segment", "named"),
    [
        ("Q01, R7 report", {"B-PT5", "Q04"}),
        ("Q02, R19 report", {"Q04"}),
        ("Q04, R3 report", {"B-CD4", "Q04"}),
        ("Q08, R12 report", {"B-SD3", "Q04"}),
        ("Q17, R5 report", {"B-DV2"}),
    ],
)
def test_a_coding_removed_by_hand(segment: str, named: set[str], project: refiqda.Project) -> None:
    """What R19's report is quoted for, the interview is too; R5 holds the theme twice."""
    [found] = [
        each for source in project.sources for each in source.selections if each.name == segment
    ]
    found.codings.clear()
    assert failing(project, CLAIMS) == known() | named
    assert contradicted_as_printed(project) == known() | named


@pytest.mark.parametrize(
    ("case", "variable", "value", "more", "fewer"),
    [
        ("R1", "Sex", "F", {"T01"}, set()),
        ("R3", "Sex", "M", {"T01", "Q01", "R12"}, set()),
        ("R12", "Specialty", "Surgery", set(), set()),
        ("R7", "Specialty", "Surgery", {"T08"}, set()),
        ("R18", "Elective group", "Clinical", {"T02"}, set()),
    ],
)
def test_a_value_changed_by_hand(
    case: str,
    variable: str,
    value: str,
    more: set[str],
    fewer: set[str],
    project: refiqda.Project,
) -> None:
    [guid] = [each.guid for each in project.variables if each.name == variable]
    [found] = [
        each
        for one in project.cases
        if one.name == case
        for each in one.values
        if each.variable == guid
    ]
    found.text = value
    assert failing(project, CLAIMS) == (known() | more) - fewer
    assert contradicted_as_printed(project) == (known() | more) - fewer
