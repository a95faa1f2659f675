"""What the XML of a file says is in what was written for a program, or the report names it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from proof_raw import untold
from raw import Said
from where import FIXTURES, corpus_params

import refiqda
from refiqda.tools.programs import TARGETS

MADE = [pytest.param(path, id=path.name) for path in sorted((FIXTURES / "made").glob("*.q*"))]


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("path", [*MADE, *corpus_params()])
def test_nothing_that_the_xml_says_is_lost_untold(path: Path, to: str, tmp_path: Path) -> None:
    target = tmp_path / ("written.qdc" if path.suffix == ".qdc" else "written.qdpx")
    report = refiqda.convert(path, target, to=to)
    assert untold(path, target, report) == []


# ------------------------------------------------------------------------- the proof itself is held


def test_a_report_without_a_row_is_found_wanting(tmp_path: Path) -> None:
    """The codings of a case that is a code as well stand at the case, which is told."""
    path, target = FIXTURES / "made" / "story-nvivo-windows.qdpx", tmp_path / "written.qdpx"
    report = refiqda.convert(path, target, to="standard")
    left = [loss for loss in report.losses if not loss.in_file]
    assert left
    found = {fact.where for fact in untold(path, target, dataclasses.replace(report, losses=[]))}
    assert {loss.where for loss in left} <= found


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (lambda p: p.codes[0].__setattr__("name", "other"), "@name"),
        (lambda p: p.notes.pop(), "is there"),
        (lambda p: p.cases[0].values.pop(), "VariableRef to"),
        (lambda p: p.links.clear(), "NoteRef to"),
    ],
)
def test_what_is_taken_out_of_the_file_is_found(
    spoil: Callable[[refiqda.Project], object], found: str, tmp_path: Path
) -> None:
    path, target = FIXTURES / "made" / "story-standard.qdpx", tmp_path / "written.qdpx"
    report = refiqda.convert(path, target, to="nvivo")
    assert untold(path, target, report) == []
    written = refiqda.open(target)
    spoil(written)
    written.save(target, allow_invalid=True)
    assert found in {fact.what for fact in untold(path, target, report)}


def test_a_text_is_the_same_in_the_xml_and_in_a_file(tmp_path: Path) -> None:
    path = FIXTURES / "made" / "story-standard.qdpx"
    refiqda.convert(path, tmp_path / "inside.qde", to="standard")
    inside, beside = Said(tmp_path / "inside.qde"), Said(path)
    texts = [fact[:3] for fact in beside.facts if fact.what == "text"]
    assert texts
    assert [fact[:3] for fact in inside.facts if fact.what == "text"] == texts
