"""Nothing that is lost is missing from the report: every file, written for every program."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from proof import prove, rows
from where import FIXTURES, corpus_params

import refiqda
from refiqda.model import Coding
from refiqda.standard.index import walk
from refiqda.tools.programs import TARGETS

MADE = [pytest.param(path, id=path.name) for path in sorted((FIXTURES / "made").glob("*.q*"))]
FILES = [*MADE, *corpus_params()]


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("path", FILES)
def test_what_is_written_for_a_program_is_the_source_without_what_the_report_names(
    path: Path, to: str, tmp_path: Path
) -> None:
    target = tmp_path / ("written.qdc" if path.suffix == ".qdc" else "written.qdpx")
    report = refiqda.convert(path, target, to=to)
    prove(path, target, report, neutral=True)
    if target.suffix == ".qdpx":
        assert rows(target) == rows(path), "every coding is on its words"


@pytest.mark.parametrize("suffix", [".qde", ".qdc"])
@pytest.mark.parametrize("to", ["", "standard", "nvivo"])
@pytest.mark.parametrize("path", FILES)
def test_the_same_holds_for_other_kinds_of_file(
    path: Path, to: str, suffix: str, tmp_path: Path
) -> None:
    target = tmp_path / f"written{suffix}"
    report = refiqda.convert(path, target, to=to, allow_invalid=True)
    prove(path, target, report, neutral=bool(to))


# ------------------------------------------------------------------------- the proof itself is held

GOOD = FIXTURES / "made" / "good.qdpx"


def _first_text(project: refiqda.Project) -> Any:
    return next(each for each in project.sources if getattr(each, "selections", None))


def _other_colour(project: refiqda.Project) -> None:
    next(code for code, _ in walk(project) if getattr(code, "color", None)).color = "#123456"


def _no_note(project: refiqda.Project) -> None:
    next(node for node, _ in walk(project) if getattr(node, "notes", None)).notes.pop()


def _one_further(project: refiqda.Project) -> None:
    _first_text(project).selections[0].end += 1


def _no_coding(project: refiqda.Project) -> None:
    next(node for node, _ in walk(project) if getattr(node, "codings", None)).codings.pop()


def _another_coding(project: refiqda.Project) -> None:
    place = next(node for node, _ in walk(project) if getattr(node, "codings", None))
    place.codings.append(Coding(guid=refiqda.make_guid("new"), code=place.codings[0].code))


def _other_order(project: refiqda.Project) -> None:
    next(node for node, _ in walk(project) if len(getattr(node, "codes", ())) > 1).codes.reverse()


def _other_bytes(project: refiqda.Project) -> None:
    name = next(name for name in project.files if name.endswith(".png"))
    project.files[name] = b"something else"


def _other_value(project: refiqda.Project) -> None:
    next(value for case in project.cases for value in case.values if value.text).text = "other"


SPOILT = [
    _other_colour,
    _no_note,
    _one_further,
    _no_coding,
    _another_coding,
    _other_order,
    _other_bytes,
    _other_value,
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_lost_and_not_told_is_found(
    spoil: Callable[[refiqda.Project], None], tmp_path: Path
) -> None:
    target = tmp_path / "written.qdpx"
    report = refiqda.convert(GOOD, target, to="standard")
    prove(GOOD, target, report, neutral=True)
    written = refiqda.open(target)
    spoil(written)
    written.save(target)
    with pytest.raises(AssertionError):
        prove(GOOD, target, report, neutral=True)


def test_a_report_without_one_of_its_kinds_is_found_wanting(tmp_path: Path) -> None:
    target = tmp_path / "written.qdc"
    report = refiqda.convert(GOOD, target)
    kinds = set(report.totals())
    assert {"note of a code", "note of the project", "source in a set", "coding"} <= kinds
    within_others = ("coding", "selection", "value", "point", "vertex", "edge", "transcript")
    for kind in kinds:
        if kind.endswith(within_others) or kind in ("representation", "text description"):
            continue  # lost with what they are part of, which is told as well
        losses = [loss for loss in report.losses if loss.what != kind]
        with pytest.raises(AssertionError, match="lost and not told"):
            prove(GOOD, target, dataclasses.replace(report, losses=losses), neutral=False)
