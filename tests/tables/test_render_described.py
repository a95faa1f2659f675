"""What a frame says of itself, in every format; numbers and wide tables as people see them."""

import json
import math
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from pyarrow import parquet
from pytest_regressions.file_regression import FileRegressionFixture

from refiqda.tables.caption import describe
from refiqda.tables.columns import array
from refiqda.tables.people import html_table, shown
from refiqda.tables.render import FORMATS, SUFFIXES, render, terminal, words, write, write_frames
from refiqda.tables.terminal import MANY, PAGE

TITLE = "Counts of codes in =study_1.qdpx"
DEFINITION = [
    "A reference is a coding of the code; codings of its children are not counted with it, and a "
    "place that two coders coded is counted for each of them.",
    "# Files are *distinct* sources <with> at least one | coding of R&D, 100 %.",
]
NOTES = ["=1+1 of the cases are few.", "1. Percentages of few cases\nmislead \x1b[31m."]
PEOPLE = ("table", "markdown", "html", "latex")
SENTENCES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=3)


def plain() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code_path": array("name", ["Trust", "Trust > In doctors"]),
            "code_guid": array("name", ["c1", "c2"]),
            "references": array("integer", [3, 0]),
            "share": array("number", [1 / 3, None]),
        }
    )


def described() -> pd.DataFrame:
    return describe(plain(), "counts", TITLE, DEFINITION, NOTES)


