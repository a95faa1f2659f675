"""A codebook as one page that needs nothing else: no script, no request, for screen and paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from refiqda.formats.codebooks.people.outline import FOLDER, Entry, Gathered, Outline, Paragraphs

if TYPE_CHECKING:
    from refiqda.formats.codebooks.people.counted import Example

_DEEPEST = 6
"""Levels of headings that HTML has elements for."""
_ABOVE = 2
"""Levels of headings above those of codes: the title, and that codes begin here."""
_SAFE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may fetch for the page: nothing, whatever a codebook holds."""


def html(outline: Outline) -> Iterator[str]:
    """The page, piece by piece."""
    title = escape(outline.title)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_SAFE}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="refiqda">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#codes">To the codes</a>\n'
    )
    yield f'<header>\n<h1 dir="auto" lang="">{title}</h1>\n'
    yield f"<p>{escape(outline.summary)}</p>\n</header>\n"
    yield from _contents(outline)
    yield "<main>\n"
    yield from _told(outline)
    yield '<h2 id="codes" tabindex="-1">Codes</h2>\n'
    for entry in outline.entries:
        yield "\n".join([*_code(entry), ""])
    if outline.sets:
        yield '<h2 id="sets">Sets</h2>\n'
    for each in outline.sets:
        yield "\n".join([*_set(each), ""])
    yield "</main>\n</body>\n</html>\n"


@cache
def _style() -> str:
    return (files("refiqda.formats.codebooks.people") / "page.css").read_text("utf-8")


def _contents(outline: Outline) -> Iterator[str]:
    """Every code and set as a link; levels are shown by the number and by how far it stands in."""
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ul>\n'
    for entry in outline.entries:
        yield _item(entry.anchor, entry.level - 1, f"{entry.number} {_stranger(entry.name)}")
    if outline.sets:
        yield _item("sets", 0, "Sets")
    for each in outline.sets:
        yield _item(each.anchor, 1, _stranger(each.name))
    yield "</ul>\n</nav>\n"


def _item(anchor: str, level: int, words: str) -> str:
    return f'<li style="--level:{level}"><a href="#{anchor}">{words}</a></li>\n'


def _told(outline: Outline) -> Iterator[str]:
    """What the numbers mean, and how examples were chosen."""
    if outline.definition:
        sentences = "".join(
            f"<li>{escape(each)}</li>\n" for each in (*outline.definition, *outline.notes)
        )
        yield f'<h2>What was counted</h2>\n<ul class="told">\n{sentences}</ul>\n'
    if outline.rule:
        yield f'<h2>What is quoted</h2>\n<p class="soft">{escape(outline.rule)}</p>\n'


def _code(entry: Entry) -> Iterator[str]:
    is_top = " top" if entry.level == 1 else ""
    yield f'<article class="code{is_top}" id="{entry.anchor}" style="--level:{entry.level - 1}">'
    link = f'<a class="number" href="#{entry.anchor}">{entry.number}</a>'
    yield _heading(entry.level + _ABOVE, f"{link} {_stranger(entry.name)}")
    facts = [FOLDER] if entry.is_folder else []
    if entry.color:
        facts.append(_color(entry))
    if entry.groups:
        links = (f'<a href="#{group.anchor}">{_stranger(group.name)}</a>' for group in entry.groups)
        facts.append(f"Sets: {'; '.join(links)}")
    if entry.used:
        facts.append(escape(entry.used))
    if facts:
        yield f'<p class="facts">{"".join(f"<span>{each}</span> " for each in facts).rstrip()}</p>'
    yield from _paragraphs(entry.description)
    if entry.example is not None:
        yield from _quoted(entry.example)
    yield "</article>"


def _heading(level: int, words: str) -> str:
    if level <= _DEEPEST:
        return f"<h{level}>{words}</h{level}>"
    return f'<div class="deep" role="heading" aria-level="{level}">{words}</div>'


def _color(entry: Entry) -> str:
    """A colour as a swatch with its value, so that nobody has to see it."""
    if not entry.is_color:
        return f"Colour {_stranger(entry.color)}"
    return f'Colour <span class="swatch" style="background:{entry.color}"></span>{entry.color}'


def _quoted(example: Example) -> Iterator[str]:
    yield f'<figure dir="auto">\n<blockquote lang="">“{escape(example.passage)}”</blockquote>'
    whence = [_stranger(example.source)] if example.source else []
    whence += [f"case: {_stranger(example.case)}"] if example.case else []
    if whence:
        yield f"<figcaption>{', '.join(whence)}</figcaption>"
    yield "</figure>"


def _set(each: Gathered) -> Iterator[str]:
    yield f'<section class="set" id="{each.anchor}" aria-labelledby="{each.anchor}-name">'
    yield f'<h3 id="{each.anchor}-name">{_stranger(each.name)}</h3>'
    yield from _paragraphs(each.description)
    if each.members:
        yield '<ul class="members">'
        for member in each.members:
            words = f"{member.number} {_stranger(member.path)}"
            yield f'<li><a href="#{member.anchor}">{words}</a></li>'
        yield "</ul>"
    if each.lost:
        yield f"<p>{escape(each.lost)}</p>"
    yield "</section>"


def _paragraphs(texts: Paragraphs) -> Iterator[str]:
    for lines in texts:
        yield f'<p dir="auto" lang="">{"<br>".join(escape(line) for line in lines)}</p>'


def _stranger(text: str) -> str:
    """A name, which has a language and a writing direction of its own."""
    return f'<bdi lang="">{escape(text)}</bdi>'
