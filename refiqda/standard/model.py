"""REFI-QDA 1.0 as one table: a class per element type, its fields in the order of the schema.

Nothing else in refiqda names an XML tag of the standard. What each class is follows the text of
the standard (REFI-QDA 1.5, dated 25-09-2019), whose sections the docstrings name.

GUIDs, dates and decimal numbers stay text, exactly as the file has them. A field that points at
something (``Coding.code``, ``Case.sources``) holds the GUID of its target; :class:`refiqda.Index`
finds what it points at.
"""

from __future__ import annotations

from dataclasses import dataclass

from refiqda.standard import spec as x
from refiqda.standard.document import Document
from refiqda.standard.node import Node
from refiqda.standard.plan import CODEBOOK, PROJECT
from refiqda.standard.spec import (
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    DIRECTION,
    GUID,
    INTEGER,
    LINE_STYLE,
    RGB,
    SHAPE,
    VARIABLE_TYPE,
)

# ---------------------------------------------------------------- what several classes share


@dataclass(slots=True, kw_only=True)
class Identified(Node):
    """Anything with a GUID, unique in the project (sections 3.7, 8.4)."""

    guid: str = x.attr("guid", GUID, required=True)


@dataclass(slots=True, kw_only=True)
class Stamped(Identified):
    """A source or a selection: who made it and when, who changed it last and when."""

    name: str | None = x.attr("name")
    creating_user: str | None = x.attr("creatingUser", GUID, target="User")
    created: str | None = x.attr("creationDateTime", DATETIME)
    modifying_user: str | None = x.attr("modifyingUser", GUID, target="User")
    modified: str | None = x.attr("modifiedDateTime", DATETIME)


@dataclass(slots=True, kw_only=True)
class Media(Stamped):
    """A source that is one file: where it is now, and where it came from (section 8.3)."""

    path: str | None = x.attr("path")
    current_path: str | None = x.attr("currentPath")


@dataclass(slots=True, kw_only=True)
class Texts(Stamped):
    """What is text: a plain file, perhaps with a styled one beside it (sections 9.1.2, 9.1.3)."""

    rich_text_path: str | None = x.attr("richTextPath")
    plain_text_path: str | None = x.attr("plainTextPath")


@dataclass(slots=True, kw_only=True)
class Box(Stamped):
    """A rectangle: two corners, in pixels of a picture or points of a page (10.3, 10.4)."""

    first_x: int = x.attr("firstX", INTEGER, required=True)
    first_y: int = x.attr("firstY", INTEGER, required=True)
    second_x: int = x.attr("secondX", INTEGER, required=True)
    second_y: int = x.attr("secondY", INTEGER, required=True)


@dataclass(slots=True, kw_only=True)
class Span(Stamped):
    """A stretch of audio or video, in milliseconds from the start of the file (10.1, 10.4)."""

    begin: int = x.attr("begin", INTEGER, required=True)
    end: int = x.attr("end", INTEGER, required=True)


# ---------------------------------------------------------------- codes and codings


@dataclass(slots=True, kw_only=True)
class User(Identified):
    """A person, or a program, that made or changed things."""

    name: str | None = x.attr("name")
    id: str | None = x.attr("id")


@dataclass(slots=True, kw_only=True)
class Code(Identified):
    """A code, with its child codes; one that is not codable is a folder (section 11)."""

    name: str = x.attr("name", required=True)
    is_codable: bool = x.attr("isCodable", BOOLEAN, required=True)
    color: str | None = x.attr("color", RGB)
    description: str | None = x.text("Description")
    notes: list[str] = x.refs("NoteRef", "Note", where="project")
    codes: list[Code] = x.many("Code", "Code")


@dataclass(slots=True, kw_only=True)
class Coding(Identified):
    """One code applied to one selection, or to a whole source (section 11)."""

    creating_user: str | None = x.attr("creatingUser", GUID, target="User")
    created: str | None = x.attr("creationDateTime", DATETIME)
    code: str = x.ref("CodeRef", "Code")
    notes: list[str] = x.refs("NoteRef", "Note")


# ---------------------------------------------------------------- variables and cases


@dataclass(slots=True, kw_only=True)
class Variable(Identified):
    """What is recorded of cases or sources, such as age or site (section 3.18)."""

    name: str = x.attr("name", required=True)
    type: str = x.attr("typeOfVariable", VARIABLE_TYPE, required=True)
    description: str | None = x.text("Description")


@dataclass(slots=True, kw_only=True)
class VariableValue(Node):
    """The value of one variable; at most one of the six is there, none means missing."""

    variable: str = x.ref("VariableRef", "Variable")
    text: str | None = x.text("TextValue", choice=True)
    boolean: bool | None = x.text("BooleanValue", BOOLEAN, choice=True)
    integer: int | None = x.text("IntegerValue", INTEGER, choice=True)
    float: str | None = x.text("FloatValue", DECIMAL, choice=True)
    date: str | None = x.text("DateValue", DATE, choice=True)
    datetime: str | None = x.text("DateTimeValue", DATETIME, choice=True)


