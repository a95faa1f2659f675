"""The report for who reads it: round numbers, names that tell, a way back, pages that hold all."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import Tree, claims_of, html, report, text_of, tree, whole

import refiqda
from analysis.report.content import Report
from analysis.report.grids import JOINER, decimal
from analysis.report.page import PAPER_SIZE, on_paper_size, rendered
from analysis.study import Study
from analysis.tables import TABLES
from analysis.verdicts import CLAIMS

__all__ = ["html", "report", "tree", "whole"]

LONG = re.compile(r"\d\.\d{3,}")
SIZE = re.compile(r"--wide: ([0-9.]+)mm; --high: ([0-9.]+)mm")


def test_numbers_have_two_decimals(whole: Study, report: Report) -> None:
    box2 = report.grids["box2"].rows[0].cells
    frame = TABLES["box2"].make(whole)
    assert frame["share"].iloc[0] == 17 / 23
    assert "0.74" in box2
    for grid in report.grids.values():
        for row in grid.rows:
            assert not [cell for cell in row.cells if LONG.search(cell)], (grid.name, row.label)


@given(st.floats(-1000, 1000).filter(bool))
def test_no_number_is_rounded_to_nothing(number: float) -> None:
    told = float(str(decimal(number)))
    assert abs(told - number) <= max(0.005, abs(number)) * 1.001
    assert told != 0
    assert (told > 0) == (number > 0)


def test_nothing_is_told_as_nothing() -> None:
    assert decimal(0.0) == "0.00"
    assert decimal(None) is None


def test_numbers_stand_to_the_right_though_they_are_rounded(tree: Tree) -> None:
    table = next(tree.get_element_by_id("table-saturation").getparent().iter("tbody"))
    assert all("number" in (cell.get("class") or "") for row in table for cell in row)


# ------------------------------------------------------------------------------------- names


@pytest.mark.parametrize("name", ["box2", "groups", "sources"])
def test_a_theme_is_named_once_and_its_subthemes_stand_below(report: Report, name: str) -> None:
    grid = report.grids[name]
    place = grid.headings.index("Theme")
    theme = ""
    for row in grid.rows:
        path = row.cells[place]
        theme = path if JOINER not in path else theme
        assert row.below == ("" if path == theme else theme)


def test_a_theme_without_a_row_of_its_own_is_named_in_every_row(report: Report) -> None:
    assert not any(row.below for row in report.grids["quotations"].rows)


def test_who_listens_hears_the_theme_of_a_subtheme(tree: Tree) -> None:
    row = tree.get_element_by_id("row-box2-2")[0]
    assert text_of(row) == "Perspective transformation > self-relativisation"
    assert [text_of(each) for each in row.find_class("below")] == ["self-relativisation"]


def test_a_quotation_is_not_taken_for_a_claim(report: Report, tree: Tree) -> None:
    ids = {claim.id for claim in refiqda.read_claims(CLAIMS).claims}
    grid = report.grids["quotations"]
    names = [row.cells[0] for row in grid.rows]
    assert names[:2] == ["quotation Q01", "quotation Q02"]
    assert not ids.intersection(names)
    assert {name.removeprefix("quotation ") for name in names} & ids
    told = text_of(tree.get_element_by_id("table-quotations-told"))
    assert told.count("quotation Q02 is not claim Q02") == 1


def test_each_claim_says_why_its_check_is_not_circular_or_that_it_is(
    report: Report, tree: Tree
) -> None:
    lines = report.prose.evidence
    assert {entry.evidence for entry in report.entries} == set(lines)
    shown = claims_of(tree)
    for entry in report.entries:
        assert lines[entry.evidence] in text_of(shown[entry.id])


def test_lines_are_said_to_be_those_of_the_plain_text(tree: Tree) -> None:
    section = tree.get_element_by_id("claims").getparent()
    assert "plain text of the article" in text_of(section.findall("p")[0])


# ---------------------------------------------------------------------------------- a way back


def test_every_section_ends_with_a_way_back(tree: Tree) -> None:
    sections = [*tree.find("body").find("main").findall("section"), *tree.find_class("part")]
    sections = [each for each in sections if each.get("class") != "all-claims"]
    assert len(sections) > 12
    for section in sections:
        assert [link.get("href") for link in section[-1].iter("a")] == ["#summary"]


def test_the_long_table_stands_folded_below_its_figure(report: Report, tree: Tree) -> None:
    assert report.below_figures == ("groups",)
    table = tree.get_element_by_id("table-groups").getparent()
    assert table.getprevious().find("h3").get("id") == "figure-groups"
    folded = table.find("details")
    assert len(next(folded.iter("tbody"))) == 108
    assert folded.get("open") is None
    paper = lxml.html.document_fromstring(rendered(report, on_paper=True))
    folded = paper.get_element_by_id("table-groups").getparent().find("details")
    assert folded.get("open") is not None


# ------------------------------------------------------------------------------------- on paper


def test_every_figure_fits_a_page(report: Report, tree: Tree) -> None:
    styles = [each.get("style") for each in tree.find_class("drawing")]
    assert styles == [on_paper_size(picture.svg) for picture in report.pictures]
    for style, picture in zip(styles, report.pictures, strict=True):
        wide, high = map(float, SIZE.fullmatch(style).groups())
        assert wide <= PAPER_SIZE[0]
        assert high <= PAPER_SIZE[1]
        box = [float(each) for each in re.findall(r'viewBox="0 0 (\S+) (\S+)"', picture.svg)[0]]
        assert wide / high == pytest.approx(box[0] / box[1], rel=0.01)


def test_a_small_figure_keeps_its_size_and_a_wide_one_is_made_smaller() -> None:
    assert on_paper_size('<svg viewBox="0 0 96 192">') == "--wide: 25.4mm; --high: 50.8mm"
    assert on_paper_size('<svg viewBox="0 0 9600 960">') == "--wide: 178.0mm; --high: 17.8mm"
    assert on_paper_size("<svg>") == ""
