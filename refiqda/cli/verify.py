"""The command ``verify``: every claim of a paper with its verdict."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.output import FILES, TABLES, Output, output_options, reading
from refiqda.standard.model import Project
from refiqda.text.conventions import Convention


@click.command()
@click.argument("claims", type=click.Path(path_type=Path), metavar="CLAIMS.toml")
@click.argument("file", type=click.Path(path_type=Path))
@convention_option
@output_options(formats=(*TABLES, "junit"), suffixes={**FILES, ".xml": "junit"})
@click.pass_context
def verify(
    ctx: click.Context, claims: Path, file: Path, convention: Convention | None, output: Output
) -> None:
    """Hold the numbers that a paper prints against the project FILE.

    CLAIMS.toml lists the numbers and says what each counts. The exit status is 1 if a claim is
    contradicted.
    """
    from refiqda import claims as room

    try:
        told = room.read_claims(claims)
        with reading(file, output) as progress:
            project = Project.open(file, progress=progress)
        frame = room.verify(told, project, convention=convention)
    except (room.BadClaims, room.UnknownInClaims) as error:
        for problem in error.problems:
            click.echo(f"Error: {problem}", err=True)
        ctx.exit(1)
    if output.format == "junit":
        output.text(room.as_junit(frame, told.name))
    elif output.format == "table":
        output.text(room.as_text(frame, told.title, _width(output)))
    else:
        output.table(frame, told.title)
    click.echo(room.summary(frame), err=True)
    ctx.exit(int("contradicted" in set(frame["verdict"])))


def _width(output: Output) -> int:
    """The width of the terminal; a file is the same whatever terminal it was made in."""
    is_seen = output.path is None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if is_seen else 0
