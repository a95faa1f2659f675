"""What a table counts, in sentences that stand below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from refiqda.tables.counting.asking import Coders, Wanted
from refiqda.tables.counting.presets import Preset
from refiqda.tables.counting.rows import AGGREGATES, Aggregate
from refiqda.tables.counting.units import LENGTHS, MERGES, PLACES, UNITS, Merge, Unit
from refiqda.tables.counting.wording import listed


def defined(
    units: Sequence[Unit],
    aggregate: Aggregate,
    merge: Merge,
    *,
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    notes: bool = False,
) -> list[str]:
    """The sentences for units and for which codings are looked at."""
    said = [f"{unit.capitalize()}: {UNITS[unit]}." for unit in units]
    said.append(AGGREGATES[aggregate])
    if any(unit in PLACES or unit in LENGTHS for unit in units):
        said.append(MERGES[merge])
    said.append(_coders(coders))
    if sources:
        said.append(f"Sources: only {_shown(sources)}.")
    if cases:
        said.append(f"Cases: only {_shown(cases)}; nothing counts that belongs to no such case.")
    said.append(
        "Codings in notes (memos) count too." if notes else "Codings in notes do not count."
    )
    return said


def of_preset(preset: Preset) -> tuple[list[str], list[str]]:
    """What a program means by its numbers, and what is not documented of them."""
    return (
        [f"As {preset.program} counts. {preset.says} Evidence: {preset.evidence}"],
        list(preset.unknown),
    )


def _coders(coders: Coders) -> str:
    if coders == "any" or not coders:
        return "Codings by anybody count."
    if coders == "all":
        return (
            "Only what everybody who coded anything coded counts: the same case or file for cases "
            "and files, the same characters for coverage, the same place for all else (joined, the "
            "same stretch)."
        )
    return f"Only codings by {listed([coders] if isinstance(coders, str) else coders)} count."


def _shown(wanted: Wanted) -> str:
    if isinstance(wanted, Mapping):
        return listed((f"{name} = {_either(value)}" for name, value in wanted.items()), "and")
    return listed([wanted] if isinstance(wanted, str) else wanted, "and")


def _either(value: Any) -> str:
    several = value if isinstance(value, list | tuple | set) else [value]
    return listed(str(each) for each in several)
