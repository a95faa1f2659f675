"""What is made in code survives writing and reading, and the schema accepts it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.canonical import parse
from properties.reading import official, printed, read, write
from properties.strategies import NASTY, examples, holding, nodes

from refiqda.standard.model import Code, CodeBook, Project, TextSource
from refiqda.standard.plan import CODEBOOK, PROJECT, Form, plan_of


def classes(form: Form, root: type[Any]) -> list[type[Any]]:
    """All classes that can stand in a form."""
    found: dict[type[Any], None] = {}
    waiting = [plan_of(root, form)]
    for plan in waiting:
        if plan.cls is None or plan.cls not in found:
            if plan.cls is not None:
                found[plan.cls] = None
            waiting += [row.plan for row in plan.elements if row.plan is not None]
    return list(found)


def survives(document: Any, form: Form) -> None:
    data = write(document, form)
    assert list(document.breaches()) == []
    root = parse(data)
    official(form).assertValid(root)
    printed(form).assertValid(root)
    again = read(data, form)
    assert again == document
    assert write(again, form) == data


CASES = [
    pytest.param(form, cls, id=f"{form.name}-{cls.__name__}")
    for form, root in ((PROJECT, Project), (CODEBOOK, CodeBook))
    for cls in classes(form, root)
]


def test_every_class_of_the_model_is_tried():
    assert {case.values[1].__name__ for case in CASES} == {
        *("Project", "CodeBook", "User", "Code", "Coding", "Variable", "VariableValue", "Case"),
        *("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource", "Transcript"),
        *("PlainTextSelection", "PictureSelection", "PDFSelection", "AudioSelection"),
        *("VideoSelection", "TranscriptSelection", "SyncPoint", "Link", "Set"),
        *("Graph", "Vertex", "Edge"),
    }


@pytest.mark.parametrize(("form", "cls"), CASES)
@examples(15)
@given(data=st.data())
def test_a_node_of_every_class(form, cls, data):
    node = data.draw(nodes(cls, form, 1))
    survives(node if isinstance(node, Project | CodeBook) else holding(node, form), form)


@examples(40)
@given(nodes(Project, PROJECT, 3))
def test_whole_projects(project):
    survives(project, PROJECT)


@examples(40)
@given(nodes(CodeBook, CODEBOOK, 4))
def test_whole_codebooks(book):
    survives(book, CODEBOOK)


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_nasty_texts_in_attributes_and_elements(text):
    guid = "00000000-0000-0000-0000-000000000000"
    project = Project(
        name=text,
        base_path=text,
        description=text,
        codes=[Code(guid=guid, name=text, is_codable=True, description=text)],
        notes=[TextSource(guid=guid, name=text, content=text)],
    )
    survives(project, PROJECT)


def test_codes_as_deep_as_the_limit():
    """A file that opens can be checked and saved, however deep it is."""
    guid = "00000000-0000-0000-0000-000000000000"
    code = Code(guid=guid, name="innermost", is_codable=True)
    for _ in range(120):
        code = Code(guid=guid, name="around", is_codable=False, codes=[code])
    survives(Project(name="deep", codes=[code]), PROJECT)
