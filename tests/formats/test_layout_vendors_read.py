"""Tables as NVivo, MAXQDA, ATLAS.ti and Dedoose export them, and as people write them."""

from __future__ import annotations

import re

import pytest
from formats.layout_proof import read_rows
from formats.odd_codebooks import NAMES
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples

from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.layout import Layout
from refiqda.formats.codebooks.layouts.atlasti import ATLASTI
from refiqda.formats.codebooks.layouts.atlasti_report import ATLASTI_REPORT
from refiqda.formats.codebooks.layouts.dedoose import DEDOOSE
from refiqda.formats.codebooks.layouts.maxqda import MAXQDA
from refiqda.formats.codebooks.layouts.maxqda_levels import MAXQDA_LEVELS
from refiqda.formats.codebooks.layouts.nvivo import NVIVO
from refiqda.formats.codebooks.registry import LAYOUTS
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.model import CodeBook

_REPORT = [
    *("Code", "", "Groundedness", "Density", "Groups", "Number of Groups", "Comment"),
    *("Creator", "Creation Date", "Modifier", "Modification Date"),
]
_DEDOOSE = [
    *("Id", "Parent Id", "Title", "Description"),
    *("Weighted", "Weight Minimum", "Weight Maximum", "Weight Default"),
]


def paths(book: CodeBook) -> list[str]:
    return [here.path for here in placed_codes(book)]


def described(book: CodeBook) -> list[str | None]:
    return [here.code.description for here in placed_codes(book)]


def lost(reading: Reading) -> list[tuple[str, str, str]]:
    return [(loss.what, loss.name, loss.where) for loss in reading.losses]


def groups(book: CodeBook) -> dict[str, list[str]]:
    names = {code.guid: code.name for code, _, _ in placed_codes(book)}
    return {each.name: [names[guid] for guid in each.codes] for each in book.sets}


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (["Name", "Description", "Files", "References"], NVIVO),
        (["Name", "Description", "Sources", "References"], NVIVO),
        (["Name", "Nickname", "Description", "Files", "References"], NVIVO),
        (["Hierarchical Name", "Sources", "References"], NVIVO),
        (["Code", "Memo"], MAXQDA),
        ([" code", "MEMO "], MAXQDA),
        (["Code", "Memo", "", ""], MAXQDA),
        (["Code", "", "", "Memo", "Frequency"], MAXQDA_LEVELS),
        (["Code System", "", "", "", "Frequency"], MAXQDA_LEVELS),
        (["Codesystem", "", "Memo", "Häufigkeit", ""], MAXQDA_LEVELS),
        (["Level 1", "Level 2", "Level 3", "Definition"], MAXQDA_LEVELS),
        (["Code", "Comment"], ATLASTI),
        (["Code", "Comment", "Code Group 1", "Code Group 2"], ATLASTI),
        (["Código", "Comentário", "Grupo de Códigos 1"], ATLASTI),
        (_REPORT, ATLASTI_REPORT),
        (["Code", "Groundedness", "Density", "Comment"], ATLASTI_REPORT),
        (_DEDOOSE, DEDOOSE),
        (["Id", "Parent Id", "Depth", "Title", "Description"], DEDOOSE),
    ],
)
def test_each_header_is_that_of_one_layout(header: list[str], layout: Layout) -> None:
    assert [each.key for each in LAYOUTS if each.has_header and each.fits(header)] == [layout.key]


@pytest.mark.parametrize(
    "row",
    [
        ["Code"],
        ["Name", "Description"],
        ["a code", "", "with words"],
        ["a code", "", "3", "4"],
        ["Codebook of a study", "", ""],
        ["Code", "", "Memo", "", "Frequency"],
        ["Level 1", "Description"],
        [],
        [""],
    ],
)
def test_other_rows_are_no_header_of_these_layouts(row: list[str]) -> None:
    mine = (NVIVO, MAXQDA, MAXQDA_LEVELS, ATLASTI, ATLASTI_REPORT, DEDOOSE)
    assert [each.key for each in mine if each.fits(row)] == []


_CELLS = st.tuples(
    st.one_of(st.sampled_from(("", " ", "1", "2", "0", "a", "b", "a: b", "x\\y")), NAMES),
    st.booleans(),
)
_HEADERS = {
    NVIVO: ["Name", "Description", "Files", "References", "Hierarchical Name"],
    MAXQDA: ["Code", "Memo", "Weight"],
    MAXQDA_LEVELS: ["Code", "", "", "Memo", "Frequency"],
    ATLASTI: ["Code", "Comment", "Code Group 1", "Code Group 2"],
    ATLASTI_REPORT: _REPORT,
    DEDOOSE: _DEDOOSE,
}


