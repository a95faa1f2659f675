"""Tables with headers that everybody uses, read without being asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats.layout_proof import read_rows

import refiqda
from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.bookfile import read_table
from refiqda.formats.codebooks.layouts.common import COMMON
from refiqda.formats.codebooks.registry import LAYOUTS
from refiqda.formats.codebooks.trees import placed_codes


def csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "header",
    [
        ["Code", "Definition"],
        [" CODE", "Description\n"],
        ["Nr", "Theme", "Definition", "Example"],
        ["Codename", "Beschreibung"],
        ["Kategorie", "Definition", "Ankerbeispiel"],
        ["Thème", "Définition"],
        ["Código", "Definición"],
        ["Nome", "Descrição"],
        ["name", "description", "color"],
        ["Code", "Definition", "GUID"],
        ["Code", "Definition", "Parent"],
        ["Code", "Definition", "Level"],
    ],
)
def test_common_headers_in_five_languages(header: list[str]) -> None:
    assert [each for each in LAYOUTS if each.has_header and each.fits(header)] == [COMMON]


@pytest.mark.parametrize(
    "header",
    [
        ["Code"],
        ["Definition"],
        ["Theme", "Code", "Definition"],
        ["Code", "Definition", "Description"],
        ["Code", "", "Definition"],
        ["Code", "Definition", "Parent", "Level"],
        ["Name", "Description", "Files", "References"],
        ["guid", "name", "parent", "level", "description"],
        ["kind", "name", "description"],
        ["My code", "The definition of it"],
    ],
)
def test_what_is_not_clear_or_has_a_layout_of_its_own_is_not_common(header: list[str]) -> None:
    assert not COMMON.fits(header)


def test_which_columns_were_read_is_said_and_others_are_told(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "Nr;Code;Definition;Farbe", "1;Trust;says;#ff0000", "2;Fear;;")
    found = read_table(path)
    assert found.layout == "common headers"
    assert [(code.name, code.description, code.color) for code in found.book.codes] == [
        ("Trust", "says", "#ff0000"),
        ("Fear", None, None),
    ]
    said = 'from the column "Code", descriptions from "Definition", colours from "Farbe".'
    assert [each for each in found.remarks if said in each]
    assert [loss.where for loss in found.losses] == ["row 2, column Nr", "row 3, column Nr"]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Code,Definition,Parent", ["a,,", "b,,a", "c,,b"]),
        ("Code,Definition,Level", ["a,,1", "b,,2", "c,,3"]),
        ("Code,Definition,Level", ["a,,1", "b,,1.1", "c,,1.1.1"]),
        ("Code,Definition", ["a,", "  b,", "    c,"]),
    ],
)
def test_levels_where_there_are_any(header: str, rows: list[str], tmp_path: Path) -> None:
    book = read_table(csv(tmp_path / "a.csv", header, *rows)).book
    assert [here.path for here in placed_codes(book)] == ["a", "a > b", "a > b > c"]


def test_what_a_table_has_no_column_for_it_cannot_say(tmp_path: Path) -> None:
    plain = read_table(csv(tmp_path / "a.csv", "Code,Definition", "a,b"))
    assert plain.holds == {"description"}
    full = csv(
        tmp_path / "b.csv", "Code,Definition,Color,Level,GUID", f"a,b,,1,{refiqda.make_guid('a')}"
    )
    assert read_table(full).holds == COMMON.holds


def test_it_can_be_asked_for_by_name(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "Code,Definition", "a,b")
    assert read_table(path, layout="common").book.codes[0].name == "a"
    with pytest.raises(NotACodebook, match="is not in the layout common headers"):
        read_table(csv(tmp_path / "b.csv", "x,y", "a,b"), layout="common")


def test_nvivo_in_german_is_nvivo() -> None:
    rows = [["Name", "Beschreibung", "Dateien", "Referenzen"], ["a", "says", "1", "2"]]
    (layout,) = (each for each in LAYOUTS if each.has_header and each.fits(rows[0]))
    book, _ = read_rows(layout, rows)
    assert layout.key == "nvivo"
    assert book.codes[0].description == "says"
