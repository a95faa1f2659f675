"""What a paper prints of a claim, in the words of the claims file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from refiqda.claims import kinds
from refiqda.claims.asking import ASKING, Asking, Filter
from refiqda.claims.keys import about
from refiqda.claims.kinds import Kind, Unfit
from refiqda.tables.counting.wording import short

Thing = int | str | tuple[str, ...]
"""Something printed that is no count, such as a word."""
PRINTED_HERE = "What is printed"
"""The heading in the reference."""

PRINTED = (
    "equals",
    "at_least",
    "at_most",
    "between",
    "only",
    "majority",
    "more_than",
    "fewer_than",
    "rank",
    "rank_at_most",
    "case",
)
"""The keys of which a claim has one at most: each is a question to the project."""
AMOUNTS = ("equals", "at_least", "at_most", "between", "majority")
"""Those that say how large a set is."""
LISTING = ("mean", "sum", "range")
"""What is printed of a list of numbers; with ``n``."""


class Span(NamedTuple):
    """Two moments, each between its earliest and its latest day."""

    start: tuple[datetime.date, datetime.date]
    end: tuple[datetime.date, datetime.date]


def _span(value: Any) -> Span:
    example = 'Write it so: { from = "2009-03-31", to = ["2018-12-01", "2019-03-31"] }.'
    if not isinstance(value, Mapping) or set(value) != {"from", "to"}:
        raise Unfit(f"is {short(value)}. {example}")
    moments = []
    for name in ("from", "to"):
        try:
            moments.append(kinds.MOMENTS.take(value[name]))
        except Unfit as unfit:
            raise Unfit(f"is not right: {name} {unfit}") from None
    span = Span(*moments)
    if span.start[0] > span.end[1]:
        raise Unfit("is not right: it ends before it begins.")
    return span


def _said(kind: Kind, meaning: str, **more: Any) -> dict[str, Any]:
    return about(kind, meaning, group=PRINTED_HERE, **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed(Asking):
    """What is counted, and what is printed of it."""

    equals: int | None = field(default=None, metadata=_said(kinds.COUNT, "The number printed."))
    of: int | None = field(
        default=None,
        metadata=_said(
            kinds.POSITIVE,
            "The printed denominator, checked as well: the same count without the code; without a "
            "code, without the filter; with neither, without the source or the level.",
            inherited=True,
        ),
    )
    at_least: int | None = field(
        default=None, metadata=_said(kinds.COUNT, "The least that the words allow.")
    )
    at_most: int | None = field(
        default=None, metadata=_said(kinds.COUNT, "The most that the words allow.")
    )
    between: tuple[int, int] | None = field(
        default=None,
        metadata=_said(kinds.BOUNDS, "The least and the most that the words allow, both included."),
    )
    only: Filter | None = field(
        default=None,
        metadata=_said(
            kinds.FILTER,
            "In place of a number: there is something to count, and all of it has these values "
            "of variables. Written as `filter`.",
        ),
    )
    majority: bool | None = field(
        default=None,
        metadata=_said(
            kinds.MAJORITY,
            "More than half: of `of`, or where that is not given, of what it would be checked "
            "against.",
        ),
    )
    more_than: Asking | None = field(
        default=None,
        metadata=_said(
            ASKING, "The same count with these keys in place of the claim's own is smaller."
        ),
    )
    fewer_than: Asking | None = field(
        default=None,
        metadata=_said(
            ASKING, "The same count with these keys in place of the claim's own is larger."
        ),
    )
    rank: int | None = field(
        default=None,
        metadata=_said(
            kinds.POSITIVE,
            "The place of the code, 1 being the one with the most; codes with equal counts share "
            "the best place.",
        ),
    )
    rank_at_most: int | None = field(
        default=None, metadata=_said(kinds.POSITIVE, "The place of the code is this or better.")
    )
    among: Literal["level", "siblings"] | None = field(
        default=None,
        metadata=_said(
            kinds.choice("level", "siblings"),
            "With `rank` and `rank_at_most`: the codes among which it has its place, all of the "
            "same depth, or those below the same code.",
            default='"level"',
        ),
    )
    case: str | None = field(
        default=None,
        metadata=_said(kinds.TEXT, "With `values`: the case that has them, by name or GUID."),
    )
    values: Filter | None = field(
        default=None,
        metadata=_said(
            kinds.FILTER,
            "With `case`: all the values that it has of these variables, no more and no fewer.",
        ),
    )
    mean: Decimal | None = field(
        default=None,
        metadata=_said(
            kinds.NUMBER,
            "The mean of a list of numbers. The decimals printed count: 36.40 is finer than 36.4.",
        ),
    )
    sum: Decimal | None = field(
        default=None, metadata=_said(kinds.NUMBER, "The sum of a list of numbers.")
    )
    range: tuple[Decimal, Decimal] | None = field(
        default=None,
        metadata=_said(kinds.ENDS, "The smallest and the largest number of a list."),
    )
    n: int | None = field(
        default=None,
        metadata=_said(
            kinds.POSITIVE,
            "How many numbers the list has; with `union_of` and `overlap_of`, how many there are "
            "in all.",
        ),
    )
    step: Decimal | None = field(
        default=None,
        metadata=_said(
            kinds.NOT_NEGATIVE,
            "The numbers of the list are multiples of it; 0 means any numbers.",
            default="1",
        ),
    )
    prints: Mapping[str, Thing] | None = field(
        default=None,
        metadata=_said(
            kinds.THINGS, "Printed things that `same_as` compares; nothing is counted for them."
        ),
    )
    span: Span | None = field(
        default=None,
        metadata=_said(
            Kind("table of `from` and `to`, each a date or the earliest and the latest", _span),
            "With `years_more_than`: two moments.",
        ),
    )
    years_more_than: Decimal | None = field(
        default=None,
        metadata=_said(
            kinds.NOT_NEGATIVE, "With `span`: more years than these lie between its moments."
        ),
    )
