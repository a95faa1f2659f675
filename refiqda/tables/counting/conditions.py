"""Which cases and sources have a value of a variable."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from refiqda.standard.index import guid_key
from refiqda.standard.model import Project, VariableValue
from refiqda.tables.counting.wording import folded, listed

Value = str | bool | int | Decimal | datetime.date
"""A value of a variable that is asked for; a :class:`~datetime.datetime` is a date as well."""


class Condition(NamedTuple):
    """The cases and the sources whose values fit, and all that have a value at all."""

    variable: str
    """The name, as it was asked for."""
    wanted: tuple[Value, ...]
    cases: frozenset[int]
    sources: frozenset[int]
    known_cases: frozenset[int]
    known_sources: frozenset[int]
    values: tuple[str, ...]
    """Every value that occurs, as text, in order; 36.5 and 36.50 are one."""

    def fits(self, source: int, case: int | None) -> bool:
        """Whether the case has such a value, or the source has."""
        return case in self.cases or source in self.sources

    def knows(self, source: int, case: int | None) -> bool:
        """Whether the case has any value, or the source has."""
        return case in self.known_cases or source in self.known_sources

    @property
    def is_known(self) -> bool:
        """Whether anything has a value of the variable."""
        return bool(self.known_cases or self.known_sources)

    @property
    def is_found(self) -> bool:
        """Whether anything has the value asked for."""
        return bool(self.cases or self.sources)

    def __str__(self) -> str:
        return f"{self.variable} = {listed(map(as_text, self.wanted))}"


_Held = dict[str, list[tuple[int, VariableValue]]]


class Values:
    """The values of all variables, by variable."""

    def __init__(self, project: Project) -> None:
        self.of_cases = _held(case.values for case in project.cases)
        everything = (*project.sources, *project.notes)
        self.of_sources = _held(source.values for source in everything)

    def condition(self, name: str, keys: Iterable[str], wanted: tuple[Value, ...]) -> Condition:
        """Who has one of the ``wanted`` values of the variables with these GUID keys."""
        of_cases = [held for key in keys for held in self.of_cases.get(key, ())]
        of_sources = [held for key in keys for held in self.of_sources.get(key, ())]
        seen: dict[Hashable, str] = {}
        for _, value in (*of_cases, *of_sources):
            seen.setdefault(_sameness(value), text_of(value) or "")
        return Condition(
            name,
            wanted,
            cases=_fitting(of_cases, wanted),
            sources=_fitting(of_sources, wanted),
            known_cases=frozenset(number for number, _ in of_cases),
            known_sources=frozenset(number for number, _ in of_sources),
            values=tuple(sorted(set(seen.values()))),
        )


def _held(everyone: Iterable[list[VariableValue]]) -> _Held:
    """The values that say anything.

    QualCoder writes an empty text for every case and file whose attribute nobody filled in
    (src/qualcoder/refi.py, ``case_variables_xml``); that is no value.
    """
    found: _Held = {}
    for number, values in enumerate(everyone):
        for value in values:
            if value.variable and (text_of(value) or "").strip():
                found.setdefault(guid_key(value.variable), []).append((number, value))
    return found


def _fitting(held: list[tuple[int, VariableValue]], wanted: tuple[Value, ...]) -> frozenset[int]:
    return frozenset(
        number for number, value in held if any(is_same(each, value) for each in wanted)
    )


def text_of(value: VariableValue) -> str | None:
    """A value as text; None where it is missing."""
    if value.boolean is not None:
        return as_text(value.boolean)
    if value.integer is not None:
        return str(value.integer)
    for text in (value.text, value.float, value.date, value.datetime):
        if text is not None:
            return text
    return None


def as_text(wanted: Value) -> str:
    """A value that is asked for, as text."""
    if isinstance(wanted, bool):
        return str(wanted).lower()
    if isinstance(wanted, datetime.date):
        return wanted.isoformat()
    return str(wanted)


def is_same(wanted: Value, value: VariableValue) -> bool:
    """Whether a value is the one asked for.

    Text is compared as text, blanks folded. Numbers are compared as numbers where a number is
    asked for, or where the variable has: 36.5 is 36.50, but the text ``007`` is not ``7``. What is
    no number there, such as ``NaN``, is text. Truth values are ``true`` and ``false``. Times are
    compared as moments where both have a zone.
    """
    held = text_of(value)
    if held is None:
        return False
    if isinstance(wanted, datetime.datetime):
        return _moment(held) == wanted
    is_number = isinstance(wanted, int | Decimal) and not isinstance(wanted, bool)
    if is_number or value.integer is not None or value.float is not None:
        number, own = number_in(as_text(wanted)), number_in(held)
        if number is not None or own is not None:
            return number == own
    if isinstance(wanted, bool):
        return held.strip().lower() == as_text(wanted)
    return folded(held) == folded(as_text(wanted))


def _sameness(value: VariableValue) -> Hashable:
    """Equal for values that are the same."""
    text = text_of(value) or ""
    if value.integer is not None or value.float is not None:
        number = number_in(text)
        return folded(text) if number is None else number
    return folded(text)


def number_in(text: str) -> Decimal | None:
    """The number that a text is, if it is one; NaN and infinity are none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
