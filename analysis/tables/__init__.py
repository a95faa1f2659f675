"""The tables of the study: each one file, each from the project and what is derived, never typed.

A table says of itself what it counts (:mod:`refiqda.tables.caption`). In csv its numbers stay
numbers and what is missing stays missing; markdown and html are for reading.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.tables import (
    audit,
    box2,
    claims,
    discrepancies,
    flow,
    groups,
    levels,
    overlaps,
    preprint,
    quotations,
    saturation,
    sources,
    table1,
)
from analysis.tables.reading import as_written, for_people
from refiqda.tables import render

if TYPE_CHECKING:
    from analysis.study import Study

SUFFIXES = (".csv", ".md", ".html")
SHOWN = ("table1", "box2")
"""The tables that are printed for reading; the others are written to files alone."""


class Table(NamedTuple):
    """One table of the report."""

    name: str
    title: str
    make: Callable[[Study], pd.DataFrame]


_IN_ORDER = (
    Table("table1", table1.TITLE, table1.table1),
    Table("table1-audit", audit.TITLE, audit.audit),
    Table("flow", flow.TITLE, flow.flow),
    Table("box2", box2.TITLE, box2.box2),
    Table("groups", groups.TITLE, groups.groups),
    Table("sources", sources.TITLE, sources.sources),
    Table("overlaps", overlaps.TITLE, overlaps.overlaps),
    Table("quotations", quotations.TITLE, quotations.quotations),
    Table("saturation", saturation.TITLE, saturation.saturation),
    Table("claims", claims.TITLE, claims.claims),
    Table("discrepancies", discrepancies.TITLE, discrepancies.discrepancies),
    Table("preprint", preprint.TITLE, preprint.preprint),
    Table("levels", levels.TITLE, levels.levels),
)

TABLES: dict[str, Table] = {table.name: table for table in _IN_ORDER}
"""All tables by name, in the order of the report."""


def write_tables(study: Study, target: Path) -> list[Path]:
    """Write every table as csv, markdown and html, all counted first; the files written."""
    counted = [(table, table.make(study)) for table in TABLES.values()]
    written = []
    for table, frame in counted:
        for suffix in SUFFIXES:
            path = target / f"{table.name}{suffix}"
            is_pure = render.format_of(path) in render.PURE
            render.write(frame if is_pure else as_written(frame), path, table.title)
            written.append(path)
    return written


def show_tables(study: Study) -> str:
    """Table 1 and Box 2 for reading."""
    frames = (as_written(TABLES[name].make(study)) for name in SHOWN)
    return "\n".join(render.render(frame, "markdown") for frame in frames)


__all__ = ["TABLES", "Table", "for_people", "show_tables", "write_tables"]
