"""The options that say what is counted, the same for every table that people publish."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, overload

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.output import Command, Output, reading
from refiqda.standard.model import Project

UNITS = (
    "references",
    "segments",
    "selections",
    "files",
    "cases",
    "users",
    "words",
    "characters",
    "duration",
    "area",
    "coverage",
)
AGGREGATES = ("own", "children", "descendants")
MERGES = ("none", "union")
PROGRAMS = ("nvivo", "atlasti", "maxqda", "taguette", "qualcoder")
"""Repeated here, since showing the help must not import pandas; a test holds them against
:mod:`refiqda.tables.counting`."""


class Word(click.Choice[str]):
    """One of a few words; of a slip, the nearest is told."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word, or a usage error."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            near = get_close_matches(str(value).lower(), [str(each) for each in self.choices], n=1)
            if near:
                self.fail(f"{error.message} Perhaps {near[0]!r}.", param, ctx)
            raise


unit_option = click.option(
    "--unit",
    "units",
    multiple=True,
    type=Word(UNITS),
    metavar="UNIT",
    help=f"What is counted: {', '.join(UNITS)}. May be repeated.  [default: references]",
)
one_unit_option = click.option(
    "--unit",
    type=Word(UNITS),
    metavar="UNIT",
    help=f"What is counted: {', '.join(UNITS)}.  [default: references]",
)
merge_option = click.option(
    "--merge",
    type=Word(MERGES),
    help="union: first join ranges of one source that share a character.  [default: none]",
)

_WHOSE = (
    "Whose codings count as those of a code: its own alone, also those of the codes directly below "
    "it, or of all below it."
)


def aggregating(default: str, help: str = _WHOSE) -> Callable[[Command], Command]:
    """The option ``--aggregate`` with a default."""
    return click.option(
        "--aggregate", type=Word(AGGREGATES), default=default, show_default=True, help=help
    )


aggregate_option = click.option(
    "--aggregate", type=Word(AGGREGATES), help=f"{_WHOSE}  [default: own]"
)
"""The same where nothing may be given, so that what a program counts can be meant."""
program_option = click.option(
    "--as",
    "as_program",
    type=Word(PROGRAMS),
    help="Count what that program counts, as far as it is known.",
)


_CODERS = "Only codings by these coders; 'all' for what everyone coded alike. May be repeated."


@overload
def scope_options(command: Command) -> Command: ...
@overload
def scope_options(*, coders_help: str) -> Callable[[Command], Command]: ...
def scope_options(command: Callable[..., Any] | None = None, *, coders_help: str = _CODERS) -> Any:
    """Give a command the options that say which codings are looked at.

    It gets them as ``scope``: a dictionary of keyword arguments of the tables.
    """
    if command is None:
        return functools.partial(scope_options, coders_help=coders_help)

    @click.option(
        "--codes",
        multiple=True,
        metavar="CODE",
        help="Only these codes: a name, a path, a pattern (*), a set of codes, or 'A >' for A and "
        "all below it. May be repeated.",
    )
    @click.option(
        "--coders",
        multiple=True,
        metavar="NAME",
        help=coders_help,
    )
    @click.option(
        "--sources",
        multiple=True,
        metavar="SOURCE",
        help="Only these sources: a name, a set of sources, or VARIABLE=VALUE (or=VALUE|VALUE). "
        "May be repeated.",
    )
    @click.option(
        "--cases",
        multiple=True,
        metavar="CASE",
        help="Only what belongs to these cases: a name, or VARIABLE=VALUE. May be repeated.",
    )
    @click.option("--notes", is_flag=True, help="Codings in notes (memos) count too.")
    @convention_option
    @functools.wraps(command)
    def outer(
        *args: Any,
        codes: tuple[str, ...],
        coders: tuple[str, ...],
        sources: tuple[str, ...],
        cases: tuple[str, ...],
        notes: bool,
        convention: Any,
        **options: Any,
    ) -> Any:
        scope = {
            "codes": codes or None,
            "coders": coders[0] if coders in (("any",), ("all",)) else coders or "any",
            "sources": sources,
            "cases": cases,
            "notes": notes,
            "convention": convention,
        }
        return command(*args, scope=scope, **options)

    return outer


@contextmanager
def project_in(file: Path, output: Output) -> Iterator[Project]:
    """The project in a file, with a bar while a large one is read; it is closed in the end."""
    with reading(file, output) as progress:
        project = Project.open(file, progress=progress)
    try:
        yield project
    finally:
        project.files.close()
