"""Themes by kind of source, and saturation: what counts alone say of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from math import comb
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refiqda
from analysis.facts import Facts
from analysis.study import Study
from analysis.tables.saturation import saturation
from analysis.tables.sources import Print, sources
from refiqda import tables

PEOPLE = "ABCD"


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


@pytest.mark.parametrize(
    ("theme", "quoted", "interviews", "reports"),
    [
        # By hand: who is quoted under it from interview and from report; of 17 holders at most 15
        # can do without the interview under perspective transformation (R19 cannot).
        ("Perspective transformation", (1, 2), (2, 17), (2, 16)),
        ("Career design", (2, 2), (2, 16), (2, 16)),
        ("Self-development", (2, 2), (3, 17), (2, 16)),
        ("Diversity of values", (2, 0), (2, 14), (0, 14)),
        ("Leadership", (2, 1), (2, 14), (1, 14)),
    ],
)
def test_each_theme(
    whole: Study,
    theme: str,
    quoted: tuple[int, int],
    interviews: tuple[int, int],
    reports: tuple[int, int],
) -> None:
    frame = sources(whole)
    row = frame[(frame["theme"] == theme) & frame["subtheme"].isna()].iloc[0]
    assert (row["interview_quoted"], row["report_quoted"]) == quoted
    assert (row["interview_least"], row["interview_most"]) == interviews
    assert (row["report_least"], row["report_most"]) == reports


def test_the_paper_proves_nothing_of_a_subtheme(whole: Study) -> None:
    rows = sources(whole).dropna(subset=["subtheme"])
    assert len(rows) == 31
    assert rows[["interview_quoted", "report_quoted"]].isna().all(axis=None)
    assert set(rows["interview_least"]) == set(rows["report_least"]) == {0}


def test_the_reconstruction_is_within_the_bounds_and_adds_up(whole: Study) -> None:
    frame = sources(whole)
    for kind in ("interview", "report"):
        inside = frame[f"{kind}_reconstruction"].between(
            frame[f"{kind}_least"], frame[f"{kind}_most"]
        )
        assert inside.all()
    both = frame["interview_reconstruction"] + frame["report_reconstruction"]
    assert (both >= frame["count"]).all()


def test_a_quotation_less_proves_less(project: refiqda.Project) -> None:
    """Without the quotation of R7's interview only R14's is left under leadership."""
    (source,) = (source for source in project.sources if source.name == "R7 interview")
    source.values = []
    frame = sources(Study(project))
    row = frame[(frame["theme"] == "Leadership") & frame["subtheme"].isna()].iloc[0]
    assert (row["interview_quoted"], row["interview_least"]) == (1, 1)


# ------------------------------------------------------------------------- the bounds, by trial


@st.composite
def prints(draw: st.DrawFn) -> Print:
    some = st.frozensets(st.sampled_from(PEOPLE))
    from_interview, from_report, others = draw(some), draw(some), draw(some)
    authors = from_report | others
    reports = draw(st.integers(len(authors), len(PEOPLE)))
    count = draw(st.integers(len(from_interview | from_report), len(PEOPLE)))
    return Print(count, from_interview, from_report, authors, reports)


def worlds(said: Print) -> Iterator[tuple[int, int]]:
    """How many have it in the interview and in the report, in every way that print allows."""
    for authors in combinations(PEOPLE, said.reports):
        if not said.authors <= set(authors):
            continue
        for cells in product(product((False, True), repeat=2), repeat=len(PEOPLE)):
            held = dict(zip(PEOPLE, cells, strict=True))
            interviewed = {name for name, (interview, _) in held.items() if interview}
            reported = {name for name, (_, report) in held.items() if report}
            fits = said.from_interview <= interviewed and said.from_report <= reported
            if fits and reported <= set(authors) and len(interviewed | reported) == said.count:
                yield len(interviewed), len(reported)


@given(prints())
def test_the_bounds_hold_in_every_world_and_are_reached(said: Print) -> None:
    found = list(worlds(said))
    interviews, reports = zip(*found, strict=True)
    assert said.in_interviews() == (min(interviews), max(interviews))
    assert said.in_reports()[0] == min(reports)
    assert said.in_reports()[1] >= max(reports)
    if len(said.authors | said.from_interview) <= said.reports:
        assert said.in_reports()[1] == max(reports)


def test_the_study_is_where_the_most_reports_are_reached(facts: Facts) -> None:
    """All who are known to have a report or are quoted at all are no more than the reports."""
    assert len({row.participant for row in facts.quotations} | set(facts.proven_reports)) <= 16


# ------------------------------------------------------------------------- saturation


def test_the_curve_follows_from_box_2_alone(whole: Study, facts: Facts) -> None:
    counts = [row.count for row in facts.box2 if row.subtheme]
    by_hand = [sum(1 - comb(23 - n, k) / comb(23, k) for n in counts) for k in range(1, 24)]
    frame = saturation(whole)
    assert frame["cases"].tolist() == list(range(1, 24))
    assert frame["expected"].tolist() == pytest.approx(by_hand)
    assert frame["gain"].sum() == pytest.approx(31)
    assert frame["gain"].iloc[-1] == pytest.approx(5 / 23)
    assert frame["share"].iloc[-1] == 1


def test_who_holds_a_subtheme_does_not_change_it(whole: Study, project: refiqda.Project) -> None:
    """A coding moved to somebody who did not hold the subtheme: other holders, the same table."""
    before = saturation(whole)
    moved = next(move for move in moves(project))
    giver, taker, number = moved
    taker.selections.append(giver.selections.pop(number))
    taken = tables.case_codings(project).to_dict("list")
    assert taken != tables.case_codings(whole.project).to_dict("list")
    after = saturation(Study(project))
    pd.testing.assert_frame_equal(before, after)
    assert before.attrs == after.attrs


def moves(project: refiqda.Project) -> Iterator[tuple[refiqda.model.TextSource, ...]]:
    interviews = [source for source in project.sources if source.name.endswith("interview")]
    for giver, taker in product(interviews, repeat=2):
        held = {coding.code for part in taker.selections for coding in part.codings}
        for number, part in enumerate(giver.selections):
            if part.name.startswith("R") and part.codings[0].code not in held:
                yield giver, taker, number


@pytest.mark.parametrize("told", ["90% of them with 13", "95% of them with 17", "0.22 subthemes"])
def test_the_marks_of_the_curve(whole: Study, told: str) -> None:
    assert told in saturation(whole).attrs["notes"][0]
