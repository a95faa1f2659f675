"""Codebooks as JSON and YAML come back exactly."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from formats.odd_codebooks import ALLOWED, ODD
from formats.same_book import said
from hypothesis import assume, given
from properties.strategies import NASTY, examples
from where import FIXTURES, corpus_params

from refiqda.formats.codebooks.data.files import read_data, write_data
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.changes import Changes

ENDINGS = (".json", ".yaml")
GUID = "5c9e2b0e-7f0a-4f6c-9a3b-0f6a5b1d2c3e"
_SLOW = mock.patch.object(yaml, "CSafeLoader", yaml.SafeLoader, create=True)
"""PyYAML as it is where its parser in C could not be built."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def book_of(*codes: Code, **rest: Any) -> CodeBook:
    return CodeBook(codes=list(codes), **rest)


def code(name: str, *, guid: str = GUID, **rest: Any) -> Code:
    return Code(guid=guid, name=name, is_codable=rest.pop("is_codable", True), **rest)


def there_and_back(book: CodeBook, path: Path) -> str:
    """The text that is written, once it came back equal."""
    write_data(book, path)
    again, reading = read_data(path)
    assert again == said(book)
    assert not reading.losses
    return path.read_bytes().decode("utf-8")


def plain(value: Any) -> Any:
    """A value out of JSON, with the lines of a description as one text."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    lines = value.get("description")
    joined = {"description": "\n".join(lines)} if isinstance(lines, list) else {}
    return {key: plain(each) for key, each in value.items()} | joined


@examples(300)
@given(book=ALLOWED | ODD)
def test_any_codebook_comes_back(folder: Path, book: CodeBook) -> None:
    from_json = there_and_back(book, folder / "a.json")
    text = there_and_back(book, folder / "a.yaml")
    with _SLOW:
        there_and_back(book, folder / "a.yaml")
    # What other programs make of the two files: YAML 1.1 finds texts, and nothing but texts.
    assert yaml.load(text, Loader=yaml.SafeLoader) == plain(json.loads(from_json))
    # Whatever tidies files finds nothing to take away.
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert not text.endswith("\n\n")
    for written in (text, from_json):
        assert written.endswith("\n")
        assert written.count("\n") == len(written.splitlines())


@examples(100)
@given(book=ODD)
def test_json_is_laid_out_as_others_lay_it_out(folder: Path, book: CodeBook) -> None:
    text = there_and_back(book, folder / "a.json")
    assume(not re.search(r"\\u(00[789]|20|feff)", text))  # only here are these escaped
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


_TEXTS = (
    *NASTY,
    *("yes", "No", "on", "null", "~", "1", "1.0", "0x1F", "1e3", ".inf", "2024-01-01", "12:30:45"),
    *("=", "<<", "- a", "? a", "a: b", "a:", ":a", "a #b", "#a", "&a", "*a", "!a", "!!str a"),
    *("|", ">", "%YAML", "@a", "`a", "[a", "]", "{a}", ", a", "---", "...", "'a'", '"a"', "\\"),
    *("a\nb", "a\nb\n", "a\nb\n\n", "\na", "\n", "\n\n", " a\nb", "a\n b\n", "a\n\n\nb", "a \nb"),
    *("a\n \nb", "\ta\nb", "a\n\tb", "a\n\t", "# a\n# b", "--- a\n...\n", "a\r\nb", "a\n\u2028b"),
    *("a\r\n  b\r\n", "a\\\nb", "a\\n\\\n b", 'a "b"\r\nc', "\ufeffa\nb", "a\n\U0001f600\n"),
    "w" * 500 + "\n" + "word " * 300 + "end",
)


@pytest.mark.parametrize("text", _TEXTS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_any_text_comes_back(tmp_path: Path, ending: str, text: str) -> None:
    inner = code("inner", description=text, guid="2")
    book = book_of(code(text, description=text, codes=[inner]), origin=text)
    book.sets = [Set(guid="3", name=text, description=text, codes=["2", "not here", "2"])]
    there_and_back(book, tmp_path / f"a{ending}")
    with _SLOW:
        there_and_back(book, tmp_path / f"a{ending}")


def test_what_is_not_known_stays_unknown(tmp_path: Path) -> None:
    unknown: Any = None
    for ending in ENDINGS:
        there_and_back(book_of(code(unknown, is_codable=unknown)), tmp_path / f"a{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("path", [*sorted(FIXTURES.glob("made/*.qdc")), *corpus_params(".qdc")])
def test_real_codebooks_come_back(tmp_path: Path, path: Path, ending: str) -> None:
    there_and_back(CodeBook.open(path), tmp_path / f"a{ending}")


STORY = book_of(
    code(
        "people",
        color="#ff0000",
        description="Whoever is spoken of.\n\nNot: pets.",
        is_codable=False,
        codes=[code("friends \U0001f600: old", guid="{2}"), code("2nd wave", guid="3")],
    ),
    code("\u0634\u0643\u0631\u0627", guid="4", description="thanks \r\n  in Arabic"),
    origin="refiqda",
    sets=[Set(guid="5", name="no", codes=["{2}", "9"])],
)


def test_yaml_reads_well(tmp_path: Path) -> None:
    assert there_and_back(STORY, tmp_path / "a.yml") == (
        "origin: refiqda\n"
        "codes:\n"
        "- name: people\n"
        f"  guid: {GUID}\n"
        '  color: "#ff0000"\n'
        "  description: |-\n"
        "    Whoever is spoken of.\n"
        "\n"
        "    Not: pets.\n"
        "  codable: false\n"
        "  codes:\n"
        '  - name: "friends \U0001f600: old"\n'
        '    guid: "{2}"\n'
        '  - name: "2nd wave"\n'
        '    guid: "3"\n'
        "- name: \u0634\u0643\u0631\u0627\n"
        '  guid: "4"\n'
        '  description: "thanks \\r\\n\\\n'
        '    \\  in Arabic"\n'
        "sets:\n"
        '- name: "no"\n'
        '  guid: "5"\n'
        "  members:\n"
        '  - code: "people > friends \U0001f600: old"\n'
        '    guid: "{2}"\n'
        '  - guid: "9"\n'
    )


def test_json_reads_well(tmp_path: Path) -> None:
    text = there_and_back(STORY, tmp_path / "a.json")
    assert text.startswith(
        "{\n"
        '  "origin": "refiqda",\n'
        '  "codes": [\n'
        "    {\n"
        '      "name": "people",\n'
        f'      "guid": "{GUID}",\n'
        '      "color": "#ff0000",\n'
        '      "description": [\n'
        '        "Whoever is spoken of.",\n'
        '        "",\n'
        '        "Not: pets."\n'
        "      ],\n"
        '      "codable": false,\n'
        '      "codes": [\n'
        "        {\n"
        '          "name": "friends \U0001f600: old",\n'
    )


def test_what_would_hide_or_turn_a_line_is_escaped(tmp_path: Path) -> None:
    hidden = "a\u202eb\u2066c\u2028d\u0085e\ufefff\x7fg"
    for ending in ENDINGS:
        text = there_and_back(book_of(code(hidden)), tmp_path / f"a{ending}")
        assert "a\\u202eb\\u2066c\\u2028d\\u0085e\\ufefff\\u007fg" in text


def test_characters_that_xml_has_none_of_are_told(tmp_path: Path) -> None:
    odd = book_of(code("nul\0", description="half \ud83d", guid="2"))
    odd.sets = [Set(guid="3", name="\x1f", codes=["2\uffff"])]
    for ending in ENDINGS:
        changes = Changes()
        write_data(odd, tmp_path / f"a{ending}", changes)
        again, reading = read_data(tmp_path / f"a{ending}")
        assert (again.codes[0].name, again.codes[0].description) == ("nul\ufffd", "half \ufffd")
        assert (again.sets[0].name, again.sets[0].codes) == ("\ufffd", ["2\ufffd"])
        assert not reading.losses
        assert [(change.what, change.field) for change in changes.rows] == [
            ("character in the name of a code", "name"),
            ("character in the description of a code", "description"),
            ("character in the name of a set", "name"),
            ("character in the GUID of a member of a set", "codes"),
        ]
        write_data(odd, tmp_path / f"b{ending}")
        assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_files_that_cannot_be_written_leave_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    broken: Any = 7
    with pytest.raises(AttributeError):
        write_data(book_of(code("a"), broken), path)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]
