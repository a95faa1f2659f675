"""After an edit, too, what the check says is what the schema says of what is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given
from properties.canonical import parse
from properties.mutations import mutate
from properties.reading import official, read, write
from properties.strategies import examples
from properties.test_validity import EVERYTHING, STEPS
from properties.vocabulary import VALUES

from refiqda.standard.node import Node
from refiqda.standard.plan import PROJECT
from refiqda.standard.spec import Spec

GUID = "11111111-2222-3333-4444-555555555555"


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, Node):
                yield from nodes_of(each)


def edit(document: Node, where: int, which: int, how: int) -> None:
    """Change one field of one node to something of its type, good or bad."""
    found = list(nodes_of(document))
    node = found[where % len(found)]
    fields = [field for field in dataclasses.fields(node) if "spec" in field.metadata]
    field = fields[which % len(fields)]
    spec: Spec = field.metadata["spec"]
    value = getattr(node, field.name)
    if spec.kind in ("many", "refs"):
        more = [*value, GUID] if spec.kind == "refs" else value * 2
        new = ([], value[::-1], value[1:], more)[how % 4]
    elif spec.kind == "one":
        new = None
    else:
        new = (None, {int: how, bool: how % 2 == 0, str: VALUES[how % len(VALUES)]})[
            min(how % 5, 1)
        ]
        new = new[spec.simple.python] if isinstance(new, dict) else new
    setattr(node, field.name, new)


def fields_of(node: Any) -> Any:
    """The fields of a node and all below, without what is kept beside them."""
    if isinstance(node, list):
        return [fields_of(each) for each in node]
    if not isinstance(node, Node):
        return node
    return {
        field.name: fields_of(getattr(node, field.name))
        for field in dataclasses.fields(node)
        if "spec" in field.metadata
    }


@examples(500)
@given(steps=STEPS, edits=STEPS)
def test_edits_of_odd_documents(steps, edits):
    document = read(mutate(EVERYTHING.encode(), steps), PROJECT)
    assume(document is not None)
    for one in edits:
        edit(document, *one)
    breaches = list(document.breaches())
    data = write(document, PROJECT)
    valid = official(PROJECT).validate(parse(data))
    assert bool(breaches) == (not valid), (breaches, official(PROJECT).error_log.last_error)
    if valid:
        assert fields_of(read(data, PROJECT)) == fields_of(document)


@examples(200)
@given(edits=STEPS)
def test_edits_of_a_plain_document(edits):
    document = read(EVERYTHING.encode(), PROJECT)
    for one in edits:
        edit(document, *one)
    valid = official(PROJECT).validate(parse(write(document, PROJECT)))
    assert (list(document.breaches()) == []) == valid
