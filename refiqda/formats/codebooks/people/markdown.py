"""A codebook as markdown that reads well as it is, and rendered by CommonMark, GitHub or pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refiqda.formats.codebooks.people.outline import FOLDER, Entry, Gathered, Outline, Paragraphs
from refiqda.tables.people import markdown_cell

_DEEPEST = 6
"""Levels of headings that markdown has."""
_ABOVE = 2
"""Levels of headings above those of codes: the title, and that codes begin here."""
_MORE = re.compile(r"[{$^]|(?<!\S)#|(?<!\w)@")
"""What pandoc reads as attributes, mathematics, superscript and citation, and the end of a heading.

Of what all know, :func:`refiqda.tables.people.markdown_cell` takes care.
"""
_UNSEEN = re.compile(
    "(\\s*[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2060-\u2064"
    "\u206a-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]+\\s*)"
)
"""What is of the category Cf (Unicode): joiners of letters, parts of emoji, signs before numbers.

They are no markup; the cells of tables leave them out.
"""
_BLOCK = re.compile(
    r"[#>+=:-]|(?:[0-9]{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))|\((?=\S+\))"
)
"""What begins a heading, a quotation, a list or a definition, at the beginning of a line."""


def markdown(outline: Outline) -> Iterator[str]:
    """The document, piece by piece."""
    yield f"# {escaped(outline.title)}\n\n{escaped(outline.summary)}\n"
    yield from _told(outline)
    yield "\n## Codes\n"
    for entry in outline.entries:
        yield "\n" + "\n\n".join(_code(entry)) + "\n"
    if outline.sets:
        yield "\n## Sets\n"
    for each in outline.sets:
        yield "\n" + "\n\n".join(_set(each)) + "\n"


def escaped(text: str) -> str:
    r"""Text on one line of which nothing is markup.

    Example:
        >>> print(escaped("C# & *R* {1}"))
        C# & \*R\* \{1}
    """
    pieces = _UNSEEN.split(text)
    pieces[::2] = [markdown_cell(piece) for piece in pieces[::2]]
    return _MORE.sub(r"\\\g<0>", "".join(pieces))


def _told(outline: Outline) -> Iterator[str]:
    """What the numbers mean, and how examples were chosen."""
    if outline.definition:
        sentences = [*outline.definition, *outline.notes]
        yield "\n## What was counted\n\n" + "".join(f"- {escaped(each)}\n" for each in sentences)
    if outline.rule:
        yield f"\n## What is quoted\n\n{escaped(outline.rule)}\n"


def _code(entry: Entry) -> Iterator[str]:
    """The blocks of a code."""
    title = f"{entry.number} {escaped(entry.name)}"
    level = entry.level + _ABOVE
    yield f"{'#' * level} {title}" if level <= _DEEPEST else f"**{title}**"
    facts = [FOLDER] if entry.is_folder else []
    if entry.color:
        facts.append(f"Colour `{entry.color}`" if entry.is_color else escaped(_said(entry.color)))
    if entry.groups:
        facts.append(f"Sets: {'; '.join(escaped(group.name) for group in entry.groups)}")
    if entry.used:
        facts.append(entry.used)
    if facts:
        yield " · ".join(facts)
    yield from _paragraphs(entry.description)
    if entry.example is not None:
        whence = entry.example.whence
        quoted = f"> “{escaped(entry.example.passage)}”"
        yield quoted + (f"\n>\n> — {escaped(whence)}" if whence else "")


def _set(each: Gathered) -> Iterator[str]:
    """The blocks of a set."""
    yield f"### {escaped(each.name)}"
    yield from _paragraphs(each.description)
    if each.members:
        yield "\n".join(f"- {member.number} {escaped(member.path)}" for member in each.members)
    if each.lost:
        yield each.lost


def _paragraphs(texts: Paragraphs) -> Iterator[str]:
    """Paragraphs whose lines stay lines."""
    for lines in texts:
        yield "\\\n".join(_line(line) for line in lines)


def _line(text: str) -> str:
    """A line that begins nothing but itself."""
    text = escaped(text)
    found = _BLOCK.match(text)
    if found is None:
        return text
    at = found.end() if found[0].isalnum() else 0
    return f"{text[:at]}\\{text[at:]}"


def _said(color: str) -> str:
    return f"Colour {color}"
