"""Names and texts of strangers in codebook documents: nothing of them runs, turns or is lost."""

from __future__ import annotations

import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents_read import Shown, read, tree
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from properties.strategies import NASTY, TEXTS, examples, nodes

import refiqda
from refiqda.formats.codebooks.people import write_document
from refiqda.formats.codebooks.people.markdown import escaped
from refiqda.formats.codebooks.people.outline import Outline, outline
from refiqda.formats.codebooks.people.words import is_right_to_left, one_line, path_of
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.model import Code, CodeBook, Set
from refiqda.standard.plan import CODEBOOK

ENDINGS = (".md", ".html", ".docx")
MARKUP = (
    "<script>alert(1)</script>", "</title></style><img src=x onerror=alert(1)>", "*a* _b_ **c**",
    "[x](javascript:alert(1))", "![x](http://x/y.png)", "<http://x>", "`code` ~~gone~~ a_b_c",
    "# heading", "C #", "C # #", "> quoted", "- point", "+ point", "1. first", "1) first", "===",
    "---", "***", "a | b", "&amp; &#x3c; &lt;b&gt;", "{#id .class} $x^2$ @key [@key] ^[note]",
    "\\", "\\\\*", "a\\", "```", "    four blanks", "[x]: http://x", ": defined", "% title", "~~~",
    "https://example.org/_a_", "a. first", "iv. fourth", "(1) first", "x" * 500, '" onclick="x',
)  # fmt: skip
SPOKEN = (
    "שלום עולם", "مرحبا بالعالم 123", "می‌خواهم", "👩\u200d👩\u200d👧",
    "🏴\U000e0067\U000e0062\U000e007f", "𠀀𠮷", "e\u0301\u0327 \ufb01",
    "日本語のコード", "क्\u200dष",
)  # fmt: skip


def guid(*names: object) -> str:
    return refiqda.make_guid("odd documents", *map(str, names))


def written(book: CodeBook, ending: str, title: str = "Book") -> tuple[Shown, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"book{ending}"
        write_document(book, path, title=title)
        return read(path), path.read_bytes()


def book_of(*texts: str) -> CodeBook:
    """Every text as a name, a description, a colour, and as name and description of a set."""
    codes = [
        Code(
            guid=guid(text, at), name=text, is_codable=True, color=text,
            description=f"{text}\nx\n{text}\n\n{text}",
        )
        for at, text in enumerate(texts)
    ]  # fmt: skip
    for upper, lower in zip(codes[::2], codes[1::2], strict=False):
        upper.codes = [lower]
    sets = [
        Set(guid=guid(text, "set"), name=text, description=text, codes=[code.guid])
        for text, code in zip(texts, codes, strict=True)
    ]
    return CodeBook(origin=texts[0], codes=codes[::2], sets=sets)


def agrees(found: Shown, made: Outline, ending: str) -> None:
    """Whether what a program reads is what the outline says."""
    assert found.title == made.title
    assert found.told == [made.summary]
    for code, entry in zip(found.codes, made.entries, strict=True):
        assert (code.number, code.name) == (entry.number, entry.name)
        assert code.description == tuple("\n".join(lines) for lines in entry.description)
        colour = [f"Colour {entry.color}"] if entry.color else []
        sets = [f"Sets: {'; '.join(group.name for group in entry.groups)}"] if entry.groups else []
        folder = ["Folder, not for coding"] if entry.is_folder else []
        assert code.facts == " · ".join([*folder, *colour, *sets])
        deepest = {".md": 0, ".html": entry.level + 2, ".docx": 10}[ending]
        last = {".md": 6, ".html": entry.level + 2, ".docx": 10}[ending]
        assert code.level == (entry.level + 2 if entry.level + 2 <= last else deepest)
    for (name, below), each in zip(found.sets, made.sets, strict=True):
        assert name == each.name
        texts = ["\n".join(lines) for lines in each.description]
        texts += [f"{member.number} {member.path}" for member in each.members]
        assert list(below) == texts + [each.lost] * bool(each.lost)


# ------------------------------------------------------------------------------------- markup


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_is_markup(ending: str) -> None:
    several = [
        form.replace("TEXT", text)
        for text in (*MARKUP, *SPOKEN)
        for form in ("TEXT", "x TEXT", "TEXT x")
    ]
    book = book_of(*several)
    found, _ = written(book, ending)
    agrees(found, outline(book, "Book"), ending)
    names = {code.name for code in found.codes}
    assert names == {" ".join(text.split()) for text in several}


@pytest.mark.parametrize("ending", [".md", ".html"])
@pytest.mark.parametrize("text", [*MARKUP, *SPOKEN])
def test_no_title_is_markup(text: str, ending: str) -> None:
    found, _ = written(book_of("a"), ending, title=text)
    assert found.title == " ".join(text.split())


def test_what_only_pandoc_takes_for_markup() -> None:
    text = "a. one\nIV) two\n(@) three\n: four\n{five} $six$ se^ven^ @eight me@eight C#"
    raw = written(book_of(text), ".md")[1].decode("utf-8")
    assert (
        "a\\. one\\\nIV\\) two\\\n\\(\\@) three\\\n\\: four\\\n"
        "\\{five} \\$six\\$ se\\^ven\\^ \\@eight me@eight C#\\\nx\\\n"
    ) in raw


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from((*MARKUP, *SPOKEN, *NASTY)) | TEXTS, max_size=3).map("\n".join)


