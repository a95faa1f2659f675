"""R: what points at what. Rules for dangling references differ by what is pointed at."""

from __future__ import annotations

from refiqda.checks.finding import ERROR, NOTE, WARNING
from refiqda.checks.rule import Rule

_DANGLING = "{what} points at the {target} {guid!r}, which is not in the file."

CODE = Rule(
    code="R101",
    severity=ERROR,
    title="Points at a code that is not there",
    message=_DANGLING,
    hint="Export the codebook together with the project, or remove the reference.",
    why="A coding, case or set names a code by its GUID. Without the code, nobody knows what was "
    "coded (section 11).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <PlainTextSelection guid="#2" startPosition="0" endPosition="6">
          <Coding guid="#3"><CodeRef targetGUID="#9"/></Coding>
        </PlainTextSelection>
      </TextSource>
    </Sources>
    """,
)
USER = Rule(
    code="R102",
    severity=WARNING,
    title="Points at a user that is not there",
    message=_DANGLING,
    hint="Add the user to the list of users, or remove the attribute.",
    why="Who made something is told by the GUID of a user. Without the user, two coders cannot be "
    "told apart by name. QualCoder 3.8 names a creator of the project that its users lack "
    "(qualcoder-3.8-synthetic.qdpx).",
    sketch="""
    <Users>
      <User guid="#1" name="Ada"/>
    </Users>
    <Sources>
      <TextSource guid="#2" name="Interview 1" creatingUser="#9">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
SOURCE = Rule(
    code="R103",
    severity=ERROR,
    title="Points at a source that is not there",
    message=_DANGLING,
    hint="Export the source together with the project, or remove the reference.",
    why="A case or set names its sources by their GUIDs. What does not exist cannot be counted "
    "(sections 12, 13).",
    sketch="""
    <Cases>
      <Case guid="#1" name="Participant 1">
        <SourceRef targetGUID="#9"/>
      </Case>
    </Cases>
    """,
)
SELECTION = Rule(
    code="R104",
    severity=ERROR,
    title="Points at a selection that is not there",
    message=_DANGLING,
    hint="Export the selection together with the project, or remove the reference.",
    why="A case names the passages that belong to it by their GUIDs (section 13).",
    sketch="""
    <Cases>
      <Case guid="#1" name="Participant 1">
        <SelectionRef targetGUID="#9"/>
      </Case>
    </Cases>
    """,
)
NOTE_REF = Rule(
    code="R105",
    severity=ERROR,
    title="Points at a note that is not there",
    message=_DANGLING,
    hint="Export the note together with the project, or remove the reference.",
    why="Notes (memos, comments) are attached by their GUIDs (section 3.9).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <NoteRef targetGUID="#9"/>
      </TextSource>
    </Sources>
    """,
)
VARIABLE = Rule(
    code="R106",
    severity=ERROR,
    title="Points at a variable that is not there",
    message=_DANGLING,
    hint="Add the variable, or remove the value.",
    why="A value belongs to a variable, which gives it its name and type (section 3.18).",
    sketch="""
    <Cases>
      <Case guid="#1" name="Participant 1">
        <VariableValue><VariableRef targetGUID="#9"/><IntegerValue>41</IntegerValue></VariableValue>
        <SourceRef targetGUID="#2"/>
      </Case>
    </Cases>
    <Sources>
      <TextSource guid="#2" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
SYNC_POINT = Rule(
    code="R107",
    severity=ERROR,
    title="Points at a sync point that is not there",
    message=_DANGLING,
    hint="Add the sync point, or remove the attribute.",
    why="A selection of a transcript lies between two sync points; without them it has no place "
    "(section 10.4).",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <Transcript guid="#2" name="Transcript">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <SyncPoint guid="#3" timeStamp="0" position="0"/>
          <TranscriptSelection guid="#4" fromSyncPoint="#3" toSyncPoint="#9"/>
        </Transcript>
      </AudioSource>
    </Sources>
    """,
)
VERTEX = Rule(
    code="R108",
    severity=ERROR,
    title="Points at a vertex that is not there",
    message=_DANGLING,
    hint="Add the vertex, or remove the edge.",
    why="An edge of a graph joins two of its vertices (section 14).",
    sketch="""
    <Graphs>
      <Graph guid="#1" name="Map">
        <Vertex guid="#2" name="Trust" firstX="0" firstY="0"/>
        <Edge guid="#3" sourceVertex="#2" targetVertex="#9"/>
      </Graph>
    </Graphs>
    """,
)
ANYTHING = Rule(
    code="R109",
    severity=WARNING,
    title="A link or shape points at nothing",
    message="{what} points at {guid!r}, which nothing in the file has.",
    hint="Export what it stands for, or remove the reference.",
    why="Links, vertices and edges may point at anything that has a GUID. The drawing stays; what "
    "it stands for is lost (sections 3.8, 14).",
    sketch="""
    <Graphs>
      <Graph guid="#1" name="Map">
        <Vertex guid="#2" name="Trust" representedGUID="#9" firstX="0" firstY="0"/>
      </Graph>
    </Graphs>
    """,
)
WRONG_KIND = Rule(
    code="R201",
    severity=ERROR,
    title="Points at something of another kind",
    message="{what} points at {guid!r} as a {target}, but that is a {other}.",
    hint="Point it at what is meant.",
    why="A coding needs a code, a case sources or selections; a reference to anything else means "
    "nothing.",
    sketch="""
    <Users>
      <User guid="#9" name="Ada"/>
    </Users>
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <PlainTextSelection guid="#2" startPosition="0" endPosition="6">
          <Coding guid="#3"><CodeRef targetGUID="#9"/></Coding>
        </PlainTextSelection>
      </TextSource>
    </Sources>
    """,
)
REPEATED = Rule(
    code="R301",
    severity=ERROR,
    title="Two things have the same GUID",
    message="{what} has the GUID {guid!r}, which a {other} has already.",
    hint="Give one of them a GUID of its own, and follow it with what points at it.",
    why="A GUID is unique in the project (sections 3.7, 8.4); case and braces make no difference. "
    "Of two things with one GUID, each program finds a different one.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
        <Code guid="#1" name="Doubt" isCodable="true"/>
      </Codes>
    </CodeBook>
    """,
)
OTHER_TRANSCRIPT = Rule(
    code="R401",
    severity=ERROR,
    title="A sync point of another transcript",
    message="{what} points at the sync point {guid!r}, which belongs to another transcript.",
    hint="Point it at the sync points of its own transcript.",
    why="A selection of a transcript lies between two sync points of that transcript "
    "(section 10.4).",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <Transcript guid="#2" name="English">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <SyncPoint guid="#3" timeStamp="0" position="0"/>
        </Transcript>
        <Transcript guid="#4" name="Spanish">
          <PlainTextContent>Nos vimos en la clinica.</PlainTextContent>
          <SyncPoint guid="#5" timeStamp="900" position="8"/>
          <TranscriptSelection guid="#6" fromSyncPoint="#3" toSyncPoint="#5"/>
        </Transcript>
      </AudioSource>
    </Sources>
    """,
)
OTHER_GRAPH = Rule(
    code="R402",
    severity=WARNING,
    title="An edge reaches into another graph",
    message="{what} points at the vertex {guid!r}, which belongs to another graph.",
    hint="Join vertices of one graph only.",
    why="A line cannot be drawn from one drawing into another (section 14).",
    sketch="""
    <Graphs>
      <Graph guid="#1" name="Before">
        <Vertex guid="#2" name="Trust" firstX="0" firstY="0"/>
      </Graph>
      <Graph guid="#3" name="After">
        <Vertex guid="#4" name="Doubt" firstX="0" firstY="0"/>
        <Edge guid="#5" sourceVertex="#2" targetVertex="#4"/>
      </Graph>
    </Graphs>
    """,
)
TWICE = Rule(
    code="R403",
    severity=NOTE,
    title="The same thing is pointed at twice",
    message="{what} points at the {target} {guid!r} more than once.",
    hint="Remove the second reference; it adds nothing.",
    why="A member of a set, or a source of a case, counts once however often it is listed.",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    <Sets>
      <Set guid="#2" name="Feelings">
        <MemberCode targetGUID="#1"/>
        <MemberCode targetGUID="#1"/>
      </Set>
    </Sets>
    """,
)
HALF_LINK = Rule(
    code="R404",
    severity=WARNING,
    title="A link with a loose end",
    message="{what} joins nothing: one of its ends is missing.",
    hint="Give the link both ends, or remove it.",
    why="The schema lets both ends be left out, but a link joins two things (section 3.8).",
    sketch="""
    <CodeBook>
      <Codes>
        <Code guid="#1" name="Trust" isCodable="true"/>
      </Codes>
    </CodeBook>
    <Links>
      <Link guid="#2" name="leads to" originGUID="#1"/>
    </Links>
    """,
)

DANGLING = {
    "Code": CODE,
    "User": USER,
    "Source": SOURCE,
    "Selection": SELECTION,
    "Note": NOTE_REF,
    "Variable": VARIABLE,
    "SyncPoint": SYNC_POINT,
    "Vertex": VERTEX,
    "Identified": ANYTHING,
}
"""The rule for a dangling reference, by what the table says that it points at."""
