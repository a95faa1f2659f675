"""All matrices that satisfy the levels and the stages so far, for the exact solver CP-SAT.

The solver reckons in whole numbers alone, so that what it calls optimal is so. Every matrix that it
finds is counted again without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, combinations
from typing import Any

from analysis.canonical.definition import Matrix, Stage, Tally, reading
from analysis.determined.levels import Cell, Constraint, constraints, with_themes
from analysis.determined.proofs import Unproved, as_asked, counted_again, cp_sat, without_a_proof
from analysis.facts import Facts

MOST_WORK = 2_000.0
"""The solver's own measure of work, the same on every machine, at which it gives up a proof."""
AT_ONCE = 10
"""Cells that are made smallest in one go, read as one binary number."""


class Matrices:
    """The matrices that are left; each stage leaves fewer."""

    def __init__(
        self, facts: Facts, *, begin: Matrix | None = None, seed: int = 0, workers: int = 2
    ) -> None:
        """State the levels.

        Args:
            facts: what is printed, and what we read in it.
            begin: a matrix to begin the search at; what is proved does not depend on it.
            seed: how chance is drawn in the search; nor on this.
            workers: how many searches are run at once; nor on these.

        Raises:
            MissingExtra: if OR-tools is not installed.
        """
        self._cp = cp_sat()
        self._facts = facts
        self._seed = seed
        self._workers = workers
        self._asked: Sequence[Constraint] = constraints(facts)
        self._model = self._cp.CpModel()
        self._held: dict[tuple[str, str], Any] = {}
        self._patterns: dict[str, dict[frozenset[str], Any]] = {}
        self._counted: list[Tally] = []
        self._settled: set[tuple[str, str]] = set()
        self._last = begin
        for person in facts.participants:
            self._add_participant(person.name)
        for each in self._asked:
            self._add(each)

    def least(self, stage: Stage) -> int:
        """The least of a stage's measure, proved; from then on only matrices that reach it.

        Raises:
            Unproved: if there is no matrix, or no proof.
        """
        measure = self._measure(stage)
        if stage.taken == "sum":
            self._counted += stage.tallies
        self._model.minimize(measure)
        found, value = self._solved()
        if stage.value(with_themes(found, self._facts.theme_of)) != value:
            raise Unproved(f"{stage.name}: counted again, the solver's optimum is another.")
        self._model.add(measure <= value)
        self._tighten(stage, value)
        return value

    def settle(self, rows: Matrix) -> None:
        """From then on only matrices with these rows.

        Args:
            rows: the subthemes of some participants.
        """
        for person, names in rows.items():
            for name in self._facts.theme_of:
                self._settle((person, name), name in names)

    def smallest(self, tell: Callable[[str], None] = lambda _: None) -> Matrix:
        """The one that reads smallest, every cell of it proved.

        Args:
            tell: is told each participant whose row is done.

        Raises:
            Unproved: if there is no matrix, or no proof.
        """
        self._sort_alike()
        order = [cell for cell in reading(self._facts) if cell not in self._settled]
        found: Matrix = {}
        for start in range(0, len(order), AT_ONCE):
            part = order[start : start + AT_ONCE]
            self._model.minimize(_number([self._held[cell] for cell in part]))
            found, _ = self._solved()
            for person, name in part:
                self._settle((person, name), name in found[person])
                if name == next(reversed(self._facts.theme_of)):
                    tell(f"{person}: {', '.join(found[person])}")
        return found

    def _settle(self, cell: tuple[str, str], is_held: bool) -> None:
        self._settled.add(cell)
        self._model.add(self._held[cell] == int(is_held))

    def _add_participant(self, person: str) -> None:
        """The subthemes of one participant, and which of the five themes they come to.

        Each set of themes is a variable of its own, one of which is true. Overlaps of themes are
        then sums, for which the solver has far better bounds than for products.
        """
        parts: dict[str, list[Any]] = {}
        for name, theme in self._facts.theme_of.items():
            held = self._held[person, name] = self._model.new_bool_var("")
            parts.setdefault(theme, []).append(held)
        sets = chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1))
        patterns = {frozenset(themes): self._model.new_bool_var("") for themes in sets}
        self._model.add_exactly_one(patterns.values())
        self._patterns[person] = patterns
        for theme, below in parts.items():
            held = self._held[person, theme] = self._model.new_bool_var("")
            self._model.add(held == sum(is_so for has, is_so in patterns.items() if theme in has))
            self._model.add_max_equality(held, below)

    def _add(self, constraint: Constraint) -> None:
        self._model.add(as_asked(sum(map(self._cell, constraint.cells)), constraint))

    def _cell(self, cell: Cell) -> Any:
        if len(cell.names) == 1:
            return self._held[cell.participant, cell.names[0]]
        patterns = self._patterns[cell.participant]
        return sum(is_so for has, is_so in patterns.items() if has.issuperset(cell.names))

    def _measure(self, stage: Stage) -> Any:
        departures = [self._departure(tally) for tally in stage.tallies]
        if stage.taken == "sum":
            return sum(departures)
        most, fewest = self._between(stage)
        for each in departures:
            self._model.add(each <= most)
            self._model.add(each >= fewest)
        return most - fewest if stage.taken == "spread" else most

    def _between(self, stage: Stage) -> tuple[Any, Any]:
        """The largest tally is no less than the mean of all, and the smallest no more."""
        whole = sum(row.count for row in self._facts.box2 if row.subtheme)
        widest = max(len(tally.cells) for tally in stage.tallies)
        even = whole // len(stage.tallies)
        most = self._model.new_int_var(-(-whole // len(stage.tallies)), widest, "")
        return most, self._model.new_int_var(0, even, "")

    def _departure(self, tally: Tally) -> Any:
        number = sum(self._cell(cell) for cell in tally.cells)
        if (tally.times, tally.aim) == (1, 0):
            return number
        values = [tally.departure(each) for each in range(len(tally.cells) + 1)]
        departure = self._model.new_int_var_from_domain(self._cp.Domain.from_values(values), "")
        self._model.add_abs_equality(departure, tally.times * number - tally.aim)
        return departure

    def _tighten(self, stage: Stage, value: int) -> None:
        """What the optimum of a stage implies, said outright: it shortens the proofs."""
        if stage.taken == "largest":
            for tally in stage.tallies:
                person, (name,) = tally.cells[0]
                theme = self._held[person, self._facts.theme_of[name]]
                self._model.add(sum(self._cell(cell) for cell in tally.cells) <= value * theme)

    def _sort_alike(self) -> None:
        """Of two participants of whom all the same is asked, the earlier reads no greater.

        Else their rows could be exchanged, and the matrix would read smaller. So the definition
        says it already; said outright, it spares the solver the same search many times over. Who
        has a settled row is like nobody.
        """
        last: dict[tuple[object, ...], Any] = {}
        settled = {person for person, _ in self._settled}
        for person in (each.name for each in self._facts.participants if each.name not in settled):
            number = _number([self._held[person, name] for name in self._facts.theme_of])
            kind = self._asked_of(person)
            if kind in last:
                self._model.add(last[kind] <= number)
            last[kind] = number

    def _asked_of(self, person: str) -> tuple[object, ...]:
        """Where one participant stands in what is asked of several, and with which themes."""
        shared = [each.cells for each in self._asked] + [each.cells for each in self._counted]
        return tuple(
            (place, cell.names)
            for place, cells in enumerate(shared)
            for cell in cells
            if cell.participant == person
        )

    def _solved(self) -> tuple[Matrix, int]:
        """A matrix with the least of what was asked for, and how much that is."""
        solver = self._cp.CpSolver()
        solver.parameters.random_seed = self._seed
        solver.parameters.num_workers = self._workers
        solver.parameters.max_deterministic_time = MOST_WORK
        self._hint()
        status = solver.solve(self._model)
        if status != self._cp.OPTIMAL:
            raise without_a_proof(solver, status)
        found: Matrix = {person.name: [] for person in self._facts.participants}
        for person, name in reading(self._facts):
            if solver.boolean_value(self._held[person, name]):
                found[person].append(name)
        self._last = found
        counted_again(with_themes(found, self._facts.theme_of), self._asked)
        return found, round(solver.objective_value)

    def _hint(self) -> None:
        """Begin where the search before this one ended."""
        self._model.clear_hints()
        for person, names in (self._last or {}).items():
            for name in self._facts.theme_of:
                self._model.add_hint(self._held[person, name], int(name in names))


def _number(cells: Sequence[Any]) -> Any:
    """Cells read as one binary number."""
    return sum(2**place * cell for place, cell in enumerate(reversed(cells)))