@dataclass(slots=True, kw_only=True)
class Case(Identified):
    """A unit of analysis: the sources and selections that belong to it, and its values (12)."""

    name: str | None = x.attr("name")
    description: str | None = x.text("Description")
    codes: list[str] = x.refs("CodeRef", "Code")
    values: list[VariableValue] = x.many("VariableValue", "VariableValue")
    sources: list[str] = x.refs("SourceRef", "Source")
    selections: list[str] = x.refs("SelectionRef", "Selection")


# ---------------------------------------------------------------- text


@dataclass(slots=True, kw_only=True)
class PlainTextSelection(Stamped):
    """A passage of a text: the integers as the file has them (section 10.2)."""

    start: int = x.attr("startPosition", INTEGER, required=True)
    end: int = x.attr("endPosition", INTEGER, required=True)
    description: str | None = x.text("Description")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class TextSource(Texts):
    """A text. Notes, the text of a PDF and the description of a picture are texts too.

    Either ``content`` holds the text or ``plain_text_path`` says where it is, not both.
    """

    description: str | None = x.text("Description")
    content: str | None = x.text("PlainTextContent")
    selections: list[PlainTextSelection] = x.many("PlainTextSelection", "PlainTextSelection")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")
    values: list[VariableValue] = x.many("VariableValue", "VariableValue")


# ---------------------------------------------------------------- pictures and PDF


@dataclass(slots=True, kw_only=True)
class PictureSelection(Box):
    """A rectangle of a picture, in pixels after rotation (sections 9.1.5, 10.4)."""

    description: str | None = x.text("Description")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class PictureSource(Media):
    """A picture, JPEG or PNG (section 9.1.5)."""

    description: str | None = x.text("Description")
    text: TextSource | None = x.one("TextDescription", "TextSource")
    selections: list[PictureSelection] = x.many("PictureSelection", "PictureSelection")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")
    values: list[VariableValue] = x.many("VariableValue", "VariableValue")


@dataclass(slots=True, kw_only=True)
class PDFSelection(Box):
    """A rectangle of a page, in points from its lower left corner (section 10.3)."""

    page: int = x.attr("page", INTEGER, required=True)
    description: str | None = x.text("Description")
    text: TextSource | None = x.one("Representation", "TextSource")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class PDFSource(Media):
    """A PDF, with its text beside it, where passages are selected (section 9.1.4)."""

    description: str | None = x.text("Description")
    selections: list[PDFSelection] = x.many("PDFSelection", "PDFSelection")
    text: TextSource | None = x.one("Representation", "TextSource")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")
    values: list[VariableValue] = x.many("VariableValue", "VariableValue")


# ---------------------------------------------------------------- audio and video


@dataclass(slots=True, kw_only=True)
class SyncPoint(Identified):
    """Ties a place in a transcript to a moment of the recording (section 10.4)."""

    time_stamp: int | None = x.attr("timeStamp", INTEGER)
    position: int | None = x.attr("position", INTEGER)


@dataclass(slots=True, kw_only=True)
class TranscriptSelection(Stamped):
    """A stretch of a transcript between two sync points (section 10.4)."""

    from_sync_point: str | None = x.attr("fromSyncPoint", GUID, target="SyncPoint")
    to_sync_point: str | None = x.attr("toSyncPoint", GUID, target="SyncPoint")
    description: str | None = x.text("Description")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class Transcript(Texts):
    """The text of a recording; a recording may have several (section 10.4)."""

    description: str | None = x.text("Description")
    content: str | None = x.text("PlainTextContent")
    sync_points: list[SyncPoint] = x.many("SyncPoint", "SyncPoint")
    selections: list[TranscriptSelection] = x.many("TranscriptSelection", "TranscriptSelection")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class AudioSelection(Span):
    """A stretch of a sound recording."""

    description: str | None = x.text("Description")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class AudioSource(Media):
    """A sound recording, with its transcripts (section 9.1.6)."""

    description: str | None = x.text("Description")
    transcripts: list[Transcript] = x.many("Transcript", "Transcript")
    selections: list[AudioSelection] = x.many("AudioSelection", "AudioSelection")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")
    values: list[VariableValue] = x.many("VariableValue", "VariableValue")


@dataclass(slots=True, kw_only=True)
class VideoSelection(Span):
    """A stretch of a film."""

    description: str | None = x.text("Description")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class VideoSource(Media):
    """A film, with its transcripts (section 9.1.6)."""

    description: str | None = x.text("Description")
    transcripts: list[Transcript] = x.many("Transcript", "Transcript")
    selections: list[VideoSelection] = x.many("VideoSelection", "VideoSelection")
    codings: list[Coding] = x.many("Coding", "Coding")
    notes: list[str] = x.refs("NoteRef", "Note")
    values: list[VariableValue] = x.many("VariableValue", "VariableValue")