@pytest.mark.parametrize("layout", _HEADERS, ids=lambda layout: layout.key)
@examples(100)
@given(drawn=st.lists(st.lists(_CELLS, max_size=12), max_size=8))
def test_every_cell_is_in_the_codebook_or_told(
    layout: Layout, drawn: list[list[tuple[str, bool]]]
) -> None:
    header = _HEADERS[layout]
    below = [
        [f"{text}${at}.{place}$" if is_own else text for place, (text, is_own) in enumerate(row)]
        for at, row in enumerate(drawn)
    ]
    try:
        book, reading = read_rows(layout, [header, *below])
    except NotACodebook:
        return
    told = [loss.where for loss in reading.losses]
    said = _said(book, reading)
    for number, row in enumerate(below, 2):
        for place, text in enumerate(row):
            name = header[place] if place < len(header) else ""
            where = f"row {number}, column {name or f'number {place + 1}'}"
            if name not in _UNDERSTOOD and where not in told and f"row {number}" not in told:
                lacking = [part for part in _PARTS.findall(text) if part not in said]
                assert not lacking, (where, text)


_UNDERSTOOD = ("Id", "Parent Id", "Number of Groups", "Weighted")
"""Columns of which the codebook has what they mean, and not what they say."""
_PARTS = re.compile(r"(?!(?i:nodes|codes)\\\\)[^\s\\:>,○]+")


def _said(book: CodeBook, reading: Reading) -> str:
    codes = [f"{code.name}\n{code.description}" for code, _, _ in placed_codes(book)]
    return "\n".join((*codes, *(each.name for each in book.sets), *reading.remarks))


# ------------------------------------------------------------------------------ NVivo


def test_nvivo_blanks_are_levels_and_numbers_are_told() -> None:
    rows = [
        ["Name", "Description", "Sources", "References"],
        ["people", "Who.", "3", "12"],
        ["  friends", "", "1", "2"],
        ["    old ones"],
        ["places"],
    ]
    book, reading = read_rows(NVIVO, rows)
    assert paths(book) == ["people", "people > friends", "people > friends > old ones", "places"]
    assert described(book) == ["Who.", None, None, None]
    assert lost(reading) == [
        ("cell of the column “Sources”", "people", "row 2, column Sources"),
        ("cell of the column “References”", "people", "row 2, column References"),
        ("cell of the column “Sources”", "friends", "row 3, column Sources"),
        ("cell of the column “References”", "friends", "row 3, column References"),
    ]
    assert "not documented" in reading.remarks[0]


@pytest.mark.parametrize(
    "names", [["  a", "b"], ["a", "    b", "  c", "   d"], ["a", "  b", "      c"]]
)
def test_nvivo_blanks_that_are_no_levels_stay(names: list[str]) -> None:
    rows = [["Name", "Files", "References"], *([name] for name in names)]
    book, reading = read_rows(NVIVO, rows)
    assert [code.name for code in book.codes] == names
    assert "not as levels would" in reading.remarks[0]


def test_nvivo_paths_in_the_name_are_levels() -> None:
    rows = [
        ["Name", "Files", "References"],
        ["Nodes\\\\Topic"],
        ["Nodes\\\\Topic\\Work"],
        ["Nodes\\\\Other\\Home"],
    ]
    book, reading = read_rows(NVIVO, rows)
    assert paths(book) == ["Topic", "Topic > Work", "Other", "Other > Home"]
    assert "Other stood only in the paths" in reading.remarks[0]


def test_nvivo_hierarchical_names_are_paths_beside_which_the_name_says_nothing_new() -> None:
    rows = [
        ["Name", "Hierarchical Name", "Files", "References"],
        ["Topic", "Codes\\\\Topic"],
        ["Work", "Codes\\\\Topic\\Work"],
    ]
    book, reading = read_rows(NVIVO, rows)
    assert paths(book) == ["Topic", "Topic > Work"]
    assert lost(reading) == []
    rows[2][0] = "Labour"
    _, reading = read_rows(NVIVO, rows)
    assert ("cell of the column “Name”", "Work", "row 3, column Name") in lost(reading)


# ------------------------------------------------------------------------------ MAXQDA


