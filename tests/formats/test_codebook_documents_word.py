"""A codebook for a word processor: its contents, its pages, and what stays together."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from where import FIXTURES

import refiqda
from refiqda.formats.codebooks.people import contents, write_document
from refiqda.formats.codebooks.people.contents import depth_of
from refiqda.formats.codebooks.people.docx import write
from refiqda.formats.codebooks.people.outline import outline
from refiqda.model import Code, CodeBook, Set

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def code(name: str, *below: Code, **said: Any) -> Code:
    guid = refiqda.make_guid("word", name)
    return Code(guid=guid, name=name, is_codable=True, codes=list(below), **said)


def made(*codes: Code, sets: tuple[Set, ...] = ()) -> Any:
    """The document of a codebook, as Word's format has it."""
    stream = io.BytesIO()
    write(outline(CodeBook(codes=list(codes), sets=list(sets)), "Title"), stream)
    return docx.Document(stream)


def said(element: Any) -> str:
    return "".join(each.text for each in element.iter(f"{W}t"))


def listed(document: Any) -> list[tuple[int, str, str]]:
    """The lines of the contents: level, text, and the text of what the link leads to."""
    marks = {
        mark.get(f"{W}name"): said(mark.getparent())
        for mark in document.element.iter(f"{W}bookmarkStart")
    }
    found = []
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("toc "):
            (link,) = paragraph._p.iter(f"{W}hyperlink")
            level = int(paragraph.style.name.removeprefix("toc "))
            found.append((level, said(link), marks[link.get(f"{W}anchor")]))
    return found


def headings(document: Any) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name.removeprefix("Heading ")), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]


def field(document: Any) -> str:
    return "".join(each.text for each in document.element.body.iter(f"{W}instrText"))


def test_contents_are_links_to_all_headings() -> None:
    a = code("A", code("A1", code("A11")))
    group = Set(guid=refiqda.make_guid("word", "set"), name="Group", codes=[a.guid])
    document = made(a, code("B"), sets=(group,))
    assert [(level, text) for level, text, _ in listed(document)] == headings(document)
    assert all(text == target for _, text, target in listed(document))
    assert [text for _, text, _ in listed(document)] == [
        "Codes", "1  A", "1.1  A1", "1.1.1  A11", "2  B", "Sets", "Group",
    ]  # fmt: skip
    assert field(document) == ' TOC \\o "1-4" \\h \\z '


def test_contents_of_a_project(tmp_path: Path) -> None:
    project = refiqda.open(FIXTURES / "made" / "gardeners.qdpx")
    book = CodeBook(codes=project.codes, sets=project.sets)
    path = tmp_path / "b.docx"
    write_document(book, path, title="x", project=project, quotes=True)
    document = docx.Document(str(path))
    assert [(level, text) for level, text, _ in listed(document)] == headings(document)
    assert headings(document)[:3] == [
        (1, "What was counted"), (1, "What is quoted"), (1, "Codes"),
    ]  # fmt: skip


def test_the_field_of_the_contents_is_whole() -> None:
    """A field that does not end takes in the rest of the document when Word works it out."""
    document = made(code("A"), code("B"))
    kinds = [
        (each.get(f"{W}fldCharType"), paragraph.style.name)
        for paragraph in document.paragraphs
        for each in paragraph._p.iter(f"{W}fldChar")
    ]
    assert kinds == [("begin", "toc 1"), ("separate", "toc 1"), ("end", "toc 2")]


def test_deeper_codes_than_headings() -> None:
    deep = code("0")
    for number in range(1, 30):
        deep = code(str(number), deep)
    document = made(deep, code("after"))
    assert [(level, text) for level, text, _ in listed(document)] == headings(document)
    assert max(level for level, _, _ in listed(document)) == 9


@pytest.mark.parametrize(("most", "depth"), [(3, 0), (4, 2), (5, 2), (6, 3), (7, 4), (500, 4)])
def test_contents_are_short(most: int, depth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_MOST", most)
    codes = (code("A", code("A1", code("A11")), code("A2")), code("B"), code("C"))
    assert depth_of(outline(CodeBook(codes=list(codes)), "x"), 9) == depth
    document = made(*codes)
    wanted = [(level, text) for level, text in headings(document) if level <= depth]
    assert [(level, text) for level, text, _ in listed(document)] == wanted
    assert len(list(document.element.iter(f"{W}bookmarkStart"))) == len(wanted)
    assert ("Contents" in [each.text for each in document.paragraphs]) is bool(depth)


def test_a_codebook_without_codes_has_no_contents() -> None:
    document = made()
    assert (listed(document), field(document)) == ([], "")


def test_a_long_name_is_cut_in_the_contents_alone() -> None:
    document = made(code("x" * 500))
    assert [text for _, text, _ in listed(document)] == ["Codes", f"1  {'x' * 119}…"]
    assert headings(document)[1] == (2, f"1  {'x' * 500}")


def test_every_page_has_its_number() -> None:
    (paragraph,) = made(code("A")).sections[0].footer.paragraphs
    fields = [each.text for each in paragraph._p.iter(f"{W}instrText")]
    assert (fields, paragraph.text) == ([" PAGE ", " NUMPAGES "], "1 / 1")


def test_a_code_above_others_is_not_the_last_of_a_page() -> None:
    document = made(
        code("A", code("A1", code("A11", color="#ff0000"), color="#ff0000")),
        code("B", description="b"),
        code("C", code("C1"), description="c"),
    )
    kept = {
        paragraph.text: paragraph.paragraph_format.keep_with_next
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Heading ", "Code facts", "Normal"))
    }
    assert {name: is_kept for name, is_kept in kept.items() if name[:1].isdigit()} == {
        "1  A": True,
        "1.1  A1": True,
        "1.1.1  A11": True,
        "2  B": True,
        "3  C": True,
        "3.1  C1": False,
        "6 codes at 3 levels.": None,
    }
    facts = [each for each in document.paragraphs if each.style.name == "Code facts"]
    assert [each.paragraph_format.keep_with_next for each in facts] == [True, False]


def test_arabic_headings_are_upright() -> None:
    styles = made(code("الثقة")).styles
    fonts = [styles[f"Heading {level}"].font for level in range(1, 10)]
    assert {(font.cs_italic, font.cs_bold) for font in fonts} == {(False, True)}


def test_marks_are_named_once() -> None:
    document = made(*(code(str(number), code(f"below {number}")) for number in range(40)))
    starts = list(document.element.iter(f"{W}bookmarkStart"))
    ends = [each.get(f"{W}id") for each in document.element.iter(f"{W}bookmarkEnd")]
    numbers = [int(each.get(f"{W}id")) for each in starts]
    assert all(one < two for one, two in pairwise(numbers))
    assert [str(number) for number in numbers] == ends
    assert len({each.get(f"{W}name") for each in starts}) == len(starts) == 81
