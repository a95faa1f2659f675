"""The page “Codebooks as tables”, printed from what the files of the layouts say."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.formats.codebooks.layout import Held, Layout
from refiqda.formats.codebooks.registry import LAYOUTS

_INTRO = """\
A codebook in REFI-QDA is a `.qdc`. People exchange it as a table at least as often, and every
program has a layout of its own. refiqda recognises these by their headers (`--layout` says which
one, where that is needed), and writes them with `refiqda convert IN OUT --for`. What a layout
cannot hold is in the loss report, item by item.

Files of programs differ by version and language; no program was run for this page but Taguette.
Every statement says how it is known: *measured* in a file or in the program's source code,
*documented* by its maker, or *reported* by others. Whoever has a file that shows something else is
asked to say so.
"""
_HELD: dict[Held, str] = {
    "levels": "levels",
    "description": "descriptions",
    "color": "colours",
    "codable": "folders",
    "sets": "sets",
    "guid": "GUIDs",
    "origin": "origin",
}
_OTHERS = """\
## Other forms

- `.json`, `.yaml`, `.yml`: for version control. They hold all that a `.qdc` holds, one thing in a
  line, and are read back.
- `.docx`, `.md`, `.html`: for people, with levels, descriptions and sets; from a project also with
  counts, and with passages if asked for. They are not read back, but a table in a `.docx` is read
  if its header fits a layout.

A `.csv`, `.tsv` or `.txt` is data for a program: nothing in it is changed, and a cell that a
spreadsheet would run as a formula is told. In an `.xlsx` such a cell is text. A cell of a
spreadsheet holds 32,767 characters: what is longer is cut there, and told.
"""


def page() -> str:
    """The whole page."""
    parts = ["<!-- Written by `make docs`; change what it describes, not this page. -->", ""]
    parts += ["# Codebooks as tables", "", _INTRO, *_overview(), ""]
    for layout in LAYOUTS:
        parts += [*_section(layout), ""]
    return "\n".join([*parts, _OTHERS])


def _overview() -> Iterator[str]:
    heads = [words for held, words in _HELD.items() if held != "origin"]
    yield f"| layout | `--layout` | {' | '.join(heads)} | written |"
    yield f"|---|---|{'---|' * len(heads)}---|"
    for layout in LAYOUTS:
        held = " | ".join("yes" if key in layout.holds else "" for key in _HELD if key != "origin")
        written = "yes" if layout.write is not None else ""
        yield f"| {layout.name} | `{layout.key}` | {held} | {written} |"


def _section(layout: Layout) -> Iterator[str]:
    yield f"## {layout.name}"
    yield ""
    yield layout.says
    yield ""
    if layout.write is None:
        yield "It is read, and not written."
    elif layout.files and layout.key != "plain":
        endings = " or ".join(f"`{each}`" for each in layout.files)
        yield f"For the program it is written as {endings}."
    if layout.advice:
        yield layout.advice
    if layout.known:
        yield ""
        for known in layout.known:
            yield f"- {known.says} *{known.how}*: {known.evidence}."
