"""What was counted, in the words of the field."""

from __future__ import annotations

from dataclasses import dataclass

from refiqda.claims.model import Claim
from refiqda.tables.counting.conditions import Condition
from refiqda.tables.counting.wording import listed

_NOUNS = {
    "cases": ("case", "cases"),
    "files": ("file", "files"),
    "references": ("reference", "references"),
    "segments": ("segment", "segments"),
    "codes": ("code", "codes"),
    "users": ("user", "users"),
    "values": ("value", "values"),
}
_LINKS = {
    "cases": "with a coding of",
    "files": "with a coding of",
    "references": "of",
    "segments": "coded with",
    "users": "who used",
    "codes": "below",
    "values": "in cases with a coding of",
}
_AGGREGATES = {
    "own": " itself",
    "children": " or a code directly below it",
    "descendants": " or a code below it",
}

_CODED = ("cases", "files", "values")
"""The units that are there without any coding."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a claim counts, as the rest of a sentence that begins with a number."""

    claim: Claim
    """Settled."""
    code: str = ""
    """The name of the code as the project has it."""
    has_children: bool = False
    conditions: tuple[Condition, ...] = ()
    alone: tuple[Condition, ...] = ()

    def after(self, found: int, whole: int | None = None) -> str:
        """``2 of 3 cases with a coding of 'trust'``."""
        number = str(found) if whole is None else f"{found} of {whole}"
        return f"{number} {self.noun(found if whole is None else whole)}{self}"

    def noun(self, number: int) -> str:
        """The unit: ``case`` or ``cases``."""
        return _NOUNS[self.claim.unit or "cases"][number != 1]

    def __str__(self) -> str:
        parts = [
            self._variable(),
            self._code(),
            self._level(),
            self._coders(),
            self._where(),
            self._merged(),
        ]
        return "".join(f" {part}" for part in parts if part)

    def _code(self) -> str:
        claim = self.claim
        if claim.code is None:
            return "with a coding" if claim.unit == "users" else ""
        name = f"{_LINKS[claim.unit or 'cases']} {self.code!r}"
        if claim.unit == "codes" or not self.has_children:
            return name
        return name + _AGGREGATES[claim.aggregate or "own"]

    def _variable(self) -> str:
        return f"of {self.claim.variable!r}" if self.claim.unit == "values" else ""

    def _level(self) -> str:
        return f"on level {self.claim.level}" if self.claim.level is not None else ""

    def _where(self) -> str:
        claim = self.claim
        inside = f"in {listed(map(repr, claim.source))}" if claim.source else ""
        conditions = [*map(str, self.conditions), *(f"{each} alone" for each in self.alone)]
        having = f"where {listed(conditions, 'and')}" if conditions else ""
        return " ".join(part for part in (inside, having) if part)

    def _merged(self) -> str:
        is_merged = self.claim.merge == "union" and self.claim.unit in ("references", "segments")
        return "after those that overlap are joined" if is_merged else ""

    def _coders(self) -> str:
        claim = self.claim
        if claim.unit == "codes" or (claim.code is None and claim.unit in _CODED):
            return ""
        if claim.coders == "all":
            return "by every coder"
        return f"by {listed(map(repr, claim.coders))}" if isinstance(claim.coders, tuple) else ""
