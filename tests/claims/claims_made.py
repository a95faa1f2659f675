"""Small projects made in code, in which the definitions of a count differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import refiqda
from refiqda.claims import parse_claims, verify
from refiqda.standard import model as m


def guid(*parts: object) -> str:
    return refiqda.make_guid(*map(str, parts))


def code(name: str, *children: m.Code, key: str = "", codable: bool = True) -> m.Code:
    return m.Code(
        guid=guid("code", key or name), name=name, is_codable=codable, codes=list(children)
    )


def coding(name: str, user: str | None = None, code_name: str = "", **more: Any) -> m.Coding:
    """A coding; ``name`` makes its GUID, and is its code unless ``code_name`` is."""
    return m.Coding(
        guid=guid("coding", name, code_name),
        code=guid("code", code_name or name),
        creating_user=guid("user", user) if user else None,
        **more,
    )


def passage(
    start: int | None, end: int | None, *codings: m.Coding, key: object = "", **more: Any
) -> Any:
    place: Any = {"start": start, "end": end}  # a broken file may have no numbers
    key = guid("passage", start, end, key)
    return m.PlainTextSelection(guid=key, codings=list(codings), **place, **more)


def text(name: str, *selections: m.PlainTextSelection, **more: Any) -> m.TextSource:
    more.setdefault("guid", guid("source", name))
    return m.TextSource(name=name, content="x" * 1000, selections=list(selections), **more)


def value(variable: str, text: str | None = None, **more: Any) -> m.VariableValue:
    return m.VariableValue(variable=guid("variable", variable), text=text, **more)


def variable(name: str, type: str = "Text") -> m.Variable:
    return m.Variable(guid=guid("variable", name), name=name, type=type)


def case(name: str, *sources: str, values: Iterable[m.VariableValue] = (), **more: Any) -> m.Case:
    more.setdefault("guid", guid("case", name))
    return m.Case(
        name=name,
        sources=[guid("source", source) for source in sources],
        values=list(values),
        **more,
    )


def users(*names: str) -> list[m.User]:
    return [m.User(guid=guid("user", name), name=name) for name in names]


def source_set(name: str, *sources: str) -> m.Set:
    return m.Set(
        guid=guid("set", name), name=name, sources=[guid("source", source) for source in sources]
    )


def project(**fields: Any) -> m.Project:
    return m.Project(name="made", **fields)


def judged(project: m.Project, toml: str) -> dict[str, Any]:
    """The one row of one claim; the text is what follows ``[[claim]]`` and its id."""
    frame = verify(parse_claims(f'[[claim]]\nid = "c"\n{toml}', "made.toml"), project)
    return dict(frame.iloc[0])


def found(project: m.Project, toml: str) -> int:
    """How many are counted, whatever is printed."""
    text = judged(project, f"{toml}\nat_least = 0")["found"]
    return int(text)


def study() -> m.Project:
    """Nine codings: two coders, repeated and overlapping ranges, codes in three levels, two groups.

    ::

        theme                      one reference of its own
          sub                      coded by Ann and Ben, the ranges overlap
            leaf                   the same place by both
        other
    """
    a = coding
    return project(
        users=users("Ann", "Ben"),
        codes=[code("theme", code("sub", code("leaf"))), code("other")],
        variables=[variable("Sex"), variable("Age", "Integer"), variable("Kind")],
        cases=[
            case("R1", "one", "one report", values=[value("Sex", "F"), value("Age", integer=33)]),
            case("R2", "two", values=[value("Sex", "M"), value("Age", integer=41)]),
            case("R3", "three", values=[value("Sex", "F")]),
        ],
        sources=[
            text(
                "one",
                passage(0, 10, a("theme", "Ann")),
                passage(5, 15, a("sub1", "Ann", "sub"), a("sub2", "Ben", "sub")),
                passage(15, 20, a("sub3", "Ben", "sub")),
                values=[value("Kind", "Interview")],
            ),
            text(
                "two",
                passage(0, 4, a("leaf1", "Ann", "leaf"), key=1),
                passage(0, 4, a("leaf2", "Ben", "leaf"), key=2),
                passage(2, 8, a("leaf3", "Ann", "leaf")),
                passage(50, 60, a("other", "Ann")),
                values=[value("Kind", "Interview")],
            ),
            text("three", values=[value("Kind", "Interview")]),
            text(
                "one report",
                passage(0, 3, a("sub4", "Ann", "sub"), key="report"),
                values=[value("Kind", "Report")],
            ),
        ],
        sets=[source_set("Interviews", "one", "two", "three"), source_set("Reports", "one report")],
    )


def bare(**fields: Any) -> m.Project:
    """A study from which something is missing."""
    made = study()
    for name, held in fields.items():
        setattr(made, name, held)
    return made
