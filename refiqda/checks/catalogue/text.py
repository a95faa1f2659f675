"""T: the words of sources, and the places in texts, pictures and recordings."""

from __future__ import annotations

from refiqda.checks.finding import ERROR, NOTE, WARNING
from refiqda.checks.rule import Rule

_CODE_AND = """
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
        <PlainTextSelection guid="#2" {}/>
      </TextSource>
    </Sources>
    """

BOTH = Rule(
    code="T101",
    severity=ERROR,
    title="A text in two places",
    message="{what} has its text in the project and in {path!r}.",
    hint="Keep one of them; the positions of selections can fit only one.",
    why="The schema says in a comment that exactly one of PlainTextContent and plainTextPath is "
    "filled. Where both are, programs read different ones.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" \
plainTextPath="internal://00000000-0000-4000-8000-000000000001.txt">
        <PlainTextContent>We met at the clinic.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
NEITHER = Rule(
    code="T102",
    severity=WARNING,
    title="A text without words",
    message="{what} has neither a text in the project nor a path to one.",
    hint="Export the project again together with its sources.",
    why="The schema says in a comment that exactly one of PlainTextContent and plainTextPath is "
    "filled.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1"/>
    </Sources>
    """,
)
EMPTY_NOTE = Rule(
    code="T103",
    severity=NOTE,
    title="A note without words",
    message="{what} holds no text.",
    hint="Remove the note if nothing was written in it.",
    why="Programs write notes that only have a name, or only a description.",
    sketch="""
    <Notes>
      <Note guid="#1" name="To do"/>
    </Notes>
    """,
)
ONLY_STYLED = Rule(
    code="T104",
    severity=WARNING,
    title="Styled text without plain text",
    message="{what} has only a styled text, in {path!r}.",
    hint="Export the plain text as well.",
    why="Positions of selections count in the plain text, so a styled text (.docx) comes with a "
    "plain one (section 9.1.3).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" \
richTextPath="internal://00000000-0000-4000-8000-000000000001.docx"/>
    </Sources>
    """,
)
NOT_UTF8 = Rule(
    code="T201",
    severity=ERROR,
    title="A text that is not UTF-8",
    message="{what} has its text in {path!r}, which is read as {encoding}, since it is not UTF-8.",
    hint="Look whether its letters are right in refiqda table codings. If they are, refiqda "
    "convert --for standard writes it anew as UTF-8; if not, save it as UTF-8 and put it back.",
    why="Plain text is UTF-8 (section 9.1.2). ATLAS.ti is reported to write transcripts in "
    "Windows-1252. Other programs lose letters of such a text, and its positions shift.",
    sketch="sources/interview.txt was saved in the encoding of an old Windows.",
)
BLANK = Rule(
    code="T202",
    severity=WARNING,
    title="A text with nothing in it",
    message="{what} has a text without a visible character (its length is {count:,}).",
    hint="Export the project again; the words may have been lost on the way.",
    why="An import that fails may leave a text of one blank behind, and no program says so "
    "(nvivo-mac-15.qdpx).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent> </PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
LOST_LETTERS = Rule(
    code="T203",
    severity=WARNING,
    title="Letters were lost before",
    message="{what} holds replacement characters (U+FFFD): {count:,}, the first at {start:,}.",
    hint="Look for the original text; the lost letters cannot be brought back from here.",
    why="A program that cannot read a letter puts U+FFFD in its place.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextContent>We met at the caf\ufffd.</PlainTextContent>
      </TextSource>
    </Sources>
    """,
)
NO_LETTERS = Rule(
    code="T204",
    severity=ERROR,
    title="A file that is no text",
    message="{what} has its text in {path!r}, which is no text in an encoding that can be told.",
    hint="Save the text as UTF-8 and put it back; then look at the selections again.",
    why="Plain text is UTF-8 (section 9.1.2). UTF-16 with a byte order mark and Windows-1252 are "
    "read as well; this file has bytes that neither has.",
    sketch="sources/interview.txt holds the bytes of a picture.",
)
OUTSIDE = Rule(
    code="T301",
    severity=ERROR,
    title="A selection outside of its text",
    message="{what} goes from {start} to {end}, but the text ends at {length:,} (counted in "
    "{words}).",
    hint="Check that the text is the one that was coded; the selection belongs to a longer one.",
    why="Positions count the characters of the plain text from 0 (section 10.2). Beyond its end "
    "there are no words.",
    sketch=_CODE_AND.format('startPosition="15" endPosition="40"'),
)
COUNTED = Rule(
    code="T302",
    severity=NOTE,
    title="Positions are counted otherwise than the standard says",
    message="{what} counts {words} ({sure} sure: {evidence}).",
    hint="Nothing has to be done to read it here; refiqda convert --for standard writes positions "
    "that programs read alike.",
    why="The standard counts an emoji as one (section 10.2); NVivo counts two UTF-16 units, as "
    "measured in exports of NVivo for Windows 12.6 and for Mac 12.7. Programs differ in line "
    "breaks too.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Chat">
        <PlainTextContent>Thank you \U0001f600 dear</PlainTextContent>
        <PlainTextSelection guid="#2" name="dear" startPosition="13" endPosition="17"/>
      </TextSource>
    </Sources>
    """,
)
NEGATIVE = Rule(
    code="T303",
    severity=ERROR,
    title="A position below zero",
    message="{what} has the position {value}; positions begin at 0.",
    hint="Mark the passage again in the program that wrote the file.",
    why="The first character, millisecond and page is 0 (section 10; pages by Annex A.2).",
    sketch=_CODE_AND.format('startPosition="-3" endPosition="6"'),
)
REVERSED = Rule(
    code="T304",
    severity=ERROR,
    title="A selection that ends before it starts",
    message="{what} goes from {start} to {end}.",
    hint="Exchange the two positions if that is what was meant.",
    why="A selection goes from its first position to its last (sections 10.1, 10.2).",
    sketch=_CODE_AND.format('startPosition="6" endPosition="0"'),
)
EMPTY = Rule(
    code="T305",
    severity=WARNING,
    title="A selection of no words",
    message="{what} starts and ends at {start}, so it holds no characters.",
    hint="Mark the passage again, or remove the selection.",
    why="A selection is half-open, so one that ends where it starts holds nothing: a coding "
    "there cannot be read or counted in words.",
    sketch=_CODE_AND.format('startPosition="6" endPosition="6"'),
)
MOMENT = Rule(
    code="T306",
    severity=NOTE,
    title="A selection of no length in a recording",
    message="{what} starts and ends at {start} ms.",
    hint="Leave it if a moment was meant.",
    why="ATLAS.ti 26 writes such selections; they mark a moment.",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <AudioSelection guid="#2" begin="1500" end="1500"/>
      </AudioSource>
    </Sources>
    """,
)
NO_AREA = Rule(
    code="T307",
    severity=WARNING,
    title="A rectangle without area",
    message="{what} is {width} wide and {height} high.",
    hint="Mark the place again, or remove the selection.",
    why="A selection of a picture or page has two corners (sections 10.3, 10.4). Which is named "
    "first makes no difference, but they have to span something.",
    sketch="""
    <Sources>
      <PictureSource guid="#1" name="Photo" path="internal://00000000-0000-4000-8000-000000000001.png">
        <PictureSelection guid="#2" firstX="5" firstY="5" secondX="5" secondY="90"/>
      </PictureSource>
    </Sources>
    """,
)
NO_TEXT = Rule(
    code="T308",
    severity=ERROR,
    title="Selections in a text that is missing",
    message="{what} has no text that its selections could be in (there are {count:,}).",
    hint="Export the project again together with its sources.",
    why="Without the text nobody can read what was marked.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1">
        <PlainTextSelection guid="#2" startPosition="0" endPosition="6"/>
      </TextSource>
    </Sources>
    """,
)
BETWEEN = Rule(
    code="T309",
    severity=WARNING,
    title="A position that cuts a character in two",
    message="{what} has the position {value}, which is {place}.",
    hint="refiqda reads the whole character; look whether the right words are marked.",
    why="Where UTF-16 units or bytes are counted, or a line break counts two, a position can fall "
    "between the halves of a character. No program means that.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Chat">
        <PlainTextContent>Thank you \U0001f600 \U0001f600 goodbye</PlainTextContent>
        <PlainTextSelection guid="#2" name="goodbye" startPosition="16" endPosition="23"/>
        <PlainTextSelection guid="#3" name="Thank you" startPosition="0" endPosition="9"/>
        <PlainTextSelection guid="#4" startPosition="10" endPosition="14"/>
      </TextSource>
    </Sources>
    """,
)
UNDECIDED = Rule(
    code="T310",
    severity=WARNING,
    title="How positions are counted cannot be told",
    message="{what} may count {taken}, as it is read here, or {other}: then {count:,} of {total:,} "
    "places would have other words.",
    hint="Look at a passage with refiqda text FILE --show, then name the right way with "
    "--convention.",
    why="Programs count emoji and line breaks differently, and nothing in this text shows how it "
    "was done: no selection is named by its words, and too few begin and end with words.",
    sketch="""
    <Project xmlns="urn:QDA-XML:project:1.0" name="Example" origin="Example">
      <Sources>
        <TextSource guid="#1" name="Chat">
          <PlainTextContent>Thank you&#13;&#10;for all that&#13;&#10;and see you</PlainTextContent>
          <PlainTextSelection guid="#2" startPosition="14" endPosition="18"/>
        </TextSource>
      </Sources>
    </Project>
    """,
)
SYNC_OUTSIDE = Rule(
    code="T401",
    severity=ERROR,
    title="A sync point outside of its transcript",
    message="{what} stands at {position}, but the transcript ends at {length:,} (counted in "
    "{words}).",
    hint="Check that the transcript is the one that was timed.",
    why="A sync point ties a position in the text to a moment of the recording (section 10.4).",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <Transcript guid="#2" name="Transcript">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <SyncPoint guid="#3" timeStamp="900" position="400"/>
        </Transcript>
      </AudioSource>
    </Sources>
    """,
)
SYNC_ORDER = Rule(
    code="T402",
    severity=WARNING,
    title="Sync points that run backwards",
    message="{what} stands at {time} ms and position {position}, but an earlier one in time at "
    "position {before}.",
    hint="Check the times; a recording and its transcript run in the same direction.",
    why="Ordered by time, sync points should be ordered by position as well.",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <Transcript guid="#2" name="Transcript">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <SyncPoint guid="#3" timeStamp="0" position="10"/>
          <SyncPoint guid="#4" timeStamp="900" position="3"/>
        </Transcript>
      </AudioSource>
    </Sources>
    """,
)
NO_SYNC = Rule(
    code="T403",
    severity=WARNING,
    title="A selection of a transcript without a place",
    message="{what} does not say between which two sync points it lies.",
    hint="Give it both sync points, or remove it.",
    why="The schema lets them be left out, but nothing else says where the selection is "
    "(section 10.4).",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <Transcript guid="#2" name="Transcript">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <SyncPoint guid="#3" timeStamp="0" position="0"/>
          <TranscriptSelection guid="#4" fromSyncPoint="#3"/>
        </Transcript>
      </AudioSource>
    </Sources>
    """,
)
SYNC_REVERSED = Rule(
    code="T404",
    severity=WARNING,
    title="A selection of a transcript that ends before it starts",
    message="{what} goes from position {start} back to {end}.",
    hint="Exchange the two sync points if that is what was meant.",
    why="A selection goes from an earlier sync point to a later one (section 10.4).",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a">
        <Transcript guid="#2" name="Transcript">
          <PlainTextContent>We met at the clinic.</PlainTextContent>
          <SyncPoint guid="#3" timeStamp="0" position="0"/>
          <SyncPoint guid="#4" timeStamp="900" position="7"/>
          <TranscriptSelection guid="#5" fromSyncPoint="#4" toSyncPoint="#3"/>
        </Transcript>
      </AudioSource>
    </Sources>
    """,
)
