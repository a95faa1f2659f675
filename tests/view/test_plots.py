"""Any published table as a file: its words, its bytes, and what is refused."""

import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import matplotlib as mpl
import pandas as pd
import pytest
from frames_drawn import KINDS, SVG, counts, crosstab, frame_of, misplaced, svg_of
from lxml import etree
from PIL import Image
from pytest_regressions.file_regression import FileRegressionFixture

from refiqda import CannotWrite, MissingExtra, UnknownName
from refiqda.view import DRAWERS, ENDINGS, CannotDraw, files, plot, plots
from refiqda.view.alternative import Words

MAKE = """
import sys
sys.path.insert(0, {folder!r})
from pathlib import Path
from frames_drawn import KINDS, counts
from refiqda.view import plot
for number, make in enumerate(KINDS.values()):
    plot(make(), Path({target!r}) / f"{{number}}.svg")
plot(counts(), Path({target!r}) / "counts.png")
plot(counts(), Path({target!r}) / "counts.pdf")
"""


def described(root: etree._Element) -> tuple[str, str]:
    title, description = (
        root.xpath("//*[@id = $name]", name=name) for name in root.get("aria-labelledby").split()
    )
    return title[0].text, description[0].text


def test_there_is_a_plot_of_every_kind() -> None:
    assert set(KINDS) == set(DRAWERS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_says_what_it_shows(kind: str, tmp_path: Path) -> None:
    root = svg_of(KINDS[kind](), tmp_path)
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    title, description = described(root)
    assert title == "A title"
    assert len(re.findall(r"[.:;] ", description)) >= 2
    assert description.endswith("definition.")
    assert misplaced(root) == []


def test_alternative_texts(tmp_path: Path, file_regression: FileRegressionFixture) -> None:
    texts = [f"{kind}: {described(svg_of(make(), tmp_path))[1]}" for kind, make in KINDS.items()]
    file_regression.check("\n\n".join(texts) + "\n", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_says_what_it_shows(kind: str, tmp_path: Path) -> None:
    frame = KINDS[kind]()
    plot(frame, tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as image:
        image.load()
        assert image.text["Title"] == "A title"
        assert image.text["Description"] == described(svg_of(frame, tmp_path))[1]
        assert set(image.text) == {"Title", "Description"}
        assert [round(dots) for dots in image.info["dpi"]] == [300, 300]
        assert image.size[0] <= 170 / 25.4 * 300 + 1
        assert len(set(image.convert("L").tobytes())) > 10


def test_a_pdf_says_what_it_shows(tmp_path: Path) -> None:
    plot(counts(), tmp_path / "plot.pdf")
    data = (tmp_path / "plot.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/Title (A title)" in data
    assert b"/Subject (Bars of 6 codes, counted in references and cases." in data
    assert b"/FontFile2" in data
    assert b"Matplotlib" not in data
    assert b"Date" not in data


def test_files_are_the_same_whatever_the_clock_and_the_settings(tmp_path: Path) -> None:
    found = []
    for number in (1, 2):
        target = tmp_path / str(number)
        target.mkdir()
        settings = tmp_path / f"{number}.rc"
        settings.write_text(
            "axes.facecolor: black\nfont.size: 30\nlines.linewidth: 9\nsvg.fonttype: path\n"
            "text.usetex: True\nfigure.dpi: 33\n"
            if number == 2
            else ""
        )
        code = MAKE.format(folder=str(Path(__file__).parent), target=str(target))
        environment = {
            **os.environ,
            "PYTHONHASHSEED": str(number),
            "TZ": "Asia/Tokyo" if number == 2 else "UTC",
            "MATPLOTLIBRC": str(settings),
            "SOURCE_DATE_EPOCH": str(number * 10**8),
        }
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        found.append(
            {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in target.iterdir()}
        )
    assert len(found[0]) == len(KINDS) + 2
    assert found[0] == found[1]


def test_nothing_of_the_time_is_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for ending in ENDINGS:
        plot(counts(), tmp_path / f"now{ending}")
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real + 10**8)
    for ending in ENDINGS:
        plot(counts(), tmp_path / f"then{ending}")
        now, then = ((tmp_path / f"{name}{ending}").read_bytes() for name in ("now", "then"))
        assert now == then


def test_drawing_leaves_no_trace_in_matplotlib(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    plot(crosstab(), tmp_path / "plot.svg")
    assert dict(mpl.rcParams) == before


def test_two_pictures_in_one_page_do_not_touch_each_other(tmp_path: Path) -> None:
    one, other = svg_of(counts(), tmp_path), svg_of(crosstab(), tmp_path)
    named = [
        {element.get("id") for element in root.iter(etree.Element) if element.get("id")}
        for root in (one, other)
    ]
    assert not named[0] & named[1]
    assert not list(one.iter(f"{SVG}style"))
    assert (tmp_path / "plot.svg").read_bytes().count(b"<!DOCTYPE") == 0


def test_names_in_any_script_and_with_any_marks(tmp_path: Path) -> None:
    names = ["信頼 > 医師への信頼", "$x^2$ & <b> _a_", "Надежда", "أمل", "🙂", "\x00\x1b[31m", ""]
    frame = frame_of(
        "counts", {"code_path": names, "references": range(7)}, "信頼 & $\\frac{1}{2}$ <x>"
    )
    for ending in ENDINGS:
        plot(frame, tmp_path / f"plot{ending}")
    root = etree.parse(tmp_path / "plot.svg").getroot()
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"信頼 > 医師への信頼", "$x^2$ & <b> _a_", "Надежда", "🙂"} <= set(texts)
    assert described(root)[0] == "信頼 & $\\frac{1}{2}$ <x>"


def test_of_a_long_definition_the_first_sentences_are_drawn(tmp_path: Path) -> None:
    frame = counts()
    frame.attrs["definition"] = [f"Sentence {number} of the definition." for number in range(60)]
    root = svg_of(frame, tmp_path)
    assert "Sentence 59 of the definition." in described(root)[1]
    drawn = [text.text for text in root.iter(f"{SVG}text")][-3:]
    assert drawn[0].startswith("Sentence 0 of the definition.")
    assert re.search(r"Sentence \d+ of the definition\. …$", drawn[-1])
    assert len([text for text in root.iter(f"{SVG}text") if "Sentence" in text.text]) == 3
    assert misplaced(root) == []
    frame.attrs["definition"] = frame.attrs["definition"][:3]
    texts = [text.text for text in svg_of(frame, tmp_path).iter(f"{SVG}text")]
    assert " ".join(texts[-2:]).endswith("Sentence 2 of the definition.")


def test_a_long_first_sentence_is_cut(tmp_path: Path) -> None:
    frame = counts()
    frame.attrs["definition"] = ["word " * 500 + "end.", "Another."]
    root = svg_of(frame, tmp_path)
    drawn = [text.text for text in root.iter(f"{SVG}text")][-3:]
    assert all("word" in text for text in drawn)
    assert drawn[-1].endswith("…")
    assert misplaced(root) == []


def test_the_alternative_text_ends_with_what_to_be_careful_about(tmp_path: Path) -> None:
    frame = counts()
    frame.attrs["notes"] = ["Be careful.", "Very."]
    assert described(svg_of(frame, tmp_path))[1].endswith("A short definition. Be careful. Very.")
    texts = [text.text for text in svg_of(frame, tmp_path).iter(f"{SVG}text")]
    assert not any("careful" in text for text in texts)


def test_the_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "plot.svg"
    target.write_text("old")

    def fails(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(plots, "encoded", fails)
    with pytest.raises(MemoryError):
        plot(counts(), target)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("plot.svg", "old")]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no folder"):
        plot(counts(), tmp_path / "nowhere" / "plot.svg")
    with pytest.raises(UnknownName, match=r"plot.gif ends in '.gif'.*\.svg \.png \.pdf"):
        plot(counts(), tmp_path / "plot.gif")
    with pytest.raises(UnknownName, match="ends in ''"):
        plot(counts(), tmp_path / "svg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"a": [1]}), "of no known kind"),
        (frame_of("quotes", {"a": [1]}), "of the kind 'quotes'"),
        (counts().iloc[:0], "no rows"),
        (frame_of("counts", {"references": [1]}), "'code_path'"),
        (frame_of("counts", {"code_path": ["a"], "name": ["x"]}), "no column of counts"),
        (frame_of("crosstab", {"code_path": ["a"], "Total": [1]}), "no column with numbers"),
        (frame_of("cooccurrence", {"code_a": ["a"], "code_b": ["b"]}, codes=["a"]), "'count'"),
        (frame_of("cooccurrence matrix", {"code_path": ["a"]}), "no column with numbers"),
        (frame_of("saturation", {"case": ["a"], "codes": [1], "new_codes": [1]}), "'expected'"),
        (frame_of("saturation", {"codes": [1]}), "'case'"),
        (frame_of("compare", {"code_path": ["a"]}), "names no groups"),
        (frame_of("compare", {"code_path": ["a"]}, groups=list("abcdefghi")), "9 groups"),
        (frame_of("compare", {"code_path": ["a"], "x n": [1]}, groups=["x"]), "'x N'"),
        (frame_of("cooccurrence", {"code_a": ["a"], "code_b": ["b"], "count": [1]}), "no codes"),
        (frame_of("agreement", {"code_path": ["a"], "alpha": [None]}), "no column of agreement"),
        (counts(references=[1] * 401), "401 codes.*400"),
        (frame_of("crosstab", {"code_path": ["a"], **{str(n): [1] for n in range(500)}}), "500"),
    ],
)
def test_what_cannot_be_drawn(frame: pd.DataFrame, message: str, tmp_path: Path) -> None:
    with pytest.raises(CannotDraw, match=message) as caught:
        plot(frame, tmp_path / "plot.svg")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


NO_NUMBER = (None, float("nan"), float("inf"), "")
"""What is no number, and of which whole columns are drawn as missing, or are not there."""


@pytest.mark.parametrize("value", [0, -3, 99, 0.004, "3/10 (30.0%)", *NO_NUMBER])
@pytest.mark.parametrize("kind", KINDS)
def test_any_value_in_all_cells(kind: str, value: object, tmp_path: Path) -> None:
    frame = KINDS[kind]()
    names = {"code_path", "code_guid", "code_a", "code_b", "case", "source"}
    for column in frame.columns:
        if column not in names:
            frame[column] = pd.Series([value] * len(frame), dtype=object)
    must_be_there = {"agreement": NO_NUMBER}
    must_be_numbers = dict.fromkeys(("counts", "crosstab", "cooccurrence matrix"), NO_NUMBER[2:])
    if value in {**must_be_there, **must_be_numbers}.get(kind, ()):
        with pytest.raises(CannotDraw, match=r"no column"):
            plot(frame, tmp_path / "plot.svg")
    else:
        assert misplaced(svg_of(frame, tmp_path)) == []


@pytest.mark.parametrize("make", [counts, crosstab])
def test_large_numbers(make: Callable[[], pd.DataFrame], tmp_path: Path) -> None:
    frame = make()
    for column in frame.columns[2:]:
        frame[column] = 1_234_567_890
    assert misplaced(svg_of(frame, tmp_path)) == []
    texts = [text.text for text in etree.parse(tmp_path / "plot.svg").iter(f"{SVG}text")]
    assert "1,234,567,890" in texts


def test_a_very_large_picture_has_fewer_dots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_DOTS", 1_000_000)
    plot(counts(), tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as image:
        assert 900_000 < image.size[0] * image.size[1] <= 1_001_000
        assert image.info["dpi"][0] < 300


def test_no_reader_takes_the_largest_picture_for_an_attack() -> None:
    assert files.MOST_DOTS < Image.MAX_IMAGE_PIXELS


def test_a_missing_extra_names_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def without(name: str) -> object:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(plots.importlib, "import_module", without)
    target = tmp_path / "plot.svg"
    target.write_text("old")
    with pytest.raises(MissingExtra, match=r'matplotlib: run pip install "refiqda\[plot\]"'):
        plot(counts(), target)
    assert target.read_text() == "old"


def test_importing_the_room_imports_no_matplotlib(tmp_path: Path) -> None:
    folder, target = str(Path(__file__).parent), str(tmp_path / "plot.png")
    code = (
        "import json, sys, refiqda.view\nbefore = sorted(sys.modules)\n"
        f"sys.path.insert(0, {folder!r})\nfrom frames_drawn import counts\n"
        f"refiqda.view.plot(counts(), {target!r})\nprint(json.dumps([before, sorted(sys.modules)]))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    before, after = json.loads(run.stdout)
    assert not [name for name in before if name.startswith("matplotlib")]
    assert "matplotlib" in after
    assert "matplotlib.pyplot" not in after


def test_the_error_is_also_a_value_error() -> None:
    assert issubclass(CannotDraw, ValueError)


def test_fonts_are_said_once_whatever_the_version_of_matplotlib() -> None:
    class Figure:
        def savefig(self, buffer: BinaryIO, **_: object) -> None:
            font = "font: 700 9px 'DejaVu Sans', 'Arial', sans-serif"
            buffer.write(
                f'<svg xmlns="{SVG[1:-1]}"><text style="fill: #1a1a1a; {font}; text-anchor: end" '
                'transform="rotate(-0 1 2)">a</text></svg>'.encode()
            )

    root = etree.fromstring(files.encoded(Figure(), ".svg", Words("Title", "Shown.")))
    assert root.get("font-family") == "DejaVu Sans, Arial, sans-serif"
    (text,) = root.iter(f"{SVG}text")
    style = "fill: #1a1a1a; font-weight: 700; font-size: 9px; text-anchor: end"
    assert dict(text.attrib) == {"style": style}
