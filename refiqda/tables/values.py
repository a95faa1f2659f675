"""The values of variables, wide (a column for each variable) and long (a row for each value)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from refiqda.standard.index import guid_key
from refiqda.standard.model import Project, Variable, VariableValue
from refiqda.tables.columns import Kind, array
from refiqda.tables.declared import CASES, VARIABLES
from refiqda.tables.names import SEPARATOR
from refiqda.tables.reading import ProjectOrPath, project_of

_KINDS: dict[str, Kind] = {
    "Boolean": "truth",
    "Integer": "integer",
    "Float": "number",
    "Date": "time",
    "DateTime": "time",
}
"""How a wide column holds the values of a declared type; all others are text."""


class Value(NamedTuple):
    """One value in every form that it has."""

    text: str | None
    integer: int | None = None
    number: float | None = None
    truth: bool | None = None
    time: str | None = None


NO_VALUE = Value(None)


def value_of(value: VariableValue) -> Value:
    """What a VariableValue says; of a value without one, nothing."""
    if value.text is not None:
        return Value(value.text)
    if value.boolean is not None:
        return Value("true" if value.boolean else "false", truth=value.boolean)
    if value.integer is not None:
        return Value(str(value.integer), value.integer, _float(value.integer))
    if value.float is not None:
        return Value(value.float, number=_float(value.float))
    moment = value.date if value.date is not None else value.datetime
    return Value(moment, time=moment)


def _float(number: str | int) -> float | None:
    """A number as pandas has it; None if it is none, or larger than any."""
    try:
        return float(number)
    except (ValueError, OverflowError):
        return None


# ------------------------------------------------------------------------------------- long


def variables(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each value of a variable; a variable without any has one row.

    Columns: :data:`refiqda.tables.declared.VARIABLES`.
    """
    with project_of(project) as opened:
        return VARIABLES.from_rows(_values(opened))


def _values(project: Project) -> Iterator[Any]:
    known = {guid_key(variable.guid or ""): variable for variable in project.variables}
    used: set[str] = set()
    for kind, owner in _owners(project):
        for value in owner.values:
            key = guid_key(value.variable or "")
            used.add(key)
            own = _declared(known.get(key), value.variable)
            yield (*own, kind, owner.name, owner.guid, *_long(value_of(value)))
    for key, variable in known.items():
        if key not in used:
            yield (*_declared(variable, None), None, None, None, *_long(NO_VALUE))


def _owners(project: Project) -> Iterator[tuple[str, Any]]:
    yield from (("case", case) for case in project.cases)
    yield from (("source", source) for source in project.sources)
    yield from (("note", note) for note in project.notes)


def _declared(variable: Variable | None, guid: str | None) -> tuple[Any, Any, Any]:
    return (variable.name, variable.guid, variable.type) if variable else (None, guid, None)


def _long(value: Value) -> tuple[Any, ...]:
    return value.text, value.number, value.truth, value.time


# ------------------------------------------------------------------------------------- wide


def cases(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each case; after the fixed columns, one for each variable, by its name.

    A variable's column has the declared type if no case has more than one value of it, and each
    value is of that type. Otherwise it is text, several values joined by ``; ``. Where two columns
    would have the same name, the later one gets a number: ``Age (2)``.

    Columns: :data:`refiqda.tables.declared.CASES`, and the variables.
    """
    with project_of(project) as opened:
        frame = CASES.from_rows(
            (case.name, case.guid, case.description, len(case.sources), len(case.selections))
            for case in opened.cases
        )
        return widened(frame, opened.variables, opened.cases, all_variables=True)


def widened(
    frame: pd.DataFrame,
    variables: Iterable[Variable],
    owners: Iterable[Any],
    *,
    all_variables: bool,
) -> pd.DataFrame:
    """A frame of cases or sources with their values as columns more.

    Variables that none of them has a value of have a column if ``all_variables`` are wanted.
    """
    wide = {column: frame[column] for column in frame}
    given = [_by_variable(owner) for owner in owners]
    used = {key for of_owner in given for key in of_owner}
    for variable in variables:
        key = guid_key(variable.guid or "")
        if all_variables or key in used:
            values = [of_owner.get(key, []) for of_owner in given]
            wide[_free(variable.name or variable.guid, wide)] = _wide(variable, values)
    return pd.DataFrame(wide, index=frame.index)


def _by_variable(owner: Any) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for value in owner.values:
        said = value_of(value)
        if said.text is not None:
            found.setdefault(guid_key(value.variable or ""), []).append(said)
    return found


def _wide(variable: Variable, values: list[list[Value]]) -> Any:
    kind = _KINDS.get(variable.type, "text")
    if kind != "text" and all(len(several) <= 1 for several in values):
        read = _READ[kind]
        column = array(kind, [read(several[0]) if several else None for several in values])
        if [not several for several in values] == list(pd.isna(column)):
            return column
    texts = (
        SEPARATOR.join(value.text or "" for value in several) if several else None
        for several in values
    )
    return array("text", list(texts))


_READ: dict[str, Callable[[Value], Any]] = {
    "truth": lambda value: value.truth,
    "integer": lambda value: value.integer,
    "number": lambda value: value.number,
    "time": lambda value: value.time,
}


def _free(name: str, taken: dict[Any, Any]) -> str:
    """A column's name that no other column has."""
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"
