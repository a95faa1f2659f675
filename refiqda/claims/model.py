"""What a claims file says, as plain objects: the numbers that a paper prints.

The fields are the keys of the file, with what each may hold and what it means; the reader and the
reference page are made from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from refiqda.claims import kinds
from refiqda.claims.kinds import Kind
from refiqda.tables.counting.conditions import Value
from refiqda.tables.counting.rows import AGGREGATES, Aggregate
from refiqda.tables.counting.units import MERGES, Merge

Unit = Literal["cases", "files", "references", "segments", "codes", "users"]
Coders = Literal["any", "all"] | tuple[str, ...]
Filter = Mapping[str, Value | tuple[Value, ...]]

UNITS: tuple[Unit, ...] = ("cases", "files", "references", "segments", "codes", "users")
PRINTED = ("equals", "at_least", "at_most", "between", "only")
"""The keys for what is printed; a claim has exactly one of them."""


def _about(kind: Kind, meaning: str) -> dict[str, Any]:
    """What a key may hold and what it means."""
    return {"kind": kind, "meaning": meaning}


_COUNTING: dict[str, dict[str, Any]] = {
    "unit": _about(kinds.choice(*UNITS), "What is counted."),
    "aggregate": _about(
        kinds.choice(*AGGREGATES),
        "Whose codings count as those of a code: its own alone, also those of the codes directly "
        "below it, or of all below it.",
    ),
    "merge": _about(
        kinds.choice(*MERGES),
        "Whether references and segments that share a character are joined before they are "
        "counted. The other units are the same either way.",
    ),
    "coders": _about(
        kinds.CODERS,
        "Whose codings count: anybody's; only where every coder of the project coded; or those of "
        "the users named.",
    ),
    "notes": _about(
        kinds.TRUTH,
        "Whether notes (memos) that are coded count too, as if they were sources.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How a paper counts, unless a claim says otherwise: the table ``[counting]``."""

    unit: Unit = field(default="cases", metadata=_COUNTING["unit"])
    aggregate: Aggregate = field(default="descendants", metadata=_COUNTING["aggregate"])
    merge: Merge = field(default="none", metadata=_COUNTING["merge"])
    coders: Coders = field(default="any", metadata=_COUNTING["coders"])
    notes: bool = field(default=False, metadata=_COUNTING["notes"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One printed number: a table ``[[claim]]``."""

    id: str = field(metadata=_about(kinds.TEXT, "A short name, different for every claim."))
    where: str = field(
        default="",
        metadata=_about(kinds.WORDS, "The place in the paper, such as a table or a page."),
    )
    says: str = field(
        default="", metadata=_about(kinds.WORDS, "What the paper says there, in your own words.")
    )
    code: str | None = field(
        default=None,
        metadata=_about(
            kinds.TEXT,
            "The code: its name, its full path (`A > B`) where the name is not unique, or its "
            "GUID. Without it the units themselves are counted.",
        ),
    )
    unit: Unit | None = field(default=None, metadata=_COUNTING["unit"])
    aggregate: Aggregate | None = field(default=None, metadata=_COUNTING["aggregate"])
    merge: Merge | None = field(default=None, metadata=_COUNTING["merge"])
    coders: Coders | None = field(default=None, metadata=_COUNTING["coders"])
    notes: bool | None = field(default=None, metadata=_COUNTING["notes"])
    filter: Filter | None = field(
        default=None,
        metadata=_about(
            kinds.FILTER,
            "Counts only what has these values of variables, of the case or of the source. A list "
            "means any of its values; several variables have to fit together.",
        ),
    )
    source: tuple[str, ...] | None = field(
        default=None,
        metadata=_about(
            kinds.NAMES,
            "Counts only in the sources of this set, or in this source, by name or GUID. A list "
            "means any of them.",
        ),
    )
    level: int | None = field(
        default=None,
        metadata=_about(
            kinds.POSITIVE,
            'With `unit = "codes"`: counts only codes on this level, 1 being the top.',
        ),
    )
    equals: int | None = field(default=None, metadata=_about(kinds.COUNT, "The number printed."))
    of: int | None = field(
        default=None,
        metadata=_about(
            kinds.POSITIVE,
            "The printed denominator, checked as well: the same count without the code; without a "
            "code, without the filter; with neither, without the source or the level.",
        ),
    )
    at_least: int | None = field(
        default=None, metadata=_about(kinds.COUNT, "The least that the words allow.")
    )
    at_most: int | None = field(
        default=None, metadata=_about(kinds.COUNT, "The most that the words allow.")
    )
    between: tuple[int, int] | None = field(
        default=None,
        metadata=_about(
            kinds.BOUNDS, "The least and the most that the words allow, both included."
        ),
    )
    only: Filter | None = field(
        default=None,
        metadata=_about(
            kinds.FILTER,
            "In place of a number: there is something to count, and all of it has these values "
            "of variables. Written as `filter`.",
        ),
    )
    basis: Literal["imposed"] | None = field(
        default=None,
        metadata=_about(
            kinds.choice("imposed"),
            "The project was made to give this number, so that agreeing proves nothing: "
            "`imposed` is then said in place of `reproduced`.",
        ),
    )
    not_checkable: str | None = field(
        default=None,
        metadata=_about(
            kinds.TEXT,
            "Why no project could show this; the claim is listed, not checked. No printed value is "
            "needed.",
        ),
    )

    def settled(self, counting: Counting) -> Claim:
        """The claim with the defaults of the file where it says nothing of its own."""
        missing = {
            name: getattr(counting, name) for name in _COUNTING if getattr(self, name) is None
        }
        return dataclasses.replace(self, **missing)


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


class Key(NamedTuple):
    """A key of a table in the claims file."""

    name: str
    kind: Kind
    default: str
    """As TOML; empty where there is none."""
    meaning: str
    required: bool


def keys_of(table: type[Counting | Claim]) -> Iterator[Key]:
    """The keys of a table, in the order of the reference page."""
    for each in dataclasses.fields(table):
        kind, meaning = each.metadata["kind"], each.metadata["meaning"]
        is_required = each.default is dataclasses.MISSING
        yield Key(each.name, kind, _toml(each.default), meaning, is_required)


def _toml(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return f'"{default}"' if isinstance(default, str) and default else ""
