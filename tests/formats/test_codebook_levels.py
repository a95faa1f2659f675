"""Levels in tables of people's own: numbers, numberings, the code above, and indents."""

from __future__ import annotations

import pytest
from formats.layout_proof import read_rows

from refiqda.errors import LimitExceeded, NotACodebook
from refiqda.formats.codebooks.own.mapped import Columns, mapped
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.model import CodeBook

LEVEL = Columns(name=("n",), level="l")
PARENT = Columns(name=("n",), parent="p")


def paths(book: CodeBook) -> list[str]:
    return [here.path for here in placed_codes(book)]


def levelled(*levels: str) -> tuple[list[str], Reading]:
    """The paths of codes a, b, c ... of which a column says the levels."""
    names = "abcdefghijklm"
    rows = [["n", "l"], *([name, level] for name, level in zip(names, levels, strict=False))]
    book, reading = read_rows(mapped(LEVEL), rows)
    return paths(book), reading


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("1", "1.1", "1.2", "2"), ["a", "a > b", "a > c", "d"]),
        (("1.", "1.1.", "1.1.1.", "2."), ["a", "a > b", "a > b > c", "d"]),
        (("1", "1.1", "2", "1.10"), ["a", "a > b", "a > d", "c"]),
        (("2.1", "1", "2", "1.1"), ["b", "b > d", "c", "c > a"]),
        (("1.0", "1.1", "2.0", "2.1"), ["a", "a > b", "c", "c > d"]),
        (("A", "A.1", "A.1.a", "B"), ["a", "a > b", "a > b > c", "d"]),
        (("01", "01.1", "02"), ["a", "a > b", "c"]),
        (("1", "2", "2", "1"), ["a", "a > b", "a > c", "d"]),
        (("1.0", "2.0", "2.0", "1"), ["a", "a > b", "a > c", "d"]),
        (("1.", "2.", "1."), ["a", "a > b", "c"]),
        (("0", "1", "2", "0"), ["a", "a > b", "a > b > c", "d"]),
        (("1", "2", "", "2"), ["a", "a > b", "c", "c > d"]),
    ],
)
def test_a_column_of_levels_or_a_numbering(levels: tuple[str, ...], expected: list[str]) -> None:
    assert levelled(*levels)[0] == expected


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        (("1", "2", "2", "1.9"), 'row 4: "2" is in row 3 too, and "1.9" makes a numbering of both'),
        (("1", "1.1", "1.1"), 'row 4: "1.1" is in row 3 too'),
        (("1", "-1"), 'row 3: "-1" is no number of a level'),
        (("1", "top"), 'row 3: "top" is no number of a level'),
        (("1", "1,5"), 'row 3: "1,5" is no number of a level'),
        (("1", "1e400"), 'row 3: "1e400" is no number of a level'),
        (("1", "2", "0"), "row 4: the level 0 is above that of the first code, which is 1"),
    ],
)
def test_what_is_no_level_is_one_clear_line_with_its_row(
    levels: tuple[str, ...], says: str
) -> None:
    with pytest.raises(NotACodebook) as caught:
        levelled(*levels)
    assert f"table.csv, {says}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_number_of_too_many_parts_is_refused_at_once() -> None:
    with pytest.raises(LimitExceeded, match="row 3: a code at level 200,000"):
        levelled("1", ".".join(["1"] * 200_000))


@pytest.mark.parametrize(
    ("levels", "remark"),
    [
        (("1", "2", "3", "4"), "Each code stands below the one before it."),
        (("1", "1.1.1"), "No row has the number directly above 1.1.1 (row 3). It stands below"),
        (("2", "1"), "The first code is at level 2, with no code above it."),
        (("1", ""), "No level is said of b (row 3). It stands at the top."),
        (("1", "3"), "b (row 3) stood more than one level below the code before. It is directly"),
    ],
)
def test_what_is_odd_about_levels_is_remarked(levels: tuple[str, ...], remark: str) -> None:
    _, reading = levelled(*levels)
    assert [each[: len(remark)] for each in reading.remarks] == [remark]


