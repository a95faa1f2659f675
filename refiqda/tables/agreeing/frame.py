"""The comparison as a frame: names of codes and sources, coefficients, percentages, intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from refiqda.tables.agreeing.bootstrap import MOST_DRAWS, draws, interval
from refiqda.tables.agreeing.coefficients import COEFFICIENTS, Coefficient, Tally
from refiqda.tables.agreeing.comparison import Comparison
from refiqda.tables.columns import Column, Table, array
from refiqda.tables.counting.asking import CannotCompare

Undefined = Literal["missing", "one"]
ALL_CODES = "(all codes)"
"""What stands for the code in the last row."""
AGREEMENT = Table(
    "agreement",
    "One row for each code and source, then one of the code in all sources; at last one of all.",
    (
        Column("code_path", "text", f"Names from the top code down to it; {ALL_CODES} of all."),
        Column("code_guid", "text", "GUID of the code; missing of all."),
        Column(
            "source",
            "name",
            "Name of the source, or its GUID if it has none; missing of all sources together.",
        ),
        Column("source_guid", "name", "GUID of the source; missing of all."),
        Column(
            "size",
            "integer",
            "Units of the source, or of all sources; in the last row these once for each code.",
        ),
    ),
)
"""The columns before those of coefficients and percentages."""
Shares = Callable[[Tally], Any]


def coefficient_of(name: Coefficient, undefined: Undefined) -> Shares:
    """A coefficient, and 1 for it where it is 0/0 if that is what ``undefined`` says."""

    def found(tally: Tally) -> Any:
        values = COEFFICIENTS[name].of(tally)
        return np.where(np.isnan(values) & (tally.size > 0), 1.0, values)

    return found if undefined == "one" else COEFFICIENTS[name].of


def shares_of(coders: int) -> dict[str, Shares]:
    """The percentages after the agreement."""
    if coders > 2:
        return {
            "all": lambda tally: _percent(tally, tally.units[..., -1]),
            "none": lambda tally: _percent(tally, tally.units[..., 0]),
            "some": lambda tally: _percent(tally, tally.units[..., 1:-1].sum(axis=-1)),
        }
    return {
        "both": lambda tally: _percent(tally, tally.units[..., 3]),
        "neither": lambda tally: _percent(tally, tally.units[..., 0]),
        "disagreement": lambda tally: _percent(tally, tally.units[..., 1:3].sum(axis=-1)),
        "first_only": lambda tally: _percent(tally, tally.units[..., 1]),
        "second_only": lambda tally: _percent(tally, tally.units[..., 2]),
    }


def percent_agreement(tally: Tally) -> Any:
    """The units agreed on, in per cent."""
    return 100 * (tally.values - tally.discordant) / tally.values


def _percent(tally: Tally, units: Any) -> Any:
    return 100 * units / tally.size


def frame_of(
    comparison: Comparison,
    chosen: Sequence[Coefficient],
    undefined: Undefined,
    drawn: Any = None,
    *,
    only_overall: bool = False,
) -> pd.DataFrame:
    """The rows of each code, sources first, and the row of everything.

    ``drawn`` says how often each source is in each resample, for intervals.
    """
    tally = _stacked(comparison.tally, only_overall=only_overall)
    frame = _named(comparison, tally.size, only_overall=only_overall)
    measures: dict[str, Shares] = {name: coefficient_of(name, undefined) for name in chosen}
    measures["agreement"] = percent_agreement
    for name, measure in measures.items():
        frame[name] = array("number", measure(tally).tolist())
        if drawn is not None:
            low, high = _ends(comparison.tally, drawn, measure, len(frame))
            frame[f"{name}_low"], frame[f"{name}_high"] = low, high
    for name, share in shares_of(tally.coders).items():
        frame[name] = array("number", share(tally).tolist())
    return frame


def _stacked(tally: Tally, *, only_overall: bool) -> Tally:
    """The cells row by row: of each code the sources and all of them, at last everything."""
    overall = tally.over(1)
    total = overall.over(0)
    if not only_overall:
        units = np.concatenate((tally.units, overall.units[:, np.newaxis]), axis=1)
        squares = np.concatenate((tally.squares, overall.squares[:, np.newaxis]), axis=1)
        overall = Tally(tally.coders, units.reshape(-1, units.shape[-1]), squares.ravel())
    return Tally(
        tally.coders,
        np.concatenate((overall.units, total.units[np.newaxis])),
        np.append(overall.squares, total.squares),
    )


def _named(comparison: Comparison, sizes: Any, *, only_overall: bool) -> pd.DataFrame:
    """The columns that say what a row is of."""
    coded = comparison.coded
    several = [coded.sources[number] for number in comparison.sources.tolist()]
    # Without any name, the source would look like all of them together.
    sources: list[tuple[str | None, str | None]] = [
        (source.name or source.guid or "(no name)", source.guid)
        for source in ([] if only_overall else several)
    ]
    sources.append((None, None))
    guids = [coded.codes[number].guid for number in comparison.rows.codes]
    codes = [(coded.tree.path(guid or ""), guid) for guid in guids]
    named: list[tuple[str | None, ...]] = [(*code, *source) for code in codes for source in sources]
    named.append((ALL_CODES, None, None, None))
    columns = map(list, zip(*named, strict=True))
    return AGREEMENT.frame((*columns, list(map(int, sizes))))


def _ends(tally: Tally, drawn: Any, measure: Shares, length: int) -> tuple[Any, Any]:
    """The ends of intervals, in the rows of all sources together; there are none in others."""
    codes = len(tally.units)
    ends = np.full((length, 2), np.nan)
    block = (length - 1) // codes
    for number in range(codes):
        of_code = Tally(tally.coders, tally.units[number], tally.squares[number])
        ends[(number + 1) * block - 1] = interval(measure(of_code.weighted(drawn)))
    ends[-1] = interval(measure(tally.over(0).weighted(drawn)))
    return array("number", ends[:, 0].tolist()), array("number", ends[:, 1].tolist())


def resampled(comparison: Comparison, resamples: int, seed: int) -> Any:
    """How often each source is in each resample; None if no intervals are asked for.

    Raises:
        CannotCompare: if there is only one source, of which nothing can be drawn, or if more is to
            be drawn than memory holds.
    """
    if not resamples:
        return None
    if resamples < 0 or seed < 0 or seed >= 2**32:
        raise CannotCompare("The number of resamples and the seed are whole numbers from 0 on.")
    if len(comparison.sources) < 2:
        raise CannotCompare(
            "Intervals are made by drawing sources anew, and only one source is compared, so there "
            "is nothing to draw. Compare several sources, or ask for no intervals."
        )
    if resamples * len(comparison.sources) > MOST_DRAWS:
        raise CannotCompare(
            f"{resamples:,} resamples of {len(comparison.sources):,} sources are more than memory "
            f"holds. Ask for {MOST_DRAWS // len(comparison.sources):,} at most; 2,000 are plenty."
        )
    return draws(len(comparison.sources), resamples, seed)
