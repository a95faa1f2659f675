"""What the printed numbers determine: the committed bounds, derived again, held against print."""

import re
import shutil
import sys
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

import refiqda
from analysis.determined.command import (
    Outcome,
    as_csv,
    compared,
    derive_bounds,
    derive_level,
    identify,
)
from analysis.determined.figures import Figure, figures
from analysis.determined.levels import LEVELS
from analysis.determined.results import GROUPS, NONE, RESULTS, Bounds, Determined
from analysis.facts import LINKED_THEMES, Facts, read_rows

SHORT = {
    "PT": "Perspective transformation",
    "CD": "Career design",
    "SD": "Self-development",
    "DV": "Diversity of values",
    "LE": "Leadership",
}


@pytest.fixture(scope="module")
def found() -> Determined:
    return Determined.read()


def every(several: Sequence[Figure], number: int, start: int) -> list[Figure]:
    return [figure for figure in several if figure.kind == "cell"][start::number]


# ------------------------------------------------------------------------------------- results


def test_the_groups_are_those_of_table_1(facts: Facts) -> None:
    assert {key: group.people(facts) for key, group in GROUPS.items()} == {
        "women": ("R2", "R3", "R4", "R22", "R23"),
        "low-middle": ("R5", "R12", "R17", "R23"),
        "research": ("R4", "R10", "R14", "R16", "R18"),
    }


def test_every_theme_has_bounds_in_every_group_at_every_level(
    found: Determined, facts: Facts
) -> None:
    names = [row.subtheme or row.theme for row in facts.box2]
    several = [
        found.cell(name, group, level) for level in LEVELS for name in names for group in GROUPS
    ]
    assert len(several) == 5 * 36 * 3
    assert all(0 <= bounds.least <= bounds.most <= 5 for bounds in several)


def test_identified_cells(found: Determined, facts: Facts) -> None:
    def identified(level: str) -> dict[tuple[str, str], int]:
        return {
            (figure.theme, figure.group): bounds.least
            for figure in every(list(figures(facts)), 1, 0)
            if (bounds := found.cell(figure.theme, figure.group, level)).identified
        }

    assert identified("L0") == {}
    of_women = {("work-life balance", "women"): 1, ("career support", "women"): 1}
    assert identified("L1") == of_women
    assert identified("L2") == {**of_women, ("Diversity of values", "low-middle"): 4}
    read_in_r3 = {("work-life balance", "low-middle"): 0, ("work-life balance", "research"): 0}
    assert identified("L3") == {**identified("L2"), **read_in_r3}
    assert identified("L4") == identified("L3")


def test_overlaps_that_sentences_hang_on(found: Determined) -> None:
    linked = [found.overlap(*LINKED_THEMES, level=level) for level in ("L0", "L2", "L4")]
    assert linked == [Bounds(2, 14), Bounds(2, 14), Bounds(8, 14)]
    assert found.overlap(*SHORT.values()) == Bounds(0, 14)
    assert found.overlap() == Bounds(0, 6)
    assert found.shared("mindset", "work-life balance", "L0") == Bounds(0, 1)
    assert found.shared("work-life balance", "mindset", "L3") == Bounds(1, 1)
    both = found.shared("self-relativisation", "cross-cultural understanding")
    assert both == Bounds(2, 11)
    assert found.cell("responsibility", "low-middle") == Bounds(0, 2)


def test_a_level_more_never_widens_a_bound(found: Determined, facts: Facts) -> None:
    for figure in figures(facts):
        several = [found.bounds[level, figure.theme, figure.group] for level in LEVELS]
        least = [bounds.least for bounds in several]
        most = [bounds.most for bounds in several]
        assert least == sorted(least)
        assert most == sorted(most, reverse=True)


def test_the_reconstruction_is_within_all_bounds(found: Determined, facts: Facts) -> None:
    held = {
        person: frozenset(names) | {facts.theme_of[name] for name in names}
        for person, names in facts.holders.items()
    }
    for figure in figures(facts):
        bounds = found.bounds["L4", figure.theme, figure.group]
        assert bounds.least <= figure.found(held) <= bounds.most, figure.theme


