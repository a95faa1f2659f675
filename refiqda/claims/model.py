"""What a claims file says, as plain objects: the numbers that a paper prints.

The fields are the keys of the file, with what each may hold and what it means; the reader and the
reference page are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from refiqda.claims import kinds
from refiqda.claims.asking import UNITS, Asking, Coders, Counting, Filter, Unit
from refiqda.claims.keys import about, keys_of, table_of
from refiqda.claims.kinds import Kind, Unfit
from refiqda.claims.printed import AMOUNTS, LISTING, PRINTED, Printed, Span, Thing
from refiqda.tables.counting.rows import AGGREGATES
from refiqda.tables.counting.units import MERGES

RELATIONS = ("same_as", "no_more_than", "no_less_than", "sum_of", "union_of", "overlap_of")
"""The keys that name other claims."""
ABOUT = "About the claim"
BESIDE = "What else is printed"
VERDICT = "The verdict"
"""Headings in the reference."""

Reference = str | int
JUDGED = ("tension", "editorial", "consistent", "not checkable")
"""The verdicts that may be given by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict given by hand."""

    verdict: str = field(metadata=about(kinds.choice(*JUDGED), "The verdict."))
    by: str = field(metadata=about(kinds.TEXT, "Who says so."))
    because: str = field(metadata=about(kinds.TEXT, "Why."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of several ways to read what is counted: a table ``[[claim.reading]]``."""

    says: str
    """What is counted so, in the reader's words."""
    but: str | None = None
    """Why the reading does not count, though the numbers may agree."""
    count: Asking | None = None
    """What is counted; of a claim with parts, what all of them count so."""
    parts: Mapping[str, Asking] = field(default_factory=dict)
    """What each part counts, by its id."""


def _nothing(value: Any) -> Any:
    raise Unfit(f"is {value}, which only the reader of claims takes.")


_PARTS = Kind("tables `[[claim.part]]`", _nothing)
_READINGS = Kind("tables `[[claim.reading]]`", _nothing)
NESTED = ("part", "reading")
"""The keys that hold tables of their own."""


