"""Codebooks that are meant to harm, or are larger than anybody's: handled, and told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from layout_proof import prove

import refiqda
from refiqda.formats.codebooks.registry import WRITTEN, by_key
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.model import Code, CodeBook, Set
from refiqda.standard.limits import Limits, raised

FORMULA = "=cmd()|'/c calc'!A1"


def book(*names: str) -> CodeBook:
    codes = [Code(guid=refiqda.make_guid("t", name), name=name, is_codable=True) for name in names]
    return CodeBook(origin="test", codes=codes)


def deep(levels: int) -> CodeBook:
    made = book("L1")
    here = made.codes[0]
    for level in range(2, levels + 1):
        child = Code(guid=refiqda.make_guid("d", str(level)), name=f"L{level}", is_codable=True)
        here.codes.append(child)
        here = child
    return made


@pytest.mark.parametrize("to", WRITTEN)
def test_what_looks_like_a_formula_is_data_in_csv_and_told(to: str, tmp_path: Path) -> None:
    book(FORMULA, "@SUM(1)").save(tmp_path / "a.qdc")
    report = refiqda.convert(tmp_path / "a.qdc", tmp_path / "a.csv", to=to)
    said = [each for each in report.remarks if "takes for a formula" in each]
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert FORMULA in cells
    assert len(said) == 1
    again = refiqda.convert(tmp_path / "a.csv", tmp_path / "b.qdc", layout=to)
    assert [code.name for code in refiqda.read_codebook(tmp_path / "b.qdc").codes] == [
        FORMULA,
        "@SUM(1)",
    ]
    assert not again.losses


def test_what_looks_like_a_formula_is_text_in_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book(FORMULA).save(tmp_path / "a.qdc")
    report = refiqda.convert(tmp_path / "a.qdc", tmp_path / "a.xlsx", to="maxqda")
    assert not [each for each in report.remarks if "formula" in each]
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (FORMULA, "s", True)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".yaml"])
def test_codes_deeper_than_the_limit_are_refused_and_read_when_it_is_raised(
    suffix: str, tmp_path: Path
) -> None:
    source = tmp_path / "a.qdc"
    deep(200).save(source)
    with pytest.raises(refiqda.LimitExceeded, match="depth"):
        refiqda.convert(source, tmp_path / f"a{suffix}")
    with raised(Limits(depth=500)):
        refiqda.convert(source, tmp_path / f"a{suffix}")
        read = refiqda.read_codebook(tmp_path / f"a{suffix}")
        assert [len(here.steps) for here in placed_codes(read)] == list(range(1, 201))
    with pytest.raises(refiqda.LimitExceeded, match="depth"):
        refiqda.read_codebook(tmp_path / f"a{suffix}")


@pytest.mark.parametrize("to", WRITTEN)
def test_two_hundred_levels_go_to_every_layout_and_back(to: str) -> None:
    with raised(Limits(depth=500)):
        prove(by_key(to), deep(200))


@pytest.mark.parametrize(("suffix", "size"), [(".csv", 50), (".json", 50), (".yaml", 10)])
def test_a_description_of_many_megabytes_comes_back(suffix: str, size: int, tmp_path: Path) -> None:
    made = book("A")
    made.codes[0].description = "word " * (size * 200_000)
    made.save(tmp_path / "a.qdc")
    target = tmp_path / f"b{suffix}"
    report = refiqda.convert(tmp_path / "a.qdc", target)
    assert not report.losses
    assert refiqda.read_codebook(target).codes[0].description == made.codes[0].description


def test_a_description_that_no_cell_of_excel_holds_is_cut_and_told(tmp_path: Path) -> None:
    made = book("A")
    made.codes[0].description = "x" * 100_000
    made.save(tmp_path / "a.qdc")
    report = refiqda.convert(tmp_path / "a.qdc", tmp_path / "a.xlsx")
    assert report.totals() == {"end of a text": 1}
    assert report.losses[0].where == "/CodeBook/Codes/Code[1]"
    assert len(refiqda.read_codebook(tmp_path / "a.xlsx").codes[0].description or "") <= 32_767


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".yaml"])
def test_two_codes_with_one_guid_are_kept_and_told(suffix: str, tmp_path: Path) -> None:
    made = book("A", "B")
    made.codes[1].guid = made.codes[0].guid
    made.save(tmp_path / "a.qdc")
    refiqda.convert(tmp_path / "a.qdc", tmp_path / f"a{suffix}")
    report = refiqda.convert(tmp_path / f"a{suffix}", tmp_path / "b.qdc")
    assert [code.guid for code in refiqda.read_codebook(tmp_path / "b.qdc").codes] == [
        made.codes[0].guid
    ] * 2
    assert any("has the GUID of a code before" in each for each in report.remarks)


def test_codes_deeper_than_python_goes_are_one_line(tmp_path: Path) -> None:
    rows = [("code", level, f"L{level}") for level in range(1, 1200)]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("kind", "level", "name"), *rows])
    with raised(Limits(depth=5000)):
        for name in ("b.xlsx", "b.json", "b.html"):
            with pytest.raises(refiqda.LimitExceeded, match="nested too deep"):
                refiqda.convert(path, tmp_path / name)
            assert not (tmp_path / name).exists()


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".csv"])
def test_what_a_qdc_says_in_the_place_of_a_value_is_told(suffix: str, tmp_path: Path) -> None:
    book("A").save(tmp_path / "a.qdc")
    text = (tmp_path / "a.qdc").read_text(encoding="utf-8")
    (tmp_path / "a.qdc").write_text(text.replace('"true"', '"perhaps"'), encoding="utf-8")
    report = refiqda.convert(tmp_path / "a.qdc", tmp_path / f"a{suffix}")
    assert report.totals() == {"value that cannot be read": 1}


def test_a_list_of_qualcoder_is_known_whatever_its_codes_are_called(tmp_path: Path) -> None:
    """A code “tag” among others is no header of Taguette's, nor is a title."""
    made = book("people", "tag", "path")
    made.codes[0].codes = book("friends").codes
    made.save(tmp_path / "a.qdc")
    refiqda.convert(tmp_path / "a.qdc", tmp_path / "a.csv", to="qualcoder")
    report = refiqda.convert(tmp_path / "a.csv", tmp_path / "b.qdc")
    assert any("in the layout: QualCoder" in each for each in report.remarks)
    names = [here.code.name for here in placed_codes(refiqda.read_codebook(tmp_path / "b.qdc"))]
    assert names == ["people", "friends", "tag", "path"]
    titled = tmp_path / "c.csv"
    titled.write_text("Tag,27.11.2026\nCode,Memo\na,b\n", encoding="utf-8")
    assert [code.name for code in refiqda.read_codebook(titled).codes] == ["a"]


def test_more_cells_of_groups_than_a_limit_are_refused_before_they_are_made(tmp_path: Path) -> None:
    made = book(*(f"c{number}" for number in range(200)))
    guid = made.codes[0].guid
    made.sets = [
        Set(guid=refiqda.make_guid("s", str(number)), name=f"s{number}", codes=[guid])
        for number in range(200)
    ]
    made.save(tmp_path / "a.qdc")
    with raised(Limits(parts=30_000)), pytest.raises(refiqda.LimitExceeded, match="parts"):
        refiqda.convert(tmp_path / "a.qdc", tmp_path / "a.csv", to="atlasti")
