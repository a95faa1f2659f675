"""Tables and Office files made by hand, to be read: small, and as odd as programs make them."""

import io
import zipfile
from pathlib import Path

from refiqda.formats.codebooks.layout import Line, Row
from refiqda.formats.codebooks.sheets.incoming import Sheets, read_sheets
from refiqda.formats.codebooks.sheets.outgoing import write_sheet
from refiqda.standard.limits import Limits
from refiqda.standard.model import Code
from refiqda.tools.changes import Changes

HEADER = ["name", "description", "third"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def is_header(row: Row) -> bool:
    return row == HEADER


def no_header(row: Row) -> bool:
    return False


def read(path: Path, limits: Limits | None = None, fits: object = is_header) -> Sheets:
    return read_sheets(path, limits=limits or Limits(), fits=fits)


def read_text(folder: Path, data: bytes | str, ending: str = ".csv", **options: object) -> Sheets:
    path = folder / f"table{ending}"
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return read(path, **options)


def written(
    rows: list[list[str | int]], path: Path, title: str = "Codes"
) -> tuple[list[Code], Changes]:
    """Rows below a header, each about a code of its own."""
    changes = Changes()
    codes = [Code(guid="", name=str(number)) for number in range(len(rows))]
    lines = [Line(code, row) for code, row in zip(codes, rows, strict=True)]
    write_sheet([Line(None, HEADER), *lines], path, title=title, changes=changes)
    return codes, changes


def workbook(
    rows: str,
    *,
    strings: str = "",
    styles: str = "",
    after: str = "",
    before: str = "",
    states: tuple[str, ...] = ("visible",),
    namespace: str = _MAIN,
    prolog: str = "",
) -> bytes:
    """A workbook whose sheets all have the same rows, as XML."""
    numbers = range(1, len(states) + 1)
    sheet = (
        f'{_DECLARED}{prolog}<worksheet xmlns="{namespace}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    listed = "".join(
        f'<sheet name="Sheet {n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, state in zip(numbers, states, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in overrides.items()
    )
    types += "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in numbers
    )
    members = {
        "[Content_Types].xml": f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{_DECLARED}<workbook xmlns="{namespace}" xmlns:r="{_RELATED}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{_DECLARED}<Relationships "
        f'xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        "xl/styles.xml": f'{_DECLARED}<styleSheet xmlns="{namespace}">{styles or _STYLES}'
        "</styleSheet>",
        "xl/sharedStrings.xml": f'{_DECLARED}<sst xmlns="{namespace}">{strings}</sst>',
    }
    members |= {f"xl/worksheets/sheet{n}.xml": sheet for n in numbers}
    return packed(members)


def packed(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


_FORMATS = (0, 14, 22, 20, 46)
DATE, MOMENT, TIME, HOURS = 1, 2, 3, 4
"""Styles of cells: built-in number formats (ECMA-376, 18.8.30)."""
_STYLES = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
    + "".join(f'<xf numFmtId="{number}" fontId="0"/>' for number in _FORMATS)
    + "</cellXfs>"
)


def text_row(number: int, *texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'