def _relation(kind: Kind, meaning: str) -> dict[str, Any]:
    return about(kind, meaning, group=BESIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Printed):
    """One printed number: a table ``[[claim]]``, or a part of one."""

    id: str = field(
        metadata=about(kinds.TEXT, "A short name, different for every claim.", group=ABOUT)
    )
    where: str = field(
        default="",
        metadata=about(
            kinds.WORDS,
            "The place in the paper, such as a table or a page.",
            group=ABOUT,
            inherited=True,
        ),
    )
    says: str = field(
        default="",
        metadata=about(kinds.WORDS, "What the paper says there, in your own words.", group=ABOUT),
    )
    means: str = field(
        default="",
        metadata=about(
            kinds.WORDS,
            "What it means formally, for the reader. Nothing is made of it.",
            group=ABOUT,
        ),
    )
    evidence: str = field(
        default="",
        metadata=about(
            kinds.WORDS,
            "What it can be checked from, such as `Table 1`, for the reader.",
            group=ABOUT,
            inherited=True,
        ),
    )
    counted: bool | None = field(
        default=None,
        metadata=about(
            kinds.TRUTH,
            "Whether what is printed is counted in the project. If not, only what else is printed "
            "is held against it.",
            group=ABOUT,
            inherited=True,
            default="true",
        ),
    )
    part: tuple[Claim, ...] = field(
        default=(),
        metadata=about(
            _PARTS,
            "The numbers of a claim that prints several. Each has the keys of a claim and what "
            "the claim says for all of them.",
            group=ABOUT,
        ),
    )
    reading: tuple[Reading, ...] = field(
        default=(),
        metadata=about(
            _READINGS,
            "Several ways to read what is counted: `says`, `but`, and what is counted as `count` "
            "or under the ids of the parts.",
            group=ABOUT,
        ),
    )
    same_as: tuple[str, ...] | None = field(
        default=None,
        metadata=_relation(
            kinds.IDS, "The same is printed there: of all that both of them print, nothing differs."
        ),
    )
    no_more_than: tuple[Reference, ...] | None = field(
        default=None,
        metadata=_relation(
            kinds.REFERENCES,
            "What is printed is no more than what is printed there (of a range, its upper end).",
        ),
    )
    no_less_than: tuple[Reference, ...] | None = field(
        default=None,
        metadata=_relation(
            kinds.REFERENCES,
            "What is printed is no less than what is printed there (of a range, its lower end).",
        ),
    )
    sum_of: tuple[Reference, ...] | None = field(
        default=None,
        metadata=_relation(kinds.REFERENCES, "The numbers printed there add up to this one."),
    )
    union_of: tuple[Reference, ...] | None = field(
        default=None,
        metadata=_relation(
            kinds.REFERENCES,
            "What is counted is what is in at least one of those sets.",
        ),
    )
    overlap_of: tuple[Reference, ...] | None = field(
        default=None,
        metadata=_relation(
            kinds.REFERENCES, "What is counted is what those sets share, all of them."
        ),
    )
    basis: Literal["imposed", "weaker"] | None = field(
        default=None,
        metadata=about(
            kinds.choice("imposed", "weaker"),
            "`imposed`: the project was made to give this number, so that agreeing proves nothing; "
            "`imposed` is then said in place of `reproduced`. `weaker`: what is computed is less "
            "than what is printed, such as a sign of it; `consistent` is then said.",
            group=VERDICT,
            inherited=True,
        ),
    )
    because: str | None = field(
        default=None,
        metadata=about(kinds.TEXT, "With `basis`: why it is so.", group=VERDICT, inherited=True),
    )
    judged: Judged | None = field(
        default=None,
        metadata=about(
            table_of(
                Judged,
                "table of `verdict`, `by` and `because`",
                '{ verdict = "tension", by = "who says so", because = "why" }',
            ),
            "A verdict by hand, with who gives it and why. What can be computed is still computed, "
            "and a contradiction stays one.",
            group=VERDICT,
        ),
    )
    not_checkable: str | None = field(
        default=None,
        metadata=about(
            kinds.TEXT,
            "Why no project could show this; the claim is listed, not checked. No printed value is "
            "needed.",
            group=VERDICT,
        ),
    )
    external: str | None = field(
        default=None,
        metadata=about(
            kinds.TEXT,
            "Whose number it is, of a claim about things outside the study; it is listed, not "
            "checked.",
            group=VERDICT,
        ),
    )

    @property
    def printed(self) -> str:
        """The key of :data:`PRINTED` that is there; empty if none is."""
        return next((name for name in PRINTED if getattr(self, name) is not None), "")

    @property
    def is_listing(self) -> bool:
        """Whether it says something of a list of numbers."""
        if any(getattr(self, name) is not None for name in LISTING):
            return True
        is_set = self.union_of is not None or self.overlap_of is not None
        return self.n is not None and self.variable is not None and not is_set

    @property
    def is_open(self) -> bool:
        """Whether it is not said beforehand that no project could show it."""
        return self.not_checkable is None and self.external is None

    @property
    def is_asked(self) -> bool:
        """Whether the project is asked anything."""
        if not self.is_open or self.counted is False:
            return False
        return bool(self.printed) or (self.is_listing and self.variable is not None)

    def split(self) -> tuple[Claim, ...]:
        """The parts, each with a full id and with what the claim says for all of them."""
        return tuple(self._whole(part) for part in self.part)

    def _whole(self, part: Claim) -> Claim:
        missing = {
            key.name: getattr(self, key.name)
            for key in keys_of(Claim)
            if key.is_inherited and getattr(part, key.name) in (None, "")
        }
        if part.printed not in (*AMOUNTS, "more_than", "fewer_than"):
            missing.pop("of", None)
        if part.basis is not None:
            missing.pop("because", None)
        return replace(part, id=f"{self.id}.{part.id}", **missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The printed numbers of a paper."""

    claims: tuple[Claim, ...]
    counting: Counting = field(default_factory=Counting)
    paper: Mapping[str, str] = field(default_factory=dict)
    """What the file says of the paper, free words for the reader."""
    name: str = "claims"
    """The file, as messages call it."""

    @property
    def title(self) -> str:
        """The title of the paper, if the file has it."""
        return self.paper.get("title", "")

    def by_id(self) -> dict[str, Claim]:
        """Every claim and every part of one, by its full id."""
        return {each.id: each for claim in self.claims for each in (claim, *claim.split())}


__all__ = [
    "AGGREGATES",
    "AMOUNTS",
    "LISTING",
    "MERGES",
    "NESTED",
    "PRINTED",
    "UNITS",
    "Asking",
    "Claim",
    "Claims",
    "Coders",
    "Counting",
    "Filter",
    "Judged",
    "Reading",
    "Reference",
    "Span",
    "Thing",
    "Unit",
    "keys_of",
]
