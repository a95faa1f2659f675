"""T: the words of sources, and the places in them. Each text is read once and let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from refiqda.checks.catalogue import package as package_rules
from refiqda.checks.catalogue import text as rules
from refiqda.checks.catalogue import vendors
from refiqda.checks.found import Found, at, on
from refiqda.checks.survey import Survey
from refiqda.checks.transcripts import transcript
from refiqda.errors import RefiQdaError
from refiqda.standard.model import PlainTextSelection, TextSource, Transcript

TextLike = TextSource | Transcript


def texts(survey: Survey) -> Iterator[Found]:
    """Every text: where it is, whether it can be read, and whether selections lie in it."""
    notes = {id(note) for note in survey.project.notes}
    reader = _Reader(survey)
    holders: list[TextLike] = [*survey.of(TextSource), *survey.of(Transcript)]
    for holder in holders:
        is_note = id(holder) in notes
        yield from _where(holder, is_note)
        yield from reader.read(holder)
        text = reader.text
        if text is not None:
            yield from _words(holder, text, is_note)
        elif holder.selections and not reader.is_elsewhere:
            yield at(rules.NO_TEXT, holder, count=len(holder.selections))
        if isinstance(holder, Transcript):
            yield from transcript(holder, None if text is None else len(text))
        elif is_note and holder.selections and reader.counts_elsewhere(holder):
            yield at(vendors.NOTE_IN_SOURCE, holder)
        else:
            yield from _selections(holder.selections, text)


class _Reader:
    """Reads the texts of a project one after the other."""

    def __init__(self, survey: Survey) -> None:
        self.document = survey.document
        self.is_bare = survey.is_bare
        self.by_qualcoder = (survey.project.origin or "").startswith("QualCoder")
        self.text: str | None = None
        """The text read last; None if there is none."""
        self.is_elsewhere = False
        """Whether the text read last may well exist, outside of a bare project file."""
        self.damaged: set[str] = set()

    def read(self, holder: TextLike) -> Iterator[Found]:
        self.text, self.is_elsewhere = holder.content, False
        path = holder.plain_text_path
        if self.text is not None or not path:
            return
        files = self.document.files
        self.is_elsewhere = self.is_bare
        name = files.find(path)
        if name is None:
            return
        try:
            self.text = files[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            yield at(rules.NOT_UTF8, holder, "plain_text_path", path=path, byte=error.start)
        except RefiQdaError as error:
            # Sources may share a file, which is damaged only once.
            if name not in self.damaged:
                self.damaged.add(name)
                yield on(package_rules.DAMAGED, name, path=name, reason=str(error))

    def counts_elsewhere(self, note: TextSource) -> bool:
        """Whether it is an annotation of QualCoder, whose positions count in the source."""
        return self.by_qualcoder and note.content is not None


def _where(holder: TextLike, is_note: bool) -> Iterator[Found]:
    """Whether the text stands in exactly one place."""
    if holder.plain_text_path:
        if holder.content is not None:
            yield at(rules.BOTH, holder, "plain_text_path", path=holder.plain_text_path)
    elif holder.content is None:
        if holder.rich_text_path:
            yield at(rules.ONLY_STYLED, holder, "rich_text_path", path=holder.rich_text_path)
        elif not is_note:
            yield at(rules.NEITHER, holder)
        elif not holder.description:
            yield at(rules.EMPTY_NOTE, holder)


def _words(holder: TextLike, text: str, is_note: bool) -> Iterator[Found]:
    if not text or text.isspace():
        if not is_note:
            yield at(rules.BLANK, holder, count=len(text))
        elif not holder.description:
            yield at(rules.EMPTY_NOTE, holder)
    lost = text.count("\ufffd")
    if lost:
        yield at(rules.LOST_LETTERS, holder, count=lost, start=text.index("\ufffd"))


def _selections(selections: list[PlainTextSelection], text: str | None) -> Iterator[Found]:
    """Positions, as the standard counts them: characters of the text, half-open (section 10.2)."""
    known = [one for one in selections if type(one.start) is int and type(one.end) is int]
    length = float("inf") if text is None else len(text)
    suspects = [one for one in known if not 0 <= one.start < one.end <= length]
    for one in suspects:
        yield from _position(one)
    if text is None or not suspects:
        return
    outside = [one for one in suspects if one.end > length or one.start > length]
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2 if outside else 0
    for one in outside:
        values: dict[str, Any] = {"start": one.start, "end": one.end, "length": len(text)}
        within = max(one.start, one.end) <= units
        rule = rules.OUTSIDE_UNITS if within else rules.OUTSIDE
        yield at(rule, one, "end" if one.end > length else "start", units=units, **values)


def _position(one: PlainTextSelection) -> Iterator[Found]:
    for field, value in (("start", one.start), ("end", one.end)):
        if value < 0:
            yield at(rules.NEGATIVE, one, field, value=value)
    if one.start > one.end:
        yield at(rules.REVERSED, one, start=one.start, end=one.end)
    elif one.start == one.end:
        yield at(rules.EMPTY, one, start=one.start)
