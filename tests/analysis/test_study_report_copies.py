"""The report of a copy that was changed: what no longer fits is told first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from reporting import Tree, report, text_of, tree, whole
from reporting import html as html

import refiqda
from analysis.report.content import Report, gather
from analysis.report.page import rendered
from analysis.study import Study

__all__ = ["html", "report", "tree", "whole"]

FITS = "others would fit as well"
CHANGED = "a copy of the reconstruction that was changed"


def broken(project: refiqda.Project) -> None:
    """As the tutorial breaks it: one coding is removed."""
    source = next(each for each in project.sources if each.name == "R19 interview")
    segment = next(each for each in source.selections if each.name == "R19, contribution to others")
    segment.codings.clear()


def turned(project: refiqda.Project) -> None:
    """R1 is a woman: the codings are as they were."""
    sex = next(each.guid for each in project.variables if each.name == "Sex")
    man = next(case for case in project.cases if case.name == "R1")
    (value,) = [each for each in man.values if each.variable == sex]
    value.text = "F"


def mended(project: refiqda.Project) -> None:
    """R12 was in Nepal alone: the labels then agree with Table 1, though not Table 1 with print."""
    host = next(each.guid for each in project.variables if each.name == "Host country")
    person = next(case for case in project.cases if case.name == "R12")
    india = next(each for each in person.values if each.variable == host and each.text == "India")
    person.values.remove(india)


def emptied(project: refiqda.Project) -> None:
    """A participant is gone."""
    project.cases = project.cases[1:]


Change = Callable[[refiqda.Project], None]
Copy = tuple[Study, Report, Tree]


@pytest.fixture(scope="module")
def copy_of(study: Path) -> Callable[[Change], Copy]:
    """A copy that was changed, with its report and the first screen of its page."""

    @cache
    def made(change: Change) -> Copy:
        project = refiqda.open(study)
        change(project)
        report = gather(Study(project))
        page = lxml.html.document_fromstring(rendered(report))
        return Study(project), report, next(page.iter("header"))

    return made


def lines_of(summary: Tree) -> list[str]:
    return [text_of(line) for line in summary.find_class("lines")[0]]


def test_a_project_that_fits_says_how_many_others_would(tree: Tree) -> None:
    summary = next(tree.iter("header"))
    assert FITS in text_of(summary)
    assert CHANGED not in text_of(summary)
    assert "only this changed copy" not in text_of(summary)
    assert not summary.find_class("unexpected")


def test_the_copy_of_the_tutorial_tells_its_contradiction_first(
    copy_of: Callable[[Change], Copy],
) -> None:
    _, report, summary = copy_of(broken)
    lines = lines_of(summary)
    assert lines[0] == "B-PT3: printed 8 of 23, found 7 of 23 (not expected)"
    assert summary.find_class("unexpected")[0].find("a").get("href") == "#B-PT3"
    assert len(lines) == 5
    assert report.fit.broken == ("Box 2: contribution to others (8/23)",)
    assert "1 does not hold: Box 2: contribution to others (8/23)." in text_of(summary)
    assert CHANGED in text_of(summary)
    assert FITS not in text_of(summary)


def test_the_tile_of_a_copy_is_not_about_the_paper_alone(copy_of: Callable[[Change], Copy]) -> None:
    _, _, summary = copy_of(broken)
    tiles = {tile.get("data-tile"): text_of(tile) for tile in summary.find_class("tile")}
    assert tiles["contradicted"].startswith("7 contradicted")
    assert tiles["contradicted"].endswith("in 1 of these, only this changed copy does")


def test_a_copy_may_keep_the_counts_and_change_the_people(
    copy_of: Callable[[Change], Copy],
) -> None:
    _, report, summary = copy_of(turned)
    assert report.fit.broken == ()
    assert lines_of(summary)[0].startswith("T01: printed 18 of 23; 5 of 23, found 17 of 23")
    assert CHANGED in text_of(summary)
    assert FITS not in text_of(summary)


def test_a_contradiction_that_is_gone_is_told_as_well(copy_of: Callable[[Change], Copy]) -> None:
    _, _, summary = copy_of(mended)
    lines = lines_of(summary)
    gone = [line for line in lines if "this project does not" in line]
    assert [line.partition(":")[0] for line in gone] == ["Q02"]
    assert [line.endswith("(T06)") for line in lines if line.startswith("Table 1")] == [True]
    assert FITS not in text_of(summary)


def test_every_contradiction_of_a_copy_has_its_line(copy_of: Callable[[Change], Copy]) -> None:
    _, report, summary = copy_of(emptied)
    lines = lines_of(summary)
    contradicted = [each.id for each in report.entries if each.verdict == "contradicted"]
    assert len(contradicted) > 20
    for id in contradicted:
        is_known = any(id in line.claims for line in report.fit.lines if line.is_expected)
        assert any(line.startswith(f"{id}: ") for line in lines) != is_known


@pytest.mark.parametrize("change", [broken, turned, mended, emptied])
def test_the_docx_says_the_same(
    copy_of: Callable[[Change], Copy], tmp_path: Path, change: Change
) -> None:
    python_docx = pytest.importorskip("docx")
    from analysis.report import write_docx

    altered, report, summary = copy_of(change)
    path = write_docx(altered, tmp_path / "report.docx")
    paragraphs = [each.text for each in python_docx.Document(str(path)).paragraphs]
    assert any(" ".join(report.notice) in text for text in paragraphs)
    for line in lines_of(summary):
        assert line in paragraphs