@examples(60)
@given(st.lists(texts(), min_size=1, max_size=6), st.sampled_from(ENDINGS))
def test_any_texts(several: list[str], ending: str) -> None:
    book = book_of(*several)
    found, _ = written(book, ending, title=several[0])
    agrees(found, outline(book, several[0]), ending)


@examples(40)
@given(nodes(CodeBook, CODEBOOK), st.sampled_from(ENDINGS))
def test_any_codebook(book: CodeBook, ending: str) -> None:
    found, _ = written(book, ending)
    agrees(found, outline(book, "Book"), ending)


@examples(100)
@given(nodes(CodeBook, CODEBOOK))
def test_no_letter_is_lost(book: CodeBook) -> None:
    """What is not blank, a control or what turns the direction is in the outline, in order."""
    made = outline(book, "Book")
    for here, entry in zip(placed_codes(book), made.entries, strict=True):
        assert bare(entry.name) in (bare(here.code.name), "(noname)")
        words = "".join(line for lines in entry.description for line in lines)
        assert bare(words) == bare(here.code.description or "")


def bare(text: str) -> str:
    left_out = ("Cc", "Cs", "Cn", "Zs", "Zl", "Zp")
    return "".join(
        each
        for each in text
        if unicodedata.category(each) not in left_out
        and each not in "\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def test_what_cannot_be_seen_stays_in_markdown_but_for_what_turns_the_line() -> None:
    unseen = [chr(at) for at in range(0x110000) if unicodedata.category(chr(at)) == "Cf"]
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert turning < set(unseen)
    for each in unseen:
        kept = "" if each in turning else each
        assert one_line(f"a{each}b") == f"a{kept}b", hex(ord(each))
        assert escaped(one_line(f"a{each}b *c*")) == f"a{kept}b \\*c\\*", hex(ord(each))


# ------------------------------------------------------------------------------------- the page


def elements(book: CodeBook, folder: Path) -> list[Any]:
    path = folder / "book.html"
    write_document(book, path, title=MARKUP[0])
    return list(tree(path).iter())


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    """No element that fetches or runs, no such attribute, and a policy that forbids both."""
    several = elements(book_of(*MARKUP), tmp_path)
    tags = {element.tag for element in several}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4",
        "h5", "h6", "p", "nav", "ul", "li", "main", "article", "span", "bdi", "br", "section",
    }  # fmt: skip
    attributes = {name for element in several for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name == "src"}
    assert all(each.get("href", "#").startswith("#") for each in several)
    style = next(element.text for element in several if element.tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    policy = [each.get("content") for each in several if each.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


@examples(30)
@given(nodes(CodeBook, CODEBOOK))
def test_every_link_leads_somewhere(book: CodeBook) -> None:
    with tempfile.TemporaryDirectory() as folder:
        several = elements(book, Path(folder))
    ids = [element.get("id") for element in several if element.get("id")]
    links = {element.get("href").removeprefix("#") for element in several if element.get("href")}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)
    articles = {element.get("id") for element in several if element.tag == "article"}
    assert len(articles) == len(list(placed_codes(book)))
    assert articles <= links


def test_a_colour_is_a_swatch_and_a_text_and_no_style_of_strangers(tmp_path: Path) -> None:
    odd = "red;background:url(http://x)"
    book = book_of("#0af", "#00FF7f", "rgb(1,2,3)", odd)
    several = elements(book, tmp_path)
    swatches = [each.get("style") for each in several if each.get("class") == "swatch"]
    assert swatches == ["background:#0af", "background:#00ff7f", "background:#010203"]
    facts = [code.facts for code in written(book, ".html")[0].codes]
    assert [each.partition(" · ")[0] for each in facts] == [
        "Colour #0af", "Colour #00ff7f", "Colour #010203", f"Colour {odd}",
    ]  # fmt: skip
    shades = set(re.findall(rb'w:fill="(\w+)"', docx_body(book)))
    assert shades == {b"00AAFF", b"00FF7F", b"010203"}


def test_strangers_have_a_direction_of_their_own(tmp_path: Path) -> None:
    several = elements(book_of("שלום עולם"), tmp_path)
    own = [each for each in several if each.tag == "bdi" or each.get("dir") == "auto"]
    said = [each for each in several if "שלום" in (each.text or "") and each.tag != "title"]
    # The origin of the codebook stands in a sentence of ours.
    assert [each.tag for each in said if each not in own] == ["p"]
    # In the contents code and set; the name of both; of the code two paragraphs, what is no colour
    # and its set; of the set a paragraph and its code.
    assert len([each for each in said if each in own]) == 10


# ------------------------------------------------------------------------------------- docx


def docx_body(book: CodeBook) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.docx"
        write_document(book, path, title="Book")
        with zipfile.ZipFile(path) as packed:
            return packed.read("word/document.xml")


def test_what_runs_from_right_to_left_does_so_in_a_docx() -> None:
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    book = CodeBook(codes=[
        Code(guid=guid(1), name="שלום", is_codable=True, description="123 مرحبا بالعالم"),
        Code(guid=guid(2), name="Peace", is_codable=True, description="peace שלום"),
    ])  # fmt: skip
    turned = {
        "".join(paragraph.itertext()): (
            paragraph.find(f"{word}pPr/{word}bidi") is not None,
            [run.find(f"{word}rPr/{word}rtl") is not None for run in paragraph.iter(f"{word}r")],
        )
        for paragraph in etree.fromstring(docx_body(book)).iter(f"{word}p")
    }
    assert turned["1  שלום"] == (False, [False, True])
    assert turned["123 مرحبا بالعالم"] == (True, [True])
    assert turned["2  Peace"] == (False, [False, False])
    assert turned["peace שלום"] == (False, [False])


def test_the_direction_is_that_of_the_first_letter() -> None:
    assert [is_right_to_left(text) for text in ("", "12 !", "a ש", "12 ש a", "م")] == [
        False, False, False, True, True,
    ]  # fmt: skip


# ------------------------------------------------------------------------------------- shapes


def chain(levels: int, name: str = "level") -> Iterator[Code]:
    above: Code | None = None
    for at in range(1, levels + 1):
        code = Code(guid=guid("chain", at), name=f"{name} {at}", is_codable=True)
        if above is not None:
            above.codes.append(code)
        above = code
        yield code


@pytest.mark.parametrize("ending", ENDINGS)
def test_two_hundred_levels_of_long_names(ending: str) -> None:
    codes = list(chain(200, "x" * 500))
    group = Set(guid=guid("last"), name="last", codes=[codes[-1].guid])
    book = CodeBook(codes=codes[:1], sets=[group])
    found, data = written(book, ending)
    agrees(found, outline(book, "Book"), ending)
    assert [code.number.count(".") for code in found.codes] == list(range(200))
    assert found.told[0] == "200 codes at 200 levels; 1 set of codes."
    # What is printed of a path is short, or this would be ten million letters.
    assert len(data) < 1_000_000


def test_paths_are_short() -> None:
    assert path_of(("a",)) == "a"
    assert path_of(tuple("abcde")) == "a > b > c > d > e"
    assert path_of(tuple("abcdefgh")) == "a > … > f > g > h"
    assert path_of(("x" * 61, "")) == f"{'x' * 59}… > (no name)"
