"""The proof finds what it is there to find."""

from __future__ import annotations

import dataclasses

import pytest
from formats.layout_proof import prove

from refiqda.formats.codebooks.layout import Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.reading import ByLevel, Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.model import Code, CodeBook, Set

_GUIDS = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(4)]


def _book() -> CodeBook:
    inner = Code(guid=_GUIDS[1], name="inner", is_codable=True, description="says")
    top = Code(guid=_GUIDS[0], name="top", is_codable=True, color="#ff0000", codes=[inner])
    return CodeBook(codes=[top], sets=[Set(guid=_GUIDS[2], name="few", codes=[_GUIDS[1]])])


def _fits(row: Row) -> bool:
    return row == ["name", "level", "says"]


def _read(table: Table, reading: Reading) -> CodeBook:
    levels = ByLevel(reading)
    for number, row in table.rows:
        code = reading.code(number, row[0], description=cell(row, 2))
        levels.add(number, int(row[1]), code)
    return reading.book(levels.done())


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    return [
        Line(None, ("name", "level", "says")),
        *(
            Line(here.code, (here.code.name, len(here.steps), here.code.description or ""))
            for here in placed_codes(book)
        ),
    ]


GOOD = Layout(
    key="tried",
    name="Tried",
    says="A layout for this test.",
    holds=frozenset(("levels", "description")),
    files=(".csv",),
    fits=_fits,
    read=_read,
    write=_write,
)


def test_a_layout_that_tells_its_losses_is_proved() -> None:
    again = prove(GOOD, _book())
    assert again.codes[0].codes[0].description == "says"


def test_a_loss_that_is_not_told_is_found() -> None:
    def write(book: CodeBook, writing: Writing) -> list[Line]:
        return [Line(line.node, (*line.cells[:2], "")) for line in _write(book, writing)[1:]]

    def with_header(book: CodeBook, writing: Writing) -> list[Line]:
        return [Line(None, ("name", "level", "says")), *write(book, writing)]

    with pytest.raises(AssertionError, match=r"differs and is not told.*'description'"):
        prove(dataclasses.replace(GOOD, write=with_header), _book())


@pytest.mark.parametrize("field", ["color", "is_codable", "description"])
def test_a_loss_that_was_never_there_is_found(field: str) -> None:
    def write(book: CodeBook, writing: Writing) -> list[Line]:
        writing.changes.tell("something", book.codes[0], field, why="for the test")
        return _write(book, writing)

    holding = dataclasses.replace(GOOD, write=write)
    book = _book()
    book.codes[0].is_codable = True
    book.codes[0].color = None
    with pytest.raises(AssertionError, match="told as lost and"):
        prove(holding, book)


def test_a_name_that_comes_back_other_than_told_is_found() -> None:
    def write(book: CodeBook, writing: Writing) -> list[Line]:
        lines = _write(book, writing)
        writing.rename(book.codes[0], "another", "for the test")
        return [lines[0], Line(lines[1].node, ("a third", *lines[1].cells[1:])), *lines[2:]]

    with pytest.raises(AssertionError, match="told as 'another', and is 'a third'"):
        prove(dataclasses.replace(GOOD, write=write), _book())


def test_a_code_that_does_not_come_back_is_found() -> None:
    def write(book: CodeBook, writing: Writing) -> list[Line]:
        return _write(book, writing)[:-1]

    with pytest.raises(AssertionError, match="differs and is not told"):
        prove(dataclasses.replace(GOOD, write=write), _book())


def test_a_set_that_comes_back_with_another_member_is_found() -> None:
    def read(table: Table, reading: Reading) -> CodeBook:
        book = _read(table, reading)
        book.sets.append(Set(guid=_GUIDS[2], name="few", codes=[book.codes[0].guid]))
        return book

    with_sets = frozenset(("levels", "description", "sets"))
    with pytest.raises(AssertionError, match="'member', 1"):
        prove(dataclasses.replace(GOOD, read=read, holds=with_sets), _book())
