"""Random small projects in which the definitions of a count differ, for tests by properties."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

import refiqda
from refiqda import model as m

CODERS = ("Ann", "Ben")
CASES = ("R1", "R2", "R3")
CODES = ("a", "b", "c", "d", "e")
LETTERS = "xyz \n😀"


def guid(*parts: object) -> str:
    return refiqda.make_guid("random", *map(str, parts))


class Marked(NamedTuple):
    """Codings to be made: of a passage, or of a whole text if there is none."""

    place: tuple[float, float] | None
    """Where it begins and ends, as shares of the text."""
    user: str | None
    codings: list[tuple[str, str | None]]
    """Codes and their own users."""


user = st.sampled_from((*CODERS, None))
share = st.integers(0, 12).map(lambda twelfth: twelfth / 12)
place = st.tuples(share, share).map(lambda pair: (min(pair), max(pair)))
coding = st.tuples(st.sampled_from((*CODES, *CODES, "no such code")), user)
mark = st.builds(
    Marked, st.none() | place | place | place, user, st.lists(coding, min_size=1, max_size=2)
)
values = st.lists(st.sampled_from(("A", "B", None)), max_size=2, unique=True)


def code_tree() -> list[m.Code]:
    """``a`` with ``b`` (with ``c``) and ``d``; ``e`` stands alone."""
    made = {name: m.Code(guid=guid("code", name), name=name, is_codable=True) for name in CODES}
    made["b"].codes = [made["c"]]
    made["a"].codes = [made["b"], made["d"]]
    return [made["a"], made["e"]]


def passage(text: m.TextSource, where: tuple[float, float], **more: Any) -> m.PlainTextSelection:
    """A selection, put into its text."""
    start, end = (round(part * len(text.content or "")) for part in where)
    number = len(text.selections)
    made = m.PlainTextSelection(guid=guid(text.name, number), start=start, end=end, **more)
    text.selections.append(made)
    return made


def add(text: m.TextSource, marked: Marked) -> None:
    """Codings of one passage, or of the whole text."""
    users = {name: guid("user", name) for name in CODERS}
    holder: Any = text
    if marked.place is not None:
        by = users.get(marked.user or "")
        holder = passage(text, marked.place, creating_user=by)
    for code, own in marked.codings:
        number = sum(len(each.codings) for each in (text, *text.selections))
        holder.codings.append(
            m.Coding(
                guid=guid("coding", text.name, number),
                creating_user=users.get(own or ""),
                code=guid("code", code),
            )
        )


def held(texts: list[str | None]) -> list[m.VariableValue]:
    """Values of the one variable; None is one that says nothing."""
    return [m.VariableValue(variable=guid("variable"), text=text) for text in texts]


@st.composite
def projects(draw: st.DrawFn) -> m.Project:
    """Up to three sources and a note with up to eight passages, and three cases.

    Positions are code points, as in every project that is understood.
    """
    content = st.text(LETTERS, max_size=12)
    names = [f"source {number}" for number in range(draw(st.integers(1, 3)))]
    sources = [m.TextSource(guid=guid(name), name=name, content=draw(content)) for name in names]
    notes = []
    if draw(st.booleans()):
        notes = [m.TextSource(guid=guid("note"), name="note", content=draw(content))]
    texts = [*sources, *notes]
    for marked in draw(st.lists(mark, max_size=8)):
        add(draw(st.sampled_from(texts)), marked)
    cases = [m.Case(guid=guid("case", name), name=name) for name in CASES]
    for case in cases:
        draw_case(draw, case, sources, texts)
    if draw(st.booleans()):
        for source in sources:
            source.values = held(draw(values))
    return m.Project(
        name="random",
        users=[m.User(guid=guid("user", name), name=name) for name in CODERS],
        codes=code_tree(),
        variables=[m.Variable(guid=guid("variable"), name="Group", type="Text")],
        cases=cases,
        sources=sources,
        notes=notes,
        is_understood=True,
    )


def draw_case(
    draw: st.DrawFn, case: m.Case, sources: list[m.TextSource], texts: list[m.TextSource]
) -> None:
    """What a case holds: sources, passages that are coded, a passage of its own; and its values."""
    case.sources = [source.guid for source in sources if draw(st.integers(0, 3)) == 0]
    marked = [each.guid for text in texts for each in text.selections]
    case.selections = [each for each in marked if draw(st.integers(0, 5)) == 0]
    if draw(st.booleans()):
        own = passage(draw(st.sampled_from(texts)), draw(place))
        case.selections.append(own.guid)
    case.values = held(draw(values))
