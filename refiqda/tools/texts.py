"""How the positions of every text of a project are counted: asked of the text itself first.

What the selections of a text do not tell is taken from the other texts of the project, and from
what is known of the program that wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import add, sub
from typing import Any

from refiqda.errors import MissingText, UnreadableText
from refiqda.standard.decoding import Decoded
from refiqda.standard.index import guid_key, holders_of
from refiqda.standard.model import PDFSelection, PDFSource, TextSource, Transcript
from refiqda.text.conventions import CANDIDATES, STANDARD, Convention
from refiqda.text.inference import Expected, Mark, Verdict, Weights, decide, weigh
from refiqda.text.positions import Positions

TextOf = Callable[[Any], Decoded]


@dataclass(slots=True)
class Reading:
    """One text: how its file is written, and how its positions are counted."""

    source: Any
    holder: Any
    """What holds the selections: the source, its representation, or a transcript."""
    decoded: Decoded | None
    """None where there is no text, or none that has to be kept: a plain one is read again."""
    why_missing: str
    """Why there is no text; empty where there is one."""
    marks: int
    weights: Weights | None
    is_unreadable: bool = False
    """Whether there is a text, in an encoding that cannot be told."""
    runs_over: bool = False
    """Whether a selection ends after the text, as far as can be seen without counting."""
    is_plain: bool = False
    """Whether only an included end could make a difference in it."""
    verdict: Verdict | None = None

    @property
    def is_as_standard(self) -> bool:
        """Whether its places are what they are as the standard counts."""
        if self.weights is None or self.verdict is None:
            return self.convention == STANDARD
        groups = self.weights.groups
        return groups[CANDIDATES.index(self.convention)] == groups[CANDIDATES.index(STANDARD)]

    @property
    def convention(self) -> Convention:
        """How the positions are counted; as the standard has it, where there is no text."""
        return STANDARD if self.verdict is None else self.verdict.convention


class Texts:
    """All texts of a project that have selections or sync points, in their order."""

    def __init__(
        self,
        text_of: TextOf,
        expected: Sequence[Expected] = (),
        forced: Convention | None = None,
        *,
        is_elsewhere: Callable[[Any], bool] = lambda holder: False,
    ) -> None:
        self.text_of = text_of
        self.expected = tuple(expected)
        self.forced = forced
        self.is_elsewhere = is_elsewhere
        """Whether the selections of a note count in another text."""

    def of_all(self, sources: Iterable[Any]) -> list[Reading]:
        """Read, weigh and decide every text of a project."""
        return self.decided([each for source in sources for each in self.weighed(source)])

    def weighed(self, source: Any, *, all_texts: bool = False) -> Iterator[Reading]:
        """The texts of a source that have something to be placed, each with what it tells."""
        quotes: dict[str, str] | None = None
        for holder in text_holders(source):
            if not _has_marks(holder) and not all_texts:
                continue
            if self.is_elsewhere(holder):
                continue
            if quotes is None:
                quotes = quotes_of_areas(source)
            marks = marks_of(holder, quotes)
            try:
                decoded = self.text_of(holder)
            except MissingText as error:
                unreadable = isinstance(error, UnreadableText)
                why = str(error)
                yield Reading(source, holder, None, why, len(marks), None, is_unreadable=unreadable)
                continue
            weights = weigh(decoded, marks)
            plain = is_plain(decoded)
            kept = None if plain else decoded
            over = any((mark.end or 0) > len(decoded.text) for mark in marks)
            yield Reading(
                source,
                holder,
                kept,
                "",
                len(marks),
                weights,
                runs_over=over,
                is_plain=plain,
            )

    def decided(self, readings: list[Reading]) -> list[Reading]:
        """Say of each text how it counts, with the help of the others where it has to be."""
        total = scores_of(readings)
        for reading in readings:
            if reading.is_plain:
                reading.verdict = self.decided_alone(reading)
            elif not reading.why_missing:
                own = reading.weights or Weights()
                others = Weights(scores=tuple(map(sub, total, own.scores)))
                reading.verdict = decide(own, self.expected, others, self.forced)
        return readings

    def decided_alone(self, reading: Reading) -> Verdict:
        """How a plain text counts: it borrows nothing, so that it need not wait for the others.

        All that is open in it is an included end, which no program is known to write.
        """
        return decide(reading.weights or Weights(), self.expected, forced=self.forced)


def scores_of(readings: Iterable[Reading]) -> tuple[float, ...]:
    """What several texts say together for each candidate."""
    total = Weights().scores
    for reading in readings:
        if reading.weights is not None:
            total = tuple(map(add, total, reading.weights.scores))
    return total


def text_holders(source: Any) -> Iterator[Any]:
    """Everything of a source that holds a text: itself, its representation, its transcripts."""
    for holder in holders_of(source):
        if isinstance(holder, TextSource | Transcript):
            yield holder
        for selection in holder.selections:
            if isinstance(selection, PDFSelection) and selection.text is not None:
                yield selection.text


def _has_marks(holder: Any) -> bool:
    return bool(holder.selections or getattr(holder, "sync_points", ()))


def quotes_of_areas(source: Any) -> dict[str, str]:
    """The words that areas of a PDF hold, by GUID key: ATLAS.ti gives the passage the same GUID.

    Source: atlasti-mac-8.4-annex-a2.qde.
    """
    if not isinstance(source, PDFSource):
        return {}
    return {
        guid_key(area.guid): area.text.content
        for area in source.selections
        if area.guid and area.text is not None and area.text.content
    }


def marks_of(holder: Any, quotes: dict[str, str] | None = None) -> list[Mark]:
    """The positions of a text as the file has them, with the words that are quoted of each."""
    if isinstance(holder, Transcript):
        return [
            Mark(point.position, None)
            for point in holder.sync_points
            if type(point.position) is int
        ]
    return [
        Mark(
            one.start,
            one.end,
            (quotes.get(guid_key(one.guid or "")) if quotes else None) or one.name,
        )
        for one in holder.selections
        if type(one.start) is int and type(one.end) is int
    ]


def is_plain(decoded: Decoded) -> bool:
    """Whether every way of counting finds the same characters, but for included ends."""
    return decoded.text.isascii() and not decoded.bom and "\r" not in decoded.text


def positions_of(reading: Reading, text_of: TextOf) -> Positions | None:
    """The positions of a text, ready to be asked; None where there is no text."""
    if reading.verdict is None:
        return None
    decoded = reading.decoded if reading.decoded is not None else text_of(reading.holder)
    return Positions(decoded, reading.convention)
