"""S: what the official XML Schema rejects, one rule for each kind of breach."""

from __future__ import annotations

from refiqda.checks.finding import ERROR
from refiqda.checks.rule import Rule
from refiqda.standard.conform import BreachKind

NAMESPACE = Rule(
    code="S101",
    severity=ERROR,
    title="Another namespace than the schema's",
    message="{breach}",
    hint="Export it again from a newer version of the program; refiqda reads it as it is.",
    why="The schema holds for the namespaces urn:QDA-XML:project:1.0 and urn:QDA-XML:codebook:1.0. "
    "refiqda reads older ones all the same; a strict reader refuses the file (sections 5.2, 5.3).",
    sketch="""
    <CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="Example">
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    """,
)
ATTRIBUTE_MISSING = Rule(
    code="S102",
    severity=ERROR,
    title="A required attribute is missing",
    message="{breach}",
    hint="Add the attribute, or export again from the program that wrote the file.",
    why="The schema requires some attributes, such as the guid of nearly everything, or isCodable "
    "of a code.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust"/>
      </Codes>
    </CodeBook>
    """,
)
ATTRIBUTE_UNKNOWN = Rule(
    code="S103",
    severity=ERROR,
    title="An attribute that the standard does not have",
    message="{breach}",
    hint="Remove the attribute; refiqda keeps it as it is, other programs may refuse the file.",
    why="The schema leaves no room for additions: any attribute that it does not name makes the "
    "file invalid.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true" weight="3"/>
      </Codes>
    </CodeBook>
    """,
)
ELEMENT_MISSING = Rule(
    code="S104",
    severity=ERROR,
    title="A required element is missing",
    message="{breach}",
    hint="Add the element, or remove the one that lacks it.",
    why="A coding has to name its code, a value its variable, a codebook has to hold its codes.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <PlainTextSelection guid="#2" startPosition="0" endPosition="6">
          <Coding guid="#3"/>
        </PlainTextSelection>
      </TextSource>
    </Sources>
    """,
)
ELEMENT_UNKNOWN = Rule(
    code="S105",
    severity=ERROR,
    title="An element that the standard does not have here",
    message="{breach}",
    hint="Remove the element or put it where it belongs; refiqda keeps it as it is.",
    why="The schema leaves no room for additions: any element that it does not name at this place "
    "makes the file invalid.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true">
          <Weight>3</Weight>
        </Code>
      </Codes>
    </CodeBook>
    """,
)
ELEMENT_MISPLACED = Rule(
    code="S106",
    severity=ERROR,
    title="Elements in the wrong order",
    message="{breach}",
    hint="Put the elements into the order of the schema.",
    why="Every element has a fixed order of children, such as Description before codings. "
    "QualCoder 3.8 writes a PDFSelection after the Representation of its PDF "
    "(qualcoder-3.8-synthetic.qdpx).",
    sketch="""
    <Variables>
      <Variable guid="#1" name="Age" typeOfVariable="Integer"/>
    </Variables>
    <Users>
      <User guid="#2" name="Ada"/>
    </Users>
    """,
)
ELEMENT_REPEATED = Rule(
    code="S107",
    severity=ERROR,
    title="An element stands more often than allowed",
    message="{breach}",
    hint="Keep one of them; refiqda reads the first and keeps the others as they are.",
    why="A description, a text or a value may stand only once in its element.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true">
          <Description>Relying on somebody.</Description>
          <Description>Feeling safe with somebody.</Description>
        </Code>
      </Codes>
    </CodeBook>
    """,
)
TEXT_MISPLACED = Rule(
    code="S108",
    severity=ERROR,
    title="Text where the standard has none",
    message="{breach}",
    hint="Move the words into a Description, or remove them.",
    why="Only descriptions, texts and values hold words. Transana 3.22 writes words into "
    "MemberNote (transana-3.22-annex-a3.qde).",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true">Relying on somebody.</Code>
      </Codes>
    </CodeBook>
    """,
)
WRAPPER_EMPTY = Rule(
    code="S109",
    severity=ERROR,
    title="An empty list",
    message="{breach}",
    hint="Remove the empty element. Codes of a codebook has to stay: put a code into it.",
    why="Lists such as Users or Sets have to be left out when there is nothing in them. A codebook "
    "(.qdc) has to hold its Codes, with one code at least (section 5.2). Taguette 1.5 writes an "
    "empty Sets (taguette-1.5.2.qdc).",
    sketch="""
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Example">
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
      <Sets/>
    </CodeBook>
    """,
)
VALUE = Rule(
    code="S110",
    severity=ERROR,
    title="A value that its type does not allow",
    message="{breach}",
    hint="Write the value as the schema wants it.",
    why="GUIDs, colours, dates, numbers and the words of short lists (Text, Boolean, Integer, "
    "Float, Date, DateTime) have a fixed form.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="yes" color="blue"/>
      </Codes>
    </CodeBook>
    """,
)
PYTHON_TYPE = Rule(
    code="S111",
    severity=ERROR,
    title="A Python object of the wrong type",
    message="{breach}",
    hint="Set the field to a value of the type that the message names.",
    why="Only a project changed in Python can have this; no file does.",
    sketch='A script sets selection.start = "12", a text, in place of the number 12.',
)
OTHER_DOCUMENT = Rule(
    code="S112",
    severity=ERROR,
    title="A part that this kind of document has no place for",
    message="{breach}",
    hint="Save it as a project, or clear the field.",
    why="Only a codebook changed in Python can have this: the codes of a .qdc have no notes, and "
    "its sets hold codes alone (section 5.2).",
    sketch="A script puts a code that has notes into a CodeBook.",
)

OF_BREACH: dict[BreachKind, Rule] = {
    "namespace": NAMESPACE,
    "attribute missing": ATTRIBUTE_MISSING,
    "attribute unknown": ATTRIBUTE_UNKNOWN,
    "element missing": ELEMENT_MISSING,
    "element unknown": ELEMENT_UNKNOWN,
    "element misplaced": ELEMENT_MISPLACED,
    "element repeated": ELEMENT_REPEATED,
    "text misplaced": TEXT_MISPLACED,
    "wrapper empty": WRAPPER_EMPTY,
    "value": VALUE,
    "class": PYTHON_TYPE,
    "form": OTHER_DOCUMENT,
}
"""The rule of each kind of breach."""
