"""T: positions in a text, in whatever way the file counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refiqda.checks.catalogue import text as rules
from refiqda.checks.found import Found, at
from refiqda.checks.transcripts import transcript
from refiqda.standard.decoding import Decoded
from refiqda.standard.model import PlainTextSelection, TextSource, Transcript
from refiqda.text.conventions import STANDARD
from refiqda.text.positions import Positions
from refiqda.tools.texts import Reading


def in_text(
    holder: TextSource | Transcript, decoded: Decoded | None, reading: Reading | None
) -> Iterator[Found]:
    """What is wrong with the positions in one text; of a text that is missing, what can be told."""
    positions = None
    if decoded is not None:
        convention = STANDARD if reading is None else reading.convention
        positions = Positions(decoded, convention)
    if reading is not None and reading.verdict is not None:
        yield from _counting(holder, reading)
    if isinstance(holder, Transcript):
        yield from transcript(holder, positions)
    else:
        yield from _selections(holder.selections, positions)


def _counting(holder: TextSource | Transcript, reading: Reading) -> Iterator[Found]:
    """What positions count, where that is not as the standard has it, or cannot be told."""
    verdict = reading.verdict
    assert verdict is not None
    words = verdict.convention.words
    if not verdict.is_decided and verdict.rivals:
        rival = verdict.rivals[0]
        yield at(
            rules.UNDECIDED,
            holder,
            taken=words,
            other=rival.convention.words,
            count=rival.differing,
            total=reading.marks,
        )
    elif not (verdict.nothing_to_decide or reading.is_as_standard):
        share = f"{verdict.confidence:.0%}"
        yield at(
            rules.COUNTED, holder, words=words, sure=share, evidence="; ".join(verdict.evidence)
        )


def _selections(
    selections: Iterable[PlainTextSelection], positions: Positions | None
) -> Iterator[Found]:
    known = [one for one in selections if type(one.start) is int and type(one.end) is int]
    length = float("inf") if positions is None else positions.length
    more = 0 if positions is None else int(positions.convention.inclusive)
    is_plain = positions is None or positions.is_plain
    for one in known:
        start, end = one.start, one.end
        if is_plain and 0 <= start < end + more <= length:
            continue
        yield from _order(one, more)
        if positions is not None:
            yield from _in(one, positions)


def _order(one: PlainTextSelection, more: int) -> Iterator[Found]:
    for field, value in (("start", one.start), ("end", one.end)):
        if value < 0 and not (field == "end" and value + more >= 0):
            yield at(rules.NEGATIVE, one, field, value=value)
    if one.start > one.end + more:
        yield at(rules.REVERSED, one, start=one.start, end=one.end)
    elif one.start == one.end + more:
        yield at(rules.EMPTY, one, start=one.start)


def _in(one: PlainTextSelection, positions: Positions) -> Iterator[Found]:
    for field, value in (("end", one.end), ("start", one.start)):
        why = positions.problem(value, is_end=field == "end")
        if why == "past the end":
            yield at(
                rules.OUTSIDE,
                one,
                field,
                start=one.start,
                end=one.end,
                length=positions.length,
                words=positions.convention.words,
            )
            return
    for field, value in (("start", one.start), ("end", one.end)):
        why = positions.problem(value, is_end=field == "end")
        if why is not None and value >= 0:
            yield at(rules.BETWEEN, one, field, value=value, place=why)
