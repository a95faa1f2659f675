"""Plain text and the positions in it."""

from refiqda.text.conventions import CANDIDATES, STANDARD, Convention
from refiqda.text.inference import Expected, Mark, Rival, Verdict, Weights, decide, weigh
from refiqda.text.passages import passage
from refiqda.text.positions import Moved, Positions

__all__ = [
    "CANDIDATES",
    "STANDARD",
    "Convention",
    "Expected",
    "Mark",
    "Moved",
    "Positions",
    "Rival",
    "Verdict",
    "Weights",
    "decide",
    "passage",
    "weigh",
]