def test_the_results_need_no_solver(monkeypatch: pytest.MonkeyPatch, found: Determined) -> None:
    monkeypatch.setitem(sys.modules, "ortools.sat.python.cp_model", None)
    assert Determined.read().bounds == found.bounds
    with pytest.raises(refiqda.MissingExtra, match=r"pip install -e '\.\[solve\]'"):
        identify(print)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda found: found.cell("empathie", "women"), "of empathie among women at level L2"),
        (lambda found: found.cell("empathy", "men"), "Groups: women, low-middle, research"),
        (lambda found: found.overlap("empathy", "outcomes"), "empathy & outcomes at level L2"),
        (lambda found: found.overlap(level="L9"), f"{NONE} at level L9"),
        (lambda found: found.is_feasible("L9"), "There is no level L9. There are: columns, L0"),
    ],
)
def test_what_was_not_worked_out_is_told(found: Determined, ask: object, says: str) -> None:
    assert callable(ask)
    with pytest.raises(refiqda.UnknownName, match=re.escape(says)):
        ask(found)


# ------------------------------------------------------------------------------------- derived


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_is_feasible_and_its_matrices_are_counted_again(
    level: str, facts: Facts
) -> None:
    committed = {row["level"]: row for row in read_rows(RESULTS / "levels.csv")}
    assert derive_level(facts, level) == committed[level]
    assert committed[level]["feasible"] == "yes"


@pytest.mark.parametrize("level", LEVELS)
def test_committed_bounds_are_derived_again(level: str, facts: Facts) -> None:
    """Every seventh cell, other ones at each level; all overlaps at L0 and L2."""
    wanted = every(list(figures(facts)), 7, int(level[1]))
    if level in ("L0", "L2"):
        wanted += [figure for figure in figures(facts) if figure.kind == "overlap"]
    derived = derive_bounds(facts, level, wanted)
    committed = read_rows(RESULTS / "bounds.csv")
    assert len(derived) == len(wanted)
    assert [row for row in derived if row not in committed] == []


