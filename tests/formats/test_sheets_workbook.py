"""Excel workbooks read: cells as people type them, odd and damaged files."""

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from formats.sheets_made import DATE, HOURS, MOMENT, TIME, packed, read, text_row, workbook

from refiqda.errors import LimitExceeded, MissingExtra, NotACodebook, RefiQdaError
from refiqda.formats.codebooks.sheets.incoming import Sheets
from refiqda.standard.limits import Limits
from refiqda.tools import excel


def _shared(cell: str, formula: str) -> str:
    """A formula that is said once, and means other cells where it stands again."""
    return (
        f'<row><c r="{cell}"><f t="shared" ref="A1:A2" si="0">{formula}</f></c>'
        '<c r="A1"><f t="shared" si="0"/></c></row>'
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_book(folder: Path, data: bytes, limits: Limits | None = None) -> Sheets:
    path = folder / "codes.xlsx"
    path.write_bytes(data)
    return read(path, limits)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>1</v></c>", "1"),
        ("<c><v>1.0</v></c>", "1"),
        ("<c><v>1.5</v></c>", "1.5"),
        ("<c><v>1.1000000000000001</v></c>", "1.1"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>-0.00001</v></c>", "-0.00001"),
        ("<c><v>12345678901234567</v></c>", "12345678901234567"),
        ("<c><v>1E+20</v></c>", "100000000000000000000"),
        ("<c><v>1E+300</v></c>", "1e+300"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        (f'<c s="{DATE}"><v>45413</v></c>', "2024-05-01"),
        (f'<c s="{MOMENT}"><v>45413.5</v></c>', "2024-05-01T12:00:00"),
        (f'<c s="{TIME}"><v>0.25</v></c>', "06:00:00"),
        (f'<c s="{HOURS}"><v>1.5</v></c>', "36:00:00"),
        ('<c t="d"><v>2024-05-01</v></c>', "2024-05-01"),
        ('<c t="str"><v>a_x000D_b</v></c>', "a\rb"),
        ('<c t="s"><v>0</v></c>', "shared\rx005F_ and _x000D_"),
        ('<c t="s"><v>1</v></c>', " rich text"),
        ('<c t="inlineStr"><is><t>_x005F_x0041_ \n</t></is></c>', "_x0041_ \n"),
        ('<c t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "😀"),
    ],
)
def test_a_cell_is_what_a_person_types(cell: str, text: str, tmp_path: Path) -> None:
    strings = (
        "<si><t>shared_x000D_x005F_ and _x005F_x000D_</t></si>"
        "<si><r><t> rich</t></r><r><rPr><b/></rPr><t> text</t></r>"
        '<rPh sb="0" eb="1"><t>spoken</t></rPh></si>'
    )
    found = read_book(tmp_path, workbook(f"<row>{cell}</row>", strings=strings))
    assert found.sheets[0].rows == [[text]]
    assert (found.losses, found.remarks) == ([], [])


def test_rows_and_cells_stand_where_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="B2"><v>1</v></c><c r="D2"/></row>'
        '<row r="5" hidden="1"><c r="A5"><v>2</v></c><c r="C5"><v>3</v></c></row>'
    )
    found = read_book(tmp_path, workbook(rows))
    assert found.sheets[0].rows == [[], ["", "1"], [], [], ["2", "", "3"]]


@pytest.mark.parametrize("size", ["A1", "A1:A1", "A1:XFD1048576", "B7:C9"])
def test_a_wrong_size_is_not_believed(size: str, tmp_path: Path) -> None:
    rows = text_row(1, "a", "b") + text_row(2, "c", "d")
    found = read_book(tmp_path, workbook(rows, before=f'<dimension ref="{size}"/>'))
    assert found.sheets[0].rows == [["a", "b"], ["c", "d"]]


def test_merged_cells_have_one_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["one", None, "two"])
    book.active.append(["below", "x"])
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "codes.xlsx")
    assert read(tmp_path / "codes.xlsx").sheets[0].rows == [["one", "", "two"], ["below", "x"]]


def test_every_sheet_is_read_and_hidden_ones_are_known(tmp_path: Path) -> None:
    states = ("visible", "hidden", "veryHidden")
    found = read_book(tmp_path, workbook(text_row(1, "a_x0001_"), states=states))
    assert [sheet.name for sheet in found.sheets] == ["Sheet 1", "Sheet 2", "Sheet 3"]
    assert [sheet.is_hidden for sheet in found.sheets] == [False, True, True]
    assert found.losses[0].where == 'sheet "Sheet 1", row 1, column 1'
    assert found.sheets[2].rows == [["a\ufffd"]]


