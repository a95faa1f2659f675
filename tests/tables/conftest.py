"""A small project with every kind of source, selection and variable."""

from pathlib import Path

import pytest

import refiqda
from refiqda.standard import model as m

WHEN = "2024-05-01T12:00:00Z"
TEXT = "Grüße 😀 from Iași.\nSecond line, said twice.\n"


def g(name: str) -> str:
    return refiqda.make_guid("tables", name)


def coding(name: str, code: str, **more: object) -> m.Coding:
    return m.Coding(guid=g(name), code=g(code), **more)


def _texts() -> list[m.TextSource]:
    first = m.PlainTextSelection(
        guid=g("sel1"), name="one", start=6, end=7, creating_user=g("ada"), created=WHEN
    )
    first.codings = [
        coding("cod1", "trust", creating_user=g("bo"), created="2024-05-02T12:00:00.250+02:00"),
        coding("cod2", "doubt"),
    ]
    first.notes = [g("memo")]
    second = m.PlainTextSelection(guid=g("sel2"), start=13, end=17, creating_user=g("nameless"))
    second.codings = [coding("cod3", "trust", created="yesterday")]
    beyond = m.PlainTextSelection(guid=g("sel3"), start=1000, end=1010, creating_user=g("nobody"))
    beyond.codings = [coding("cod4", "no such code")]
    uncoded = m.PlainTextSelection(guid=g("sel4"), start=0, end=5, description="a comment")
    whole = m.TextSource(guid=g("text"), name="interview", content=TEXT, created=WHEN)
    whole.selections = [first, second, beyond, uncoded]
    whole.codings = [coding("cod5", "doubt", creating_user=g("ada"))]
    whole.values = [m.VariableValue(variable=g("place"), text="Iași")]
    lost = m.TextSource(guid=g("lost"), name="=lost|text", plain_text_path="internal://gone.txt")
    lost.selections = [m.PlainTextSelection(guid=g("sel5"), start=0, end=4)]
    lost.selections[0].codings = [coding("cod6", "trust")]
    return [whole, lost]


def _pdf() -> m.PDFSource:
    area = m.PDFSelection(
        guid=g("area"), page=0, first_x=1, first_y=2, second_x=30, second_y=40, created=WHEN
    )
    area.text = m.TextSource(guid=g("area text"), content="words of the page")
    area.codings = [coding("cod7", "trust")]
    pdf = m.PDFSource(guid=g("pdf"), name="report", path="internal://report.pdf")
    pdf.text = m.TextSource(guid=g("pdf text"), content="all the words of the page")
    pdf.text.selections = [m.PlainTextSelection(guid=g("in pdf"), start=4, end=7)]
    pdf.text.selections[0].codings = [coding("cod8", "doubt")]
    pdf.selections = [area]
    return pdf


def _picture() -> m.PictureSource:
    box = m.PictureSelection(guid=g("box"), first_x=0, first_y=0, second_x=9, second_y=9)
    box.codings = [coding("cod9", "trust")]
    return m.PictureSource(guid=g("picture"), name="photo", selections=[box])


def _audio() -> m.AudioSource:
    said = m.Transcript(guid=g("transcript"), name="said", content="Hello. Good-bye.")
    said.sync_points = [
        m.SyncPoint(guid=g("p0"), time_stamp=0, position=0),
        m.SyncPoint(guid="{" + g("p1").upper() + "}", time_stamp=1500, position=6),
    ]
    part = m.TranscriptSelection(
        guid=g("part"), from_sync_point=g("p0"), to_sync_point=g("p1"), created=WHEN
    )
    part.codings = [coding("cod10", "doubt")]
    open_end = m.TranscriptSelection(guid=g("open"), from_sync_point=g("p1"))
    said.selections = [part, open_end]
    stretch = m.AudioSelection(guid=g("stretch"), begin=100, end=900)
    stretch.codings = [coding("cod11", "trust")]
    return m.AudioSource(guid=g("audio"), name="tape", transcripts=[said], selections=[stretch])


def _cases() -> list[m.Case]:
    value = m.VariableValue
    return [
        m.Case(
            guid=g("R1"),
            name="R1",
            sources=["{" + g("text").upper() + "}"],
            values=[
                value(variable=g("age"), integer=41),
                value(variable=g("place"), text="Iași"),
                value(variable=g("place"), text="Cluj"),
                value(variable=g("since"), date="2001-02-03"),
                value(variable=g("ok"), boolean=True),
            ],
        ),
        m.Case(
            guid=g("R2"),
            name="R2",
            selections=[g("sel2"), g("box")],
            values=[value(variable=g("score"), float="2.50"), value(variable=g("ok"))],
        ),
        m.Case(guid=g("R3"), sources=[g("text")], description="a case without a name"),
    ]


def _relations(project: m.Project) -> None:
    memo = m.TextSource(guid=g("memo"), name="memo", content="Look | here", creating_user=g("ada"))
    memo.selections = [m.PlainTextSelection(guid=g("in memo"), start=0, end=4)]
    memo.selections[0].codings = [coding("cod12", "doubt")]
    project.notes = [memo, m.TextSource(guid=g("alone"), name="alone", content="")]
    project.links = [
        m.Link(guid=g("l1"), name="see", origin=g("memo"), target=g("cod3"), direction="OneWay"),
        m.Link(guid=g("l2"), origin=g("trust"), target=g("vanished")),
    ]
    project.sets = [
        m.Set(guid=g("s1"), name="both", codes=[g("trust")], sources=[g("pdf"), g("vanished")]),
        m.Set(guid=g("s2"), name="nothing", description="empty"),
    ]


def make_project() -> m.Project:
    doubt = m.Code(guid=g("doubt"), name="doubt", is_codable=True, description="not sure")
    trust = m.Code(guid=g("trust"), name="trust", is_codable=False, color="#112233", codes=[doubt])
    project = m.Project(name="made", origin="refiqda tests", created=WHEN)
    project.users = [
        m.User(guid=g("ada"), name="Ada", id="A"),
        m.User(guid=g("bo"), name="Bo"),
        m.User(guid=g("nameless")),
    ]
    project.codes = [trust]
    project.variables = [
        m.Variable(guid=g(name), name=label, type=kind)
        for name, label, kind in (
            ("age", "Age", "Integer"),
            ("score", "Score", "Float"),
            ("ok", "OK", "Boolean"),
            ("since", "Since", "Date"),
            ("place", "Place", "Text"),
            ("case", "case", "Text"),
        )
    ]
    project.cases = _cases()
    project.sources = [*_texts(), _pdf(), _picture(), _audio()]
    project.sources.append(m.VideoSource(guid=g("video"), name="film"))
    _relations(project)
    return project


@pytest.fixture
def project() -> m.Project:
    return make_project()


@pytest.fixture
def path(project: m.Project, tmp_path: Path) -> Path:
    target = tmp_path / "made.qdpx"
    project.save(target, allow_invalid=True)
    return target
