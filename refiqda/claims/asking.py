"""What a claim asks of a project, in the words of the claims file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from refiqda.claims import kinds
from refiqda.claims.keys import about, keys_of, table_of
from refiqda.claims.kinds import Kind
from refiqda.tables.counting.conditions import Value
from refiqda.tables.counting.rows import AGGREGATES, Aggregate
from refiqda.tables.counting.units import MERGES, Merge

Unit = Literal["cases", "files", "references", "segments", "codes", "users", "values"]
Coders = Literal["any", "all"] | tuple[str, ...]
Filter = Mapping[str, Value | tuple[Value, ...]]

UNITS: tuple[Unit, ...] = ("cases", "files", "references", "segments", "codes", "users", "values")
COUNTED = "What is counted"
"""The heading in the reference."""


def _key(kind: Kind, meaning: str) -> dict[str, Any]:
    return about(kind, meaning, group=COUNTED, inherited=True)


_COUNTING: dict[str, dict[str, Any]] = {
    "unit": _key(kinds.choice(*UNITS), "What is counted."),
    "aggregate": _key(
        kinds.choice(*AGGREGATES),
        "Whose codings count as those of a code: its own alone, also those of the codes directly "
        "below it, or of all below it.",
    ),
    "merge": _key(
        kinds.choice(*MERGES),
        "Whether references and segments that share a character are joined before they are "
        "counted. The other units are the same either way.",
    ),
    "coders": _key(
        kinds.CODERS,
        "Whose codings count: anybody's; only where every coder of the project coded; or those of "
        "the users named.",
    ),
    "notes": _key(
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
class Asking:
    """What is counted: of a claim, of a part, of a reading, or of what a claim is compared with."""

    code: str | None = field(
        default=None,
        metadata=_key(
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
        metadata=_key(
            kinds.FILTER,
            "Counts only what has these values of variables, of the case or of the source. A list "
            "means any of its values; several variables have to fit together.",
        ),
    )
    alone: Filter | None = field(
        default=None,
        metadata=_key(
            kinds.FILTER,
            "As `filter`, and counts only what has no other value of these variables.",
        ),
    )
    source: tuple[str, ...] | None = field(
        default=None,
        metadata=_key(
            kinds.NAMES,
            "Counts only in the sources of this set, or in this source, by name or GUID. A list "
            "means any of them.",
        ),
    )
    level: int | None = field(
        default=None,
        metadata=_key(
            kinds.POSITIVE,
            'With `unit = "codes"`: counts only codes on this level, 1 being the top.',
        ),
    )
    variable: str | None = field(
        default=None,
        metadata=_key(
            kinds.TEXT,
            'The variable of cases whose values are counted (`unit = "values"`), or whose numbers '
            "have the `mean`, `sum`, `range` or `n`.",
        ),
    )

    def settled(self, counting: Counting) -> Self:
        """The same with the defaults of the file where nothing of its own is said."""
        missing = {
            name: getattr(counting, name) for name in _COUNTING if getattr(self, name) is None
        }
        return dataclasses.replace(self, **missing)

    def given(self) -> dict[str, Any]:
        """The question keys that are there."""
        found = {key.name: getattr(self, key.name) for key in keys_of(Asking)}
        return {name: value for name, value in found.items() if value is not None}

    def asking(self, other: Asking | None) -> Self:
        """The same, asking what another asks wherever that says something."""
        return self if other is None else dataclasses.replace(self, **other.given())


ASKING = table_of(Asking, "table of the keys for what is counted", '{ filter = { Sex = "M" } }')
