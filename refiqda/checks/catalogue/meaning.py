"""M: what the schema allows, and a reader, an import or a count stumbles over."""

from __future__ import annotations

from refiqda.checks.finding import NOTE, WARNING
from refiqda.checks.rule import Rule

VALUE_TYPE = Rule(
    code="M101",
    severity=WARNING,
    title="A value of another type than its variable",
    message="{what} has a value of type {found} for the variable {variable!r}, which is {wanted}.",
    hint="Change the type of the variable, or write the value as that type.",
    why="The schema does not tie values to the types of variables; programs do, and drop what "
    "does not fit (section 3.18).",
    sketch="""
    <Variables>
      <Variable guid="#1" name="Age" typeOfVariable="Integer"/>
    </Variables>
    <Cases>
      <Case guid="#2" name="Participant 1">
        <VariableValue><VariableRef targetGUID="#1"/><TextValue>forty</TextValue></VariableValue>
        <SourceRef targetGUID="#3"/>
      </Case>
    </Cases>
    <Sources>
      <TextSource guid="#3" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
SEVERAL_VALUES = Rule(
    code="M102",
    severity=NOTE,
    title="Several values of one variable",
    message="{what} has {count} values for the variable {variable!r}.",
    hint="Leave it if several are true; know that some programs keep only one.",
    why="The schema allows it, as for somebody who lived in two countries. Most programs hold one "
    "value for each case and variable.",
    sketch="""
    <Variables>
      <Variable guid="#1" name="Country" typeOfVariable="Text"/>
    </Variables>
    <Cases>
      <Case guid="#2" name="Participant 1">
        <VariableValue><VariableRef targetGUID="#1"/><TextValue>Brazil</TextValue></VariableValue>
        <VariableValue><VariableRef targetGUID="#1"/><TextValue>Japan</TextValue></VariableValue>
        <SourceRef targetGUID="#3"/>
      </Case>
    </Cases>
    <Sources>
      <TextSource guid="#3" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
VARIABLE_NAME = Rule(
    code="M103",
    severity=WARNING,
    title="Two variables of the same name",
    message="{what} has the same name as another variable.",
    hint="Rename one of them, or join them.",
    why="Tables have one column for each name; programs join the two or refuse one.",
    sketch="""
    <Variables>
      <Variable guid="#1" name="Age" typeOfVariable="Integer"/>
      <Variable guid="#2" name="Age" typeOfVariable="Text"/>
    </Variables>
    """,
)
NOT_CODABLE = Rule(
    code="M201",
    severity=WARNING,
    title="A coding with a code that is not codable",
    message="{what} uses the code {code!r}, which is only a folder (isCodable is false).",
    hint="Make the code codable, or code with one below it.",
    why="A code that is not codable gathers other codes (section 11). Programs drop the coding or "
    "make the code codable.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Feelings" isCodable="false"/>
      </Codes>
    </CodeBook>
    <Sources>
      <TextSource guid="#2" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <PlainTextSelection guid="#3" startPosition="0" endPosition="6">
          <Coding guid="#4"><CodeRef targetGUID="#1"/></Coding>
        </PlainTextSelection>
      </TextSource>
    </Sources>
    """,
)
CODE_NAME = Rule(
    code="M202",
    severity=WARNING,
    title="Two codes of the same name in one place",
    message="{what} has the same name as another code {place}.",
    hint="Rename one of them, or join them.",
    why="Programs that tell codes apart by name join the two or refuse one.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
        <Code guid="#2" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    """,
)
NAMELESS_CODE = Rule(
    code="M203",
    severity=WARNING,
    title="A code without a name",
    message="{what} has an empty name.",
    hint="Give the code a name.",
    why="The schema asks for a name and accepts an empty one; nobody can tell what was meant.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="" isCodable="true"/>
      </Codes>
    </CodeBook>
    """,
)
ALIKE_CODES = Rule(
    code="M204",
    severity=NOTE,
    title="Two codes whose names differ only in case or blanks",
    message="{what} differs from the code {other!r} {place} only in case or blanks.",
    hint="Join them if they are meant to be one.",
    why="Such pairs arise when two people code, and split what should be counted together.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
        <Code guid="#2" name="trust " isCodable="true"/>
      </Codes>
    </CodeBook>
    """,
)
NAMELESS_CASE = Rule(
    code="M301",
    severity=NOTE,
    title="A case without a name",
    message="{what} has no name.",
    hint="Read its values as those of its source.",
    why="MAXQDA and Quirkos write the variables of a source as a case without a name.",
    sketch="""
    <Cases>
      <Case guid="#1"><SourceRef targetGUID="#2"/></Case>
    </Cases>
    <Sources>
      <TextSource guid="#2" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
CASE_NAME = Rule(
    code="M302",
    severity=WARNING,
    title="Two cases of the same name",
    message="{what} has the same name as another case.",
    hint="Rename one of them, or join them.",
    why="Whoever counts cases by name counts the two as one.",
    sketch="""
    <Cases>
      <Case guid="#1" name="Participant 1"><SourceRef targetGUID="#3"/></Case>
      <Case guid="#2" name="Participant 1"><SourceRef targetGUID="#3"/></Case>
    </Cases>
    <Sources>
      <TextSource guid="#3" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
EMPTY_CASE = Rule(
    code="M303",
    severity=NOTE,
    title="A case that holds nothing",
    message="{what} holds neither sources nor selections.",
    hint="Link the case to its sources if it has any.",
    why="Nothing that was coded can be counted for such a case. QualCoder 3.8 exports only links "
    "to whole sources, so cases may arrive empty.",
    sketch="""
    <Cases>
      <Case guid="#1" name="Participant 1"/>
    </Cases>
    """,
)
SOURCE_NAME = Rule(
    code="M401",
    severity=WARNING,
    title="Two sources of the same name",
    message="{what} has the same name as another source.",
    hint="Rename one of them.",
    why="Programs that tell sources apart by name refuse or overwrite one. MAXQDA writes names "
    "that repeat.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
      <TextSource guid="#2" name="Interview">
        <PlainTextContent>We spoke on the phone.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
NAMELESS_SOURCE = Rule(
    code="M402",
    severity=NOTE,
    title="A source without a name",
    message="{what} has no name.",
    hint="Give the source a name, so that people can speak of it.",
    why="The name is optional in the schema; qc 1.3 writes none (qc-1.3.2.qdpx).",
    sketch="""
    <Sources>
      <TextSource guid="#1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
NAMELESS_USER = Rule(
    code="M501",
    severity=NOTE,
    title="A user without a name",
    message="{what} has no name.",
    hint="Give the user a name or a pseudonym, so that coders can be told apart.",
    why="The name is optional in the schema; tables then show the GUID.",
    sketch="""
    <Users>
      <User guid="#1"/>
    </Users>
    """,
)
NO_CODER = Rule(
    code="M502",
    severity=NOTE,
    title="Codings that do not say who made them",
    message="{count:,} of {total:,} codings do not say who made them, though there are {users} "
    "users.",
    hint="Leave them out when coders are compared.",
    why="Agreement between coders needs to know who coded what.",
    sketch="""
    <Users>
      <User guid="#1" name="Ada"/>
      <User guid="#2" name="Grace"/>
    </Users>
    <CodeBook>
      <Codes>
        <Code guid="#3" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    <Sources>
      <TextSource guid="#4" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <Coding guid="#5"><CodeRef targetGUID="#3"/></Coding>
      </TextSource>
    </Sources>
    """,
)
CODED_TWICE = Rule(
    code="M601",
    severity=WARNING,
    title="The same code twice on one selection",
    message="{what} applies the code {code!r}, which the same user has applied to the same place "
    "before.",
    hint="Remove one of the two, or count passages rather than codings.",
    why="The passage is one, the codings are two, so references are counted too high.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    <Sources>
      <TextSource guid="#2" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <PlainTextSelection guid="#3" startPosition="0" endPosition="6">
          <Coding guid="#4"><CodeRef targetGUID="#1"/></Coding>
          <Coding guid="#5"><CodeRef targetGUID="#1"/></Coding>
        </PlainTextSelection>
      </TextSource>
    </Sources>
    """,
)
NAMELESS_PROJECT = Rule(
    code="M701",
    severity=NOTE,
    title="A project without a name",
    message="The project has an empty name.",
    hint="Give the project a name.",
    why="The schema asks for a name and accepts an empty one; an archive lists projects by name.",
    sketch="""
    <Project xmlns="urn:QDA-XML:project:1.0" name="" origin="refiqda">
      <Users>
        <User guid="#1" name="Ada"/>
      </Users>
    </Project>
    """,
)
NO_ORIGIN = Rule(
    code="M702",
    severity=NOTE,
    title="The file does not say which program wrote it",
    message="{what} has no origin.",
    hint="Ask which program and version wrote it, if positions in texts do not fit.",
    why="Programs differ in how they count positions in texts; the origin tells them apart.",
    sketch="""
    <Project xmlns="urn:QDA-XML:project:1.0" name="Example">
      <Users>
        <User guid="#1" name="Ada"/>
      </Users>
    </Project>
    """,
)
TIMES = Rule(
    code="M703",
    severity=NOTE,
    title="Changed before it was made",
    message="{what} was made at {created!r} and changed last at {modified!r}, which is earlier.",
    hint="Do not rely on the dates; a clock was wrong or a program wrote the wrong one.",
    why="Both dates are optional, and nothing in the schema ties them to each other.",
    sketch="""
    <Project xmlns="urn:QDA-XML:project:1.0" name="Example" origin="refiqda"
        creationDateTime="2020-05-02T10:00:00Z" modifiedDateTime="2020-05-01T10:00:00Z">
      <Users>
        <User guid="#1" name="Ada"/>
      </Users>
    </Project>
    """,
)
EMPTY_SET = Rule(
    code="M801",
    severity=NOTE,
    title="A set without members",
    message="{what} has no members.",
    hint="Remove the set, or look whether its members could be exported.",
    why="Sets hold codes, sources and notes only (section 12). A set of cases or of selections "
    "arrives empty.",
    sketch="""
    <Sets>
      <Set guid="#1" name="Interviews"/>
    </Sets>
    """,
)
SET_NAME = Rule(
    code="M802",
    severity=WARNING,
    title="Two sets of the same name",
    message="{what} has the same name as another set.",
    hint="Rename one of them, or join them.",
    why="Programs that tell sets apart by name join the two or refuse one.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    <Sets>
      <Set guid="#2" name="Feelings"><MemberCode targetGUID="#1"/></Set>
      <Set guid="#3" name="Feelings"><MemberCode targetGUID="#1"/></Set>
    </Sets>
    """,
)
