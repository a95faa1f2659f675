"""A passage under each way of counting, side by side, so that a person can decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from refiqda.errors import UnknownName
from refiqda.standard.index import guid_key
from refiqda.standard.model import PlainTextSelection, Project, Transcript, TranscriptSelection
from refiqda.text.conventions import CANDIDATES, STANDARD, Convention
from refiqda.text.positions import Positions
from refiqda.tools.programs import recognise
from refiqda.tools.texts import text_holders
from refiqda.tools.understanding import texts_of, understand

AROUND = 40
"""Characters of the text shown before and after a passage."""


class Found(NamedTuple):
    """A selection that was asked for, with its text."""

    source: Any
    holder: Any
    selection: Any
    start: int
    end: int


def passage_shown(
    project: Project,
    wanted: str,
    convention: Convention | str | None = None,
    *,
    everything: bool = False,
) -> str:
    """A selection in its text, once for each way of counting that gives it other words.

    ``wanted`` is the GUID of a selection, or its name. Ways that no program is known to count are
    left out, unless the file speaks for one or ``everything`` is asked for.

    Raises:
        UnknownName: if there is none, or several have the name.
        MissingText: if its text is missing.
    """
    if not project.is_understood:
        # As the structures are meant: an annotation of QualCoder counts in its source.
        project = understand(project, positions=False, files=False).project
    found = _find(project, wanted)
    texts = texts_of(project, recognise(project)[0], convention)
    readings = texts.of_all((*project.sources, *project.notes))
    verdict = next((each.verdict for each in readings if each.holder is found.holder), None)
    decoded = texts.text_of(found.holder)
    taken = verdict.convention if verdict is not None else STANDARD
    rivals = verdict.rivals if verdict is not None else ()
    likely = {taken, *(rival.convention for rival in rivals)}
    groups: dict[tuple[int, int], list[Convention]] = {}
    for each in (taken, *CANDIDATES):
        span = Positions(decoded, each).span(found.start, found.end)
        if each not in groups.setdefault(span, []):
            groups[span].append(each)
    shown = [
        several
        for several in groups.values()
        if everything or any(each in likely or each in _USUAL for each in several)
    ]
    lines = [f"{_called(found)}: {found.start:,} to {found.end:,}", ""]
    for number, several in enumerate(shown):
        own = Positions(decoded, several[0])
        evidence = verdict.evidence if verdict is not None and number == 0 else ()
        sure = f"  (taken, {verdict.confidence:.0%} sure)" if verdict and number == 0 else ""
        lines.append(f"{'*' if number == 0 else ' '} {_names(several)}{sure}")
        lines += [f"      {each}" for each in evidence]
        lines += [f"      {_context(own.text, *own.span(found.start, found.end))}", ""]
    if len(shown) < len(groups):
        lines.append(
            f"{len(groups) - len(shown)} more ways that no program is known to count: --all"
        )
    return "\n".join([*lines, ""])


_USUAL = [each for each in CANDIDATES if not (each.bom or each.inclusive)]


def _find(project: Project, wanted: str) -> Found:
    by_name = []
    for found in _all(project):
        if found.selection.guid and guid_key(found.selection.guid) == guid_key(wanted):
            return found
        if found.selection.name == wanted:
            by_name.append(found)
    if len(by_name) == 1:
        return by_name[0]
    if by_name:
        raise UnknownName(
            f"{len(by_name):,} selections are called {wanted!r}. Name one by its GUID; "
            "refiqda table selections FILE --format csv lists them."
        )
    raise UnknownName(
        f"There is no selection {wanted!r} in a text. Name one by its GUID or its name; "
        "refiqda table selections FILE --format csv lists them."
    )


def _all(project: Project) -> Iterator[Found]:
    for source in (*project.sources, *project.notes):
        for holder in text_holders(source):
            for selection in holder.selections:
                span = _span(holder, selection)
                if span is not None:
                    yield Found(source, holder, selection, *span)


def _span(holder: Any, selection: Any) -> tuple[int, int] | None:
    ends: list[int | None] = [None, None]
    if isinstance(selection, PlainTextSelection):
        ends = [selection.start, selection.end]
    elif isinstance(holder, Transcript) and isinstance(selection, TranscriptSelection):
        points = {guid_key(point.guid): point.position for point in holder.sync_points}
        guids = (selection.from_sync_point, selection.to_sync_point)
        ends = [points.get(guid_key(guid or "")) for guid in guids]
    start, end = ends
    return (start, end) if type(start) is int and type(end) is int else None


def _called(found: Found) -> str:
    name = found.selection.name or found.selection.guid
    return f"“{_line(name)}” in “{found.source.name or found.source.guid}”"


def _names(several: list[Convention]) -> str:
    """The first of several ways that give the same words, and the usual ones among the others."""
    others = [each.spec for each in several[1:] if each in _USUAL]
    return several[0].words + (f" (the same words: {'; '.join(others)})" if others else "")


def _context(text: str, start: int, end: int) -> str:
    before = ("…" if start > AROUND else "") + _line(text[max(start - AROUND, 0) : start])
    after = _line(text[end : end + AROUND]) + ("…" if end + AROUND < len(text) else "")
    words = text[start:end]
    if len(words) > 4 * AROUND:  # what matters is where it begins and where it ends
        words = f"{words[: 2 * AROUND]} … {words[-2 * AROUND :]}"
    return f"{before}[{_line(words)}]{after}"


def _line(text: str) -> str:
    """A text on one line, its line ends to be seen."""
    return text.replace("\n", "⏎")