def test_a_place_in_the_only_sheet_does_not_name_it(tmp_path: Path) -> None:
    found = read_book(tmp_path, workbook(text_row(1, "a", "_x0000__xD83D_")))
    assert [loss.where for loss in found.losses] == ["row 1, column 2"]


def test_formulas_have_the_value_that_was_shown(tmp_path: Path) -> None:
    shared = '<f t="shared" ref="A2:A3" si="0">B2&amp;"x"</f>'
    rows = (
        "<row r='1'><c r='A1'><v>7</v></c><c r='B1'><f>A1+1</f><v>8</v></c></row>"
        f"<row r='2'><c r='A2' t='str'>{shared}<v>a_x000D_</v></c>"
        "<c r='B2' t='b'><f>TRUE()</f><v>1</v></c></row>"
        '<row r="3"><c r="A3" t="str"><f t="shared" si="0"/></c>'
        '<c r="B3"><f t="array" ref="B3">SUM(A1:A2)</f></c></row>'
        f"<row r='9'><c r='C9' s='{DATE}'><f>TODAY()</f><v>45413</v></c>"
        '<c r="D9" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    found = read_book(tmp_path, workbook(rows, states=("visible", "visible")))
    for sheet in found.sheets:
        assert sheet.rows[:3] == [["7", "8"], ["a\r", "TRUE"], ['=B3&"x"', "=SUM(A1:A2)"]]
        assert sheet.rows[8] == ["", "", "2024-05-01", "#DIV/0!"]
    assert [remark.split(". ")[0] for remark in found.remarks] == [
        f'In the sheet "Sheet {n}" a formula without a value stands in A3, B3' for n in (1, 2)
    ]


def test_a_date_that_is_none_is_remarked(tmp_path: Path) -> None:
    found = read_book(tmp_path, workbook(f'<row><c s="{DATE}"><v>1e99</v></c></row>'))
    assert found.sheets[0].rows == [["#VALUE!"]]
    assert "marked as a date" in found.remarks[0]


def test_styles_that_openpyxl_refuses_are_no_reason_to_refuse(tmp_path: Path) -> None:
    styles = "<fills><fill/></fills><cellXfs><xf/><xf numFmtId='14'/></cellXfs>"
    data = workbook(f'<row><c s="{DATE}"><v>45413</v></c></row>', styles=styles)
    with pytest.raises(TypeError):
        openpyxl.load_workbook(io.BytesIO(data))
    found = read_book(tmp_path, data)
    assert found.sheets[0].rows == [["45413"]]
    assert "dates in it are numbers" in found.remarks[0]


def test_what_openpyxl_prints_disturbs_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    styles = (
        "<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs>"
        '<cellStyles><cellStyle name="odd" xfId="19"/></cellStyles>'
    )
    data = workbook(text_row(1, "a"), styles=styles)
    assert read_book(tmp_path, data).sheets[0].rows == [["a"]]
    assert capsys.readouterr() == ("", "")


def test_what_openpyxl_warns_of_disturbs_nobody(tmp_path: Path) -> None:
    extension = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    data = workbook(text_row(1, "a"), after=extension, styles="<cellXfs><xf/></cellXfs>")
    assert read_book(tmp_path, data).sheets[0].rows == [["a"]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"name,description\n", "is not an Excel workbook"),
        (b"", "is not an Excel workbook"),
        (OLE + b"\0" * 600, "is an old Office file"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (OLE + b"\0" * (2**20 - 20) + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (b"PK\x03\x04" + b"\0" * 100, "is damaged"),
        (packed({"word/document.xml": "<a/>"}), "is damaged"),
        (workbook(text_row(1, "a"))[:-40], "is damaged"),
        (workbook("<row><c><v>x</v></c></row>"), "is damaged"),
        (workbook('<row><c t="s"><v>7</v></c></row>'), "is damaged"),
        (workbook('<row><c r="123"><v>7</v></c></row>'), "is damaged"),
        (workbook('<row r="x"/>'), "is damaged"),
        (workbook('<row><c r="A1:B2"><v>7</v></c></row>'), "is damaged"),
        (workbook(_shared("A1", '"open')), "is damaged"),
        (workbook(_shared("XFD1", "A1")), "is damaged"),
        (workbook("<row>"), "is damaged"),
        (workbook("<row/>", states=()), "has no sheet"),
        (workbook(text_row(1, "a"), prolog="<!DOCTYPE x>"), "declares a type of document"),
        (
            workbook(text_row(1, "a"), namespace="http://purl.oclc.org/ooxml/spreadsheetml/main"),
            "no sheet that can be read.*Strict Open XML",
        ),
    ],
)
def test_files_that_are_no_workbook_have_one_clear_line(
    data: bytes, says: str, tmp_path: Path
) -> None:
    with pytest.raises(NotACodebook, match=says) as caught:
        read_book(tmp_path, data)
    assert str(caught.value).startswith("codes.xlsx ")
    assert "\n" not in str(caught.value)
    assert "ave it" in str(caught.value)


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(workbook(text_row(1, "a")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(NotACodebook, match="encrypted"):
        read_book(tmp_path, bytes(data))


def test_bombs(tmp_path: Path) -> None:
    blanks = workbook("<row/>" + " " * 40_000_000)
    with pytest.raises(LimitExceeded, match="unpacks to more than 200 times its size"):
        read_book(tmp_path, blanks)
    with pytest.raises(LimitExceeded, match=r"codes\.xlsx, unpacked, is larger than 10 MiB"):
        read_book(tmp_path, blanks, Limits(xml=10 << 20))
    with pytest.raises(LimitExceeded, match="more than 1,000 tags"):
        read_book(tmp_path, workbook("<row/>" * 1_000), Limits(parts=1_000))
    with pytest.raises(LimitExceeded, match="more than 5 files"):
        read_book(tmp_path, workbook("<row/>"), Limits(members=5))


def test_few_tags_that_make_many_cells(tmp_path: Path) -> None:
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 9))
    with pytest.raises(LimitExceeded, match="more than 100,000 cells"):
        read_book(tmp_path, workbook(wide), Limits(parts=100_000))
    empty = wide.replace("<v>1</v>", "<v></v>")
    with pytest.raises(LimitExceeded, match="more than 100,000 cells"):
        read_book(tmp_path, workbook(empty), Limits(parts=100_000))
    with pytest.raises(LimitExceeded, match="a row beyond 1,048,576"):
        read_book(tmp_path, workbook('<row r="1000000000000"><c><v>1</v></c></row>'))


def test_one_text_in_many_cells_is_counted_in_each(tmp_path: Path) -> None:
    strings = f"<si><t>{'x_x000D_' * 20_000}</t></si>"
    rows = '<row><c t="s"><v>0</v></c></row>' * 60
    with pytest.raises(LimitExceeded, match=r"cells of codes\.xlsx hold more than 2 MiB of text"):
        read_book(tmp_path, workbook(rows, strings=strings), Limits(xml=2 << 20))


def test_openpyxl_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(excel.importlib, "import_module", without)
    with pytest.raises(MissingExtra, match=r'pip install "refiqda\[excel\]", or save it as \.csv'):
        read_book(tmp_path, workbook(""))


def test_damaged_workbooks_never_end_in_a_traceback(tmp_path: Path) -> None:
    """Bytes changed in what is packed, and in the XML before it is packed."""
    chance = random.Random(6)
    whole = _everything()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    fates = {"read": 0, "refused": 0}
    for number in range(300):
        if number % 3 == 0:
            data = _changed(whole, chance)
        else:
            name = chance.choice(sorted(members))
            changed = {**members, name: _changed(members[name], chance)}
            data = packed({each: text.decode("latin-1") for each, text in changed.items()})
        try:
            read_book(tmp_path, data)
            fates["read"] += 1
        except RefiQdaError:
            fates["refused"] += 1
    assert min(fates.values()) > 20


def _everything() -> bytes:
    cells = (
        f'<c r="A1" t="s"><v>0</v></c><c r="B1" s="{DATE}"><v>45413</v></c>'
        '<c r="C1" t="b"><f>TRUE()</f><v>1</v></c><c t="inlineStr"><is><t>b</t></is></c>'
    )
    return workbook(f'<row r="1">{cells}</row>', strings="<si><t>a</t></si>")


def _changed(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, or a piece taken out."""
    at = chance.randrange(len(data))
    if chance.random() < 0.3:
        return data[:at] + data[at + chance.randrange(1, 40) :]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 4)):
        changed[chance.randrange(len(data))] = chance.choice(b'<>/"&0Azr \x00')
    return bytes(changed)