def test_maxqda_levels_stand_between_both_signs() -> None:
    rows = [
        ["Code", "Memo", "Weight"],
        ["Codename 1", "First."],
        ["Codename 2 > Subcode 2.1 > Subcode 2.1.1", "Deep.", "7"],
        ["Codename 3\\Subcode 3.1"],
    ]
    book, reading = read_rows(MAXQDA, rows)
    assert paths(book) == [
        "Codename 1",
        "Codename 2",
        "Codename 2 > Subcode 2.1",
        "Codename 2 > Subcode 2.1 > Subcode 2.1.1",
        "Codename 3",
        "Codename 3 > Subcode 3.1",
    ]
    assert described(book) == ["First.", None, None, "Deep.", None, None]
    assert lost(reading) == [
        ("cell of the column “Weight”", "Subcode 2.1.1", "row 3, column Weight")
    ]


def test_maxqda_a_sign_within_a_name_stays_and_is_remarked() -> None:
    book, reading = read_rows(MAXQDA, [["Code", "Memo"], ["income>50k"], ["a > b>c"]])
    assert paths(book) == ["income>50k", "a", "a > b>c"]
    assert reading.remarks[0].startswith("“>” without a blank on both sides stands in 2 names")


def test_maxqda_code_system_has_a_column_for_each_level() -> None:
    rows = [
        ["Code", "", "", "", "Memo", "Frequency"],
        ["Code System", " ", " ", " ", "of all", "40"],
        [" ", "People ", " ", " ", "Who.", "12"],
        [" ", " ", "Friends", " ", " ", "0"],
        [" ", " ", " ", "Old ones", " ", "5"],
        [" ", "Places", " ", " ", " ", "7"],
    ]
    book, reading = read_rows(MAXQDA_LEVELS, rows)
    assert paths(book) == ["People", "People > Friends", "People > Friends > Old ones", "Places"]
    assert described(book) == ["Who.", None, None, None]
    assert lost(reading) == [
        ("memo of the code system", "", "row 2"),
        ("cell of the column “Frequency”", "People", "row 3, column Frequency"),
        ("cell of the column “Frequency”", "Friends", "row 4, column Frequency"),
        ("cell of the column “Frequency”", "Old ones", "row 5, column Frequency"),
        ("cell of the column “Frequency”", "Places", "row 6, column Frequency"),
    ]
    assert reading.remarks == ["“Code System” (row 2) is the code system as a whole and no code."]


def test_maxqda_memos_are_the_column_of_words_however_it_is_called() -> None:
    rows = [
        ["Liste", "", "", "Notiz", "Häufigkeit"],
        ["Codesystem", " ", " ", " ", "9"],
        [" ", "a", " ", "said", "3"],
        [" ", " ", "b", " ", "1.200"],
    ]
    book, _ = read_rows(MAXQDA_LEVELS, rows)
    assert paths(book) == ["a", "a > b"]
    assert described(book) == ["said", None]


def test_maxqda_a_top_code_in_the_first_column_is_no_root() -> None:
    rows = [["Code", "", "Frequency"], ["a", " ", "1"], [" ", "b", "2"], [" ", " ", "3"]]
    book, reading = read_rows(MAXQDA_LEVELS, rows)
    assert paths(book) == ["a", "a > b"]
    assert lost(reading)[-1] == ("cell of the column “Frequency”", "", "row 4, column Frequency")


