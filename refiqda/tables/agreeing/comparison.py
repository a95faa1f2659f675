"""The comparison itself: which sources and codings it is of, and the units of each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from refiqda.tables.agreeing.coders import Coder, sides
from refiqda.tables.agreeing.coefficients import Tally
from refiqda.tables.agreeing.patterns import Marked, tallied
from refiqda.tables.agreeing.spans import Material, Measured
from refiqda.tables.agreeing.units import Unit, measured
from refiqda.tables.counting.asking import NothingToCount
from refiqda.tables.counting.coded import NONE, Coded, Flags, Numbers
from refiqda.tables.counting.rows import Rows
from refiqda.tables.counting.scope import Scope, flags, members_within


@dataclass(frozen=True, slots=True)
class Comparison:
    """Codes by sources, and for each of both the units by who coded them."""

    coded: Coded
    coders: list[Coder]
    rows: Rows
    sources: Numbers
    """The numbers of the sources that have any units."""
    tally: Tally
    """By code, by source, by pattern."""
    empty: Numbers
    """The numbers of the sources that are left out, since they have no such units."""
    notes: tuple[str, ...]
    """What is to be known of how the sources were measured."""
    unplaced: int
    """How many of the codings in these sources mark no unit at all."""
    nobodys: int
    """How many codings were left out since they say no coder."""

    @property
    def overall(self) -> Tally:
        """By code, of all sources together."""
        return self.tally.over(1)

    @property
    def presence(self) -> Flags:
        """For each source and coder, whether the coder coded anything in it, whatever the code."""
        columns = self.coded.columns
        side = sides(self.coders, len(self.coded.coders))[columns.coder]
        there = (side != NONE) & flags(self.sources.tolist(), len(self.coded.sources))[
            columns.source
        ]
        found = np.zeros((len(self.sources), len(self.coders)), dtype=bool)
        found[np.searchsorted(self.sources, columns.source[there]), side[there]] = True
        return found


def compare(coded: Coded, coders: list[Coder], rows: Rows, scope: Scope, unit: Unit) -> Comparison:
    """Hold the codings of coders against one another.

    Raises:
        NothingToCount: if no source has any such units.
    """
    columns = coded.columns
    sources = np.unique(members_within(coded, scope)[0])
    sources = sources[sources != NONE]
    side = sides(coders, len(coded.coders))[columns.coder]
    inside = flags(sources.tolist(), len(coded.sources))[columns.source]
    inside &= flags(rows.all_codes, len(coded.codes))[columns.code]
    coding = np.flatnonzero(inside & (side != NONE))
    material = Material(coded, sources, coding)
    found = measured(material, unit)
    there = found.sizes > 0
    if not there.any():
        raise NothingToCount(
            f"There are no {unit} to compare in these sources. Choose another unit or others."
        )
    return Comparison(
        coded=coded,
        coders=coders,
        rows=rows,
        sources=sources[there],
        tally=_tally(found, rows, columns.code[coding], side[coding], len(coders), there),
        empty=sources[~there],
        notes=found.notes,
        unplaced=int(there[material.place].sum()) - len(np.unique(found.spans.entry)),
        nobodys=int((inside & (columns.coder == NONE)).sum()),
    )


def _tally(
    found: Measured, rows: Rows, code: Numbers, side: Numbers, coders: int, there: Flags
) -> Tally:
    """By code and by source: those sources that have units."""
    spans, sources = found.spans, len(found.sizes)
    which, row = rows.of(code[spans.entry])
    line = spans.line[which]
    marked = Marked(
        row * sources + found.source_of_line[line],
        line,
        side[spans.entry[which]],
        spans.left[which],
        spans.right[which],
    )
    sizes = np.tile(found.sizes, len(rows))
    tally = tallied(marked, found.weights, sizes, coders)
    units = tally.units.reshape(len(rows), sources, -1)[:, there]
    return Tally(coders, units, tally.squares.reshape(len(rows), sources)[:, there])
