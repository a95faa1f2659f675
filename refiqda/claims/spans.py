"""How many years lie between two moments that are known to lie between two days each."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from refiqda.claims.printed import Span

_MOST_DECIMALS = 6
"""A day is less than 0.003 years; further decimals would be of no use to anybody."""


class Years(NamedTuple):
    """The fewest and the most years that can lie between."""

    least: Fraction
    most: Fraction


def years(span: Span) -> Years:
    """The years between the moments of a span."""
    return Years(
        years_between(span.start[1], span.end[0]), years_between(span.start[0], span.end[1])
    )


def told(between: Years, limit: Decimal) -> str:
    """``9.7 to 17.7``, with as many decimals as show on which side of a limit they lie.

    With one, ten years less a day would be 10.0.
    """
    for places in range(1, _MOST_DECIMALS + 1):
        least, most = (round(each, places) for each in between)
        is_same = (least < most) == (between.least < between.most)
        if is_same and all(
            _side(shown, limit) == _side(exact, limit)
            for shown, exact in zip((least, most), between, strict=True)
        ):
            break
    texts = [f"{float(each):.{places}f}" for each in (least, most)]
    return texts[0] if between.least == between.most else " to ".join(texts)


def _side(value: Fraction, limit: Decimal) -> int:
    """-1 below the limit, 0 at it, 1 above."""
    return (value > Fraction(limit)) - (value < Fraction(limit))


def years_between(start: datetime.date, end: datetime.date) -> Fraction:
    """The years from one day to another: whole years, and the part of the year that follows.

    Negative where the other is earlier. Who is born on 29 February is a year older on 1 March.
    """
    if end < start:
        return -years_between(end, start)
    whole = end.year - start.year
    if _after(start, whole) > end.toordinal():
        whole -= 1
    last, following = _after(start, whole), _after(start, whole + 1)
    return whole + Fraction(end.toordinal() - last, following - last)


def _after(day: datetime.date, years: int) -> int:
    """The number of the day some years later; the year may be one that dates do not reach."""
    leap = datetime.date(2000, day.month, day.day)
    year = day.year + years
    # 400 years have the same number of days wherever they begin.
    rounds, year = divmod(year - 1, 400)
    try:
        moved = leap.replace(year=year + 1)
    except ValueError:
        moved = datetime.date(year + 1, 3, 1)
    return moved.toordinal() + rounds * datetime.date(400, 12, 31).toordinal()
