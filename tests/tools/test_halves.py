"""What importers read by halves: each finder finds what it is for, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

import refiqda
from refiqda.model import (
    AudioSelection,
    AudioSource,
    Case,
    Code,
    Coding,
    Link,
    PDFSource,
    PictureSelection,
    PictureSource,
    PlainTextSelection,
    Project,
    Set,
    TextSource,
    Transcript,
    TranscriptSelection,
    User,
    Variable,
    VariableValue,
)
from refiqda.tools.drops import DROPS
from refiqda.tools.halves import HALVES

TEXT = "Ana sings. Ben paints."
MONDAY, TUESDAY = "2024-05-06T10:00:00Z", "2024-05-07T10:00:00Z"

NAMES: dict[str, str] = {}
"""What the GUIDs of the project below stand for."""


def guid(name: str) -> str:
    made = refiqda.make_guid("halves", name)
    NAMES[made] = name
    return made


EXPECTED: dict[str, list[tuple[str, str]]] = {
    "notes of texts without a passage": [("lost", "")],
    "notes without a text file": [("inline", "")],
    "notes with an empty name": [("unnamed", "")],
    "notes linked from notes": [("target", "")],
    "notes of sources but texts": [("picture", "notes")],
    "selections of notes": [("other-place", "")],
    "variables of notes": [("Age of free", "")],
    "styled texts of notes": [("free", "rich_text_path")],
    "styled texts of transcripts": [("transcript", "rich_text_path")],
    "codes of one name": [("second-trust", "")],
    "cases of one name": [("second-Ana", "")],
    "variables of one name": [("second-City", "")],
    "sets with the name of a variable": [("set-Age", "")],
    "codings that are there twice": [("c2", "")],
    "passages with the GUID of a stretch": [("loud", "")],
    "cases without a name": [("nobody", "")],
    "descriptions of cases without a name": [("somebody", "description")],
    "types of variables": [("Age", "type")],
    "names of stretches": [("loud", "name")],
    "names of passages": [("titled", "name")],
    "descriptions of picture selections": [("area", "description")],
    "descriptions of PDFs": [("pdf", "description")],
    "variables of PDFs": [("Age of pdf", "")],
    "names and dates of the texts of PDFs": [("pdf-text", "name"), ("pdf-text", "created")],
    "users of PDFs": [("pdf", "creating_user")],
    "uncoded selections but passages": [("area", "")],
    "users of codings unlike the selection's": [("c3", "creating_user")],
    "dates of codings unlike the selection's": [("c1", "created")],
    "users of selections unlike the transcript's": [("c5", "creating_user")],
    "dates of selections unlike the transcript's": [("loud", "created")],
    "users and dates of annotations": [("annotation", "creating_user"), ("annotation", "created")],
    "passages of annotations": [("place", "creating_user")],
    "ids of users": [("Ola", "id")],
    "users of nothing": [("Mia", "")],
    "users of last changes": [("text", "modifying_user")],
    "dates of last changes": [("text", "modified")],
    "users and dates of the project": [("project", "created")],
    "former places of files": [("audio", "current_path")],
}


def coded(name: str, code: str = "Trust", **more: Any) -> Coding:
    return Coding(guid=guid(name), code=guid(code), **more)


def a_place(key: str, start: int, end: int, *codings: Coding, **more: Any) -> PlainTextSelection:
    return PlainTextSelection(guid=guid(key), start=start, end=end, codings=list(codings), **more)


def value(text: str) -> VariableValue:
    return VariableValue(variable=guid("Age"), text=text)


def the_text() -> TextSource:
    ola, mia = guid("Ola"), "no user"
    return TextSource(
        guid=guid("text"),
        content=TEXT,
        creating_user=ola,
        modifying_user=ola,
        created=MONDAY,
        modified=TUESDAY,
        notes=[guid("lost"), guid("annotation")],
        selections=[
            a_place(
                "sung", 0, 9, coded("c1", created=TUESDAY), name="Ana sings", creating_user=ola
            ),
            a_place("sung-again", 0, 9, coded("c2"), name="Ana…", creating_user=ola),
            a_place("titled", 0, 3, coded("c3", creating_user=mia), name="The singer"),
        ],
        values=[value("of a text")],
    )


def the_media() -> list[Any]:
    area = PictureSelection(
        guid=guid("area"), first_x=0, first_y=0, second_x=1, second_y=1, name="a", description="b"
    )
    loud = AudioSelection(
        guid=guid("loud"), begin=0, end=9, name="loud", codings=[coded("c4", created=None)]
    )
    heard = TranscriptSelection(
        guid=guid("loud"), created=TUESDAY, codings=[coded("c5", creating_user=guid("Mia"))]
    )
    return [
        PDFSource(
            guid=guid("pdf"),
            name="p.pdf",
            description="Read this.",
            creating_user=guid("Ola"),
            created=MONDAY,
            values=[value("of pdf")],
            text=TextSource(guid=guid("pdf-text"), name="words", content="w", created=TUESDAY),
        ),
        PictureSource(guid=guid("picture"), selections=[area], notes=[guid("free")]),
        AudioSource(
            guid=guid("audio"),
            current_path="absolute:///a.mp3",
            selections=[loud],
            transcripts=[
                Transcript(
                    guid=guid("transcript"),
                    content="w",
                    rich_text_path="internal://t.docx",
                    created=MONDAY,
                    selections=[heard],
                )
            ],
        ),
    ]


def the_notes() -> list[TextSource]:
    annotation = TextSource(
        guid=guid("annotation"),
        content="Why?",
        creating_user=guid("Ola"),
        modifying_user=guid("Ola"),
        created=MONDAY,
        modified=TUESDAY,
        selections=[
            a_place("other-place", 0, 1),
            a_place("place", 0, 3, creating_user=guid("Ola")),
        ],
    )
    return [
        annotation,
        TextSource(guid=guid("lost"), name="lost", plain_text_path="internal://l.txt"),
        TextSource(guid=guid("inline"), name="inline", content="Said inside."),
        TextSource(guid=guid("unnamed"), name="", plain_text_path="internal://u.txt"),
        TextSource(
            guid=guid("free"),
            plain_text_path="internal://f.txt",
            rich_text_path="internal://f.docx",
            values=[value("of free")],
        ),
        TextSource(guid=guid("target"), name="target", plain_text_path="internal://t.txt"),
    ]


def halves() -> Project:
    """A project with one thing for each finder, and its like that it does not find."""
    text, pdf = guid("text"), guid("pdf")
    second = Code(guid=guid("second-trust"), name="Trust", is_codable=True)
    return Project(
        name="halves",
        created=MONDAY,
        users=[User(guid=guid("Ola"), name="Ola", id="OL"), User(guid=guid("Mia"), name="Mia")],
        codes=[
            Code(guid=guid("Trust"), name="Trust", is_codable=True),
            Code(guid=guid("folder"), name="Trust", is_codable=False, codes=[second]),
        ],
        variables=[
            Variable(guid=guid("Age"), name="Age", type="Integer"),
            Variable(guid=guid("City"), name="City", type="Text"),
            Variable(guid=guid("second-City"), name="City", type="Float"),
        ],
        cases=[
            Case(guid=guid("Ana"), name="Ana", description="Sings.", sources=[text, pdf]),
            Case(guid=guid("second-Ana"), name="Ana"),
            Case(guid=guid("nobody"), sources=[text, pdf]),
            Case(guid=guid("somebody"), sources=[text], description="Who?"),
        ],
        sources=[the_text(), *the_media()],
        notes=the_notes(),
        links=[Link(guid=guid("link"), origin=guid("free"), target=guid("target"))],
        sets=[
            Set(guid=guid("set-Age"), name="Age", sources=[text]),
            Set(guid=guid("set-City"), name="City", codes=[guid("Trust")]),
        ],
    )


def called(node: Any) -> str:
    if isinstance(node, Project):
        return "project"
    return f"Age {node.text}" if isinstance(node, VariableValue) else NAMES[node.guid]


def test_every_finder_is_tested_and_used() -> None:
    assert set(EXPECTED) == set(HALVES)
    assert HALVES.items() <= DROPS.items()


@pytest.mark.parametrize("key", EXPECTED)
def test_a_finder_finds_what_it_is_for_and_nothing_else(key: str) -> None:
    found = [(called(node), field) for node, field in HALVES[key](halves())]
    assert found == EXPECTED[key]


@pytest.mark.parametrize("key", EXPECTED)
def test_where_there_is_nothing_nothing_is_found(key: str) -> None:
    assert list(HALVES[key](Project(name="empty"))) == []


def test_the_places_of_passages_are_looked_up_where_there_is_a_text() -> None:
    project = halves()
    project.sources[0].content = None
    assert list(HALVES["names of passages"](project)) == []
