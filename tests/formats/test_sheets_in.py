"""Tables as text: separators, encodings, quotation marks, and files that are none."""

import csv
from pathlib import Path

import pytest
from formats.sheets_made import HEADER, no_header, read, read_text
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import TEXTS, examples

from refiqda.errors import LimitExceeded, MissingFile, NotACodebook, NotRefiQda
from refiqda.formats.codebooks.sheets.gathered import Gathered
from refiqda.formats.codebooks.sheets.separated import _as_it_stands, _by_rule
from refiqda.standard.limits import Limits


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", [".csv", ".txt"])
def test_the_separator_with_which_a_header_is_found(
    separator: str, ending: str, tmp_path: Path
) -> None:
    text = separator.join(HEADER) + "\n" + separator.join(["a", "b,;b", "c"]) + "\n"
    found = read_text(tmp_path, text.replace("b,;b", '"b,;b"'), ending)
    assert found.sheets[0].rows == [HEADER, ["a", "b,;b", "c"]]
    assert (found.losses, found.remarks) == ([], [])


def test_a_header_below_a_title_and_many_separators(tmp_path: Path) -> None:
    text = "Codes, of ours, of 2024, and others\n\nname;description;third\na;b;c\n"
    assert read_text(tmp_path, text).sheets[0].rows[1:] == [[], HEADER, ["a", "b", "c"]]


def test_without_a_header_the_one_that_makes_most_cells(tmp_path: Path) -> None:
    found = read_text(tmp_path, "a;b;c,d\ne;f;g\n", fits=no_header)
    assert found.sheets[0].rows[0] == ["a", "b", "c,d"]
    found = read_text(tmp_path, "title\na;b\nc;d,e\n", fits=no_header)
    assert found.sheets[0].rows[1] == ["a", "b"]


