"""What of a source has selections: its texts, its transcripts, and the words of areas of PDFs."""

from __future__ import annotations

from refiqda.model import (
    AudioSource,
    Coding,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    TextSource,
    Transcript,
    TranscriptSelection,
)
from refiqda.standard.index import codings_of, holders_of, holders_with_words


def words(guid: str) -> TextSource:
    passage = PlainTextSelection(guid=f"{guid} passage", start=0, end=3)
    passage.codings = [Coding(guid=f"{guid} coding", code="c")]
    return TextSource(guid=guid, content="all of it", selections=[passage])


def test_holders_with_words_are_everything_that_has_codings() -> None:
    bare = PDFSelection(guid="bare", page=0, codings=[Coding(guid="bare coding", code="c")])
    areas = [PDFSelection(guid="area", page=0, text=words("words")), bare]
    report = PDFSource(guid="report", selections=areas, text=words("text"))
    found = list(holders_with_words(report))
    assert [each.guid for each in found] == ["report", "words", "text"]
    assert [each.guid for each in holders_of(report)] == ["report", "text"]
    placed = list(codings_of(report))
    assert [each.coding.guid for each in placed] == ["words coding", "bare coding", "text coding"]
    assert all(any(each.holder is holder for holder in found) for each in placed)


def test_holders_with_words_are_transcripts_too() -> None:
    said = Transcript(guid="said", selections=[TranscriptSelection(guid="s")])
    tape = AudioSource(guid="tape", transcripts=[said])
    assert [each.guid for each in holders_with_words(tape)] == ["tape", "said"]
