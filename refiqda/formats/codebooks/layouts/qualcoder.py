"""QualCoder: the list of codes that it imports, which has no header.

A category is a code that cannot be used to code. Of a code that has codes below, the list makes a
category and, beside it, a code of the same name; reading puts the two together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import Placed, placed_codes
from refiqda.formats.codebooks.written.writing import NAMELESS, Writing
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known

_BETWEEN = ">>"
_SEPARATOR = re.compile(r"(>{2,})")
_LINE_ENDS = re.compile(r"[\r\n]+")
_MOST_CELLS = 2
_OLD = "QualCoder source, helpers.py, ImportPlainTextCodes"
_NEW = "QualCoder source, codebook.py, parse_codebook_path and read_codebook_rows"
_BOTH = f"{_OLD}; {_NEW}"


# ------------------------------------------------------------------------------------ reading


def _fits(row: Row) -> bool:
    return 0 < len(row) <= _MOST_CELLS and _BETWEEN in row[0] and bool(row[0].strip("> \t"))


def _steps(text: str) -> Iterator[tuple[bool, str]]:
    """The steps of one line: whether each is a category, and its name."""
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    below_code = False
    for at in range(0, len(parts), 2):
        behind = parts[at + 1] if at + 1 < len(parts) else ""
        is_category = behind == _BETWEEN and not below_code
        below_code = below_code or not is_category
        if parts[at]:
            yield is_category, parts[at]


_Path = tuple[tuple[bool, str], ...]


class _Rows:
    """The lines of one list, on their way into a codebook."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.top: list[Code] = []
        self._known: dict[_Path, Code] = {}
        self._beside: dict[int, list[Code]] = {}
        """By identity of a code: the list in which it stands."""
        self._implied: set[int] = set()
        self.again = 0
        """Lines that were there before."""

    def add(self, number: int, row: Row) -> Code | None:
        """The code of a line, or the category of one that ends behind a category."""
        path = tuple(_steps(cell(row, 0)))
        if not path:
            return None
        self.reading.check_depth(len(path), number)
        above: list[Code] = self.top
        for size in range(1, len(path)):
            above = self._at(path[:size], number, above).codes
        found = self._known.get(path)
        if found is not None and id(found) not in self._implied:
            self.again += 1
            del self._known[path]
        code = self._at(path, number, above)
        self._implied.discard(id(code))
        self.reading.places[id(code)] = (code, f"row {number}")
        code.description = cell(row, 1) or None
        return code

    def _at(self, path: _Path, number: int, above: list[Code]) -> Code:
        found = self._known.get(path)
        if found is not None:
            return found
        is_category, name = path[-1]
        code = self._known[path] = self.reading.code(number, name, codable=not is_category)
        self._implied.add(id(code))
        self._beside[id(code)] = above
        above.append(code)
        return code

    def put_together(self) -> int:
        """Make one code of a category and the code of its name beside it; how many there were."""
        made: dict[int, Code] = {}
        for path, category in self._known.items():
            code = self._known.get((*path[:-1], (False, path[-1][1])))
            is_plain = category.is_codable is False and category.codes and not category.description
            if not is_plain or code is None or code.codes:
                continue
            code.codes = category.codes
            made[id(category)] = made[id(code)] = code
        lists = {id(self._beside[each]): self._beside[each] for each in made}
        for codes in lists.values():
            # The two stand where the first of them stood.
            one = {id(code): code for code in (made.get(id(each), each) for each in codes)}
            codes[:] = one.values()
        return len(made) // 2


def _read(table: Table, reading: Reading) -> CodeBook:
    rows = _Rows(reading)
    codes = []
    for number, row in table.rows:
        code = rows.add(number, row)
        if code is None:
            why = "there is no name of a code"
            reading.lose("line without a code", None, f"row {number}", why, cell(row, 0))
        else:
            codes.append((number, row, code))
    reading.lose_others(table, range(_MOST_CELLS), codes)
    memos = 1 if any(len(row) > 1 for _, row, _ in codes) else None
    reading.note_missing({"description": memos})
    if rows.again:
        lines = "1 line was" if rows.again == 1 else f"{rows.again:,} lines were"
        reading.remarks.append(
            f"{lines} there before. All are kept as codes; QualCoder would take the first."
        )
    number = rows.put_together()
    if number:
        stood = "1 code stood" if number == 1 else f"{number:,} codes stood"
        reading.remarks.append(
            f"{stood} beside a category of the same name. Each is one with it now, a code that "
            "has codes below."
        )
    return reading.book(rows.top)


# ------------------------------------------------------------------------------------ writing


