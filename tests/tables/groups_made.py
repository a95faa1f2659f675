"""A project of people with ages, incomes and a score, for groups that are more than values."""

from __future__ import annotations

from typing import Any

import refiqda
from refiqda import model as m

AGES = {"Ann": 39, "Bob": 40, "Cem": 49, "Dan": 50, "Eve": 7, "Fay": None, "Gil": 100}
INCOMES = {
    "Ann": ["Low"],
    "Bob": ["Lower middle"],
    "Cem": ["High"],
    "Dan": ["Low", "High"],
    "Gil": ["10-20"],
}
SCORES = {"Ann": "1.5", "Bob": "1.50", "Cem": "-2"}
HOPE = ("Ann", "Bob", "Dan", "Gil")
"""Who holds the code."""


def g(*parts: str) -> str:
    return refiqda.make_guid("groups", *parts)


def _values(name: str) -> list[m.VariableValue]:
    def value(variable: str, **held: Any) -> m.VariableValue:
        return m.VariableValue(variable=g("variable", variable), **held)

    found = [value("Income", text=text) for text in INCOMES.get(name, ())]
    if AGES[name] is not None:
        found.append(value("Age", integer=AGES[name]))
    if name in SCORES:
        found.append(value("Score", float=SCORES[name]))
    return found


def _talk(name: str) -> m.TextSource:
    made = m.TextSource(guid=g("source", name), name=f"Talk of {name}", content="I hope so.")
    if name in HOPE:
        selection = m.PlainTextSelection(guid=g("selection", name), start=2, end=6)
        selection.codings = [m.Coding(guid=g("coding", name), code=g("code", "hope"))]
        made.selections = [selection]
    return made


def people() -> m.Project:
    """Seven people with a talk each, of whom four hold the only code."""
    return m.Project(
        name="people",
        codes=[m.Code(guid=g("code", "hope"), name="hope", is_codable=True)],
        variables=[
            m.Variable(guid=g("variable", name), name=name, type=kind)
            for name, kind in (
                ("Age", "Integer"),
                ("Income", "Text"),
                ("Score", "Float"),
                ("Empty", "Text"),
            )
        ],
        cases=[
            m.Case(
                guid=g("case", name), name=name, sources=[g("source", name)], values=_values(name)
            )
            for name in AGES
        ],
        sources=[_talk(name) for name in AGES],
        sets=[
            m.Set(guid=g("set", "first"), name="First", sources=[g("source", "Ann")]),
            m.Set(
                guid=g("set", "rest"),
                name="Rest",
                sources=[g("source", name) for name in ("Bob", "Cem", "Dan")],
            ),
            m.Set(guid=g("set", "none"), name="None"),
        ],
        is_understood=True,
    )
