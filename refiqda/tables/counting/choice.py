"""What is asked for and can be: units and how they are counted, and what a project has none of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from refiqda.errors import UnknownName
from refiqda.standard.model import Code
from refiqda.tables.counting.asking import NothingToCount, require_cases
from refiqda.tables.counting.coded import NONE, Coded
from refiqda.tables.counting.definitions import of_preset
from refiqda.tables.counting.presets import preset
from refiqda.tables.counting.rows import AGGREGATES, Aggregate
from refiqda.tables.counting.scope import Scope
from refiqda.tables.counting.units import MERGES, PLACES, UNITS, Merge, Unit, everyone_in
from refiqda.tables.counting.wording import listed, perhaps, short, some


@dataclass(frozen=True, slots=True)
class Choice:
    """Units and how they are counted: as asked for, else as a program does."""

    units: tuple[Unit, ...]
    aggregate: Aggregate
    merge: Merge
    says: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        unit: Unit | Sequence[Unit] | None,
        aggregate: Aggregate | None,
        merge: Merge | None,
        as_program: str | None = None,
    ) -> Choice:
        """What is asked for, checked.

        Raises:
            UnknownName: if there is no such unit, aggregation, merge or program.
        """
        known = preset(as_program) if as_program else None
        asked: Sequence[Any] = () if unit is None else (unit,) if isinstance(unit, str) else unit
        default: tuple[Unit, ...] = known.units if known else ("references",)
        units = tuple(dict.fromkeys(asked)) or default
        for each in units:
            one_of("unit", each, UNITS)
        chosen_aggregate: Aggregate = aggregate or (known.aggregate if known else "own")
        chosen_merge: Merge = merge or (known.merge if known else "none")
        one_of("aggregation", chosen_aggregate, AGGREGATES)
        one_of("way to merge", chosen_merge, MERGES)
        says, unknown = of_preset(known) if known else ((), ())
        return cls(units, chosen_aggregate, chosen_merge, tuple(says), tuple(unknown))


def one_of(what: str, name: str, known: Any) -> None:
    """Refuse a word that is none of a few.

    Raises:
        UnknownName: with the nearest one there is.
    """
    if name not in known:
        raise UnknownName(
            f"There is no {what} {name!r}{perhaps(name, known)}. Use {listed(known)}."
        )


def check_countable(coded: Coded, units: Sequence[Unit], scope: Scope) -> None:
    """Refuse a count of what the project has nothing of.

    Raises:
        NothingToCount: saying what is missing.
    """
    if "cases" in units:
        require_cases(coded, ", so cases cannot be counted")
    if ("users" in units or scope.coders != "any") and not len(
        everyone_in(coded, notes=scope.notes)
    ):
        raise NothingToCount(of_nobody(coded, "so coders cannot be counted"))


def of_nobody(coded: Coded, conclusion: str) -> str:
    """That no coder is known of what is looked at, and what can be done."""
    said = f"The project does not say who coded, {conclusion}."
    if not len(coded):
        return f"{said} Nothing in it is coded."
    if len(everyone_in(coded, notes=True)):
        return f"{said} Its notes do: add --notes to count them too."
    return said


def cautions(coded: Coded, chosen: Choice, *, is_shared: bool = False) -> list[str]:
    """What is peculiar about the project, for what is counted.

    ``is_shared`` says that codings are counted by what they share with others.
    """
    found = []
    if coded.without_text and set(chosen.units) & {"words", "characters", "coverage"}:
        named = some([short(name) for name in coded.without_text])
        found.append(f"The file lacks the text of {named}; what is coded there has no characters.")
    is_joined = chosen.merge == "union" or is_shared
    if is_joined and coded.has_both and set(chosen.units) & set(PLACES):
        found.append(
            "Ranges of a transcript are not joined with ranges of its recording, and share nothing "
            "with them: the ones are measured in characters, the others in time."
        )
    return [*found, *_without_row(coded)]


def _each(codes: Iterable[Code]) -> Iterator[Code]:
    for code in codes:
        yield code
        yield from _each(code.codes)


def _without_row(coded: Coded) -> Iterator[str]:
    """What the codebook leaves open: codes that cannot be told apart, codings of none of them."""
    known = set(map(id, coded.codes))
    same = [code for code in _each(coded.project.codes) if id(code) not in known]
    if same:
        named = some([short(code.name or "") for code in same])
        yield f"Codes that have no row, since their GUID is missing or that of another: {named}."
    lost = int((coded.columns.code == NONE).sum())
    if lost:
        yield f"Codings that count nowhere, since the project does not have their code: {lost:,}."
