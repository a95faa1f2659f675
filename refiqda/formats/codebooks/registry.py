"""All layouts of codebooks as tables."""

from __future__ import annotations

from refiqda.errors import UnknownName
from refiqda.formats.codebooks.layout import Layout, Row
from refiqda.formats.codebooks.layouts import (
    atlasti,
    atlasti_report,
    common,
    dedoose,
    maxqda,
    maxqda_levels,
    nvivo,
    openqda,
    plain,
    qualcoder,
    requal,
    taguette,
)

LAYOUTS: tuple[Layout, ...] = (
    openqda.OPENQDA,
    plain.PLAIN,
    nvivo.NVIVO,
    maxqda.MAXQDA,
    maxqda_levels.MAXQDA_LEVELS,
    atlasti_report.ATLASTI_REPORT,
    atlasti.ATLASTI,
    taguette.TAGUETTE,
    qualcoder.QUALCODER,
    requal.REQUAL,
    dedoose.DEDOOSE,
    common.COMMON,
)
"""In the order of the reference page; the first whose header fits is the one of a table."""
KEYS: tuple[str, ...] = tuple(layout.key for layout in LAYOUTS)
"""What ``--layout`` takes."""
WRITTEN: tuple[str, ...] = tuple(layout.key for layout in LAYOUTS if layout.write is not None)
"""What a table can be written for."""
LOOKED_AT = 20
"""Rows in which a header is looked for: titles and notes may stand above it."""


def by_key(key: str) -> Layout:
    """The layout of a name.

    Raises:
        UnknownName: if there is none; the message says which there are.
    """
    for layout in LAYOUTS:
        if layout.key == key.strip().casefold():
            return layout
    raise UnknownName(f"There is no layout {key!r}. Choose one of: {', '.join(KEYS)}.")


def fits_any(row: Row) -> bool:
    """Whether a row is the header of a layout, or shows that there is none."""
    return any(layout.fits(row) for layout in LAYOUTS)
