"""Codebook documents read back, by programs that know nothing of how they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import docx
import html5lib
from markdown_it import MarkdownIt

NUMBERED = re.compile(r"([0-9.]+) +(.*)", re.DOTALL)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NOTHING = frozenset(("html_inline", "html_block", "link_open", "em_open", "image", "s_open"))
"""What nothing of a codebook may become in markdown."""


class Read(NamedTuple):
    """One code as a document shows it."""

    number: str
    name: str
    level: int
    """Of its heading, the title being 1; 0 for a line in bold letters."""
    facts: str
    description: tuple[str, ...]
    example: str
    whence: str


class Shown(NamedTuple):
    """A whole document."""

    title: str
    sections: list[str]
    told: list[str]
    """What stands above the codes."""
    codes: list[Read]
    sets: list[tuple[str, tuple[str, ...]]]
    """Names, with all that stands below."""


def read(path: Path) -> Shown:
    """A document of any kind."""
    blocks = {".md": _markdown, ".html": _html, ".docx": _docx}[path.suffix](path)
    return _shown(list(blocks))


class Block(NamedTuple):
    kind: str
    """heading, facts, text, point, quote or whence."""
    text: str
    level: int = 0


def _shown(blocks: list[Block]) -> Shown:
    title, *rest = blocks
    assert (title.kind, title.level) == ("heading", 1)
    sections: dict[str, list[Block]] = {"": []}
    for block in rest:
        if block.kind == "heading" and block.level == 2:
            assert block.text not in sections
            sections[block.text] = []
        else:
            sections[list(sections)[-1]].append(block)
    codes = [_code(group) for group in _groups(sections["Codes"])]
    sets = [
        (head.text, tuple(each.text for each in below))
        for head, *below in _groups(sections.get("Sets", []))
    ]
    told = [each.text for name, group in sections.items() if name not in ("Codes", "Sets")
            for each in group]  # fmt: skip
    return Shown(title.text, [name for name in sections if name], told, codes, sets)


def _groups(blocks: list[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in blocks:
        if block.kind == "heading":
            groups.append([])
        groups[-1].append(block)
    return groups


def _code(group: list[Block]) -> Read:
    head, *below = group
    found = NUMBERED.fullmatch(head.text)
    assert found is not None, head
    texts: dict[str, list[str]] = {"facts": [], "text": [], "quote": [], "whence": []}
    for block in below:
        texts[block.kind].append(block.text)
    facts, example, whence = ("".join(texts[kind]) for kind in ("facts", "quote", "whence"))
    return Read(found[1], found[2], head.level, facts, tuple(texts["text"]), example, whence)


# ------------------------------------------------------------------------------------- markdown


def _markdown(path: Path) -> Iterator[Block]:
    """As CommonMark has it. The facts are told from a description by what they begin with."""
    tokens = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
    inside: list[str] = []
    level = after = 0
    for token in tokens:
        assert token.type not in NOTHING, token
        if token.type.endswith("_open"):
            inside.append(token.type.removesuffix("_open"))
            level = HEADINGS.get(token.tag, 0)
        elif token.type.endswith("_close"):
            inside.pop()
        else:
            assert token.type == "inline", token
            kinds = [child.type for child in token.children or ()]
            assert not NOTHING & set(kinds), token
            block = _markdown_block(inside, level, kinds, _plain(token))
            if block.kind == "text" and after == 1 and _is_facts(block.text):
                block = block._replace(kind="facts")
            after = 1 if block.kind == "heading" else after + 1
            yield block


def _markdown_block(inside: list[str], level: int, kinds: list[str], text: str) -> Block:
    if inside[-1] == "heading":
        return Block("heading", text, level)
    if "strong_open" in kinds:
        return Block("heading", text)
    if "blockquote" in inside:
        is_source = text.startswith("— ")
        return Block("whence", text[2:]) if is_source else Block("quote", text)
    return Block("point" if "list_item" in inside else "text", text)


def _is_facts(text: str) -> bool:
    return re.match(r"Folder, not|Colour |Sets: |[0-9,]+ files?, |With the codes", text) is not None


def _plain(token: Any) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, child.content) for child in token.children)


# ------------------------------------------------------------------------------------- html


def tree(path: Path) -> Any:
    """The page as a browser has it; anything that is not as HTML has it is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(path.read_text(encoding="utf-8"))


def _html(path: Path) -> Iterator[Block]:
    body = tree(path).find("body")
    yield Block("heading", _text(body.find("header/h1")), 1)
    yield Block("text", _text(body.find("header/p")))
    for element in body.find("main"):
        if element.tag in ("article", "section"):
            for each in element:
                yield from _html_blocks(each)
        else:
            yield from _html_blocks(element)


def _html_blocks(element: Any) -> Iterator[Block]:
    if element.tag in HEADINGS:
        yield Block("heading", _text(element), HEADINGS[element.tag])
    elif element.get("role") == "heading":
        yield Block("heading", _text(element), int(element.get("aria-level")))
    elif element.get("class") == "facts":
        yield Block("facts", " · ".join(_text(span) for span in element))
    elif element.tag == "ul":
        yield from (Block("point", _text(item)) for item in element)
    elif element.tag == "figure":
        yield Block("quote", _text(element.find("blockquote")))
        yield from (Block("whence", _text(each)) for each in element.findall("figcaption"))
    else:
        assert element.tag == "p", element.tag
        yield Block("text", _text(element))


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag == "br" else _text(child), child.tail or ""]
    return "".join(parts)


# ------------------------------------------------------------------------------------- docx


def _docx(path: Path) -> Iterator[Block]:
    kinds = {
        "Normal": "text", "List Bullet": "point", "Code facts": "facts", "Quote": "quote",
        "Code quotation source": "whence",
    }  # fmt: skip
    for paragraph in docx.Document(str(path)).paragraphs:
        text, style = paragraph.text.replace("\u00a0", ""), paragraph.style.name
        if style.casefold().startswith("toc "):
            continue
        if style == "Title":
            yield Block("heading", text, 1)
        elif style.startswith("Heading "):
            yield Block("heading", text, int(style.removeprefix("Heading ")) + 1)
        else:
            kind = kinds[style]
            yield Block(kind, text.removeprefix("— ") if kind == "whence" else text)
