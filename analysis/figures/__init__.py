"""The pictures of the study: SVG with text that stays text, each drawn from the tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.figures import figure1, flow, groups, overlaps, saturation

if TYPE_CHECKING:
    from analysis.study import Study


class Figure(NamedTuple):
    """One picture of the report."""

    name: str
    title: str
    draw: Callable[[Study], str]


_IN_ORDER = (
    Figure("flow", flow.TITLE, flow.flow),
    Figure("figure1", figure1.TITLE, figure1.figure1),
    Figure("groups", groups.TITLE, groups.groups),
    Figure("overlaps", overlaps.TITLE, overlaps.overlaps),
    Figure("saturation", saturation.TITLE, saturation.saturation),
)

FIGURES: dict[str, Figure] = {figure.name: figure for figure in _IN_ORDER}
"""All pictures by name, in the order of the report."""


def write_figures(study: Study, target: Path) -> list[Path]:
    """Write every picture as an SVG file; the files written."""
    drawn = {target / f"{each.name}.svg": each.draw(study) for each in FIGURES.values()}
    target.mkdir(parents=True, exist_ok=True)
    for path, svg in drawn.items():
        path.write_text(svg, encoding="utf-8", newline="\n")
    return list(drawn)


__all__ = ["FIGURES", "Figure", "write_figures"]
