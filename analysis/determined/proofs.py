"""The exact solver, and what is asked of everything that it says: a proof, and a count without it.

The solver is CP-SAT of Google's OR-tools. It reckons in whole numbers alone, so that what it calls
optimal is so, and not within a tolerance.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

from analysis.determined.levels import Constraint, holds
from refiqda import MissingExtra, RefiQdaError


class Unproved(RefiQdaError):
    """The solver gave up, or what it gave is not what was asked."""


class Compared:
    """What was derived, held against what is committed."""

    differences: list[str]
    """Where the committed files say otherwise."""

    @property
    def is_same(self) -> bool:
        """Whether the committed files say what was derived."""
        return not self.differences

    @property
    def status(self) -> int:
        """The exit status of the command."""
        return 0 if self.is_same else 1


def cp_sat() -> Any:
    """The module of the solver.

    Raises:
        MissingExtra: if it is not installed.
    """
    try:
        return importlib.import_module("ortools.sat.python.cp_model")
    except ImportError:
        raise MissingExtra(
            "What is derived with a solver needs OR-tools, which is not installed. Install it "
            "with: python -m pip install -e '.[solve]'. What was found with it is committed, and "
            "is read and checked without it."
        ) from None


def as_asked(number: Any, constraint: Constraint) -> Any:
    """A constraint for the solver, on the number of cells that are true."""
    if constraint.sense == "==":
        return number == constraint.number
    return number >= constraint.number if constraint.sense == ">=" else number <= constraint.number


def without_a_proof(solver: Any, status: Any) -> Unproved:
    """What is told where the solver ended otherwise than with a proof."""
    return Unproved(f"The solver ended without a proof: {solver.status_name(status)}.")


def counted_again(held: Mapping[str, frozenset[str]], asked: Iterable[Constraint]) -> None:
    """Hold a matrix of the solver against what was asked, by plain counting.

    Raises:
        Unproved: if it fails.
    """
    for constraint in asked:
        if not holds(held, constraint):
            raise Unproved(f"The solver's matrix fails this: {constraint.says}.")
