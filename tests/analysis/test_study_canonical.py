"""The committed matrix is the one of the definition, as far as that needs no solver."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.canonical import check, invented
from analysis.canonical.definition import (
    INCIDENCE,
    OPTIMA,
    Tally,
    as_csv,
    digest,
    optima_csv,
    stages,
    word,
)
from analysis.canonical.proof import bounds, nearest, possible
from analysis.determined.levels import Cell, Constraint, constraints, holds, with_themes
from analysis.facts import PUBLISHED, RECONSTRUCTION, Facts

OPTIMA_BY_HAND = {"contrasts": 687, "overlaps": 87, "crowding": 4, "rows": 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what is committed, free to be altered."""
    return Path(shutil.copytree(RECONSTRUCTION, tmp_path / "reconstruction"))


def alter(path: Path, before: str, after: str) -> None:
    """Replace words that stand there once."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(before) == 1
    path.write_bytes(text.replace(before, after).encode("utf-8"))


def flip(path: Path, participant: str, subtheme: str, facts: Facts) -> None:
    """Turn one cell of a matrix, and nothing else of the file."""
    lines = path.read_bytes().decode("utf-8").split("\n")
    place = 1 + list(facts.holders).index(participant)
    cells = lines[place].split(",")
    column = 1 + list(facts.theme_of).index(subtheme)
    assert cells[0] == participant
    cells[column] = {"0": "1", "1": "0"}[cells[column]]
    lines[place] = ",".join(cells)
    path.write_bytes("\n".join(lines).encode("utf-8"))


def seal(folder: Path, facts: Facts) -> None:
    """Write the digest of an altered matrix beside it."""
    sha256 = digest((folder / INCIDENCE).read_bytes())
    text = optima_csv(facts, OPTIMA_BY_HAND, sha256)
    (folder / OPTIMA).write_bytes(text.encode("utf-8"))


class TestCommitted:
    def test_nothing_is_wrong(self) -> None:
        assert check() == []

    def test_the_files_are_as_they_are_written(self, facts: Facts) -> None:
        incidence = (RECONSTRUCTION / INCIDENCE).read_bytes()
        assert as_csv(facts, facts.holders).encode("utf-8") == incidence
        optima = optima_csv(facts, OPTIMA_BY_HAND, digest(incidence))
        assert optima.encode("utf-8") == (RECONSTRUCTION / OPTIMA).read_bytes()

    def test_the_matrix_is_read_row_by_row(self, facts: Facts) -> None:
        lines = as_csv(facts, facts.holders).splitlines()[1:]
        joined = "".join(line.partition(",")[2].replace(",", "") for line in lines)
        assert word(facts, facts.holders) == joined
        assert len(joined) == 23 * 31


class TestProvedByArithmetic:
    def test_no_matrix_comes_below_the_optimum_of_a_stage(self, facts: Facts) -> None:
        held = with_themes(facts.holders, facts.theme_of)
        assert {stage.name: stage.value(held) for stage in stages(facts)} == OPTIMA_BY_HAND
        assert bounds(facts) == OPTIMA_BY_HAND

    @pytest.mark.parametrize(("stage", "tallies"), [("contrasts", 108), ("overlaps", 10)])
    def test_each_number_by_itself_is_the_one_nearest_so_another_measure_gives_the_same(
        self, stage: str, tallies: int, facts: Facts
    ) -> None:
        held = with_themes(facts.holders, facts.theme_of)
        asked = constraints(facts)
        [found] = [each for each in stages(facts) if each.name == stage]
        assert len(found.tallies) == tallies
        for tally in found.tallies:
            assert nearest(tally, asked) == [tally.found(held)], tally.says

    def test_five_numbers_are_not_the_whole_number_nearest_to_the_share(self, facts: Facts) -> None:
        asked = constraints(facts)
        forced = {
            tally.says
            for stage in stages(facts)[:2]
            for tally in stage.tallies
            if nearest(tally, asked) != [(2 * tally.aim + tally.times) // (2 * tally.times)]
        }
        assert forced == {
            "work-life balance, women",
            "career support, women",
            "Diversity of values, any low-income to middle-income host",
            "Perspective transformation and Diversity of values",
            "Self-development and Diversity of values",
        }

    def test_three_women_share_eleven_codings_of_career_design(self, facts: Facts) -> None:
        women = [person.name for person in facts.participants if person.sex == "F"]
        shares = [
            sum(facts.theme_of[name] == "Career design" for name in facts.holders[woman])
            for woman in women
        ]
        assert sum(shares) == 11
        assert sum(share > 0 for share in shares) == 3

    def test_the_codings_cannot_be_shared_out_evenly(self, facts: Facts) -> None:
        lengths = sorted(len(names) for names in facts.holders.values())
        assert lengths == [7] * 5 + [8] * 18


PEOPLE = ("R1", "R2", "R3", "R4", "R5")
COLUMN = st.lists(st.sampled_from(PEOPLE), unique=True).map(
    lambda people: tuple(Cell(person, ("a",)) for person in people)
)
CONSTRAINT = st.builds(
    Constraint,
    st.just("L0"),
    st.just("made"),
    COLUMN,
    st.sampled_from(("==", ">=", "<=")),
    st.integers(0, len(PEOPLE)),
)


@given(st.lists(CONSTRAINT, max_size=4), COLUMN)
def test_what_is_called_impossible_is_in_no_matrix(
    asked: list[Constraint], cells: tuple[Cell, ...]
) -> None:
    tally = Tally("made", cells)
    for chosen in range(2 ** len(PEOPLE)):
        held = {
            person: frozenset({"a"} if chosen >> place & 1 else ())
            for place, person in enumerate(PEOPLE)
        }
        if all(holds(held, each) for each in asked):
            assert tally.found(held) in possible(tally, asked)


class TestAltered:
    @pytest.mark.parametrize(
        ("participant", "subtheme", "named"),
        [
            ("R1", "uncertainty", "level L0 is not satisfied: Box 2: uncertainty (2/23)."),
            ("R8", "work-life balance", "level L1 is not satisfied: work-life balance"),
            ("R17", "cross-cultural understanding", "level L2 is not satisfied: Diversity"),
            ("R16", "pursuit of interest", "level L3 is not satisfied: Q19"),
        ],
    )
    def test_one_cell(
        self, participant: str, subtheme: str, named: str, folder: Path, facts: Facts
    ) -> None:
        flip(folder / INCIDENCE, participant, subtheme, facts)
        wrong = check(folder=folder)
        assert any(named in each for each in wrong)
        assert any("the SHA-256 of incidence.csv is" in each for each in wrong)

    def test_two_cells_of_a_column_that_keep_its_count(self, folder: Path, facts: Facts) -> None:
        for participant in ("R1", "R8"):
            flip(folder / INCIDENCE, participant, "resilience", facts)
        seal(folder, facts)
        wrong = check(folder=folder)
        assert wrong == [
            "optima.csv: rows: 1 is written down, the matrix has 2.",
            "incidence.csv: rows: the matrix has 2, where arithmetic allows 1.",
        ]

    def test_two_rows_that_are_as_good_have_another_digest(
        self, folder: Path, facts: Facts
    ) -> None:
        turned = {**facts.holders, "R8": facts.holders["R9"], "R9": facts.holders["R8"]}
        text = as_csv(facts, turned).encode("utf-8")
        (folder / INCIDENCE).write_bytes(text)
        [wrong] = check(folder=folder)
        assert wrong.startswith(f"optima.csv: the SHA-256 of incidence.csv is {digest(text)}, not")

    def test_a_count_of_box_2(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        published = Path(shutil.copytree(PUBLISHED, tmp_path / "published"))
        alter(published / "box2.csv", "empathy,empathy,5,23", "empathy,empathy,6,23")
        monkeypatch.setattr("analysis.facts.PUBLISHED", published)
        assert "incidence.csv: level L0 is not satisfied: Box 2: empathy (6/23)." in check()

    @pytest.mark.parametrize(
        ("before", "after", "named"),
        [
            (",687\n", ",686\n", "contrasts: 686 is written down, the matrix has 687."),
            (",87\n", ",88\n", "overlaps: 88 is written down, the matrix has 87."),
            (",4\n", ",3\n", "crowding: 3 is written down, the matrix has 4."),
            (",1\n", ",0\n", "rows: 0 is written down, the matrix has 1."),
            ("rows,", "lines,", "rows: None is written down, the matrix has 1."),
        ],
    )
    def test_an_optimum(self, before: str, after: str, named: str, folder: Path) -> None:
        alter(folder / OPTIMA, before, after)
        assert check(folder=folder) == [f"optima.csv: {named}"]

    def test_the_digest(self, folder: Path) -> None:
        sha256 = digest((folder / INCIDENCE).read_bytes())
        alter(folder / OPTIMA, sha256, "0" * 64)
        assert check(folder=folder) == [
            f"optima.csv: the SHA-256 of incidence.csv is {sha256}, not {'0' * 64}."
        ]

    @pytest.mark.parametrize(
        ("before", "after", "named"),
        [
            ("R5,0", "R5,2", "R5, self-relativisation: '2' is not 0 or 1."),
            ("R5,0", "R55,0", "the rows are not R1 to R23, in the order of Table 1."),
            ("R5,0", "R5", "R5, uncertainty: None is not 0 or 1."),
            (",empathy,", ",sympathy,", "the columns are not the subthemes in the order of Box 2."),
        ],
    )
    def test_what_is_no_such_matrix(
        self, before: str, after: str, named: str, folder: Path
    ) -> None:
        alter(folder / INCIDENCE, before, after)
        assert check(folder=folder) == [f"incidence.csv: {named}"]


def test_what_is_invented_is_counted(facts: Facts) -> None:
    assert [(each.what, each.many) for each in invented(facts)] == [
        ("the subtheme that a quotation is read as", 19),
        ("who holds which subtheme, where no quotation says so", 163),
        ("which of the matrices that are as good is taken", 1),
        ("how many of a group hold a theme", 105),
        ("how many hold two themes together", 10),
        ("how many subthemes a participant holds", 23),
        ("whether a coding is in the interview or in the report", 163),
        ("whose the reports are that the paper does not quote", 8),
    ]
    [rows] = [each.why for each in invented(facts) if each.many == 23]
    assert rows.startswith("7 or 8, and at most 4 of one theme")
