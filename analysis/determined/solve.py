"""The least and the most that a number can be, proved: an exact solver over whole numbers.

What the solver finds is checked without it: the matrix that reaches an optimum is held against
every constraint by plain counting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.determined.figures import Figure
from analysis.determined.levels import Cell, Constraint
from analysis.determined.proofs import Unproved, as_asked, counted_again, cp_sat, without_a_proof
from analysis.determined.results import Bounds

Held = dict[str, frozenset[str]]
"""The themes and subthemes of each participant."""

MOST_WORK = 120.0
"""The solver's own measure of work, the same on every machine, at which it gives up a proof."""


class Solver:
    """All matrices that satisfy some constraints, and what is least and most in them."""

    def __init__(
        self,
        participants: Sequence[str],
        theme_of: Mapping[str, str],
        constraints: Sequence[Constraint],
    ) -> None:
        """State the constraints.

        Args:
            participants: their names.
            theme_of: the theme of each subtheme.
            constraints: what is asked of a matrix.

        Raises:
            MissingExtra: if OR-tools is not installed.
        """
        self._cp = cp_sat()
        self._constraints = constraints
        self._model = self._cp.CpModel()
        self._is_held: dict[tuple[str, str], Any] = {}
        self._derived: dict[tuple[str, tuple[str, ...], bool], Any] = {}
        for participant in participants:
            self._add_participant(participant, theme_of)
        for constraint in constraints:
            self._add(constraint)

    def witness(self) -> Held | None:
        """A matrix that satisfies everything; None if there is none, which is proved."""
        self._model.clear_objective()
        return self._solved()

    def bounds(self, figure: Figure) -> Bounds:
        """The least and the most of a number; each reached by a matrix that was checked.

        Raises:
            Unproved: if there is no matrix, or no proof.
        """
        number = sum(self._all(person, figure) for person in figure.people)
        reached = []
        for aim in (self._model.minimize, self._model.maximize):
            aim(number)
            held = self._solved()
            if held is None:
                raise Unproved(f"No matrix is left of which {figure.theme} could be counted.")
            reached.append(figure.found(held))
        return Bounds(*reached)

    def _add_participant(self, participant: str, theme_of: Mapping[str, str]) -> None:
        parts: dict[str, list[Any]] = {}
        for subtheme, theme in theme_of.items():
            held = self._model.new_bool_var("")
            self._is_held[participant, subtheme] = held
            parts.setdefault(theme, []).append(held)
        for theme, several in parts.items():
            held = self._model.new_bool_var("")
            self._is_held[participant, theme] = held
            self._model.add_bool_or([~held, *several])
            for each in several:
                self._model.add_implication(each, held)

    def _add(self, constraint: Constraint) -> None:
        self._model.add(as_asked(sum(map(self._cell, constraint.cells)), constraint))

    def _cell(self, cell: Cell) -> Any:
        return self._literal(cell.participant, cell.names, is_none=False)

    def _all(self, person: str, figure: Figure) -> Any:
        return self._literal(person, figure.names, is_none=figure.is_none)

    def _literal(self, person: str, names: tuple[str, ...], *, is_none: bool) -> Any:
        """Whether a participant holds all of the names, or none of them."""
        several = [self._is_held[person, name] for name in names]
        if is_none:
            several = [~each for each in several]
        if len(several) == 1:
            return several[0]
        key = (person, names, is_none)
        if key not in self._derived:
            both = self._derived[key] = self._model.new_bool_var("")
            for each in several:
                self._model.add_implication(both, each)
            self._model.add(both >= sum(several) - (len(several) - 1))
        return self._derived[key]

    def _solved(self) -> Held | None:
        solver = self._cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # the linear bound proves overlaps at once
        solver.parameters.cp_model_probing_level = 0  # probing and symmetry cost half the time
        solver.parameters.symmetry_level = 0
        solver.parameters.max_deterministic_time = MOST_WORK
        status = solver.solve(self._model)
        if status == self._cp.INFEASIBLE:
            return None
        if status != self._cp.OPTIMAL:
            raise without_a_proof(solver, status)
        held: dict[str, set[str]] = {}
        for (participant, name), variable in self._is_held.items():
            names = held.setdefault(participant, set())
            if solver.boolean_value(variable):
                names.add(name)
        found = {participant: frozenset(names) for participant, names in held.items()}
        counted_again(found, self._constraints)
        return found
