"""V: oddities that a certain program is known for; each names the file or report that shows it."""

from __future__ import annotations

from refiqda.checks.finding import NOTE
from refiqda.checks.rule import Rule

QUOTATION_PAIR = Rule(
    code="V101",
    severity=NOTE,
    title="ATLAS.ti: one quotation, two selections, one GUID",
    message="{what} has the GUID of a selection of the same PDF: both are one quotation.",
    hint="Count the two as one.",
    why="ATLAS.ti writes a quotation of a PDF as a rectangle and as a passage of the text, both "
    "with the same GUID (atlasti-mac-8.4-annex-a2.qde, Annex A.2 of the standard).",
    sketch="""
    <Sources>
      <PDFSource guid="#1" name="Report" path="internal://00000000-0000-4000-8000-000000000001.pdf">
        <PDFSelection guid="#2" page="0" firstX="10" firstY="10" secondX="90" secondY="30"/>
        <Representation guid="#3" name="Report">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <PlainTextSelection guid="#2" startPosition="0" endPosition="6"/>
        </Representation>
      </PDFSource>
    </Sources>
    """,
)
CASE_AND_CODE = Rule(
    code="V102",
    severity=NOTE,
    title="NVivo: a case that is a code as well",
    message="{what} is a code as well, with the same GUID.",
    hint="Read the codings with that code as the passages of the case.",
    why="NVivo keeps cases as nodes that can be coded with, and writes them in both places, as "
    "QualCoder's importer reports.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Participant 1" isCodable="true"/>
      </Codes>
    </CodeBook>
    <Cases>
      <Case guid="#1" name="Participant 1"><SourceRef targetGUID="#2"/></Case>
    </Cases>
    <Sources>
      <TextSource guid="#2" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
FILE_FOR_SOURCE = Rule(
    code="V103",
    severity=NOTE,
    title="QualCoder: a case points at a file in place of a source",
    message="{what} points at {guid!r}, which names the file of the source {source!r}.",
    hint="Put the GUID of that source in its place.",
    why="QualCoder (commit c3204641) writes the GUID of the file, which no source has "
    "(qualcoder-3.8-synthetic.qdpx). The case seems empty to every reader.",
    sketch="""
    <Cases>
      <Case guid="#1" name="Participant 1"><SourceRef targetGUID="#3"/></Case>
    </Cases>
    <Sources>
      <PictureSource guid="#2" name="Photo" path="internal://00000000-0000-4000-8000-000000000003.png"/>
    </Sources>
    """,
)
OLD_NAMESPACE = Rule(
    code="V104",
    severity=NOTE,
    title="A namespace from before version 1.0",
    message="The file is in the namespace {namespace!r}, from before version 1.0.",
    hint="Nothing has to be done to read it here; write it anew for programs that are strict.",
    why="ATLAS.ti and MAXQDA write codebooks in urn:QDA-XML:codebook:0:4 "
    "(atlasti-win-9-namespace-0-4.qdc); Annex A.3 of the standard prints a project of Transana "
    "3.22 in urn:QDA-XML:project:0:10.",
    sketch="""
    <CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="Example">
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    """,
)
SPELLING = Rule(
    code="V105",
    severity=NOTE,
    title="A value spelt in an unusual way",
    message="{what} has {name}={text!r}, which means {value!r} and is usually written so "
    "(values like it: {count:,}).",
    hint="Nothing has to be done; refiqda keeps the spelling.",
    why="The schema lets true be written as 1, and 7 as 007 (xsd:boolean, xsd:integer). Readers "
    'that compare with "true" take such codes for folders.',
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="1"/>
      </Codes>
    </CodeBook>
    """,
)
BYTE_ORDER_MARK = Rule(
    code="V106",
    severity=NOTE,
    title="QualCoder: the XML begins with a byte order mark",
    message="The XML begins with a byte order mark (U+FEFF).",
    hint="Save it without one if a program refuses the file.",
    why="XML allows it in UTF-8, where it means nothing. QualCoder writes one in codebooks "
    "(qualcoder-3.8-mannheimer.qdc); ATLAS.ti is reported to refuse such files.",
    sketch="The first three bytes of the codebook are EF BB BF.",
)
PLACEHOLDER = Rule(
    code="V107",
    severity=NOTE,
    title="NVivo for Mac: an empty file holds the folder open",
    message="{path!r} is empty and belongs to no source.",
    hint="Leave it, or remove it.",
    why="NVivo for Mac writes an empty sources/.root (nvivo-mac-15.qdpx).",
    sketch="The package holds sources/.root, which has no bytes.",
)
NOTE_IN_SOURCE = Rule(
    code="V108",
    severity=NOTE,
    title="QualCoder: a note whose selection lies in another text",
    message="{what} is an annotation: its positions count in the source, not in the note.",
    hint="Look up the positions in the source that the note belongs to.",
    why="QualCoder (commit c3204641) writes an annotation as a note with a selection, and counts "
    "its positions in the source (qualcoder-3.8-synthetic.qdpx).",
    sketch="""
    <Project xmlns="urn:QDA-XML:project:1.0" name="Example" origin="QualCoder 3.8">
      <Notes>
        <Note guid="#1" name="Annotation">
          <PlainTextContent>Ask again.</PlainTextContent>
          <PlainTextSelection guid="#2" startPosition="120" endPosition="140"/>
        </Note>
      </Notes>
    </Project>
    """,
)
FLAT_NAMES = Rule(
    code="V109",
    severity=NOTE,
    title="ATLAS.ti: levels of codes written into their names",
    message="{what} has two levels in its name (codes like it: {count:,}).",
    hint="Read what stands before :: as the code above, when codes are counted by level.",
    why="ATLAS.ti 8.4 writes flat codes with names such as Drinks::Tea "
    "(atlasti-mac-8.4-annex-a2.qde).",
    sketch="""
    <Project xmlns="urn:QDA-XML:project:1.0" name="Example" origin="ATLAS.ti 8.4">
      <CodeBook>
        <Codes>
          <Code guid="#1" name="Drinks::Tea" isCodable="true"/>
        </Codes>
      </CodeBook>
    </Project>
    """,
)
NO_ZONE = Rule(
    code="V110",
    severity=NOTE,
    title="Transana: times without a time zone",
    message="{what} has the time {time!r}, without a time zone (times like it: {count:,}).",
    hint="Do not compare such times with those of other projects.",
    why="The schema lets the zone be left out, and then nobody knows the moment that is meant. "
    "Transana 3.22 writes such times (transana-3.22-annex-a3.qde).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" creationDateTime="2020-05-01T10:00:00">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
