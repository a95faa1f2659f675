"""The reconstruction, unique by definition: stages, each the constraint of the next."""

from __future__ import annotations

from analysis.canonical.check import check
from analysis.canonical.invented import Invented, invented
from analysis.canonical.stages import Outcome, reconstruct_matrix

__all__ = ["Invented", "Outcome", "check", "invented", "reconstruct_matrix"]
