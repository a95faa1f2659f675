"""The codings frame, whole or piece by piece, so that a project may be larger than the memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from refiqda.standard.document import Opened
from refiqda.standard.index import CaseIndex, codings_of
from refiqda.standard.limits import Progress
from refiqda.standard.model import Project
from refiqda.tables.bulk import BulkReader, TextCodings
from refiqda.tables.columns import concatenated, factorized, renamed
from refiqda.tables.declared import CODINGS
from refiqda.tables.names import Names, joined_cases
from refiqda.tables.placer import Placer, Survey
from refiqda.tables.places import WHOLE, Place, Places, SourcePlaces, text_or_none
from refiqda.tables.reading import ProjectOrPath, comes_late, neutral, wrapper_of
from refiqda.text import passage
from refiqda.text.conventions import Convention
from refiqda.tools.changes import Changes
from refiqda.tools.placing import Counted
from refiqda.tools.programs import recognise
from refiqda.tools.steps import State
from refiqda.tools.structures import COMMON
from refiqda.tools.understanding import begin, each

ROWS = 50_000


def codings(project: ProjectOrPath, *, convention: Convention | str | None = None) -> pd.DataFrame:
    """One row for each code applied to one place; a path is read in pieces.

    ``convention`` says how the file counts positions; without it, the file is asked.

    Columns: :data:`refiqda.tables.declared.CODINGS`.
    """
    return concatenated(list(iter_codings(project, convention=convention)))


def iter_codings(
    project: ProjectOrPath,
    rows: int = ROWS,
    progress: Progress | None = None,
    *,
    convention: Convention | str | None = None,
) -> Iterator[pd.DataFrame]:
    """The codings frame in pieces of about ``rows`` rows, at least one; none splits a source.

    Of a path, memory holds one source and one piece at a time, and ``progress`` is told the size
    of each piece of XML that was read. Each piece has categories of its own.
    """
    if isinstance(project, Project):
        opened = neutral(project)
        sources = (*opened.sources, *opened.notes)
        placer = Placer(opened, recognise(opened)[0], lambda: sources, convention)
        yield from _pieces(Block(opened, placer), sources, rows)
    else:
        yield from _streamed(project, rows, progress, convention)


def _pieces(block: Block, sources: Iterable[Any], rows: int) -> Iterator[pd.DataFrame]:
    is_first = True
    for source in sources:
        block.add(source)
        if len(block.kinds) >= rows:
            yield block.frame()
            is_first = False
    if block.kinds or is_first:
        yield block.frame()


def _streamed(
    path: Any, rows: int, progress: Progress | None, convention: Convention | str | None
) -> Iterator[pd.DataFrame]:
    opened = Opened(path, progress=progress)
    try:
        opened.require(Project.form)
        stream = opened.stream(Project, keep=False)
        stream.read_source = BulkReader(stream.reader)
        run = stream.sources()
        try:
            first = next(run)
        except StopIteration as stop:
            head, sources = stop.value, iter(stop.value.notes)
        else:
            head, sources = stream.head(), _with_notes(first, run)
            late = [wrapper_of(name) for name in _NEEDED if not getattr(head, name)]
            if late and comes_late(opened.xml(), late):
                # Codes, users or cases stand after the sources that need them.
                project = Project.open(path)
                yield from iter_codings(project, rows, convention=convention)
                project.files.close()
                return
        head.files = opened.files
        block = StreamedBlock(head, lambda: _again(path), convention)
        yield from _pieces(block, sources, rows)
    finally:
        opened.files.close()


def _again(path: Any) -> Iterator[Any]:
    """Every source and note of a file once more, one at a time."""
    stream = Opened(path).stream(Project, keep=False)
    run = stream.sources()
    document = yield from run
    yield from document.notes


_NEEDED = ("users", "codes", "cases")


def _with_notes(first: Any, run: Generator[Any, None, Any]) -> Iterator[Any]:
    """The sources, then the notes, which the standard has after them."""
    yield first
    document = yield from run
    yield from document.notes


class Block:
    """Codings on their way to a frame: columns as lists, what repeats by place."""

    def __init__(self, project: Project, placer: Placer) -> None:
        self.names = Names(project)
        self.cases = CaseIndex(project.cases)
        self.text_of = project.text_of
        self.placer = placer
        self.number = 0
        """How many sources there were before the next."""
        self._clear()

    def _clear(self) -> None:
        self.sources: list[tuple[str | None, str, int]] = []
        self.codes: list[str | None] = []
        self.users: list[str | None] = []
        self.created: list[str | None] = []
        self.kinds: list[str] = []
        self.starts: list[int | None] = []
        self.ends: list[int | None] = []
        self.passages: list[str | None] = []
        self.selections: list[str | None] = []
        self.guids: list[str] = []
        self.case_names: list[str | None] = []

    def add(self, source: Any) -> None:
        """The codings of a source or a note."""
        if isinstance(source, TextCodings):
            self._add_columns(source)
        else:
            self._add_source(source)
        self.number += 1

    def _add_source(self, source: Any) -> None:
        positions = self.placer.of(self.number, source)
        counted = {key: Counted(each) for key, each in positions.items()}
        within = self.cases.within(source, counted)
        whole = joined_cases(within.whole)
        places = SourcePlaces(source, self.text_of, positions)
        selection, place, guid = None, WHOLE, None
        before = len(self.kinds)
        for placed in codings_of(source):
            if placed.selection is None:
                selection, place, guid = None, WHOLE, None
            elif placed.selection is not selection:
                selection = placed.selection
                place = places.of(selection, placed.holder)
                guid = places.guid(selection)
            self._row(placed.coding, selection, place)
            self.selections.append(guid)
            self.case_names.append(joined_cases(within.of(placed)) if within.parts else whole)
        self.sources.append((source.name, source.guid, len(self.kinds) - before))

    def _add_columns(self, columns: TextCodings) -> None:
        source, number = columns.source, len(columns.guids)
        spans = list(zip(columns.starts, columns.ends, strict=True))
        decoded = text_or_none(self.placer.texts.text_of, source) if number else None
        if decoded is None:
            self.passages += [None] * number
        else:
            positions = self.placer.of_columns(self.number, columns, decoded)
            text = decoded.plain
            if positions is not None or max(columns.ends) > len(text):
                places = Places(source, self.text_of, positions)
                spans = [places.span(*span) for span in spans]
            self.passages += [passage(text, *span) for span in spans]
        self.codes += columns.codes
        self.users += columns.users
        self.created += columns.created
        self.kinds += ["text"] * number
        self.starts += [start for start, _ in spans]
        self.ends += [end for _, end in spans]
        self.selections += columns.selections
        self.guids += columns.guids
        self.case_names += [joined_cases(self.cases.of_source(source))] * number
        self.sources.append((source.name, source.guid, number))

    def _row(self, coding: Any, selection: Any, place: Place) -> None:
        user, created = coding.creating_user, coding.created
        if selection is not None:
            user, created = user or selection.creating_user, created or selection.created
        self.codes.append(coding.code)
        self.users.append(user)
        self.created.append(created)
        self.kinds.append(place.kind)
        self.starts.append(place.start)
        self.ends.append(place.end)
        self.passages.append(place.passage)
        self.guids.append(coding.guid)

    def frame(self) -> pd.DataFrame:
        """What was gathered, which is then forgotten."""
        sources = np.repeat(np.arange(len(self.sources)), [count for _, _, count in self.sources])
        code_places, codes = factorized(self.codes)
        called = [self.names.code(guid) for guid in codes]
        user_places, users = factorized(self.users)
        frame = CODINGS.frame(
            (
                renamed(sources, [name for name, _, _ in self.sources]),
                renamed(sources, [guid for _, guid, _ in self.sources]),
                renamed(code_places, [name for name, _, _ in called]),
                renamed(code_places, [path for _, path, _ in called]),
                renamed(code_places, [guid for _, _, guid in called]),
                renamed(user_places, [self.names.user(guid) for guid in users]),
                renamed(user_places, [self.names.user_guid(guid) for guid in users]),
                self.created,
                self.kinds,
                self.starts,
                self.ends,
                self.passages,
                self.selections,
                self.guids,
                self.case_names,
            )
        )
        self._clear()
        return frame


class StreamedBlock(Block):
    """A block of a file that is read source by source, each understood as it comes."""

    def __init__(
        self, head: Project, survey: Survey, convention: Convention | str | None = None
    ) -> None:
        program, _ = recognise(head)
        self.state = State(head, Changes(), is_streamed=True)
        self.steps = (*COMMON, *program.steps)
        if not head.is_understood:
            begin(self.state, self.steps)
        super().__init__(head, Placer(head, program, survey, convention))

    def _add_source(self, source: Any) -> None:
        super()._add_source(self._understood(source))

    def _add_columns(self, columns: TextCodings) -> None:
        self._understood(columns.source)
        super()._add_columns(columns)

    def _understood(self, source: Any) -> Any:
        source = each(self.state, self.steps, source)
        for member in self.state.members:
            self.cases.include(member.case, member.guid, is_source=member.is_source)
        self.state.members.clear()
        return source