@pytest.mark.parametrize("format", PEOPLE)
def test_people_see_title_definition_and_notes(
    format: str, file_regression: FileRegressionFixture
) -> None:
    text = render(described(), format, "A caption that the title replaces")
    file_regression.check(text, extension=".txt", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("format", PEOPLE)
def test_a_caption_stands_where_there_is_no_title(format: str) -> None:
    assert "The caption" in render(describe(plain(), "counts", "", ["S."]), format, "The caption")
    assert "The caption" not in render(described(), format, "The caption")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_kind_alone_changes_nothing(suffix: str, tmp_path: Path) -> None:
    write(plain(), tmp_path / f"plain{suffix}", "Caption")
    write(describe(plain(), "counts", "", []), tmp_path / f"kind{suffix}", "Caption")
    if suffix != ".parquet":
        written = [(tmp_path / f"{name}{suffix}").read_bytes() for name in ("plain", "kind")]
        assert written[0] == written[1]


@pytest.mark.parametrize("format", ["csv", "tsv", "json"])
def test_data_stays_data(format: str) -> None:
    assert render(described(), format, "Caption") == render(plain(), format)


@pytest.mark.parametrize("format", PEOPLE)
def test_several_frames_say_what_the_first_one_says(format: str, tmp_path: Path) -> None:
    write_frames(iter([described(), described()]), tmp_path / "out.dat", "", format)
    both = describe(pd.concat([plain(), plain()]), "counts", TITLE, DEFINITION, NOTES)
    assert (tmp_path / "out.dat").read_text(encoding="utf-8") == render(both, format)


# ------------------------------------------------------------------------------------- terminal


@given(st.text(max_size=200), SENTENCES, SENTENCES)
def test_words_in_a_terminal_are_narrow_and_obey_nothing(
    title: str, definition: list[str], notes: list[str]
) -> None:
    frame = describe(plain(), "counts", title, definition, notes)
    text = words(frame)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    for line in text.splitlines():
        assert len(line) <= PAGE or " " not in line.strip()
    assert set(text.splitlines()) <= set(terminal(frame).splitlines())


def test_words_alone_have_no_table() -> None:
    assert words(plain(), "Caption") == ""
    assert words(described(), "Caption").startswith(f"{TITLE}\n\nDefinition:\n  A reference is a ")
    assert words(describe(plain(), "counts", "", ["S."]), "Caption").startswith("Caption\n\nDef")
    assert words(describe(plain(), "counts", "", ["S."])) == "Definition:\n  S.\n"
    assert words(describe(plain(), "counts", "T", [])) == "T\n"


def crosstab(columns: int) -> pd.DataFrame:
    wide = {f"Women aged {n * 10}, in the town": [n, 100 + n] for n in range(1, columns + 1)}
    return pd.DataFrame({"code_path": ["Trust", "Doubt"], **wide})


def test_headings_wrap_where_there_are_many() -> None:
    few = terminal(crosstab(MANY - 1)).splitlines()
    assert few[0].startswith("code_path  Women aged 10, in the town  Women")
    many = terminal(crosstab(MANY)).splitlines()
    assert many[0].startswith("           Women aged 10, in  Women aged 20, in  W")
    assert many[1].startswith("code_path           the town           the town  ")
    assert many[2].startswith("---------  -----------------  -----------------  ")
    assert many[3].startswith("Trust                      1                  2  ")


def test_a_published_table_wider_than_the_terminal_is_printed_in_parts() -> None:
    frame = describe(crosstab(30), "crosstab", "Title", ["Sentence."])
    parts = terminal(frame, "", 80).split("\n\n")
    assert parts[0] == "Title"
    assert parts[-1] == "Definition:\n  Sentence.\n"
    tables = [part.splitlines() for part in parts[1:-1]]
    assert all(len(line) <= 80 for lines in tables for line in lines)
    assert {lines[1].split()[0] for lines in tables} == {"code_path"}
    cells = [line.split() for lines in tables for line in lines if line.startswith("Doubt")]
    assert [n for row in cells for n in row[1:]] == [str(100 + n) for n in range(1, 31)]


def test_a_table_stays_in_one_part() -> None:
    frame = describe(crosstab(30), "crosstab", "Title", ["Sentence."])
    whole = terminal(frame)
    assert whole.count("code_path") == 1
    assert terminal(frame, "", 10_000) == whole
    assert terminal(crosstab(30), "", 80) == terminal(crosstab(30)), "what is not published"
    frame["code_path"] = ["Trust", "Trust"]
    assert terminal(frame, "", 80) == terminal(frame), "rows that could not be told apart"
    alone = describe(frame[["code_path"]].iloc[:1], "counts", "Title", [])
    assert terminal(alone, "", 3) == terminal(alone)
    nothing = describe(pd.DataFrame(), "counts", "Title", [])
    assert terminal(nothing, "", 80) == terminal(nothing)


# ------------------------------------------------------------------------------------- pages


@given(SENTENCES, SENTENCES, st.text(max_size=10))
def test_a_table_names_what_describes_it(
    definition: list[str], notes: list[str], name: str
) -> None:
    frame = describe(plain(), "counts", TITLE, definition, notes)
    page = lxml_html.fragment_fromstring(html_table(frame, name=name), create_parent=True)
    (table,) = page.iter("table")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert (table.get("aria-describedby") or "").split() == ids
    assert len(ids) == len(set(ids)) == bool(definition) + bool(notes)
    control = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
    told = [item.text or "" for item in page.iter("li")]
    assert told == [control.sub("", sentence) for sentence in (*definition, *notes)]


def test_tables_of_one_page_have_names() -> None:
    text = html_table(described(), name="Table 1")
    assert 'aria-describedby="Table-1-definition Table-1-notes"' in text
    assert text.startswith("<figure>\n<table ")
    assert html_table(plain()).startswith("<table>\n")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("# of cases", "\\# of cases"),
        ("- none", "\\- none"),
        ("+ some", "\\+ some"),
        ("> 5 cases", "\\> 5 cases"),
        ("12. of cases", "12\\. of cases"),
        ("1) and 2)", "1\\) and 2)"),
        ("1.5 cases", "1.5 cases"),
        ("[a]: b", "\\[a]: b"),
    ],
)
def test_a_sentence_in_markdown_begins_nothing_else(sentence: str, expected: str) -> None:
    text = render(describe(plain(), "counts", sentence, [sentence]), "markdown")
    assert text.startswith(f"{expected}\n\n|")
    assert text.endswith(f"\n\nDefinition:\n\n- {expected}\n")


# ------------------------------------------------------------------------------------- files


