"""T: the words of sources, and the places in them. Each text is read once and let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from refiqda.checks.catalogue import package as package_rules
from refiqda.checks.catalogue import text as rules
from refiqda.checks.catalogue import vendors
from refiqda.checks.found import Found, at, on
from refiqda.checks.positions import in_text
from refiqda.checks.survey import Survey
from refiqda.errors import MissingText, RefiQdaError
from refiqda.standard.decoding import Decoded
from refiqda.standard.model import TextSource, Transcript
from refiqda.tools.programs import recognise
from refiqda.tools.texts import Reading
from refiqda.tools.understanding import texts_of

TextLike = TextSource | Transcript


def texts(survey: Survey) -> Iterator[Found]:
    """Every text: where it is, whether it can be read, and whether selections lie in it."""
    project = survey.project
    notes = {id(note) for note in project.notes}
    reader = _Reader(survey)
    counted = reader.counted()
    holders: list[TextLike] = [*survey.of(TextSource), *survey.of(Transcript)]
    for holder in holders:
        is_note = id(holder) in notes
        yield from _where(holder, is_note)
        yield from reader.read(holder)
        decoded = reader.decoded
        if decoded is not None:
            yield from _words(holder, decoded.plain, is_note)
        elif holder.selections and not reader.is_elsewhere:
            yield at(rules.NO_TEXT, holder, count=len(holder.selections))
        if is_note and holder.selections and reader.counts_elsewhere(holder):
            yield at(vendors.NOTE_IN_SOURCE, holder)
            continue
        yield from in_text(holder, decoded, counted.get(id(holder)))


class _Reader:
    """Reads the texts of a project one after the other."""

    def __init__(self, survey: Survey) -> None:
        self.document = survey.document
        self.project = survey.project
        self.convention = survey.convention
        self.is_bare = survey.is_bare
        self.program, _ = recognise(survey.document)
        self.decoded: Decoded | None = None
        """The text read last; None if there is none."""
        self.is_elsewhere = False
        """Whether the text read last may well exist, outside of a bare project file."""
        self.damaged: set[str] = set()

    def counted(self) -> dict[int, Reading]:
        """How the positions of each text are counted, by the identity of what holds them."""
        texts = texts_of(self.project, self.program, self.convention)
        texts.text_of = self._quietly
        readings = texts.of_all((*self.project.sources, *self.project.notes))
        return {id(reading.holder): reading for reading in readings}

    def _quietly(self, holder: Any) -> Decoded:
        """A text, or that it is missing; why is told once, where the text is looked at itself."""
        try:
            return self.document.decoded_of(holder)
        except RefiQdaError as error:
            raise MissingText(str(error)) from None

    def read(self, holder: TextLike) -> Iterator[Found]:
        self.decoded, self.is_elsewhere = None, False
        path = holder.plain_text_path
        if holder.content is None:
            self.is_elsewhere = bool(path) and self.is_bare
            name = self.document.files.find(path) if path else None
            if name is None:
                return
        try:
            self.decoded = self.document.decoded_of(holder)
        except MissingText:
            yield at(rules.NO_LETTERS, holder, "plain_text_path", path=path)
        except RefiQdaError as error:
            # Sources may share a file, which is damaged only once.
            if name not in self.damaged:
                self.damaged.add(str(name))
                yield on(package_rules.DAMAGED, str(name), path=name, reason=str(error))
        else:
            if self.decoded.encoding != "UTF-8":
                encoding = self.decoded.encoding
                yield at(rules.NOT_UTF8, holder, "plain_text_path", path=path, encoding=encoding)

    def counts_elsewhere(self, note: Any) -> bool:
        """Whether it is an annotation of QualCoder, whose positions count in the source."""
        is_elsewhere = self.program.is_elsewhere
        return is_elsewhere is not None and is_elsewhere(note)


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
