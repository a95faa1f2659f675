"""Small tables of every kind, and what of a picture can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from lxml import etree
from matplotlib.figure import Figure

from refiqda.tables.caption import describe
from refiqda.tables.columns import array
from refiqda.view import plot
from refiqda.view.measure import POINT, width_of
from refiqda.view.sheet import INCH, Drawing, Sheet

SVG = "{http://www.w3.org/2000/svg}"
PATHS = [
    "Care",
    "Care > waiting without being told how long",
    "Care > trust",
    "Work",
    "Work > trust",
    "Work > work-life balance",
]


def frame_of(kind: str, columns: dict[str, Any], title: str = "A title", **attrs: Any) -> Any:
    frame = pd.DataFrame(columns)
    describe(frame, kind, title, ["A short definition."])
    frame.attrs.update(attrs)
    return frame


def counts(**units: list[Any]) -> Any:
    units = units or {"references": [5, 3, 2, 0, 0, 1], "cases": [2, 2, 1, 0, 0, 1]}
    number = len(next(iter(units.values())))
    paths = [*PATHS, *(f"code {place}" for place in range(number))][:number]
    columns = {name: array("integer", values) for name, values in units.items()}
    return frame_of("counts", {"code_path": paths, "code_guid": paths, **columns})


def crosstab() -> Any:
    return frame_of(
        "crosstab",
        {
            "code_path": [*PATHS, "Total"],
            "Female": array("integer", [4, 2, 1, 0, 0, None, 7]),
            "Male": array("integer", [8, 2, 3, 1, 0, 0, 14]),
            "Unassigned": array("integer", [1, 0, 0, 0, 0, 0, 1]),
            "Total": array("integer", [13, 4, 4, 1, 0, 0, 22]),
        },
    )


def pairs(rows: list[tuple[str, str, int]] | None = None, **attrs: Any) -> Any:
    rows = rows or [(PATHS[1], PATHS[2], 4), (PATHS[1], PATHS[5], 1), (PATHS[2], PATHS[5], 2)]
    first, second, count = zip(*rows, strict=True)
    attrs.setdefault("codes", list(dict.fromkeys([*first, *second])))
    columns = {"code_a": first, "code_b": second, "count": array("integer", list(count))}
    return frame_of("cooccurrence", columns, **attrs)


def matrix() -> Any:
    cells = [[9 if one == other else (one + other) % 4 for one in range(6)] for other in range(6)]
    columns = {path: array("integer", cells[place]) for place, path in enumerate(PATHS)}
    return frame_of("cooccurrence matrix", {"code_path": PATHS, **columns})


def saturation() -> Any:
    return frame_of(
        "saturation",
        {
            "cases": [1, 2, 3, 4],
            "case": ["Ada", "Ben", "Chi", "Dov"],
            "new_codes": array("integer", [3, 0, 2, 0]),
            "codes": array("integer", [3, 3, 5, 5]),
            "expected": array("number", [2.25, 3.75, 4.5, 5.0]),
        },
    )


def compared(**more: list[Any]) -> Any:
    return frame_of(
        "compare",
        {
            "code_path": PATHS,
            "Female n": array("integer", [10, 5, 0, 1, 2, None]),
            "Female N": array("integer", [10] * 6),
            "Male n": array("integer", [4, 2, 0, 8, 2, 1]),
            "Male N": array("integer", [8] * 6),
            **more,
        },
        groups=["Female", "Male"],
    )


def differing() -> Any:
    return compared(
        risk_difference=[0.5, 0.25, 0.0, -0.9, -0.05, None],
        low=[0.1, -0.2, -0.3, -1.0, -0.4, None],
        high=[0.8, 0.6, 0.3, -0.5, 0.3, None],
        p=[0.02, 0.3, 1.0, 0.001, 0.9, None],
    )


def agreement() -> Any:
    rows = [
        (path, source, 75 + 100 * place / 24, None if place == 1 else place / 5 - 0.25)
        for place, path in enumerate(PATHS)
        for source in ("interview 1", "interview 2", None)
    ]
    path, source, agreed, kappa = zip(*rows, strict=True)
    columns = {
        "code_path": path,
        "source": source,
        "agreement": array("number", list(agreed)),
        "kappa": array("number", list(kappa)),
    }
    return frame_of("agreement", columns)


KINDS = {
    "counts": counts,
    "crosstab": crosstab,
    "cooccurrence": pairs,
    "cooccurrence matrix": matrix,
    "saturation": saturation,
    "compare": differing,
    "agreement": agreement,
}


def painted(drawing: Drawing) -> Figure:
    """The drawing alone, on a figure of its size."""
    figure = Figure(figsize=(drawing.width / INCH, drawing.height / INCH))
    drawing.paint(Sheet(figure))
    return figure


class Written(NamedTuple):
    """A line of text in an SVG, and its box in points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turned: float

    def hits(self, other: Written) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.3
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.3
        )


def svg_of(frame: Any, folder: Path) -> etree._Element:
    path = folder / "plot.svg"
    plot(frame, path)
    return etree.parse(path).getroot()


def written(root: etree._Element) -> Iterator[Written]:
    """Every text of an SVG but those that stand aslant: from digits' height to the base line."""
    for text in root.iter(f"{SVG}text"):
        style = text.get("style", "")
        size = float(re.search(r"font-size: ([\d.]+)", style)[1])
        long = width_of(text.text, size, bold="font-weight: 700" in style) / POINT
        anchor = re.search(r"text-anchor: (\w+)", style)[1]
        before = {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        left, base = float(text.get("x")), float(text.get("y"))
        turned = re.match(r"rotate\(-?([\d.]+)", text.get("transform", "rotate(0"))[1]
        if float(turned) == 0:
            box = (left - before, base - 0.73 * size, left - before + long, base)
        elif float(turned) == 90:
            box = (left - 0.73 * size, base + before - long, left, base + before)
        else:
            continue
        yield Written(text.text, *box, float(turned))


def misplaced(root: etree._Element) -> list[str]:
    """Texts that leave the page, and texts that stand on each other."""
    width, height = (float(each) for each in root.get("viewBox").split()[2:])
    texts = list(written(root))
    found = [
        f"{text.text!r} leaves the page"
        for text in texts
        if text.left < 0 or text.top < 0 or text.right > width or text.bottom > height
    ]
    texts.sort(key=lambda text: text.top)
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            if other.top > one.bottom:
                break
            if one.hits(other):
                found.append(f"{one.text!r} stands on {other.text!r}")
    return found