def test_a_workbook_has_a_sheet_with_the_definition(tmp_path: Path) -> None:
    write(described(), tmp_path / "out.xlsx", "Caption")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Table", "Definition"]
    assert book.active.title == "Table"
    assert book.properties.title == TITLE
    rows = [[cell.value for cell in row] for row in book["Definition"].iter_rows()]
    assert rows == [
        ["Title", TITLE],
        ["Definition", DEFINITION[0]],
        ["Definition", DEFINITION[1]],
        ["Note", NOTES[0]],
        ["Note", NOTES[1].replace("\x1b", "\N{REPLACEMENT CHARACTER}")],
    ]
    cells = [cell for row in book["Definition"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=1+1 of the cases are few."]
    assert pd.read_excel(tmp_path / "out.xlsx")["share"].tolist()[0] == 1 / 3


def test_a_workbook_without_words_has_one_sheet(tmp_path: Path) -> None:
    write(plain(), tmp_path / "out.xlsx", "Caption \x1b")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Table"]
    assert book.properties.title == "Caption \N{REPLACEMENT CHARACTER}"
    write(describe(plain(), "counts", "", ["S."]), tmp_path / "out.xlsx", "Caption")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    rows = [[cell.value for cell in row] for row in book["Definition"].iter_rows()]
    assert (rows, book.properties.title) == ([["Definition", "S."]], "Caption")


def test_parquet_keeps_the_words_in_its_metadata(tmp_path: Path) -> None:
    frame = described()
    frame.attrs["title"] = "Zählung von \udcff"
    frame.attrs["odd"] = object()
    write(frame, tmp_path / "out.parquet")
    metadata = parquet.read_schema(tmp_path / "out.parquet").metadata
    told = {
        "table": "counts",
        "title": "Zählung von ?",
        "definition": DEFINITION,
        "notes": NOTES,
    }
    assert json.loads(metadata[b"refiqda"]) == told
    assert "Zählung".encode() in metadata[b"refiqda"]
    back = pd.read_parquet(tmp_path / "out.parquet")
    assert back.attrs == told
    assert render(back, "csv") == render(plain(), "csv")
    assert frame.attrs["title"] == "Zählung von \udcff"


def test_parquet_without_words_has_no_metadata_of_ours(tmp_path: Path) -> None:
    write(plain(), tmp_path / "out.parquet", "Caption")
    assert list(parquet.read_schema(tmp_path / "out.parquet").metadata) == [b"pandas"]


# ------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1 / 3, "0.3333"),
        (12.5, "12.5"),
        (85.0, "85"),
        (200 / 3, "66.6667"),
        (1234567.891, "1234567.891"),
        (0.00001234567, "0.00001235"),
        (-1e-7, "-0.0000001"),
        (0.99999, "1"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e22, "10000000000000000000000"),
        (100.0, "100"),
    ],
)
def test_numbers_have_few_decimals(number: float, text: str) -> None:
    assert shown(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_shown_number_is_near_and_never_scientific(number: float) -> None:
    text = shown(number)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text)
    if abs(number) < 1:
        assert abs(Decimal(text) - Decimal(number)) <= abs(Decimal(number)) * Decimal("0.0005001")
    else:
        assert abs(Decimal(text) - Decimal(number)) <= Decimal("0.00005")


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_data_has_every_digit(numbers: list[float | None]) -> None:
    frame = pd.DataFrame({"x": array("number", numbers)})
    cells = render(frame, "csv").split("\n")[1:-1]
    assert [None if cell in ("", '""') else float(cell) for cell in cells] == numbers
    assert [record["x"] for record in json.loads(render(frame, "json"))] == numbers


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet"])
def test_files_of_numbers_have_every_digit(suffix: str, tmp_path: Path) -> None:
    numbers = [1 / 3, None, math.pi * 1e9, 1e-9]
    write(pd.DataFrame({"x": array("number", numbers)}), tmp_path / f"out{suffix}")
    read = pd.read_excel if suffix == ".xlsx" else pd.read_parquet
    back = read(tmp_path / f"out{suffix}")["x"].astype("Float64")
    assert [None if number is pd.NA else number for number in back] == numbers


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "json"])
def test_a_missing_number_is_empty(format: str) -> None:
    frame = pd.DataFrame({"a": ["x"], "n": array("number", [None])})
    text = render(frame, format)
    assert not re.search(r"nan|NA|None|null", text.partition("<body>")[2] or text)


def test_only_guids_are_left_out_for_people():
    """A variable may be called as it likes: 'misguid' is a column like others."""
    frame = pd.DataFrame({"code": ["a"], "code_guid": ["1"], "misguid": ["shown"]})
    assert "shown" in render(frame, "table")
    assert "code_guid" not in render(frame, "table")


def test_a_long_path_keeps_its_end_in_a_terminal():
    """Subthemes of one theme would look alike if their paths were cut at the end."""
    theme = "a theme with rather a long name that fills a line"
    frame = pd.DataFrame({"code_path": [theme, f"{theme} > one", f"{theme} > two > three"]})
    text = render(frame, "table")
    assert "… > one\n" in text
    assert "… > two > three\n" in text
    assert "a theme with rather a long name that fills…\n" in text
