"""The commands ``claims new`` and ``claims lint``: a claims file drafted, and looked over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.counting import MERGES, Word, aggregating, project_in
from refiqda.cli.output import Output, output_options
from refiqda.text.conventions import Convention

UNITS = ("cases", "files", "references", "segments", "users")
"""Those of :data:`refiqda.claims.asking.UNITS` in which a code is counted."""


@click.group()
def claims() -> None:
    """Write a claims file for a paper, and look it over.

    A claims file lists the numbers that a paper prints, and says what each counts. "refiqda verify"
    holds it against the project.
    """


def _counting(unit: Any, aggregate: Any, merge: Any, coders: tuple[str, ...], notes: bool) -> Any:
    from refiqda.claims import Counting

    whose: Any = coders[0] if coders in (("any",), ("all",)) else coders or "any"
    given: Any = {"unit": unit, "aggregate": aggregate, "merge": merge}
    said = {name: value for name, value in given.items() if value is not None}
    return Counting(**said, coders=whose, notes=notes)


def _refuse_written(target: Path | None, *, is_forced: bool) -> None:
    """Refuse to write over a claims file, which somebody may have worked on for days."""
    if target is not None and target.exists() and not is_forced:
        raise click.BadParameter(
            f"{target} is there already. Name another file, or add --force to write over it.",
            param_hint="'-o' / '--output'",
        )


@claims.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--unit",
    type=Word(UNITS),
    metavar="UNIT",
    help=f"In what codes are counted: {', '.join(UNITS)}.  [default: cases if there are any, "
    "else files]",
)
@aggregating("descendants")
@click.option(
    "--merge",
    type=Word(MERGES),
    help="union: join references and segments that share a character first.  [default: none]",
)
@click.option(
    "--codes",
    multiple=True,
    metavar="CODE",
    help="Only these codes: a name, a path, a pattern (*), a set of codes, or 'A >' for A and all "
    "below it. May be repeated.",
)
@click.option(
    "--coders",
    multiple=True,
    metavar="NAME",
    help="Only codings by these coders; 'all' for what everyone coded alike. May be repeated.",
)
@click.option(
    "--by",
    multiple=True,
    metavar="VARIABLE",
    help="Count each code for each value of this variable too. May be repeated.",
)
@click.option("--notes", is_flag=True, help="Codings in notes (memos) count too.")
@click.option("--force", is_flag=True, help="Write over a claims file that is there.")
@convention_option
@output_options(formats=("toml",), suffixes={".toml": "toml"})
def new(
    file: Path,
    unit: str | None,
    aggregate: str,
    merge: str | None,
    codes: tuple[str, ...],
    coders: tuple[str, ...],
    by: tuple[str, ...],
    notes: bool,
    force: bool,
    convention: Convention | None,
    output: Output,
) -> None:
    """Draft a claims file from FILE: every count under one definition, to be edited.

    It counts cases, files, sets, the values of variables, the codes and their use. Take away what
    the paper does not print, and compare the others with what it does.
    """
    from refiqda.claims.drafting import draft

    _refuse_written(output.path, is_forced=force)
    with project_in(file, output) as project:
        unit = unit or ("cases" if project.cases else "files")
        counting = _counting(unit, aggregate, merge, coders, notes)
        text = draft(
            project, counting=counting, codes=codes, by=by, convention=convention, name=file.name
        )
    output.text(text)


@claims.command()
@click.argument("claims", type=click.Path(path_type=Path), metavar="CLAIMS.toml")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings too make the exit status 1.")
@output_options(formats=("text", "json"), suffixes={".txt": "text", ".json": "json"})
@click.pass_context
def lint(
    context: click.Context, claims: Path, file: Path | None, strict: bool, output: Output
) -> None:
    """Look a claims file over: what is wrong in it, and what is doubtful, each with its line.

    With the project FILE the names in it are looked up too. The exit status is 1 if there is an
    error; a claim that says the wrong number is for "refiqda verify" to find.
    """
    from refiqda.claims.linting import FORMATS, fails, summary
    from refiqda.claims.linting import lint as look

    if file is None:
        found = look(claims)
    else:
        with project_in(file, output) as project:
            found = look(claims, project)
    output.text(FORMATS[output.format](found))
    click.echo(summary(found), err=True)
    context.exit(int(fails(found, strict=strict)))
