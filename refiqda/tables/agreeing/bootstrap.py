"""Intervals from sources drawn anew: what is printed could have been of other sources."""

from __future__ import annotations

from typing import Any

import numpy as np

LEVEL = 95
"""Per cent of the resamples that an interval holds."""
MOST_DRAWS = 50_000_000
"""Sources drawn in all resamples together, of which memory holds a few numbers each."""


def draws(sources: int, resamples: int, seed: int) -> Any:
    """How often each source is in each resample: as many as there are, with replacement.

    The legacy generator of numpy is frozen (NEP 19), so a seed means the same in every version.
    """
    generator = np.random.RandomState(seed)
    drawn = generator.randint(0, sources, size=(resamples, sources), dtype=np.int64)
    cells = drawn + sources * np.arange(resamples)[:, np.newaxis]
    counts = np.bincount(cells.ravel(), minlength=resamples * sources)
    return counts.reshape(resamples, sources).astype(np.float64)


def interval(found: Any) -> tuple[float, float]:
    """The percentile interval of what resamples have; one that has nothing is left out."""
    found = found[~np.isnan(found)]
    if not len(found):
        return np.nan, np.nan
    tail = (100 - LEVEL) / 2
    low, high = np.percentile(found, [tail, 100 - tail])
    return float(low), float(high)