def test_what_a_file_of_tabs_is_without_a_header(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a,b,c\td", ".tsv", fits=no_header).sheets[0].rows == [
        ["a,b,c", "d"]
    ]
    assert read_text(tmp_path, "a,b\tc", ".txt", fits=no_header).sheets[0].rows == [["a,b", "c"]]


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", "sep=;\r"])
def test_the_separator_that_a_file_tells(line: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{line}name,x;description;third\n", fits=no_header)
    assert found.sheets[0].rows == [["name,x", "description", "third"]]


def test_a_code_that_looks_as_if_a_separator_was_told(tmp_path: Path) -> None:
    assert read_text(tmp_path, "sep=,a;b\n", fits=no_header).sheets[0].rows == [["sep=", "a;b"]]
    found = read_text(tmp_path, '"sep=;"\nb\n', fits=no_header)
    assert found.sheets[0].rows == [["sep=;"], ["b"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_a_file_shows(encoding: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, "name;description;third\nGefühl;שלום;😀\n".encode(encoding))
    assert found.sheets[0].rows == [HEADER, ["Gefühl", "שלום", "😀"]]
    assert found.remarks == []


def test_an_encoding_that_is_a_guess_is_remarked(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name;description;third\nGefühl;Größe;x\n".encode("cp1252"))
    assert found.sheets[0].rows[1] == ["Gefühl", "Größe", "x"]
    assert len(found.remarks) == 1
    assert "Windows-1252" in found.remarks[0]


@pytest.mark.parametrize("data", ["жизнь;любить;днём\n".encode("cp1251"), b"a\0\0\0\xff"])
def test_an_encoding_that_is_not_known(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotACodebook, match=r"table\.csv is no text.*CSV UTF-8"):
        read_text(tmp_path, data)


def test_line_ends_inside_of_cells_are_kept_and_rows_counted(tmp_path: Path) -> None:
    text = 'name,description,third\r\n"a\r\nb","c\nd","e\rf"\r\n\r\n,,\r\nlast,,\r\n'
    rows = read_text(tmp_path, text).sheets[0].rows
    assert rows == [HEADER, ["a\r\nb", "c\nd", "e\rf"], [], [], ["last"]]


def test_line_ends_of_an_old_macintosh(tmp_path: Path) -> None:
    text = "name,description,third\ra\x85\u2028,b\x0b\x1c,c\r"
    assert read_text(tmp_path, text.replace("\x0b\x1c", "")).sheets[0].rows[1] == [
        "a\x85\u2028",
        "b",
        "c",
    ]


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ('"So what?" she said\tx\n"y"\tz', "row 2, column 1"),
        ('x\t"never closed\n"y"\tz', "row 2, column 2"),
        ('"y"\tz\na\t"', "row 3, column 2"),
    ],
)
def test_quotation_marks_that_stand_there_are_text(cells: str, place: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, "\t".join(HEADER) + "\n" + cells)
    expected = [line.split("\t") for line in cells.replace('"y"', "y").split("\n")]
    assert found.sheets[0].rows[1:] == expected
    assert len(found.remarks) == 1
    assert place in found.remarks[0]


def test_many_such_marks_are_one_remark(tmp_path: Path) -> None:
    text = "\t".join(HEADER) + "\n" + '"a" b\n' * 1_005
    found = read_text(tmp_path, text)
    assert "row 2, column 1; row 3, column 1; row 4, column 1 and 1,002 more" in found.remarks[0]


def test_characters_that_no_codebook_holds_are_told(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name,description,third\na\0b,c,d\ne,f\x01\ufffe,g\n")
    assert found.sheets[0].rows[1:] == [["a\ufffdb", "c", "d"], ["e", "f\ufffd\ufffd", "g"]]
    told = [(loss.what, loss.where) for loss in found.losses]
    assert told == [
        ("character of a cell", "row 2, column 1"),
        ("character of a cell", "row 3, column 2"),
    ]


def test_a_cell_of_50_million_characters(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    long = "x,y" * 17_000_000
    found = read_text(tmp_path, f'name,description,third\n"{long}",b,c\n')
    assert found.sheets[0].rows[1] == [long, "b", "c"]
    assert csv.field_size_limit() == before


def test_millions_of_quotation_marks_take_no_time_or_stack(tmp_path: Path) -> None:
    marks = '"' * 5_000_000
    found = read_text(tmp_path, f"name,description,third\n{marks}x,b\n")
    assert found.sheets[0].rows[1] == [marks + "x", "b"]
    assert len(found.remarks) == 1


def test_what_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded, match=r"table\.csv is larger than 1 MiB.*raise the limit"):
        read_text(tmp_path, "x" * ((1 << 20) + 1), limits=Limits(xml=1 << 20))
    many = "name,description,third\n" + "a,b,c\n" * 40
    for text in (many, "a" + "," * 200, '"' + many):
        with pytest.raises(LimitExceeded, match=r"more than 100 cells.*raise the limit for parts"):
            read_text(tmp_path, text, limits=Limits(parts=100))


def test_separators_inside_of_cells_are_no_cells(tmp_path: Path) -> None:
    text = 'name,description,third\n"' + "," * 500 + '",b,c\n'
    assert len(read_text(tmp_path, text, limits=Limits(parts=100)).sheets[0].rows) == 2


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_cell_has_no_sheet(data: bytes, tmp_path: Path) -> None:
    assert read_text(tmp_path, data).sheets == []


@pytest.mark.parametrize(
    "ending", [".xls", ".xlsb", ".ods", ".numbers", ".pdf", ".doc", ".odt", ".rtf", ".zip", ""]
)
def test_kinds_of_files_that_are_not_read(ending: str, tmp_path: Path) -> None:
    with pytest.raises(NotACodebook, match=r"table\S* is .* not read\. .*\.xlsx or \.csv"):
        read_text(tmp_path, "a", ending)


@pytest.mark.parametrize(
    ("start", "ending"),
    [(b"PK\x03\x04", ".xlsx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"), (b"%PDF-", ".pdf")],
)
def test_a_text_that_is_none(start: bytes, ending: str, tmp_path: Path) -> None:
    with pytest.raises(NotACodebook, match=rf"begins as a {ending} does"):
        read_text(tmp_path, start + b"\0" * 30)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"none\.csv does not exist"):
        read(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(NotRefiQda, match="folder"):
        read(tmp_path / "folder.csv")


@examples(200)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4)), st.sampled_from(",;\t"))
def test_both_readings_agree_where_the_rule_is_obeyed(
    rows: list[list[str]], separator: str
) -> None:
    quoted = (separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    text = "".join(f"{row}\r\n" for row in quoted)
    strays: list[str] = []
    found = list(_as_it_stands(text, separator, Gathered("", Limits()), strays))
    assert found == _by_rule(text, separator) == rows
    assert strays == []


@examples(300)
@given(st.text('ab,;\t"\r\n\0é', max_size=40), st.sampled_from([".csv", ".tsv", ".txt"]))
def test_any_text_is_read(tmp_path_factory: pytest.TempPathFactory, text: str, ending: str) -> None:
    """Nothing is raised, and no letter is lost but marks, separators and line ends."""
    if text and 4 * text.count("\0") >= len(text):
        return
    found = read_text(tmp_path_factory.mktemp("any"), text, ending, fits=no_header)
    cells = "".join(cell for sheet in found.sheets for row in sheet.rows for cell in row)
    for letter in "abé":
        assert cells.count(letter) == text.count(letter)
