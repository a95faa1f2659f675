"""What the value of a key in a claims file may be."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from refiqda.tables.counting.conditions import Value, number_in
from refiqda.tables.counting.wording import listed, perhaps, short

_Number = TypeVar("_Number", int, Decimal)


class Unfit(ValueError):
    """A value is not of its kind; the message goes on after the name of the key."""


class Kind(NamedTuple):
    """A kind of value: its name in the reference, and what takes a value or refuses it."""

    name: str
    take: Callable[[Any], Any]


def choice(*values: str) -> Kind:
    """One of a few words."""

    def take(value: Any) -> str:
        if not isinstance(value, str):
            raise Unfit(f"is {short(value)}. Write one of {listed(values)} in quotes.")
        if value not in values:
            near = perhaps(value, values)
            raise Unfit(f"is {short(value)}, which is not known{near}. Write {listed(values)}.")
        return value

    return Kind(listed(f'`"{value}"`' for value in values), take)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit(f"is {short(value)}, which is no text. Write it in quotes.")
    return value


def _text(value: Any) -> str:
    if not _words(value).strip():
        raise Unfit("is empty. Write a text, or leave the key out.")
    return str(value)


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_text(value),)
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise Unfit(f"is {short(value)}. Write a name in quotes, or a list of names.")
    if not value:
        raise Unfit("is an empty list. Name one at least, or leave the key out.")
    return tuple(_text(each) for each in value)


def _coders(value: Any) -> tuple[str, ...] | str:
    if value in ("any", "all"):
        return str(value)
    if isinstance(value, str):
        raise Unfit(f'is {short(value)}. Write "any", "all", or a list of names: [{short(value)}].')
    return _names(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        quoted = isinstance(value, str) and value.strip().isdecimal()
        hint = " Write it without quotes." if quoted else " Write a whole number."
        raise Unfit(f"is {short(value)}, which is no whole number.{hint}")
    if value < 0:
        raise Unfit(f"is {value}, and nothing can be there fewer than 0 times.")
    if value > _MOST:
        raise Unfit(f"is {short(value)}, more than anyone has counted. Write a smaller number.")
    return value


def _positive(value: Any) -> int:
    if _count(value) == 0:
        raise Unfit("is 0. It starts at 1.")
    return int(value)


def _pair(value: Any, take: Callable[[Any], _Number], example: str) -> tuple[_Number, _Number]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise Unfit(f"is {short(value)}. Write {example}.")
    low, high = take(value[0]), take(value[1])
    if low > high:
        raise Unfit(f"is [{low}, {high}], with the larger number first. Write [{high}, {low}].")
    return low, high


def _bounds(value: Any) -> tuple[int, int]:
    return _pair(value, _count, "the least and the most: [3, 5]")


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit(f"is {short(value)}. Write true or false, without quotes.")
    return value


def _filter(value: Any) -> dict[str, tuple[Value, ...]]:
    if not isinstance(value, Mapping):
        raise Unfit(f'is {short(value)}. Write variables and their values: {{ Sex = "F" }}.')
    if not value:
        raise Unfit("is empty. Name a variable and its value, or leave the key out.")
    return {str(name): _any_of(str(name), wanted) for name, wanted in value.items()}


def _any_of(name: str, wanted: Any) -> tuple[Value, ...]:
    several = tuple(wanted) if isinstance(wanted, list | tuple) else (wanted,)
    if not several:
        raise Unfit(f"gives {name!r} an empty list. Name one value at least.")
    for each in several:
        unfit = not isinstance(each, str | bool | int | Decimal | datetime.date)
        if unfit or (isinstance(each, Decimal) and not each.is_finite()):
            raise Unfit(
                f"gives {name!r} the value {short(each)}. Write a text, a number, true, false or a "
                "date, or a list of them."
            )
    return several


def _number(value: Any) -> Decimal:
    """A number with the decimals that are printed, so that 36.40 keeps its zero."""
    text = str(value).strip() if isinstance(value, str | int | Decimal) else ""
    number = None if isinstance(value, bool) else number_in(text)
    if number is None or abs(number.adjusted()) > _DIGITS or len(text) > _DIGITS:
        raise Unfit(f'is {short(value)}, which is no number. Write it so: "36.4".')
    return number


def _not_negative(value: Any) -> Decimal:
    number = _number(value)
    if number < 0:
        raise Unfit(f"is {short(value)}. Write 0 or more.")
    return number


def _ends(value: Any) -> tuple[Decimal, Decimal]:
    return _pair(value, _number, "the smallest and the largest: [33, 42]")


def _majority(value: Any) -> bool:
    if _truth(value) is False:
        raise Unfit("is false. Write true, or the most that the words allow with at_most.")
    return True


def _references(value: Any) -> tuple[str | int, ...]:
    several = value if isinstance(value, list | tuple) else [value]
    if not several:
        raise Unfit("is an empty list. Name one claim at least, or leave the key out.")
    for each in several:
        if isinstance(each, str):
            _text(each)
        elif isinstance(each, bool) or not isinstance(each, int) or not 0 <= each <= _MOST:
            raise Unfit(f"holds {short(each)}. Write ids of claims in quotes, or whole numbers.")
    return tuple(several)


def _things(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not value:
        raise Unfit(f"is {short(value)}. Write what is printed: {{ themes = 36 }}.")
    return {str(name): _thing(str(name), thing) for name, thing in value.items()}


def _thing(name: str, thing: Any) -> int | str | tuple[str, ...]:
    if isinstance(thing, list) and thing and all(isinstance(each, str) for each in thing):
        return tuple(thing)
    if isinstance(thing, str | int) and not isinstance(thing, bool):
        return thing
    raise Unfit(f"gives {name!r} the value {short(thing)}. Write a whole number, or texts.")


def _moments(value: Any) -> tuple[datetime.date, datetime.date]:
    several = value if isinstance(value, list | tuple) else [value]
    days = [_day(each) for each in several]
    if len(days) not in (1, 2):
        raise Unfit(f"is {short(value)}. Write a date, or the earliest and the latest.")
    if days[0] > days[-1]:
        raise Unfit(f"begins with {days[0]}, which is after {days[-1]}. Write the earliest first.")
    return days[0], days[-1]


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Unfit(f"is {short(value)}, which is no date. Write it so: 2018-12-01.") from None


_DIGITS = 40
"""More digits than any paper prints; a number beyond them would take a long time to reckon with."""

_MOST = 10**15
"""More than any project holds; larger numbers would be too long to print once they are added up."""

TEXT = Kind("text", _text)
WORDS = Kind("text", _words)
NAMES = Kind("text, or list of texts", _names)
CODERS = Kind('`"any"`, `"all"`, or list of texts', _coders)
COUNT = Kind("whole number", _count)
POSITIVE = Kind("whole number from 1", _positive)
BOUNDS = Kind("two whole numbers", _bounds)
TRUTH = Kind("`true` or `false`", _truth)
FILTER = Kind("table of variables and values", _filter)
NUMBER = Kind("number, or text with its digits as printed", _number)
NOT_NEGATIVE = Kind("number from 0", _not_negative)
ENDS = Kind("two numbers", _ends)
MAJORITY = Kind("`true`", _majority)
REFERENCES = Kind("id of a claim or part, whole number, or list of them", _references)
IDS = Kind("id of a claim or part, or list of ids", _names)
THINGS = Kind("table of whole numbers and texts", _things)
MOMENTS = Kind("date, or list of the earliest and the latest", _moments)
