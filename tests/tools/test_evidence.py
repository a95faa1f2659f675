"""What is said to be measured in the public files is measured again, with no code of refiqda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from where import CORPUS

pytestmark = pytest.mark.skipif(
    not CORPUS.exists(), reason="the corpus of real files (../shared/corpus) is not here"
)

Element = ElementTree.Element
ATLAS_USER = "C32A2BD5-537F-4838-8B17-DF9EFBAFDF4B"
UPPER = r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"
LOWER = UPPER.replace("A-F", "a-f")


class Passage(NamedTuple):
    name: str
    start: int
    end: int
    text: str
    """The whole text, as it is in the file, without a byte order mark."""
    had_bom: bool
    codings: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def root_of(name: str) -> Element:
    path = CORPUS / name
    if path.suffix != ".qdpx":
        return ElementTree.fromstring(path.read_bytes())
    with ZipFile(path) as package:
        (inner,) = (each for each in package.namelist() if each.endswith(".qde"))
        return ElementTree.fromstring(package.read(inner))


def all_of(root: Element, tag: str) -> list[Element]:
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == tag]


def guids_of(root: Element) -> list[str]:
    return [value for each in root.iter() if (value := each.get("guid"))]


def passages(name: str) -> Iterator[Passage]:
    """Every passage of a text with a file of its own."""
    with ZipFile(CORPUS / name) as package:
        for source in all_of(root_of(name), "TextSource"):
            selections = [each for each in source if each.tag.endswith("}PlainTextSelection")]
            path = (source.get("plainTextPath") or "").removeprefix("internal://")
            if not selections:
                continue
            data = package.read(f"sources/{path}")
            text = data.decode("utf-8").removeprefix("\ufeff")
            for one in selections:
                yield Passage(
                    one.get("name") or "",
                    int(one.get("startPosition") or 0),
                    int(one.get("endPosition") or 0),
                    text,
                    data.startswith(b"\xef\xbb\xbf"),
                    len(all_of(one, "Coding")),
                )


def codes_of(selection: Element) -> list[str]:
    return sorted(each.get("targetGUID") or "" for each in all_of(selection, "CodeRef"))


def names_of(selections: list[Element]) -> set[str | None]:
    return {each.get("name") for each in selections}


def folded(text: str) -> str:
    return " ".join(text.split())


# ------------------------------------------------------------------------------------- QualCoder


def test_qualcoder_counts_code_points_without_the_byte_order_mark() -> None:
    found = list(passages("qualcoder-3.8-mannheimer.qdpx"))
    assert len(found) == 753
    assert all(folded(one.words) == folded(one.name) for one in found)
    assert all(one.had_bom and "\r" not in one.text for one in found)
    assert all(one.codings == 1 for one in found)


def test_qualcoder_counts_crlf_as_one_where_chosen_for_maxqda() -> None:
    found = list(passages("qualcoder-3.8-mannheimer-crlf.qdpx"))
    as_one = [one._replace(text=one.text.replace("\r\n", "\n")) for one in found]
    assert len(found) == 753
    assert all("\r\n" in one.text for one in found)
    assert all(folded(one.words) == folded(one.name) for one in as_one)
    assert sum(folded(one.words) == folded(one.name) for one in found) < 753


def test_qualcoder_counts_an_emoji_as_one() -> None:
    found = [
        one
        for one in passages("qualcoder-3.8-synthetic.qdpx")
        if any(ord(letter) > 0xFFFF for letter in one.text[: one.start])
    ]
    assert found
    for one in found:
        assert one.words == one.name
        units = one.text.encode("utf-16-le")[2 * one.start : 2 * one.end]
        assert units.decode("utf-16-le", "replace") != one.name


def test_qualcoder_writes_a_codebook_with_a_byte_order_mark() -> None:
    data = (CORPUS / "qualcoder-3.8-mannheimer.qdc").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")


def test_qualcoder_refers_from_cases_to_what_is_no_source() -> None:
    root = root_of("qualcoder-3.8-synthetic.qdpx")
    (sources,) = all_of(root, "Sources")
    there = {each.get("guid") for each in sources}
    (cases,) = all_of(root, "Cases")
    referred = [each.get("targetGUID") for each in all_of(cases, "SourceRef")]
    assert referred
    assert not there & set(referred)


def test_qualcoder_writes_areas_of_a_pdf_after_its_text() -> None:
    for source in all_of(root_of("qualcoder-3.8-synthetic.qdpx"), "PDFSource"):
        tags = [each.tag.rpartition("}")[2] for each in source]
        assert tags.index("Representation") < tags.index("PDFSelection")


def test_the_areas_of_qualcoder_cannot_be_held_against_a_page() -> None:
    with ZipFile(CORPUS / "qualcoder-3.8-synthetic.qdpx") as package:
        pdfs = [each for each in package.infolist() if each.filename.endswith(".pdf")]
        assert [b"/Page" in package.read(each) for each in pdfs] == [False]


def test_the_origin_of_qualcoder_names_the_commit() -> None:
    for name in ("mannheimer", "mannheimer-crlf", "synthetic"):
        root = root_of(f"qualcoder-3.8-{name}.qdpx")
        assert root.get("origin") == "QualCoder 3.8.2+git-c320464"


def test_a_transcript_of_qualcoder_is_a_text_of_its_own() -> None:
    root = root_of("qualcoder-3.8-synthetic.qdpx")
    assert {each.get("name") for each in all_of(root, "AudioSource")} == {"rec.mp3"}
    assert not all_of(root, "Transcript")
    assert "rec.mp3.txt" in {each.get("name") for each in all_of(root, "TextSource")}


def test_qualcoder_does_not_list_who_made_the_project() -> None:
    root = root_of("qualcoder-3.8-mannheimer.qdpx")
    assert root.get("creatingUserGUID") not in {each.get("guid") for each in all_of(root, "User")}
    assert all(re.fullmatch(LOWER, guid) for guid in guids_of(root))


# ---------------------------------------------------------------------------- qc, NVivo, Taguette


def test_qc_codes_whole_lines_with_their_line_break() -> None:
    found = list(passages("qc-1.3.2.qdpx"))
    assert len(found) == 158
    for one in found:
        number = int(one.name.removeprefix("line:"))
        assert one.words == one.text.splitlines(keepends=True)[number]
        assert not one.had_bom
        assert "\r" not in one.text
        # So the file does not tell the unit: every way of counting finds the same.
        assert one.text.isascii()
    assert max(one.codings for one in found) > 1


def test_nvivo_for_mac_keeps_codes_and_loses_texts_without_a_scheme() -> None:
    codes = {each.get("guid") for each in all_of(root_of("qc-1.3.2.qdpx"), "Code")}
    root = root_of("nvivo-mac-15.qdpx")
    kept = {each.get("guid") for each in all_of(root, "Code")}
    assert len(kept) == 262
    assert kept == codes
    with ZipFile(CORPUS / "nvivo-mac-15.qdpx") as package:
        files = {each.filename: each for each in package.infolist()}
        assert files["sources/.root"].file_size == 0
        assert {each.compress_type for each in files.values()} == {0}
        texts = [each for name, each in files.items() if name.endswith(".txt")]
        assert [each.file_size for each in texts] == [1, 1]
    assert all(user.get("id") for user in all_of(root, "User"))


def test_names_of_codes_that_nvivo_tells_apart_and_qualcoder_does_not() -> None:
    names = [each.get("name") for each in all_of(root_of("nvivo-mac-15.qdpx"), "Code")]
    assert len(names) - len(set(names)) == 10


def test_taguette_ends_in_an_empty_element_and_writes_upper_case() -> None:
    root = root_of("taguette-1.5.2.qdc")
    (sets,) = all_of(root, "Sets")
    assert len(sets) == 0
    assert all(re.fullmatch(UPPER, guid) for guid in guids_of(root))


# ----------------------------------------------------------------------------- ATLAS.ti, Transana


@pytest.mark.parametrize(
    "name",
    [
        "atlasti-mac-8.4-annex-a2.qde",
        "atlasti-win-23-blank.qdpx",
        "atlasti-win-23-codes.qdpx",
    ],
)
def test_atlasti_adds_the_same_user_to_every_project(name: str) -> None:
    root = root_of(name)
    assert ATLAS_USER in {each.get("guid") for each in all_of(root, "User")}
    assert all(re.fullmatch(UPPER, guid) for guid in guids_of(root))


def test_atlasti_names_quotations_by_their_words() -> None:
    found = {
        one.get("name") or "": int(one.get("endPosition") or 0) - int(one.get("startPosition") or 0)
        for one in all_of(root_of("atlasti-mac-8.4-annex-a2.qde"), "PlainTextSelection")
    }
    whole = {name: long for name, long in found.items() if len(name) == long}
    assert sorted(whole.values()) == [7, 56, 60]
    cut = [name for name in found if name.endswith("…")]
    assert max(len(name) for name in cut) == 100 + len("…")
    assert all(found[name] > len(name) for name in cut)


def test_atlasti_writes_quotations_of_a_pdf_twice() -> None:
    root = root_of("atlasti-mac-8.4-annex-a2.qde")
    areas = all_of(root, "PDFSelection")
    passages_of_pdf = [
        one for source in all_of(root, "PDFSource") for one in all_of(source, "PlainTextSelection")
    ]
    twins = 0
    for passage in passages_of_pdf:
        first, *others = (one for one in areas if one.get("name") == passage.get("name"))
        assert first.get("guid") == passage.get("guid")
        # A quotation over two pages: each further area is of a later page, with its own GUID.
        assert all(int(one.get("page") or 0) > int(first.get("page") or 0) for one in others)
        assert passage.get("guid") not in {one.get("guid") for one in others}
        for area in (first, *others):
            assert codes_of(area) == codes_of(passage)
            assert area.get("creationDateTime") == passage.get("creationDateTime")
            coded = {each.get("guid") for each in all_of(area, "Coding")}
            assert not coded & {each.get("guid") for each in all_of(passage, "Coding")}
            twins += 1
    assert (len(passages_of_pdf), twins) == (2, 3)
    assert [one.get("name") for one in areas if one.get("name") not in names_of(passages_of_pdf)]
    assert min(int(one.get("page") or 0) for one in areas) == 0


def test_atlasti_gives_codes_colours_in_one_version_and_none_in_others() -> None:
    codes = all_of(root_of("atlasti-mac-8.4-annex-a2.qde"), "Code")
    assert [each.get("name") for each in codes if not each.get("color")] == ["milk"]
    assert len(codes) == 14
    others = [
        each
        for name in ("atlasti-win-23-codes.qdpx", "atlasti-win-9-namespace-0-4.qdc")
        for each in all_of(root_of(name), "Code")
    ]
    assert len(others) == 8
    assert not any(each.get("color") for each in others)


def test_transana_codes_passages_with_keyword_and_collection() -> None:
    root = root_of("transana-3.22-annex-a3.qde")
    (collections,) = (each for each in all_of(root, "Code") if each.get("name") == "Collections")
    below = {each.get("guid") for each in all_of(collections, "Code")}
    stretches = all_of(root, "TranscriptSelection")
    assert stretches
    for one in stretches:
        codes = [each.get("targetGUID") for each in all_of(one, "CodeRef")]
        assert [code in below for code in codes].count(True) == 1
        assert len(codes) == 2
        assert one.get("name")
    assert not any(
        each.get("creatingUser") or each.get("creationDateTime") for each in all_of(root, "Coding")
    )


def test_the_namespace_of_transana_is_not_the_one_that_is_printed() -> None:
    assert root_of("transana-3.22-annex-a3.qde").tag == "{urn:QDA-XML:project:1.0}Project"


def test_transana_names_the_notes_of_libraries_in_text() -> None:
    root = root_of("transana-3.22-annex-a3.qde")
    (notes,) = all_of(root, "Notes")
    there = {each.get("guid") for each in notes}
    named = [(each.text or "").strip() for each in all_of(root, "MemberNote")]
    assert named
    assert set(named) <= there
    assert all(re.fullmatch(LOWER, guid) for guid in guids_of(root))
