"""The reconstruction derived anew; all of it is ``python -m analysis reconstruct``."""

import shutil
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from analysis.canonical import check, reconstruct_matrix
from analysis.canonical.definition import INCIDENCE, OPTIMA, Stage, stages
from analysis.canonical.proof import bounds
from analysis.canonical.solver import Matrices
from analysis.canonical.stages import compared
from analysis.determined.proofs import Unproved
from analysis.facts import RECONSTRUCTION, Facts
from refiqda import MissingExtra


@pytest.mark.parametrize(("seed", "workers"), [(5, 1), (6, 2)])
def test_the_first_rows_leave_one_matrix_whatever_the_seed(
    seed: int, workers: int, facts: Facts
) -> None:
    """Thirteen rows are derived; to derive the ten before takes most of the time."""
    left = Matrices(facts, seed=seed, workers=workers)
    left.settle({f"R{number}": facts.holders[f"R{number}"] for number in range(1, 11)})
    assert {stage.name: left.least(stage) for stage in stages(facts)} == bounds(facts)
    told: list[str] = []
    assert left.smallest(told.append) == facts.holders
    assert [each.partition(":")[0] for each in told] == [f"R{number}" for number in range(11, 24)]


def test_a_row_that_fits_no_level_is_told(facts: Facts) -> None:
    left = Matrices(facts)
    left.settle({"R8": ["career support"]})
    with pytest.raises(Unproved, match="without a proof: INFEASIBLE"):
        left.least(stages(facts)[0])


class Made:
    """In place of the solver, which the small studies hold against trying all."""

    matrix = Facts().holders
    begun: ClassVar[list[object]] = []

    def __init__(self, facts: Facts, *, begin: object, seed: int, workers: int) -> None:
        self.begun.append(begin)
        self.least_of = bounds(facts)

    def least(self, stage: Stage) -> int:
        return self.least_of[stage.name]

    def smallest(self, tell: object) -> dict[str, list[str]]:
        return self.matrix


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> type[Made]:
    monkeypatch.setattr("analysis.canonical.stages.Matrices", Made)
    return Made


@pytest.mark.usefixtures("made")
class TestCompared:
    def test_what_is_committed_is_the_same(self) -> None:
        told: list[str] = []
        outcome = reconstruct_matrix(told.append)
        assert outcome.is_same
        assert outcome.status == 0
        assert [each.split(",")[0] for each in told[:-1]] == [
            "contrasts: 687",
            "overlaps: 87",
            "crowding: 4",
            "rows: 1",
        ]

    def test_what_differs_is_told(self, tmp_path: Path) -> None:
        folder = Path(shutil.copytree(RECONSTRUCTION, tmp_path / "reconstruction"))
        text = (folder / OPTIMA).read_text(encoding="utf-8")
        (folder / OPTIMA).write_text(text.replace(",87\n", ",88\n"), encoding="utf-8")
        told: list[str] = []
        outcome = reconstruct_matrix(told.append, folder=folder)
        assert outcome.status == 1
        assert outcome.differences == told[-1:]
        assert told[-1].startswith("optima.csv, line 4: overlaps,")

    def test_it_begins_at_the_committed_matrix_or_from_nothing(self, made: type[Made]) -> None:
        made.begun.clear()
        for fresh in (False, True):
            reconstruct_matrix(lambda _: None, fresh=fresh)
        assert made.begun == [made.matrix, None]

    def test_what_is_written_is_what_is_committed(self, tmp_path: Path) -> None:
        outcome = reconstruct_matrix(lambda _: None, folder=tmp_path, write=True)
        assert outcome.is_same
        for name in (INCIDENCE, OPTIMA):
            assert (tmp_path / name).read_bytes() == (RECONSTRUCTION / name).read_bytes()
        assert check(folder=tmp_path) == []


def test_a_line_too_many_is_told() -> None:
    assert list(compared("a.csv", "1\n2\n", "1\n")) == [
        "a.csv: 2 lines in the file, 1 were derived."
    ]


def test_without_the_solver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python.cp_model", None)
    with pytest.raises(MissingExtra, match=r"pip install -e '\.\[solve\]'"):
        reconstruct_matrix(print)
    assert check() == []