def test_levels_that_are_as_they_should_be_need_no_remark() -> None:
    assert levelled("1", "1.1", "1.2", "2")[1].remarks == []
    assert levelled("1", "2", "1", "2")[1].remarks == []


# ------------------------------------------------------------------------------ the code above


def below(*rows: tuple[str, str], **said: str) -> tuple[list[str], Reading]:
    columns = Columns(name=("n",), parent="p", **said)
    book, reading = read_rows(mapped(columns), [["n", "p"], *map(list, rows)])
    return paths(book), reading


def test_codes_that_are_only_named_as_the_one_above_become_codes() -> None:
    found, reading = below(("Trust", "Care"), ("Fear", "Care"), ("Trust", "Work"))
    assert found == ["Care", "Care > Trust", "Care > Fear", "Work", "Work > Trust"]
    assert reading.remarks == [
        "Care, Work stood only as the code above others, and became codes too."
    ]
    assert not reading.losses


def test_a_code_that_is_made_stands_where_the_first_one_below_it_does() -> None:
    found, _ = below(("first", ""), ("b", "made"), ("last", ""), ("c", "made"), ("d", "b"))
    assert found == ["first", "made", "made > b", "made > b > d", "made > c", "last"]


def test_a_code_may_be_called_as_the_one_above_it() -> None:
    found, reading = below(("Care", ""), ("Care", "Care"), ("Work", ""))
    assert found == ["Care", "Care > Care", "Work"]
    assert not reading.remarks


def test_equal_names_are_refused_only_where_something_stands_below_them() -> None:
    assert below(("a", ""), ("a", ""), ("b", ""))[0] == ["a", "a", "b"]
    with pytest.raises(NotACodebook, match='row 4: the code above it, "a", is in row 2, and in'):
        below(("a", ""), ("a", ""), ("b", "a"))


def test_a_code_above_that_is_called_by_an_id_cannot_be_made() -> None:
    columns = Columns(name=("n",), parent="p", guid="id")
    rows = [["id", "n", "p"], ["1", "a", ""], ["2", "b", "9"]]
    book, reading = read_rows(mapped(columns), rows)
    assert paths(book) == ["a", "b"]
    (loss,) = (each for each in reading.losses if each.what == "place of a code")
    assert (loss.name, loss.where, loss.text) == ("b", "row 3", "9")
    assert reading.remarks == [
        "The code above b (row 3) is not in the table. It stands at the top now."
    ]


# ------------------------------------------------------------------------------ indents


def test_blanks_before_names_are_levels_where_nothing_else_says_any() -> None:
    rows = [["n"], ["Care"], ["  Trust"], ["    Deep"], ["Work"]]
    book, reading = read_rows(mapped(Columns(name=("n",))), rows)
    assert paths(book) == ["Care", "Care > Trust", "Care > Trust > Deep", "Work"]
    assert "indents of the names were taken for levels" in reading.remarks[0]


def test_blanks_that_are_no_levels_are_left_out_and_remarked() -> None:
    book, reading = read_rows(mapped(Columns(name=("n",))), [["n"], ["  Care"], ["Trust"]])
    assert paths(book) == ["Care", "Trust"]
    assert reading.remarks == [
        "Some names are indented, but not as levels would be. All codes are side by side."
    ]


@pytest.mark.parametrize("said", [{"level": "l"}, {"parent": "l"}, {"separator": "/"}])
def test_blanks_before_names_count_for_nothing_beside_levels(said: dict[str, str]) -> None:
    rows = [["n", "l"], ["Care", ""], ["  Trust", ""]]
    book, _ = read_rows(mapped(Columns(name=("n",), **said)), rows)
    assert paths(book) == ["Care", "Trust"]
