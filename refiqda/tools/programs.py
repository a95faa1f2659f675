"""All the programs, which of them wrote a file, and which of them one can write for."""

from __future__ import annotations

import dataclasses

from refiqda.errors import UnknownName
from refiqda.standard.model import CodeBook, Project
from refiqda.text.inference import Expected
from refiqda.tools import (
    atlasti,
    maxqda,
    nvivo,
    openqda,
    plain,
    qc,
    qualcoder,
    quirkos,
    taguette,
    transana,
    unknown,
)
from refiqda.tools.origins import first_origin, shown_origin
from refiqda.tools.program import Program

PROGRAMS: tuple[Program, ...] = (
    nvivo.WINDOWS,
    nvivo.MAC,
    atlasti.WINDOWS,
    atlasti.MAC,
    maxqda.MAXQDA,
    qualcoder.QUALCODER,
    qc.QC,
    transana.TRANSANA,
    quirkos.QUIRKOS,
    taguette.TAGUETTE,
    openqda.OPENQDA,
    plain.STANDARD,
    unknown.UNKNOWN,
)
"""In the order of the reference page; the first whose origin matches wrote a file."""

TARGETS: tuple[str, ...] = tuple(program.target for program in PROGRAMS if program.target)
"""What can be written for, in the words of the command line."""


def by_target(target: str) -> Program:
    """The program that a name on the command line means.

    Raises:
        UnknownName: There is no such target; the message says which there are.
    """
    for program in PROGRAMS:
        if program.target and program.target == target.strip().casefold():
            return program
    raise UnknownName(f'refiqda cannot write for "{target}". Choose one of: {", ".join(TARGETS)}.')


def recognise(document: Project | CodeBook) -> tuple[Program, str]:
    """Which program wrote a file, and by what one sees it, in words.

    What the file says of itself counts first. A file that does not say, or names a program that
    is not known here, is looked at for what only one program writes.
    """
    origin = (document.origin or "").strip()
    for program in PROGRAMS:
        if program.wrote(origin):
            is_ours = shown_origin(origin) != first_origin(origin)
            return _as_written(program) if is_ours else program, f"the file says “{origin}”"
    said = (
        f"the file says “{origin}”, which is not known here" if origin else "the file does not say"
    )
    if isinstance(document, Project):
        for program in PROGRAMS:
            if program.traces is not None and (trace := program.traces(document)):
                return program, f"{said}; but it has {trace}"
    return unknown.UNKNOWN, said


def _as_written(program: Program) -> Program:
    """A program, for a file that refiqda wrote for it: how that counts is known."""
    if program.dialect is None:
        return program
    own = Expected(program.dialect.convention, "measured", "refiqda writes so for it")
    return dataclasses.replace(program, positions=(own, *program.positions))
