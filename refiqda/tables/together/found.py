"""Codes that occur together, counted: as a list of pairs, as a matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from refiqda.tables.columns import Column, Table, array, renamed
from refiqda.tables.counting.asking import Asking, NothingToCount, require_cases
from refiqda.tables.counting.coded import NONE, Coded, Flags, Numbers
from refiqda.tables.counting.columns import told_apart
from refiqda.tables.counting.frames import named_rows
from refiqda.tables.counting.rows import Rows
from refiqda.tables.counting.scope import ties_of
from refiqda.tables.counting.units import everyone_in
from refiqda.tables.together.asked import MUCH, Asked
from refiqda.tables.together.extents import Extents, unpaired
from refiqda.tables.together.holders import holding, holding_paragraphs
from refiqda.tables.together.pairs import Gathering, Pairs

UNEQUAL, OUT_OF_RANGE = "frequencies differ", "out of range"
"""What the column ``caution`` says."""
EDGES = Table(
    "cooccurrence",
    "One row for each two codes that occur together, in the order of the codebook.",
    (
        Column("code_a", "name", "Path of the first code, names joined by ' > '."),
        Column(
            "code_b",
            "name",
            "Path of the second code, which comes later in the codebook; of one code enclosing "
            "another, both orders are there.",
        ),
        Column("count", "integer", "How often they occur together."),
        Column("n_a", "integer", "How many there are of the first code."),
        Column("n_b", "integer", "How many there are of the second code."),
        Column("c", "number", "count / (n_a + n_b - count); missing where that divides by 0."),
        Column(
            "caution",
            "name",
            f"'{UNEQUAL}' where one code has more than {MUCH} times as many as the other; "
            f"'{OUT_OF_RANGE}' where c is not within 0 and 1; or both.",
        ),
        Column("code_a_guid", "name", "GUID of the first code."),
        Column("code_b_guid", "name", "GUID of the second code."),
    ),
)
"""The list of pairs."""


class Listed(NamedTuple):
    """Pairs of rows, with what is told of them."""

    one: Numbers
    other: Numbers
    times: Numbers
    c: Any
    """NaN where it divides by 0."""
    is_unequal: Flags
    is_out_of_range: Flags


@dataclass(frozen=True, slots=True)
class Together:
    """How often each two rows of a table of codes occur together."""

    asked: Asked
    coded: Coded
    codes: list[int]
    """The numbers of the codes that have a row."""
    count: Numbers
    """A square, rows by columns; on the diagonal, n."""
    notes: list[str] = field(default_factory=list)
    """What there is to be careful about."""

    @property
    def names(self) -> pd.DataFrame:
        """Paths and GUIDs of the rows."""
        return named_rows(self.coded, self.codes)

    def listed(self, minimum: int) -> Listed:
        """The pairs that occur together so often, each once unless their order matters."""
        wanted = self.count >= minimum
        np.fill_diagonal(wanted, False)
        one, other = np.nonzero(wanted if self.asked.way.is_directed else np.triu(wanted))
        count, n = self.count[one, other], np.diagonal(self.count)
        n_one, n_other = n[one], n[other]
        either = n_one + n_other - count
        with np.errstate(divide="ignore", invalid="ignore"):
            c = np.where(either != 0, count / either, np.nan)
        fewer = np.minimum(n_one, n_other)
        return Listed(
            one,
            other,
            count,
            c,
            is_unequal=(fewer > 0) & (np.maximum(n_one, n_other) > MUCH * fewer),
            is_out_of_range=(count > 0) & ~((c >= 0) & (c <= 1)),
        )

    def warns(self, found: Listed) -> list[str]:
        """What to be careful about with the pairs."""
        unequal, out_of_range = (int(each.sum()) for each in found[-2:])
        return [*self.notes, *self.asked.warns(unequal, out_of_range, len(found.one))]

    def edges(self, found: Listed) -> pd.DataFrame:
        """The list of pairs."""
        names = self.names
        paths, guids = list(names["code_path"]), list(names["code_guid"])
        n = np.diagonal(self.count)
        kinds = [None, UNEQUAL, OUT_OF_RANGE, f"{UNEQUAL}; {OUT_OF_RANGE}"]
        return EDGES.frame(
            (
                renamed(found.one, paths),
                renamed(found.other, paths),
                array("integer", found.times.tolist()),
                array("integer", n[found.one].tolist()),
                array("integer", n[found.other].tolist()),
                array("number", found.c.tolist()),
                renamed(found.is_unequal + 2 * found.is_out_of_range, kinds),
                renamed(found.one, guids),
                renamed(found.other, guids),
            )
        )

    def matrix(self) -> pd.DataFrame:
        """All pairs; what a code has in all stands where it meets itself."""
        paths = list(self.names["code_path"])
        frame = {"code_path": array("text", paths)}
        for name, numbers in zip(told_apart(paths), self.count.T, strict=True):
            frame[name] = array("integer", numbers.tolist())
        return pd.DataFrame(frame, copy=False)


def counted(coded: Coded, asked: Asked) -> Together:
    """Count what is asked for.

    Raises:
        UnknownName: if a code, coder, source, case or variable is not there.
        NothingToCount: if the project has none of what is asked for.
    """
    asking = Asking(coded)
    rows = Rows(coded, asking.codes(asked.codes), asked.aggregate)
    scope = asking.scope(
        coders=asked.coders, sources=asked.sources, cases=asked.cases, notes=asked.notes
    )
    if asked.how == "case":
        require_cases(coded, ", so it cannot be said what occurs in the same one")
    if asked.same_coder and not len(everyone_in(coded, notes=asked.notes)):
        raise NothingToCount("The project does not say who coded, so nobody's pairs can be told.")
    ties = ties_of(coded, scope, rows.all_codes)
    notes: list[str] = []
    if asked.way.is_of_pairs:
        coding = np.unique(ties.coding)
        found = _of_pairs(coded, asked, rows, coding)
        if asked.how in ("overlap", "encloses"):
            notes += unpaired(coded, coding)
    else:
        entry, row = rows.of(coded.columns.code[ties.coding])
        coding = ties.coding[entry]
        if asked.how == "paragraph":
            found, lost = holding_paragraphs(coded, coding, row, len(rows))
            notes += _missing(lost)
        else:
            holder = ties.case[entry] if asked.how == "case" else coded.columns.source[coding]
            found = holding(holder, row, len(rows))
    return Together(asked, coded, rows.codes, found, notes)


def _of_pairs(coded: Coded, asked: Asked, rows: Rows, coding: Numbers) -> Numbers:
    if asked.way.is_of_texts:
        coding = coding[Extents(coded, coding).is_text]
    if asked.same_coder:
        coding = coding[coded.columns.coder[coding] != NONE]
    codes, code = np.unique(coded.columns.code[coding], return_inverse=True)
    entry, row = rows.of(codes)
    flags = np.zeros((len(rows), len(codes)), dtype=bool)
    flags[row, entry] = True
    gathering = Gathering(flags)
    pairs = Pairs(coded, coding, code, len(codes), asked.same_coder)
    by_code = pairs.count(asked.how, asked.within or 0)
    found = gathering.pairs(by_code, is_directed=asked.way.is_directed)
    np.fill_diagonal(found, gathering.rows(np.bincount(code, minlength=len(codes))))
    return found


def _missing(lost: int) -> list[str]:
    if not lost:
        return []
    are = "codings are" if lost > 1 else "coding is"
    return [f"{lost:,} {are} in texts that are missing from the file, and so in no paragraph."]