# ---------------------------------------------------------------- links, sets and graphs


@dataclass(slots=True, kw_only=True)
class Link(Identified):
    """Joins any two things that have a GUID (section 3.8)."""

    name: str | None = x.attr("name")
    direction: str | None = x.attr("direction", DIRECTION)
    color: str | None = x.attr("color", RGB)
    origin: str | None = x.attr("originGUID", GUID, target="Identified")
    target: str | None = x.attr("targetGUID", GUID, target="Identified")
    notes: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class Set(Identified):
    """Gathers codes, sources and notes; sets do not nest (section 12)."""

    name: str = x.attr("name", required=True)
    description: str | None = x.text("Description")
    codes: list[str] = x.refs(
        "MemberCode",
        "Code",
        types=("CodeRefType", "MemberCodeType"),
        attributes=("targetGUID", "guid"),
    )
    sources: list[str] = x.refs(
        "MemberSource", "Source", where="project", types=("SourceRefType", "")
    )
    notes: list[str] = x.refs("MemberNote", "Note", where="project", types=("NoteRefType", ""))


@dataclass(slots=True, kw_only=True)
class Vertex(Identified):
    """A shape in a graph, perhaps standing for something of the project (section 14)."""

    represented: str | None = x.attr("representedGUID", GUID, target="Identified")
    name: str | None = x.attr("name")
    first_x: int = x.attr("firstX", INTEGER, required=True)
    first_y: int = x.attr("firstY", INTEGER, required=True)
    second_x: int | None = x.attr("secondX", INTEGER)
    second_y: int | None = x.attr("secondY", INTEGER)
    shape: str | None = x.attr("shape", SHAPE)
    color: str | None = x.attr("color", RGB)


@dataclass(slots=True, kw_only=True)
class Edge(Identified):
    """A line between two shapes of a graph."""

    represented: str | None = x.attr("representedGUID", GUID, target="Identified")
    name: str | None = x.attr("name")
    source: str = x.attr("sourceVertex", GUID, required=True, target="Vertex")
    target: str = x.attr("targetVertex", GUID, required=True, target="Vertex")
    color: str | None = x.attr("color", RGB)
    direction: str | None = x.attr("direction", DIRECTION)
    line_style: str | None = x.attr("lineStyle", LINE_STYLE)


@dataclass(slots=True, kw_only=True)
class Graph(Identified):
    """A drawing of shapes and lines: a map, a network (section 14)."""

    name: str | None = x.attr("name")
    vertices: list[Vertex] = x.many("Vertex", "Vertex")
    edges: list[Edge] = x.many("Edge", "Edge")


# ---------------------------------------------------------------- the two documents

Source = TextSource | PictureSource | PDFSource | AudioSource | VideoSource
Selection = (
    PlainTextSelection
    | PictureSelection
    | PDFSelection
    | AudioSelection
    | VideoSelection
    | TranscriptSelection
)


@dataclass(slots=True, kw_only=True)
class Project(Document):
    """The whole of a ``.qde``; the files of its sources are in ``files`` (sections 5.3, 8)."""

    form = PROJECT

    name: str = x.attr("name", required=True)
    origin: str | None = x.attr("origin")
    creating_user: str | None = x.attr("creatingUserGUID", GUID, target="User")
    created: str | None = x.attr("creationDateTime", DATETIME)
    modifying_user: str | None = x.attr("modifyingUserGUID", GUID, target="User")
    modified: str | None = x.attr("modifiedDateTime", DATETIME)
    base_path: str | None = x.attr("basePath")
    users: list[User] = x.many("User", "User", wrapper=("Users",))
    codes: list[Code] = x.many("Code", "Code", wrapper=("CodeBook", "Codes"))
    variables: list[Variable] = x.many("Variable", "Variable", wrapper=("Variables",))
    cases: list[Case] = x.many("Case", "Case", wrapper=("Cases",))
    sources: list[Source] = x.many(
        ("TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource"),
        wrapper=("Sources",),
    )
    notes: list[TextSource] = x.many("Note", "TextSource", wrapper=("Notes",))
    links: list[Link] = x.many("Link", "Link", wrapper=("Links",))
    sets: list[Set] = x.many("Set", "Set", wrapper=("Sets",))
    graphs: list[Graph] = x.many("Graph", "Graph", wrapper=("Graphs",))
    description: str | None = x.text("Description")
    note_refs: list[str] = x.refs("NoteRef", "Note")


@dataclass(slots=True, kw_only=True)
class CodeBook(Document):
    """The whole of a ``.qdc``: codes, and sets of codes (sections 5.2, 11)."""

    form = CODEBOOK

    origin: str | None = x.attr("origin")
    codes: list[Code] = x.many("Code", "Code", wrapper=("Codes",), required=True)
    sets: list[Set] = x.many("Set", "Set", wrapper=("Sets",))
