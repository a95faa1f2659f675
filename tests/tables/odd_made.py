"""Two people with a talk each, in which single things can be made odd."""

from __future__ import annotations

from typing import Any

import refiqda
from refiqda import model as m

TEXT = "The first line of words.\nSecond line, with more words."


def g(*parts: str) -> str:
    return refiqda.make_guid("odd", *parts)


def coding(code: str, user: str | None = None, *, key: str = "") -> m.Coding:
    by = g("user", user) if user else None
    return m.Coding(guid=g("coding", code, user or "", key), code=g("code", code), creating_user=by)


def passage(start: int, end: int, *codings: m.Coding, key: str = "", **more: Any) -> Any:
    return m.PlainTextSelection(
        guid=g("passage", str(start), str(end), key),
        start=start,
        end=end,
        codings=list(codings),
        **more,
    )


def talk(name: str, *passages: Any, **more: Any) -> m.TextSource:
    given: dict[str, Any] = {"guid": g("source", name), "content": TEXT, **more}
    return m.TextSource(name=name, selections=list(passages), **given)


def value(variable: str, **held: Any) -> m.VariableValue:
    return m.VariableValue(variable=g("variable", variable), **held)


def case(name: str, source: str, *values: m.VariableValue, **more: Any) -> m.Case:
    given: dict[str, Any] = {"guid": g("case", name), **more}
    return m.Case(name=name, sources=[g("source", source)], values=list(values), **given)


def project(**fields: Any) -> m.Project:
    """R1 has trust once and doubt once, R2 has trust twice, by both coders."""
    given: dict[str, Any] = {
        "users": [m.User(guid=g("user", name), name=name) for name in ("Ann", "Ben")],
        "codes": [
            m.Code(guid=g("code", name), name=name, is_codable=True) for name in ("trust", "doubt")
        ],
        "variables": [
            m.Variable(guid=g("variable", "Sex"), name="Sex", type="Text"),
            m.Variable(guid=g("variable", "Score"), name="Score", type="Float"),
        ],
        "cases": [
            case("R1", "one", value("Sex", text="F")),
            case("R2", "two", value("Sex", text="M")),
        ],
        "sources": [
            talk(
                "one",
                passage(0, 9, coding("trust", "Ann", key="one")),
                passage(4, 14, coding("doubt", "Ben")),
            ),
            talk("two", passage(0, 9, coding("trust", "Ann"), coding("trust", "Ben"))),
        ],
    }
    return m.Project(name="odd", **(given | fields))
