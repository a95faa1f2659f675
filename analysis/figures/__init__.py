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
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for figure in FIGURES.values():
        path = target / f"{figure.name}.svg"
        path.write_text(figure.draw(study), encoding="utf-8", newline="\n")
        written.append(path)
    return written


__all__ = ["FIGURES", "Figure", "write_figures"]