def test_the_files_are_written_as_they_are_read() -> None:
    for name in ("bounds.csv", "levels.csv"):
        rows = read_rows(RESULTS / name)
        assert as_csv(rows, list(rows[0])).encode() == (RESULTS / name).read_bytes()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two numbers at one level instead of all, so that the whole command can be run."""

    def few(facts: Facts) -> list[Figure]:
        several = {(each.theme, each.group): each for each in figures(facts)}
        return [several["Career design", "research"], several[NONE, ""]]

    monkeypatch.setattr("analysis.determined.command.figures", few)
    monkeypatch.setattr("analysis.determined.command.LEVELS", {"L2": LEVELS["L2"]})


@pytest.fixture
def folder(tmp_path: Path, quick: None) -> Path:
    """Committed files that have what the quick command derives."""
    identify(lambda _: None, folder=tmp_path, write=True)
    return tmp_path


def run(folder: Path) -> tuple[Outcome, list[str]]:
    told: list[str] = []
    return identify(told.append, folder=folder), told


def test_what_is_derived_again_is_the_same(folder: Path) -> None:
    outcome, told = run(folder)
    assert outcome.is_same
    assert outcome.status == 0
    assert re.fullmatch(r"L2: 2 numbers bounded, \d+\.\d s", "".join(told))
    committed = (RESULTS / "bounds.csv").read_text(encoding="utf-8").splitlines()
    assert set((folder / "bounds.csv").read_text(encoding="utf-8").splitlines()) <= set(committed)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            "bounds.csv",
            "research,3,5",
            "research,2,5",
            "bounds.csv: L2, cell, Career design, research: least is 2 in the file, 3 was derived.",
        ),
        (
            "bounds.csv",
            f"{NONE},,0,6",
            f"{NONE},,0,7",
            f"bounds.csv: L2, overlap, {NONE}: most is 7 in the file, 6 was derived.",
        ),
        (
            "bounds.csv",
            f"L2,overlap,{NONE},,0,6\n",
            "",
            f"bounds.csv: L2, overlap, {NONE} is not there.",
        ),
        (
            "bounds.csv",
            "L2,cell",
            "L9,cell,empathy,women,0,5\nL2,cell",
            "bounds.csv: L9, cell, empathy, women is in the file, and was not derived.",
        ),
        (
            "bounds.csv",
            "L2,cell",
            "L2,cell,Career design,research,3,4\nL2,cell",
            "bounds.csv: L2, cell, Career design, research is in the file more than once.",
        ),
        (
            "levels.csv",
            "L2,yes",
            "L2,no",
            "levels.csv: L2: feasible is no in the file, yes was derived.",
        ),
    ],
)
def test_an_altered_figure_is_told(name: str, old: str, new: str, says: str, folder: Path) -> None:
    path = folder / name
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1
    path.write_text(before.replace(old, new), encoding="utf-8")
    outcome, told = run(folder)
    assert outcome.differences == [says]
    assert outcome.status == 1
    assert told[-1] == says


def test_one_more_matrix_is_told(folder: Path) -> None:
    rows = read_rows(folder / "levels.csv")
    altered = [dict(row, matrices=str(int(row["matrices"]) + 1)) for row in rows]
    told = list(compared("levels.csv", altered, rows))
    assert [line.split(":")[1].strip() for line in told] == ["columns", "L2"]


def test_altered_results_are_what_others_read(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    shutil.copytree(RESULTS, folder)
    path = folder / "bounds.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(
        before.replace("L2,cell,Career design,research,3,5", "L2,cell,Career design,research,4,5"),
        encoding="utf-8",
    )
    assert Determined.read(folder).cell("Career design", "research") == Bounds(4, 5)


# ------------------------------------------------------------------------------------- printed


@pytest.fixture(scope="module")
def printed(shared: Path) -> str:
    return (shared / "study" / "CLAIMS.md").read_text(encoding="utf-8")


def test_the_cells_are_those_printed_beside_the_paper(found: Determined, printed: str) -> None:
    rows = re.findall(r"^\| ([\w -]+) \| (\d-\d) \| (\d-\d) \| (\d-\d) \| \|$", printed, re.M)
    assert len(rows) == 8
    for name, *cells in rows:
        theme = SHORT.get(name, name)
        several = [found.cell(theme, group) for group in ("women", "low-middle", "research")]
        assert [f"{bounds.least}-{bounds.most}" for bounds in several] == cells, name


def test_the_overlaps_are_those_printed_beside_the_paper(found: Determined, printed: str) -> None:
    rows = re.findall(r"^\| ([\w& ]+) \| (\d+) \| (\d+) \| ([\d.]*) ?\|$", printed, re.M)
    pairs = [f"{one}&{other}" for one, other in combinations(SHORT, 2)]
    assert [name for name, *_ in rows] == [*pairs, "PT&SD&DV", "all five", "no main theme"]
    for name, least, most, _ in rows:
        of = {"all five": tuple(SHORT), "no main theme": ()}.get(name, tuple(name.split("&")))
        for level in ("L0", "L2"):
            bounds = found.overlap(*(SHORT[theme] for theme in of), level=level)
            assert (bounds.least, bounds.most) == (int(least), int(most)), (name, level)


def test_the_envelopes_are_those_printed_beside_the_paper(facts: Facts, printed: str) -> None:
    for short, theme in SHORT.items():
        rows = [row for row in facts.box2 if row.theme == theme]
        parts = [row.count for row in rows if row.subtheme]
        total = next(row.count for row in rows if not row.subtheme)
        envelope = f"{short} {max(parts)}<={total}<={min(23, sum(parts))}({sum(parts)})"
        assert envelope in printed