class _Names:
    """Names for a project in which no two codes, and no two categories, are called the same.

    A category is not called as a code beside it either, unless both are one code that has codes
    below: they would be put together when they are read.
    """

    def __init__(self, writing: Writing, wished: set[str]) -> None:
        self.writing = writing
        self.wished = wished
        """What codes are called; a number that is added must not lead to one of these."""
        self._codes: set[str] = set()
        self._categories: set[str] = set()
        self._beside: set[tuple[int, bool, str]] = set()
        self._numbers: dict[str, int] = {}

    def give(self, here: Placed) -> str:
        """The name of a code."""
        name = here.code.name or ""
        plain, why = _spelt(name)
        found = plain
        while self._is_taken(here, found) or (found != plain and found in self.wished):
            self._numbers[plain] = self._numbers.get(plain, 1) + 1
            found = f"{plain} ({self._numbers[plain]})"
            why = why or "QualCoder takes only one code, and one category, of each name"
        if _is_code(here.code):
            self._codes.add(found)
        if here.code.codes:
            self._categories.add(found)
        self._beside.add((id(here.parent), _is_code(here.code), found))
        if found != name:
            self.writing.rename(here.code, found, why)
        return found

    def _is_taken(self, here: Placed, name: str) -> bool:
        is_code = _is_code(here.code)
        return (
            (is_code and name in self._codes)
            or (bool(here.code.codes) and name in self._categories)
            or (id(here.parent), not is_code, name) in self._beside
        )


def _is_code(code: Code) -> bool:
    """Whether a line of its own is written: a category without codes cannot be written as one."""
    return code.is_codable is True or not code.codes


def _spelt(name: str) -> tuple[str, str]:
    plain = _LINE_ENDS.sub(" ", cleaned(name) or name).strip()
    if not plain:
        return NAMELESS, "a code without a name cannot be written"
    if _BETWEEN in plain or plain[0] == ">" or plain[-1] == ">":
        return re.sub(">+", "/", plain), f"“{_BETWEEN}” stands between levels in this layout"
    why = "QualCoder keeps no blanks at the ends of a name, and its list has one line for each code"
    return plain, why if plain != name else ""


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    names = _Names(writing, {code.name or "" for code, _, _ in placed_codes(book)})
    above: dict[int, str] = {}
    lines = []
    doubled = 0
    for here in placed_codes(book):
        code, parent = here.code, here.parent
        name = names.give(here)
        path = name if parent is None else f"{above[id(parent)]}{_BETWEEN}{name}"
        above[id(code)] = path
        if not _is_code(code):
            if code.description:
                why = "QualCoder's list has no memo of a category"
                writing.changes.tell("description of a code", code, "description", why=why)
            continue
        if not code.codes and code.is_codable is not True:
            why = "a category without codes cannot be written: it is a code"
            writing.changes.tell(
                "folder", code, "is_codable", why=why, evidence=f"measured: {_NEW}"
            )
        doubled += bool(code.codes)
        lines.append(Line(code, (path, _memo(code, writing))))
    if doubled:
        has = "1 code has" if doubled == 1 else f"{doubled:,} codes have"
        writing.remarks.append(
            f"{has} codes below. In QualCoder, each is a category, and a code of the same name "
            "beside it."
        )
    return lines


def _memo(code: Code, writing: Writing) -> str:
    text = code.description or ""
    why_cut = []
    if text.strip().strip('"') != text:
        why_cut.append("newer versions take away blanks and quotation marks at its ends")
    if "\r" in text:
        why_cut.append("it opens the file as text, so that its line ends become simple ones")
    if why_cut:
        writing.changes.tell(
            "description of a code",
            code,
            "description",
            why="; ".join(why_cut),
            evidence=f"measured: {_BOTH}",
            is_written=True,
        )
    return text


QUALCODER = Layout(
    key="qualcoder",
    name="QualCoder",
    says="The list that Import codes list takes: no header, in the first cell category>>category>>"
    "code, in the second the memo. Of a code that has codes below, it makes a category and a code "
    "of the same name beside it, which every version reads.",
    holds=frozenset(("levels", "description", "codable")),
    files=(".csv",),
    has_header=False,
    fits=_fits,
    read=_read,
    write=_write,
    quoted=True,
    known=(
        Known(
            "codes",
            "The list has no header; a line is category>>category>>code and a memo. Blanks around "
            ">> are left out, and a single > belongs to the name.",
            "measured",
            _BOTH,
        ),
        Known(
            "codes",
            "Newer versions take >>> before a code below a code; in older ones that is a category "
            "and a code that begins with >.",
            "measured",
            f"{_BOTH}; Examples/plain_text_categories_codes.txt (commit c9b164f9) and "
            "Examples/plain_codes_categories_for_import.txt (commit c0f4053f)",
        ),
        Known(
            "codes",
            "A line that ends in >> is an empty category in older versions, and a code in newer.",
            "measured",
            _BOTH,
        ),
        Known(
            "codes",
            "A code whose name is there already, anywhere in the project, is not taken; a category "
            "of a name that is there is used where it stands. Categories get no memo, and colours "
            "are drawn by lot.",
            "measured",
            _BOTH,
        ),
        Known(
            "files",
            "A .csv has commas and quoted cells, in UTF-8; a blank line ends older versions with "
            "an error. A .txt has tabs, and newer versions take quotation marks and line ends in "
            "it as they stand.",
            "measured",
            _BOTH,
        ),
        Known(
            "codes",
            "It exports a codebook as a document (Codebook.odt) and as .qdc, and not as such a "
            "list.",
            "measured",
            "QualCoder source, codebook.py, export_odt",
        ),
    ),
    advice="In QualCoder, choose Import codes list, and this file.",
)
