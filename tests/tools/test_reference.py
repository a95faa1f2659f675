"""The page “How the programs differ”: it holds every statement, and its tables and links hold."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from refiqda.tools.looks import LOOKS, SPECIMENS, WORKS
from refiqda.tools.program import Program
from refiqda.tools.programs import PROGRAMS
from refiqda.tools.reference import page

PAGE = page()
LINES = PAGE.splitlines()

TITLES = {
    "nvivo-windows": "NVivo",
    "nvivo-mac": "NVivo",
    "atlasti-windows": "ATLAS.ti",
    "atlasti-mac": "ATLAS.ti",
    "standard": "The standard itself",
    "unknown": "An unknown program",
}
"""Headings that are not the name of a program."""


def section_of(program: Program) -> str:
    """The part of the page between the heading of a program and the next one."""
    title = TITLES.get(program.key, program.name)
    match = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## )", PAGE, re.DOTALL | re.MULTILINE)
    assert match, title
    return match[1]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_every_statement_is_in_the_section_of_its_program(program: Program) -> None:
    section = section_of(program)
    for row in (*program.known, *program.drops, *program.steps):
        assert row.says[1:] in section
        assert f"*({row.how}: {row.evidence})*" in section
    for each in program.positions:
        assert f"*({each.how}: {each.evidence})*" in section
    for each in program.silent:
        assert each.says in section
    if program.dialect is not None:
        assert f"Target `{program.target}`." in section


def test_every_link_leads_to_a_heading() -> None:
    # As GitHub makes them: lower case, without punctuation, with hyphens for blanks.
    titles = [line.lstrip("# ") for line in LINES if line.startswith("## ")]
    there = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    linked = set(re.findall(r"\]\(#([^)]*)\)", PAGE))
    assert linked
    assert linked <= there


def test_every_table_has_rows_of_one_width() -> None:
    widths = [len(re.findall(r"(?<!\\)\|", line)) if line[:1] == "|" else 0 for line in LINES]
    assert max(widths) > 2
    for one, next_one in pairwise(widths):
        assert one == next_one or 0 in (one, next_one)


def test_tables_name_every_program_that_has_a_look_and_every_file() -> None:
    assert set(LOOKS) == {program.key for program in PROGRAMS} - {"unknown"}
    for program in PROGRAMS:
        assert program.key == "unknown" or f"| [{program.name}](#" in PAGE
    for name in SPECIMENS:
        assert f"| `{name}` |" in PAGE
    for name, where in WORKS.items():
        assert f"| {name} | {where} |" in PAGE


def rows_under(title: str) -> list[list[str]]:
    """The cells of the first table under a heading or line, without its head."""
    lines = LINES[LINES.index(title) :]
    table = [line for line in lines[: lines.index("", _table_of(lines))] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def _table_of(lines: list[str]) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith("|"))


def test_what_is_written_is_known_by_something_or_a_question() -> None:
    rows = rows_under("## What each program writes")
    assert len(rows) == len(LOOKS)
    for _, *cells in rows:
        for cell in cells:
            assert cell == "?" or re.fullmatch(r"[^;]+ \([mdr]\)(; [^;]+ \([mdr]\))*", cell)


def test_what_is_written_is_shown_below_for_every_cell() -> None:
    rows = rows_under("## What each program writes")
    columns = LINES[LINES.index("## What each program writes") :]
    head = [cell.strip() for cell in columns[_table_of(columns)].strip("|").split("|")][1:]
    shown = {
        (program, what, known[0])
        for program, several, known in rows_under("What shows it:")
        for what in several.split(", ")
    }
    cells = {
        (program, column, how)
        for program, *row in rows
        for column, cell in zip(head, row, strict=True)
        for how in re.findall(r"\(([mdr])\)", cell)
    }
    assert shown == cells


@pytest.mark.parametrize(
    ("program", "unit", "crlf"),
    [
        ("NVivo for Windows", "UTF-16 units (m)", "2 (m)"),
        ("NVivo for Mac", "UTF-16 units (m)", "?"),  # its texts have LF alone
        ("ATLAS.ti for Windows", "?", "1 (r)"),  # no file with an emoji was seen
        ("ATLAS.ti for Mac", "?", "1 (r)"),
        ("MAXQDA", "code points (r)", "1 (r)"),
        ("QualCoder", "code points (m)", "1 (m)"),
        ("Transana", "?", "?"),
        ("the standard itself", "code points (d)", "2 (d)"),
    ],
)
def test_what_nobody_knows_of_the_positions_is_a_question(
    program: str, unit: str, crlf: str
) -> None:
    (row,) = (row for row in rows_under("## What each program writes") if f"[{program}]" in row[0])
    assert row[1:3] == [unit, crlf]


def test_headings_stand_alone_and_are_told_apart() -> None:
    titles = [line for line in LINES if line.startswith("## ")]
    assert len(set(titles)) == len(titles)
    for before, line in pairwise(LINES):
        assert not line.startswith("#") or before == ""


def test_the_page_is_clean_text() -> None:
    assert PAGE.endswith("\n")
    assert all(line == line.rstrip() for line in LINES)
    assert "\u2014" not in PAGE
    assert not re.search(r"/work|/tmp|[(: ]None\b(?! of)|\[\]|object at 0x", PAGE)
    for phrase in re.findall(r"\*\((\w+): ", PAGE):
        assert phrase in {"measured", "documented", "reported"}
