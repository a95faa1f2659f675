"""Projects of a few words, made in code, for pictures that can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from refiqda import make_guid
from refiqda import model as m

Tree = Mapping[str, "Tree"]
"""Names of codes, each with the codes below it."""


class Mark(NamedTuple):
    """A passage, given as its words, with its codings, each ``code`` or ``code@coder``."""

    words: str
    codings: tuple[str, ...]


class Text(NamedTuple):
    """A source."""

    name: str
    words: str
    marks: tuple[Mark, ...] = ()


class Person(NamedTuple):
    """A case: it holds sources by name, passages as pairs of a source and words, and a value."""

    name: str
    sources: tuple[str, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()
    value: str | None = None


def project(
    tree: Tree, texts: Iterable[Text], people: Iterable[Person] = (), variable: str = "Group"
) -> m.Project:
    """The project; the coders are those whom the codings name."""
    texts = list(texts)
    coders = dict.fromkeys(coder for text in texts for _, _, coder in _codings(text) if coder)
    made = m.Project(
        name="tiny",
        users=[m.User(guid=_guid("coder", name), name=name) for name in coders],
        codes=list(_codes(tree)),
        sources=[_source(text) for text in texts],
        is_understood=True,
    )
    by_name = {str(source.name): source for source in made.sources}
    made.cases = [_case(person, by_name) for person in people]
    if any(case.values for case in made.cases):
        made.variables = [m.Variable(guid=_guid("variable"), name=variable, type="Text")]
    return made


def _guid(*parts: object) -> str:
    return make_guid("tiny", *map(str, parts))


def _codes(tree: Tree) -> Iterator[m.Code]:
    for name, below in tree.items():
        yield m.Code(
            guid=_guid("code", name), name=name, is_codable=True, codes=list(_codes(below))
        )


def _codings(text: Text) -> Iterator[tuple[Mark, str, str]]:
    """Every coding with its code and its coder, who may be nobody."""
    for mark in text.marks:
        for each in mark.codings:
            code, _, coder = each.partition("@")
            yield mark, code, coder


def _source(text: Text) -> m.TextSource:
    made = m.TextSource(guid=_guid("source", text.name), name=text.name, content=text.words)
    for number, mark in enumerate(text.marks):
        passage = _passage(made, number, mark.words)
        for _, code, coder in _codings(text._replace(marks=(mark,))):
            coding = m.Coding(
                guid=_guid("coding", text.name, number, len(passage.codings)),
                creating_user=_guid("coder", coder) if coder else None,
                code=_guid("code", code),
            )
            passage.codings.append(coding)
    return made


def _passage(source: m.TextSource, number: object, words: str) -> m.PlainTextSelection:
    """A selection of words that stand once in the text, put into its source."""
    text = source.content or ""
    if text.count(words) != 1:
        raise ValueError(f"{words!r} has to stand once in {text!r}.")
    start = text.index(words)
    made = m.PlainTextSelection(
        guid=_guid("selection", source.name, number), start=start, end=start + len(words)
    )
    source.selections.append(made)
    return made


def _case(person: Person, sources: Mapping[str, Any]) -> m.Case:
    held = [
        _passage(sources[name], f"of {person.name}", words).guid for name, words in person.passages
    ]
    values = []
    if person.value is not None:
        values = [m.VariableValue(variable=_guid("variable"), text=person.value)]
    return m.Case(
        guid=_guid("case", person.name),
        name=person.name,
        sources=[sources[name].guid for name in person.sources],
        selections=held,
        values=values,
    )
