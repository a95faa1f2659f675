"""What a table of agreement means, and what to be careful about, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from refiqda.tables.agreeing.bootstrap import LEVEL
from refiqda.tables.agreeing.coders import names_of
from refiqda.tables.agreeing.coefficients import COEFFICIENTS, NEVER_UNDEFINED, Coefficient
from refiqda.tables.agreeing.comparison import Comparison
from refiqda.tables.agreeing.frame import Undefined
from refiqda.tables.agreeing.units import PARTLY, UNITS, Unit
from refiqda.tables.counting.coded import Numbers
from refiqda.tables.counting.wording import some

UNDEFINED: dict[Undefined, str] = {
    "missing": "missing",
    "one": "given as 1, since the coders agree completely",
}
"""What is printed where a coefficient is 0/0.

NVivo's help (help-nv.qsrinternational.com, 12/win, Coding comparison query) says that K is 1 if the
users are in complete agreement, and answers "All my Kappa coefficients are 0 or 1"; that answer
could not be had, so what NVivo prints for 0/0 is not known here.
"""
_FEW = 20
"""Sources below which percentile intervals are known to be too narrow."""


def definition(
    comparison: Comparison,
    unit: Unit,
    coefficients: Sequence[Coefficient],
    undefined: Undefined,
    resamples: tuple[int, int] | None,
) -> list[str]:
    """The sentences that define the numbers; ``resamples`` are their number and the seed."""
    said = [f"{unit.capitalize()}: {UNITS[unit]}."]
    if unit in PARTLY:
        said.append("A unit is coded if any character of it is.")
    said.append(
        f"Size is the number of {unit} of the source, or of all sources; in the last row these "
        "count once for each code. What codes a source as a whole codes all of them; what somebody "
        "coded twice counts once."
    )
    said.append(_percentages(comparison))
    said += [COEFFICIENTS[each].says for each in coefficients]
    if any(each not in NEVER_UNDEFINED for each in coefficients):
        said.append(
            "Where nobody coded anything, or everybody everything, a coefficient that allows for "
            f"chance is 0/0, and is {UNDEFINED[undefined]}"
            f"{' (ac1 is 1 there by its formula)' if 'ac1' in coefficients else ''}."
        )
    said.append(
        "Rows without a source are of all sources together, the last one of all codes together "
        "too: their units are added up, not their coefficients averaged."
    )
    if resamples is not None:
        said.append(
            f"Low and high are {LEVEL}% percentile intervals from {resamples[0]:,} resamples of "
            f"whole sources (seed {resamples[1]}); a resample in which a coefficient is 0/0 is "
            f"{'left out' if undefined == 'missing' else 'taken as 1'}."
        )
    return said


def _percentages(comparison: Comparison) -> str:
    if len(comparison.coders) == 2:
        first, second = (coder.name for coder in comparison.coders)
        return (
            "Percentages, from 0 to 100, are of the units of the source, as NVivo prints them: "
            f"first is {first}, second is {second}; agreement is both + neither, disagreement "
            "first_only + second_only."
        )
    return (
        "Percentages, from 0 to 100, are of the units of the source: coded by all of "
        f"{names_of(comparison.coders)}, by none, or by some of them only; agreement is the mean "
        "over all pairs of coders."
    )


# ------------------------------------------------------------------------------------- notes


def cautions(
    comparison: Comparison, unit: Unit, coefficients: Sequence[Coefficient], *, is_drawn: bool
) -> list[str]:
    """What to be careful about: of such a table at all, then of this one."""
    said = []
    if any(each not in NEVER_UNDEFINED for each in coefficients):
        said.append(
            "Where a code is rare, or covers nearly everything, these coefficients can be low "
            "although agreement is high (the prevalence paradox): read both."
        )
    if unit not in ("segments", "paragraphs"):
        said.append(
            f"Neighbouring {unit} are not coded independently of one another, so their number says "
            "nothing about certainty."
        )
    if is_drawn and len(comparison.sources) < _FEW:
        said.append(
            f"Intervals from only {len(comparison.sources)} sources are rough, and mostly too "
            "narrow."
        )
    return [*said, *comparison.notes, *_of_coders(comparison), *_left_out(comparison, unit)]


def _of_coders(comparison: Comparison) -> list[str]:
    said = []
    presence = comparison.presence
    idle = [
        coder.name for side, coder in enumerate(comparison.coders) if not presence[:, side].any()
    ]
    if idle:
        said.append(f"Nothing in these sources was coded by {some(idle)}.")
    partly = comparison.sources[presence.any(axis=1) & ~presence.all(axis=1)]
    if len(partly) and not idle:
        said.append(
            f"Sources in which not every coder coded something: {_named(comparison, partly)}. What "
            "a coder never read is best left out, or it counts as a decision not to code."
        )
    nobody = comparison.sources[~presence.any(axis=1)]
    if len(nobody):
        said.append(
            "Sources in which no coder coded anything count as agreed: "
            f"{_named(comparison, nobody)}."
        )
    return said


def _left_out(comparison: Comparison, unit: Unit) -> list[str]:
    said = []
    unused = int((comparison.overall.coded == 0).sum())
    if unused and len(comparison.rows) > 1:
        said.append(
            "Codes that these coders did not use count as agreed in the last row: "
            f"{unused} of {len(comparison.rows)}."
        )
    if len(comparison.empty):
        said.append(f"Sources without {unit} are left out: {_named(comparison, comparison.empty)}.")
    if comparison.unplaced:
        said.append(
            f"Codings that mark no {unit} (a place of another kind, empty, outside of the source, "
            f"or not to be read) count nowhere: {comparison.unplaced:,}."
        )
    if comparison.nobodys:
        said.append(f"Codings that say no coder are left out: {comparison.nobodys:,}.")
    return said


def _named(comparison: Comparison, sources: Numbers) -> str:
    found = [comparison.coded.sources[number] for number in np.asarray(sources).tolist()]
    return some([source.name or source.guid or "a source without a name" for source in found])
