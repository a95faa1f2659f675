"""A claims file drafted from a project: every count there is, for its authors to choose from.

The project is asked what claims would ask, by the same :func:`refiqda.claims.verify`, so a draft
agrees with its project whatever is counted. What cannot be counted is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

from refiqda.claims import toml
from refiqda.claims.asking import Counting
from refiqda.claims.draft_names import Ids, Listed, NamesOf
from refiqda.claims.draft_words import COUNTING, HEAD, PAPER, said, said_of_list
from refiqda.claims.keys import keys_of
from refiqda.claims.model import Claim, Claims
from refiqda.claims.report import plain
from refiqda.claims.verdicts import verify
from refiqda.standard.model import Project
from refiqda.tables.counting.asking import Asking, CannotCount, NothingToCount
from refiqda.tables.counting.coded import Coded, coded
from refiqda.text.conventions import Convention

FEW = 10
"""Numbers of a variable are counted one by one if there are no more different ones than these."""
_ASKED = ("unit", "code", "source", "filter", "level", "variable")
_PRINTED = ("equals", "of", "n", "mean", "range")
"""The keys of a draft, in the order of the file."""


class Item(NamedTuple):
    """A claim on its way: what is counted, without the number, and the heading it stands under."""

    heading: str
    claim: Claim


def draft(
    project: Project | str | os.PathLike[str],
    *,
    counting: Counting | None = None,
    codes: Sequence[str] | str | None = None,
    by: Sequence[str] | str = (),
    convention: Convention | str | None = None,
    name: str = "",
) -> str:
    """The text of a claims file that counts all there is in a project.

    It has the cases, files and coders, the sets, the values of variables, the codes on each level,
    and how often each code was used; with ``by`` also for each value of these variables. Whoever
    edits it takes away what a paper does not print.

    Args:
        project: the project, or its file.
        counting: how codes are counted; without it cases if the project has any, else files.
        codes: the codes to be counted, by name, path, pattern or set; all of them if left out.
        by: names of variables.
        convention: how the file counts positions, where that is known better than it shows.
        name: what the draft calls the project; without it its file, or its own name.

    Raises:
        UnknownName: if the project has no such code, coder or variable.
        NothingToCount: if there is nothing in the project.
        CannotCount: if codes cannot be counted so.
        NotRefiQda: if it is no project.
    """
    with coded(project, convention) as gathered:
        counting = counting or Counting(unit="cases" if gathered.cases else "files")
        chosen = _Chosen(gathered, counting)
        items = list(chosen.items(codes, [by] if isinstance(by, str) else by))
        found = _found(items, counting, gathered.project, convention)
        named = project.name if isinstance(project, Project) else Path(project).name
        head = plain(name or named or "a project")
        if not any(item.claim.is_listing or item.claim.id in found for item in items):
            raise NothingToCount(f"{head} has nothing to count: no cases, sources or codes.")
        return "\n".join(_written(items, found, counting, head))


class _Chosen:
    """What is to be counted in one project."""

    def __init__(self, gathered: Coded, counting: Counting) -> None:
        self.coded, self.counting = gathered, counting
        _check(counting)
        self.asking = Asking(gathered)
        if isinstance(counting.coders, tuple):
            self.asking.coders(counting.coders)  # raises for a coder who is not there
        self.names = NamesOf(gathered.project, self.asking.names)
        self.ids = Ids()

    def items(self, codes: Sequence[str] | str | None, by: Iterable[str]) -> Iterator[Item]:
        """All of it, in the order of the file."""
        groups = [self.names.variable(name) for name in by]
        yield from self._everything()
        yield from self._sets()
        for variable in self.names.variables():
            yield from self._values(variable)
        yield from self._levels()
        if self.coded.codes or codes:
            named = list(self._named(codes))
            yield from self._used(named, "How often each code was used", "", {})
            for variable in groups:
                for value in variable.values:
                    heading = f"Codes where {variable.name} = {toml.value(value)}"
                    filter = {variable.name: (value,)}
                    yield from self._used(named, heading, toml.value(value), filter)

    def _item(self, heading: str, id: str, **asked: Any) -> Item:
        claim = Claim(id=id, at_least=0, **asked)
        return Item(plain(heading), claim)

    def _everything(self) -> Iterator[Item]:
        units = ["cases", "files"]
        if self.counting.coders != "all":
            units.append("users")
        if self.counting.unit not in units:
            units.append(self.counting.unit)
        for unit in units:
            id = self.ids.of("coders" if unit == "users" else unit)
            yield self._item("What there is", id, unit=unit)

    def _sets(self) -> Iterator[Item]:
        for name, called in self.names.sets():
            for unit in ("files", "cases"):
                id = self.ids.of(name, unit, instead="set")
                yield self._item("Sets of sources", id, unit=unit, source=(called,))

    def _values(self, variable: Listed) -> Iterator[Item]:
        heading = f"Values of {variable.name}"
        if len(variable.numbers) > 1:
            id = self.ids.of(variable.name, "mean", instead="variable")
            yield Item(
                plain(heading), replace(_list_of(variable.numbers), id=id, variable=variable.name)
            )
        if variable.is_number and len(variable.values) > FEW:
            return
        unit = "cases" if variable.condition.known_cases else "files"
        for value in variable.values:
            id = self.ids.of(variable.name, toml.value(value), instead="variable")
            yield self._item(heading, id, unit=unit, filter={variable.name: (value,)})

    def _levels(self) -> Iterator[Item]:
        depths = {len(steps) for steps in self.coded.tree.steps.values()}
        if depths:
            yield self._item("The codebook", self.ids.of("codes"), unit="codes")
        for level in sorted(depths):
            id = self.ids.of("codes on level", str(level))
            yield self._item("The codebook", id, unit="codes", level=level)

    def _named(self, codes: Sequence[str] | str | None) -> Iterator[tuple[str, str]]:
        """What claims call the chosen codes, and their own names; without those that have none."""
        keys = list(self.coded.code_numbers)
        for number in self.asking.codes(codes):
            called = self.names.code(keys[number])
            if called is not None:
                yield called, self.coded.codes[number].name or ""

    def _used(
        self,
        named: Iterable[tuple[str, str]],
        heading: str,
        group: str,
        filter: Mapping[str, Any],
    ) -> Iterator[Item]:
        unit = self.counting.unit
        for called, name in named:
            id = self.ids.of(name, group, instead="code")
            yield self._item(heading, id, unit=unit, code=called, filter=filter or None)


def _check(counting: Counting) -> None:
    """Refuse a definition that says nothing of how often a code was used."""
    if counting.unit in ("codes", "values"):
        raise CannotCount(f"Codes cannot be counted in {counting.unit}. Count cases or references.")
    if counting.unit == "users" and counting.coders == "all":
        raise CannotCount("What all coders coded alike cannot be counted in users. Count segments.")


def _list_of(numbers: Sequence[Decimal]) -> Claim:
    """What is printed of a list of numbers; the mean with two decimals, a half rounded up."""
    mean = Fraction(sum(numbers)) / len(numbers)
    hundredths = floor(mean * 100 + Fraction(1, 2))
    return Claim(
        id="list",
        n=len(numbers),
        mean=Decimal(hundredths).scaleb(-2),
        range=(min(numbers), max(numbers)),
    )


def _found(
    items: Sequence[Item],
    counting: Counting,
    project: Project,
    convention: Convention | str | None,
) -> dict[str, int]:
    """What the project has of each claim, and of what it is a part of, by id.

    A denominator has the id of its claim with a mark behind it, which no id of a draft has.
    """
    claims = [item.claim for item in items if not item.claim.is_listing]
    asked = [*claims, *(_wider(claim) for claim in claims if _wider(claim) is not None)]
    whole = Claims(claims=tuple(each for each in asked if each is not None), counting=counting)
    frame = verify(whole, project, convention=convention)
    rows = zip(frame["id"], frame["found"], strict=True)
    return {str(id): int(found) for id, found in rows if found}


def _wider(claim: Claim) -> Claim | None:
    """What ``of`` is checked against: the same without what narrows it first."""
    id = f"{claim.id}/of"
    if claim.code is not None:
        return replace(claim, id=id, code=None)
    if claim.filter:
        return replace(claim, id=id, filter=None)
    if claim.source is not None or claim.level is not None:
        return replace(claim, id=id, source=None, level=None)
    return None


def _written(
    items: Iterable[Item], found: Mapping[str, int], counting: Counting, name: str
) -> Iterator[str]:
    yield HEAD.format(name=name)
    yield f'{PAPER}\n[paper]\ntitle = ""\n'
    yield COUNTING
    yield "[counting]"
    defaults = {key.name: getattr(counting, key.name) for key in keys_of(Counting)}
    yield from toml.lines(defaults)
    yield ""
    heading = ""
    for item in items:
        claim = item.claim
        if not claim.is_listing and claim.id not in found:
            continue  # the project has nothing of the kind
        if item.heading != heading:
            heading = item.heading
            yield f"# ---- {heading}\n"
        yield "[[claim]]"
        yield from toml.lines(_table(claim, found, counting))
        yield ""


def _table(claim: Claim, found: Mapping[str, int], counting: Counting) -> dict[str, object]:
    """The keys of a claim with the number that was found."""
    unit = claim.unit or counting.unit
    if claim.is_listing:
        words = said_of_list(claim)
    else:
        number, of = found[claim.id], found.get(f"{claim.id}/of")
        if of is not None and of < max(number, 1):
            of = None  # of nothing; or of ranges that those of other codes join to fewer
        words = said(claim, unit, number, of)
        claim = replace(claim, equals=number, of=of)
    table: dict[str, object] = {"id": claim.id, "where": "", "says": plain(words)}
    table |= {name: getattr(claim, name) for name in (*_ASKED, *_PRINTED)}
    if claim.unit == counting.unit:
        table["unit"] = None
    return {name: _short(held) for name, held in table.items()}


def _short(held: object) -> object:
    """A list of one name as the name alone, in a filter too."""
    if isinstance(held, Mapping):
        return {name: _short(each) for name, each in held.items()}
    return held[0] if isinstance(held, tuple) and len(held) == 1 else held
