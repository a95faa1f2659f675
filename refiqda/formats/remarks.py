"""What a person should know of a conversion beside its losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from refiqda.formats.loss import Loss
from refiqda.tools.program import Program
from refiqda.tools.texts import Reading
from refiqda.tools.understanding import Understood

_SHOWN = 3


def remarks_on(understood: Understood, program: Program, name: str) -> Iterator[str]:
    """Sentences on how a file was understood, for standard error."""
    wrote = understood.program
    if wrote.key == program.key:
        yield f"{name} is written for {program.name} already. It is written so once more."
    yield from remarks_on_texts(understood, name)


def remarks_on_texts(understood: Understood, name: str) -> Iterator[str]:
    """Sentences on texts that could not be read, or whose positions are open to doubt."""
    undecided = [each for each in understood.texts if _is_undecided(each)]
    if undecided:
        taken = undecided[0].convention.words
        yield (
            f"How the positions are counted could not be told for {_named(undecided)}. "
            f"They were read as {taken}. refiqda text {name} shows what would differ, and "
            "--convention says how they are counted."
        )
    unreadable = [each for each in understood.texts if each.is_unreadable]
    if unreadable:
        yield (
            f"{_named(unreadable)} could not be read, since the encoding cannot be told. Save the "
            "text as UTF-8, put it back, and convert again."
        )
    missing = [each for each in understood.texts if each.why_missing and not each.is_unreadable]
    if missing:
        yield f"The positions in {_named(missing)} stay as they are, since the text is missing."
    moved = sum(change.what == "position" for change in understood.changes.rows)
    if moved:
        were = "1 position was" if moved == 1 else f"{moved:,} positions were"
        yield f"{were} not between whole characters, and moved. The report says which."


def remarks_on_added(added: Iterable[Loss]) -> Iterator[str]:
    """Sentences on what a program asks for and the first file has not."""
    for (what, why), number in Counter((one.what, one.why) for one in added).items():
        were = f"1 {what} was" if number == 1 else f"{number:,} {what}s were"
        yield f"{were} added: {why}."


def open_questions(program: Program, *, is_book: bool) -> Iterator[str]:
    """Sentences on what nobody knows of how a program reads a project, or a codebook."""
    if program.target != "standard":
        known = "is known in part" if program.drops else "is not known"
        yield f"What {program.name} takes over at import {known}. Look at the result in it."
    for each in program.silent:
        if each.is_on_codes or not is_book:
            yield f"Not known: {each.says[:1].lower()}{each.says[1:]}"


def _is_undecided(reading: Reading) -> bool:
    verdict = reading.verdict
    return verdict is not None and not verdict.is_decided and not verdict.nothing_to_decide


def _named(readings: Iterable[Reading]) -> str:
    """Texts by the names of their sources; of many, the first."""
    names = [each.source.name or each.source.guid or "a source" for each in readings]
    several = f"{len(names)} text" + "s" * (len(names) > 1)
    more = ", …" if len(names) > _SHOWN else ""
    return f"{several} ({', '.join(names[:_SHOWN])}{more})"
