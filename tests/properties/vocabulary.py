"""Names and values for documents that are changed: what the standard has, and what it has not."""

from __future__ import annotations

import re

OWN_TYPES = {
    "Note": "TextSourceType",
    "Representation": "TextSourceType",
    "TextDescription": "TextSourceType",
    "MemberSource": "SourceRefType",
    "MemberNote": "NoteRefType",
    "Description": "string",
    "PlainTextContent": "string",
    "TextValue": "string",
    "BooleanValue": "boolean",
    "IntegerValue": "integer",
    "FloatValue": "decimal",
    "DateValue": "date",
    "DateTimeValue": "dateTime",
}
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
XS = "http://www.w3.org/2001/XMLSchema"
VENDOR = "urn:example:vendor"
NAMESPACES = (
    "",
    VENDOR,
    "urn:QDA-XML:project:1.0",
    "urn:QDA-XML:codebook:1.0",
    "urn:QDA-XML:project:0:10",
    "urn:QDA-XML:codebook:0:4",
)
NAMES = re.findall(
    r"\w+",
    """
    Users User CodeBook Codes Code Description NoteRef Variables Variable VariableValue VariableRef
    TextValue BooleanValue IntegerValue FloatValue DateValue DateTimeValue Cases Case CodeRef
    SourceRef SelectionRef Sources TextSource PictureSource PDFSource AudioSource VideoSource
    PlainTextContent PlainTextSelection TextDescription PictureSelection PDFSelection Representation
    Transcript SyncPoint TranscriptSelection AudioSelection VideoSelection Coding Notes Note Links
    Link Sets Set MemberCode MemberSource MemberNote Graphs Graph Vertex Edge Project
    description CODE textsource Codings Memo
    """,
)
ATTRIBUTES = re.findall(
    r"\w+",
    """
    guid name id isCodable color creatingUser creationDateTime modifyingUser modifiedDateTime path
    currentPath richTextPath plainTextPath startPosition endPosition firstX firstY secondX secondY
    page begin end timeStamp position fromSyncPoint toSyncPoint direction originGUID targetGUID
    typeOfVariable representedGUID shape sourceVertex targetVertex lineStyle origin basePath
    creatingUserGUID modifyingUserGUID GUID Name codable
    """,
)
GUID = "01234567-89ab-CDEF-0123-456789abcdef"
VALUES = (
    *("", " ", "\t", "\n", "\u00a0", "x", "null", "NaN", "INF"),
    *(GUID, f"{{{GUID}}}", f" {GUID} ", f"{{{GUID}", GUID[:-1], GUID.replace("-", ""), f"{GUID}\n"),
    *("g" + GUID[1:], f"\u00a0{GUID}", f"({GUID})", GUID.replace("0", "\uff10")),
    *("0", "-0", "+5", "007", " 5", "5 ", "\t5\n", "1.0", "1e3", "--1", "5 5", "1_000", "0x10"),
    *("\u0663", "\u0967\u0968", "\uff15", "\u00a05", "\u00b2", "9" * 30, "9" * 5000, "+", "-"),
    *("true", "false", "1", "True", "TRUE", "yes", " true ", "\ttrue", "00", "truefalse", "\u0661"),
    *("1.5", ".5", "5.", ".", "+.5", "-1.50", "1,5", "1.5E3", "\u0661.5", " 1.5\n", "1.5.5"),
    *(
        "2024-02-29",
        "2023-02-29",
        "2024-13-01",
        "2024-1-1",
        "0000-01-01",
        "-0044-03-15",
        "12024-01-01",
    ),
    *(
        "2024-01-01Z",
        "2024-01-01+14:00",
        "2024-01-01+14:01",
        "2024-01-01-13:59",
        "2024-01-01+15:00",
    ),
    *(" 2024-01-01 ", "\u0662024-01-01", "02024-01-01", "1900-02-29", "2000-02-29", "-0001-02-29"),
    *("2024-01-01T00:00:00", "2024-01-01T24:00:00", "2024-01-01T24:00:01", "2024-01-01T23:59:60"),
    *(
        "2024-01-01T12:00:00Z",
        "2024-01-01t12:00:00z",
        "2024-01-01T12:00:00.",
        "2024-01-01 12:00:00",
    ),
    *("2024-01-01T12:00:00.123456789+00:00", "2024-01-01T12:00", "2024-01-01T24:00:00.0Z"),
    *("2024-01-01T12:00:00Z ", "2024-12-31T24:00:00-14:00", "-0004-02-29T00:00:00"),
    *("#fff", "#FFFFFF", "#ffff", "fff", "#ggg", " #fff", "#fff ", "#f\u0661f", "red", "#1234567"),
    *("Associative", "associative", " OneWay ", "OneWay\n", "One Way", "Bidirectional", "Bi"),
    *("Text", "Boolean", "Integer", "Float", "Date", "DateTime", "text", "Oval", "Star", "solid"),
    *(
        "\r",
        "a\r\nb",
        "]]>",
        "<&>\"'",
        "\U0001f600",
        "e\u0301",
        "\u202e",
        "\u0085",
        "\u2028",
        "\ufeff",
    ),
)
TEXTS = ("x", " ", "\n\t ", "\u00a0", "two words", "&<>", "\r", "]]>", "5", "\U0001f600")
