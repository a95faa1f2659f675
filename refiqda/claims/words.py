"""What was counted, in the words of the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from refiqda.claims.model import Claim
from refiqda.tables.counting.conditions import Condition, Value, as_text
from refiqda.tables.counting.wording import listed

_NOUNS = {
    "cases": ("case", "cases"),
    "files": ("file", "files"),
    "references": ("reference", "references"),
    "segments": ("segment", "segments"),
    "codes": ("code", "codes"),
    "users": ("user", "users"),
}
_LINKS = {
    "cases": "with a coding of",
    "files": "with a coding of",
    "references": "of",
    "segments": "coded with",
    "users": "who used",
    "codes": "below",
}
_AGGREGATES = {
    "own": " itself",
    "children": " or a code directly below it",
    "descendants": " or a code below it",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a claim counts, as the rest of a sentence that begins with a number."""

    claim: Claim
    """Settled."""
    code: str = ""
    """The name of the code as the project has it."""
    has_children: bool = False
    conditions: tuple[Condition, ...] = ()

    def after(self, found: int, whole: int | None = None) -> str:
        """``2 of 3 cases with a coding of 'trust'``."""
        number = str(found) if whole is None else f"{found} of {whole}"
        return f"{number} {self.noun(found if whole is None else whole)}{self}"

    def noun(self, number: int) -> str:
        """The unit: ``case`` or ``cases``."""
        return _NOUNS[self.claim.unit or "cases"][number != 1]

    def __str__(self) -> str:
        parts = [self._code(), self._level(), self._coders(), self._where(), self._merged()]
        return "".join(f" {part}" for part in parts if part)

    def _code(self) -> str:
        claim = self.claim
        if claim.code is None:
            return "with a coding" if claim.unit == "users" else ""
        name = f"{_LINKS[claim.unit or 'cases']} {self.code!r}"
        if claim.unit == "codes" or not self.has_children:
            return name
        return name + _AGGREGATES[claim.aggregate or "own"]

    def _level(self) -> str:
        return f"on level {self.claim.level}" if self.claim.level is not None else ""

    def _where(self) -> str:
        claim = self.claim
        inside = f"in {listed(map(repr, claim.source))}" if claim.source else ""
        having = f"where {listed(map(str, self.conditions), 'and')}" if self.conditions else ""
        return " ".join(part for part in (inside, having) if part)

    def _merged(self) -> str:
        is_merged = self.claim.merge == "union" and self.claim.unit in ("references", "segments")
        return "after those that overlap are joined" if is_merged else ""

    def _coders(self) -> str:
        claim = self.claim
        if claim.unit == "codes" or (claim.code is None and claim.unit in ("cases", "files")):
            return ""
        if claim.coders == "all":
            return "by every coder"
        return f"by {listed(map(repr, claim.coders))}" if isinstance(claim.coders, tuple) else ""


def expected(claim: Claim) -> str:
    """What is printed, short enough for a column."""
    of = "" if claim.of is None else f" of {claim.of}"
    if claim.equals is not None:
        return f"{claim.equals}{of}"
    if claim.at_least is not None:
        return f"at least {claim.at_least}{of}"
    if claim.at_most is not None:
        return f"at most {claim.at_most}{of}"
    if claim.between is not None:
        low, high = claim.between
        return f"{low} to {high}{of}"
    return f"only {filtered(claim.only)}" if claim.only is not None else ""


def filtered(filter: Mapping[str, Value | tuple[Value, ...]]) -> str:
    """``Sex = F and Site = Leeds or York``."""
    return listed(
        (
            f"{name} = {listed(map(as_text, value if isinstance(value, tuple) else (value,)))}"
            for name, value in filter.items()
        ),
        "and",
    )


def agrees(claim: Claim, found: int) -> bool:
    """Whether a count is what is printed, the denominator aside."""
    if claim.equals is not None:
        return found == claim.equals
    if claim.at_least is not None:
        return found >= claim.at_least
    if claim.at_most is not None:
        return found <= claim.at_most
    low, high = claim.between or (0, 0)
    return low <= found <= high