@pytest.mark.parametrize(
    "below",
    [
        [["a"], ["", "b"], ["", "", "c"], ["", "", "d"], ["e"], ["", "b"]],
        [["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "d"], ["e"], ["e", "b"]],
        [["a"], ["a", "b"], ["", "b", "c"], ["", "", "d"], ["e"], ["e", "b"]],
        [["a", "b", "c"], ["", "", "d"], ["e", "b"]],
    ],
    ids=["own names", "whole paths", "both", "several in a row"],
)
def test_columns_called_level_are_read_however_they_are_filled(below: list[list[str]]) -> None:
    book, reading = read_rows(MAXQDA_LEVELS, [["Level 1", "Level 2", "Level 3"], *below])
    assert paths(book) == ["a", "a > b", "a > b > c", "a > b > d", "e", "e > b"]
    assert reading.losses == []


def test_only_a_column_called_so_is_a_description_beside_levels() -> None:
    rows = [["Level 2", "Level 1", "Example", "Definition"], ["", "a", "“so”", "says"], ["b"]]
    book, reading = read_rows(MAXQDA_LEVELS, rows)
    assert paths(book) == ["a", "a > b"]
    assert described(book) == ["says", None]
    assert lost(reading) == [("cell of the column “Example”", "a", "row 2, column Example")]


# ------------------------------------------------------------------------------ ATLAS.ti


def test_atlasti_in_portuguese_with_groups_in_any_of_their_columns() -> None:
    rows = [
        ["Código", "Comentário", "Grupo de Códigos 1", "Grupo de Códigos 2"],
        ["Sítio", "Onde.", "", "dois"],
        ["Sítio: casa", "", "um", "dois"],
        ["livre: assim"],
    ]
    book, reading = read_rows(ATLASTI, rows)
    assert paths(book) == ["Sítio", "Sítio > casa", "livre: assim"]
    assert groups(book) == {"dois": ["Sítio", "casa"], "um": ["casa"]}
    assert "below another" in reading.remarks[0]


def test_atlasti_sign_of_colour_is_no_part_of_a_name() -> None:
    book, reading = read_rows(ATLASTI, [["Code", "Comment"], ["○ a"], ["○ a: b"], ["○"]])
    assert paths(book) == ["a", "a > b", "○"]
    assert reading.remarks[0].startswith("“○” before 2 names was left out")


def test_atlasti_report_has_levels_by_column_and_groups_in_one_cell() -> None:
    rows = [
        _REPORT,
        ["○ agency", "", "2", "0", "", "0", "", "A. B.", "5/15/2026", "A. B.", "5/16/2026"],
        ["", "○ escape", "2", "0", "Formal, Tools", "2", "Said."],
        ["○ other", "", "9", "0", "Formal, whole", "1"],
        ["○ third", "", "9", "0", "x, y, z", "2"],
        ["", "", "", "", "", "", "of nothing"],
    ]
    book, reading = read_rows(ATLASTI_REPORT, rows)
    assert paths(book) == ["agency", "agency > escape", "other", "third"]
    assert described(book) == [None, "Said.", None, None]
    assert groups(book) == {"Formal": ["escape"], "Tools": ["escape"], "Formal, whole": ["other"]}
    assert ("groups of a code", "third", "row 5, column Groups") in lost(reading)
    assert ("row without a code", "", "row 6") in lost(reading)
    assert ("cell of the column “Creation Date”", "agency", "row 2, column Creation Date") in lost(
        reading
    )
    assert not [each for each in lost(reading) if "Number of Groups" in each[0]]


def test_atlasti_report_without_the_column_of_groups_tells_their_number() -> None:
    rows = [["Code", "Density", "Number of Groups"], ["a", "", "2"]]
    _, reading = read_rows(ATLASTI_REPORT, rows)
    assert lost(reading) == [
        ("cell of the column “Number of Groups”", "a", "row 2, column Number of Groups")
    ]


# ------------------------------------------------------------------------------ Dedoose


def test_dedoose_codes_stand_below_their_parents_whatever_the_order() -> None:
    rows = [
        _DEDOOSE,
        ["12", "11.0", "inner", "Said.", "TRUE", "0", "3", "1"],
        ["11", "", "outer", "", "False"],
        ["13", "0", "zero"],
    ]
    book, reading = read_rows(DEDOOSE, rows)
    assert paths(book) == ["outer", "outer > inner", "zero"]
    assert described(book) == [None, "Said.", None]
    assert lost(reading) == [
        ("weight of a code", "inner", "row 2, column Weighted"),
        ("cell of the column “Weight Minimum”", "inner", "row 2, column Weight Minimum"),
        ("cell of the column “Weight Maximum”", "inner", "row 2, column Weight Maximum"),
        ("cell of the column “Weight Default”", "inner", "row 2, column Weight Default"),
    ]


def test_dedoose_codes_without_an_id_are_top_codes_of_their_own() -> None:
    rows = [["Id", "Parent Id", "Title"], ["", "", "a"], ["", "", "b"], ["1", "", "c'-'d"]]
    book, reading = read_rows(DEDOOSE, rows)
    assert paths(book) == ["a", "b", "c'-'d"]
    assert reading.remarks[0].startswith("“'-'” stands in 1 title.")


def test_dedoose_codes_in_a_circle_are_refused() -> None:
    rows = [["Id", "Parent Id", "Title"], ["1", "2", "a"], ["2", "1", "b"]]
    with pytest.raises(NotACodebook, match="stands below itself"):
        read_rows(DEDOOSE, rows)
