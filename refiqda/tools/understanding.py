"""The neutral reading: what a file says, in the standard's own idiom, whatever wrote it.

Opening a file never changes what it says. Here a copy is made in which peculiar structures are
the standard's, positions are code points of the text as Python reads it, and texts are UTF-8 with
LF. Tables, claims and conversions work on that copy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

from refiqda.errors import MissingText
from refiqda.standard.decoding import GUESSED
from refiqda.standard.index import CodeTree, guid_key, walk
from refiqda.standard.model import (
    CodeBook,
    PDFSource,
    Project,
    TextSource,
    Transcript,
    VideoSource,
)
from refiqda.text.conventions import Convention
from refiqda.tools.changes import Changes, copied
from refiqda.tools.origins import origin_for
from refiqda.tools.placing import place
from refiqda.tools.plain import STANDARD
from refiqda.tools.program import Program
from refiqda.tools.programs import recognise
from refiqda.tools.steps import State, Step
from refiqda.tools.structures import COMMON, VALUES_AT_CASES
from refiqda.tools.texts import Reading, Texts, positions_of


class Understood(NamedTuple):
    """A project in the standard's idiom, and how it came to be understood so."""

    project: Project
    program: Program
    why: str
    """By what the program was recognised, in words."""
    texts: list[Reading]
    """How the positions of each text were counted."""
    changes: Changes
    """What the copy does not have as the file has it."""


def understood(
    project: Project | str | os.PathLike[str], convention: Convention | str | None = None
) -> Project:
    """A project in the standard's own idiom: a copy, which can be changed and saved.

    Positions are code points, half-open, of texts that end their lines in LF. Annotations are
    notes at their passages, the variables of a source are its own, and a case is there once. What
    the standard has no name for stays behind. A project that is understood is given back as it is,
    whatever ``convention`` says.

    ``convention`` says how the positions of the file are counted, where that is known better than
    the file shows it (``"utf-16"``, ``"code-points,crlf=1"``).

    Raises:
        NotRefiQda: if a file is no project at all, or damaged.
        UnknownName: if there is no such convention.
    """
    given = project if isinstance(project, Project) else Project.open(project)
    return given if given.is_understood else understand(given, convention).project


def understand(
    project: Project,
    convention: Convention | str | None = None,
    *,
    positions: bool = True,
    files: bool = True,
    is_codebook: bool = False,
) -> Understood:
    """The neutral reading of a project, with all that led to it.

    Without ``positions``, only the structures are understood; without ``files``, the texts in the
    package stay as they are, which is enough where nothing is written. ``is_codebook`` says that
    the project was put around a codebook.
    """
    program, why = recognise(project)
    changes = Changes()
    copy = copied(project, changes)
    state = State(copy, changes)
    steps = (*COMMON, *program.steps)
    begin(state, steps)
    if is_codebook:
        begin_codebook(state, steps)
    copy.sources = [each(state, steps, source) for source in copy.sources]
    copy.notes = [each(state, steps, note) for note in copy.notes]
    for step in steps:
        if step.whole is not None:
            step.whole(state)
    readings = _placed(copy, texts_of(copy, program, convention), changes) if positions else []
    if files:
        rewrite_texts(copy, changes)
    if positions and files:
        # Once saved, it has to be read as what it is now.
        copy.origin = origin_for(STANDARD, copy.origin)
    copy.is_understood = positions
    return Understood(copy, program, why, readings, changes)


def _placed(copy: Project, texts: Texts, changes: Changes) -> list[Reading]:
    """Count the positions of a copy as the standard does, and say how they were counted."""
    readings = texts.of_all((*copy.sources, *copy.notes))
    for reading in readings:
        found = positions_of(reading, texts.text_of)
        if found is not None:
            place(reading.holder, found, changes)
        elif reading.is_unreadable:
            why = "its encoding cannot be told, so it and the positions in it stay as they are"
            field = "plain_text_path"
            changes.tell("unreadable text", reading.holder, field, why=why, is_written=True)
    return readings


def understand_codebook(codebook: CodeBook, changes: Changes) -> CodeBook:
    """The neutral reading of a codebook: a copy."""
    program, _ = recognise(codebook)
    copy = copied(codebook, changes)
    state = State(Project(codes=copy.codes, sets=copy.sets), changes)
    begin_codebook(state, program.steps)
    copy.codes, copy.sets = state.project.codes, state.project.sets
    return copy


def in_own_idiom(project: Project) -> bool:
    """Whether there is nothing peculiar in the structures of a project, so that no copy is needed.

    Says no where it would take a closer look to know.
    """
    program, _ = recognise(project)
    cases = {guid_key(case.guid) for case in project.cases if case.guid}
    peculiar = [step for step in program.steps if step is not VALUES_AT_CASES]
    return not (
        peculiar
        or (program.steps and not all(case.name for case in project.cases))
        or (cases and not cases.isdisjoint(CodeTree(project.codes).codes))
        or any(isinstance(each, PDFSource | VideoSource) for each in project.sources)
    )


def texts_of(
    project: Project, program: Program, convention: Convention | str | None = None
) -> Texts:
    """What reads the positions of the texts of a project that a program wrote."""
    forced = Convention.parse(convention) if isinstance(convention, str) else convention
    is_elsewhere = program.is_elsewhere or (lambda holder: False)
    return Texts(project.decoded_of, program.positions, forced, is_elsewhere=is_elsewhere)


def begin(state: State, steps: Iterable[Step]) -> None:
    """Understand the head of a project, before its sources."""
    for step in steps:
        if step.head is not None:
            step.head(state)


def begin_codebook(state: State, steps: Iterable[Step]) -> None:
    """Understand what programs write into codebooks alone."""
    for step in steps:
        if step.codebook is not None:
            step.codebook(state)


def each(state: State, steps: Iterable[Step], source: Any) -> Any:
    """Understand one source."""
    for step in steps:
        if step.each is not None:
            source = step.each(state, source)
    return source


def rewrite_texts(project: Project, changes: Changes) -> None:
    """Make every text of a project UTF-8 with LF, inline ones too; a guess is told."""
    done: set[str] = set()
    for node, _ in walk(project):
        if not isinstance(node, TextSource | Transcript):
            continue
        if node.content is not None:
            node.content = project.text_of(node)
        elif node.plain_text_path:
            name = project.files.find(node.plain_text_path)
            if name is not None and name not in done:
                done.add(name)
                _rewrite(project, node, name, changes)


def _rewrite(project: Project, node: Any, name: str, changes: Changes) -> None:
    try:
        decoded = project.decoded_of(node)
    except MissingText:
        return
    if decoded.encoding == GUESSED:
        why = f"it is not UTF-8, and was read as {GUESSED}: a guess, so look at its letters"
        changes.tell("encoding of a text", node, "plain_text_path", why=why)
    if decoded.encoding != "UTF-8" or decoded.bom or "\r" in decoded.text:
        project.files[name] = decoded.plain.encode()
