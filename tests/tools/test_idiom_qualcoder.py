"""What QualCoder would stop at, or take for something else."""

from __future__ import annotations

import refiqda
from refiqda.model import Coding, PDFSelection, PDFSource, PlainTextSelection, Project, TextSource
from refiqda.tools.changes import Changes
from refiqda.tools.idiom_qualcoder import (
    dates_and_names,
    one_user_a_selection,
    texts_where_it_looks,
)


def guid(name: str) -> str:
    return refiqda.make_guid("idioms", name)


def test_journals_for_qualcoder_have_names_of_their_own() -> None:
    """It stops at the second of one name; a note without a file is no journal."""
    names = ["memo", "memo (2)", "memo", "memo", ""]
    notes = [
        TextSource(guid=guid(str(n)), name=name, plain_text_path=f"internal://{n}.txt")
        for n, name in enumerate(names)
    ]
    notes.append(TextSource(guid=guid("inside"), name="memo", content="words"))
    project = Project(name="p", created="2024-05-01T10:00:00Z", notes=notes)
    changes = Changes()
    dates_and_names(project, changes)
    assert [note.name for note in notes] == [
        "memo",
        "memo (2)",
        "memo (3)",
        "memo (4)",
        "",
        "memo",
    ]
    assert [(row.node, row.field) for row in changes.rows] == [
        (notes[2], "name"),
        (notes[3], "name"),
    ]


def test_a_new_text_for_qualcoder_takes_no_name_in_other_letters() -> None:
    """Or the text of the note would be read as that of the source."""
    own = "abcdef01-0000-4000-8000-000000000001"
    for member in (f"Sources/{own}.txt", f"sources/{own.upper()}.TXT", f"{own}.txt"):
        source = TextSource(guid=guid("s"), name="s", plain_text_path=f"internal://{own}.txt")
        note = TextSource(guid=own.upper(), name="m", content="my memo")
        project = Project(name="p", sources=[source], notes=[note])
        project.files[member] = b"the source"
        texts_where_it_looks(project, Changes())
        assert [project.text_of(each) for each in (source, note)] == ["the source", "my memo"]


def test_the_words_of_an_area_are_there_once_when_each_user_has_one() -> None:
    """The second area would have the same passages again, with the same GUIDs."""
    words = TextSource(
        guid=guid("words"),
        content="Trust",
        selections=[
            PlainTextSelection(
                guid=guid("in words"),
                start=0,
                end=5,
                codings=[Coding(guid=guid("inner"), code=guid("code"))],
            )
        ],
    )
    area = PDFSelection(
        guid=guid("area"),
        page=0,
        first_x=1,
        first_y=2,
        second_x=3,
        second_y=4,
        text=words,
        codings=[
            Coding(guid=guid(name), code=guid("code"), creating_user=guid(name))
            for name in ("Ana", "Ben")
        ],
    )
    project = Project(name="p", sources=[PDFSource(guid=guid("pdf"), selections=[area])])
    one_user_a_selection(project, Changes())
    [source] = project.sources
    assert isinstance(source, PDFSource)
    assert [one.text for one in source.selections] == [words, None]
    assert [[each.guid for each in one.codings] for one in source.selections] == [
        [guid("Ana")],
        [guid("Ben")],
    ]
