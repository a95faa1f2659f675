"""How far coders agree, for each code and source and for all together, in any unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from refiqda.tables.agreeing.coders import Coder, compared, names_of
from refiqda.tables.agreeing.coefficients import COEFFICIENTS, ONLY_TWO, Coefficient
from refiqda.tables.agreeing.comparison import compare
from refiqda.tables.agreeing.frame import Undefined, frame_of, resampled
from refiqda.tables.agreeing.saying import UNDEFINED, cautions, definition
from refiqda.tables.agreeing.units import CONTINUA, UNITS, Unit
from refiqda.tables.caption import describe
from refiqda.tables.counting.asking import Asking, CannotCompare, Coders, Wanted
from refiqda.tables.counting.choice import one_of
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.rows import AGGREGATES, Aggregate, Rows
from refiqda.tables.counting.wording import listed
from refiqda.tables.reading import ProjectOrPath
from refiqda.text.conventions import Convention


def agreement(
    project: ProjectOrPath | Coded,
    *,
    unit: Unit = "characters",
    coefficient: Coefficient | Sequence[Coefficient] | None = None,
    coders: Coders = "any",
    codes: Sequence[str] | str | None = None,
    sources: Wanted = (),
    cases: Wanted = (),
    notes: bool = False,
    aggregate: Aggregate | None = None,
    undefined: Undefined = "missing",
    overall: bool = False,
    bootstrap: int = 0,
    seed: int = 0,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each code and source, and rows over all of them; the definition is in ``attrs``.

    ``unit`` is one of :data:`refiqda.tables.agreeing.units.UNITS`, ``coefficient`` one or several
    of :data:`refiqda.tables.agreeing.coefficients.COEFFICIENTS`: kappa of two coders, Fleiss' kappa
    and Krippendorff's alpha of more, unless asked for. ``coders`` are names; a group, whose members
    are taken as one, is ``"Ann|Ben"``. Without names, all are compared who coded anything.
    ``undefined`` says what a coefficient is where it is 0/0: ``"missing"`` or ``"one"``. With
    ``overall``, only the rows of all sources together are there. ``bootstrap`` is the number of
    resamples of whole sources that intervals are made from. The other parameters are those of
    :func:`refiqda.tables.counts`; a source that holds anything of one of the ``cases`` is compared
    whole.

    Columns: those of :data:`refiqda.tables.agreeing.frame.AGREEMENT`; the coefficients; percentages
    from 0 to 100: agreement, then both, neither, disagreement, first_only and second_only of two
    coders, all, none and some of more. Intervals stand beside what they are of, as ``kappa_low``
    and ``kappa_high``.

    Raises:
        UnknownName: if a unit, coefficient, code, coder, source, case or variable is not there.
        CannotCompare: if there are fewer than two coders, or what is asked for does not fit them.
        NothingToCount: if the project has none of what is asked for.
    """
    one_of("unit", unit, UNITS)
    chosen_aggregate: Aggregate = aggregate or "own"
    one_of("aggregation", chosen_aggregate, AGGREGATES)
    one_of("way to show what is undefined", undefined, UNDEFINED)
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(sources=sources, cases=cases, notes=notes)
        rows = Rows(gathered, asking.codes(codes), chosen_aggregate)
        found = compared(asking, coders, notes=notes)
        chosen = chosen_of(coefficient, found, unit)
        comparison = compare(gathered, found, rows, scope, unit)
        drawn = resampled(comparison, bootstrap, seed)
        frame = frame_of(comparison, chosen, undefined, drawn, only_overall=overall)
        conditions = asking.scope(cases=cases).conditions
        told = cautions(comparison, unit, chosen, is_drawn=bool(bootstrap))
        said = definition(
            comparison, unit, chosen, undefined, (bootstrap, seed) if bootstrap else None
        )
    if len(found) > 2 and coders in ("any", "all"):
        told.append(f"All {len(found)} who coded anything are compared, since none are named.")
    names = [coder.name for coder in found]
    said += defined((), chosen_aggregate, "none", coders=names, sources=sources, notes=notes)
    if conditions:
        which = listed(map(str, conditions), "and")
        said.append(f"Only sources that hold something of a case ({which}), each as a whole.")
    return describe(frame, "agreement", f"Agreement of {names_of(found)} in {unit}", said, told)


def chosen_of(
    wanted: Coefficient | Sequence[Coefficient] | None, coders: Sequence[Coder], unit: Unit
) -> tuple[Coefficient, ...]:
    """The coefficients asked for, or what fits the number of coders.

    Raises:
        UnknownName: if there is no such coefficient.
        CannotCompare: if one is not made for so many coders, or for the unit.
    """
    default: tuple[Coefficient, ...] = ("kappa",) if len(coders) == 2 else ("fleiss", "alpha")
    asked: Sequence[Any] = (
        () if wanted is None else (wanted,) if isinstance(wanted, str) else wanted
    )
    chosen: tuple[Coefficient, ...] = tuple(dict.fromkeys(asked)) or default
    for each in chosen:
        one_of("coefficient", each, COEFFICIENTS)
        if each in ONLY_TWO and len(coders) > 2:
            raise CannotCompare(
                f"Cohen's kappa is of two coders, and there are {len(coders)}: {names_of(coders)}. "
                "Name two of them, or ask for fleiss, alpha or ac1."
            )
        if each == "u_alpha" and unit not in CONTINUA:
            raise CannotCompare(
                f"The alpha for unitizing is of stretches, and {unit} have no order. Ask for it in "
                f"{listed(CONTINUA)}."
            )
    return chosen
