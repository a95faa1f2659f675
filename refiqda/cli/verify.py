"""The command ``verify``: every claim of a paper with its verdict."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.output import FILES, TABLES, Output, is_terminal, output_options, reading
from refiqda.standard.model import Project
from refiqda.text.conventions import Convention

if TYPE_CHECKING:
    from refiqda.claims import Claims
    from refiqda.tables.columns import Frame


def _apart(command: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse to write what stands behind the verdicts over the verdicts, or over what is read."""

    @functools.wraps(command)
    def outer(*args: Any, behind: Path | None, target: Path | None, **options: Any) -> Any:
        place = None if behind is None else behind.resolve()
        if place is not None and target is not None and target.resolve() == place:
            raise click.BadParameter(
                f"{behind} is to hold the verdicts. Name another file.", param_hint="'--behind'"
            )
        if place in (options["claims"].resolve(), options["file"].resolve()):
            raise click.BadParameter(
                f"{behind} is read from, and would be lost. Name another file.",
                param_hint="'--behind'",
            )
        return command(*args, behind=behind, target=target, **options)

    return outer


@click.command()
@click.argument("claims", type=click.Path(path_type=Path), metavar="CLAIMS.toml")
@click.argument("file", type=click.Path(path_type=Path))
@convention_option
@click.option("--parts", is_flag=True, help="Also show the parts of claims, each on its own line.")
@click.option(
    "--keep-going",
    is_flag=True,
    help="Call a claim contradicted that names what the project does not have, and go on.",
)
@click.option(
    "--behind",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Also write the cases and codings that were counted for each claim.",
)
@_apart
@output_options(formats=(*TABLES, "junit"), suffixes={**FILES, ".xml": "junit"})
@click.pass_context
def verify(
    ctx: click.Context,
    claims: Path,
    file: Path,
    convention: Convention | None,
    parts: bool,
    keep_going: bool,
    behind: Path | None,
    output: Output,
) -> None:
    """Hold the numbers that a paper prints against the project FILE.

    CLAIMS.toml lists the numbers and says what each counts. The exit status is 1 if a claim is
    contradicted.
    """
    from refiqda import claims as room

    unknown: Literal["raise", "contradicted"] = "contradicted" if keep_going else "raise"
    try:
        told = room.read_claims(claims)
        with reading(file, output) as progress:
            project = Project.open(file, progress=progress)
        frame = room.verify(told, project, convention=convention, parts=parts, unknown=unknown)
        if behind is not None:
            _write(room.behind(told, project, convention=convention, unknown=unknown), behind)
    except (room.BadClaims, room.UnknownInClaims) as error:
        for problem in error.problems:
            click.echo(f"Error: {problem}", err=True)
        ctx.exit(1)
    _show(frame, told, output)
    whole = frame[frame["id"].isin([claim.id for claim in told.claims])]
    click.echo(room.summary(whole), err=True)
    ctx.exit(int("contradicted" in set(frame["verdict"])))


def _write(rows: Frame, path: Path) -> None:
    from refiqda.tables import render

    render.write(rows, path)


def _show(frame: Frame, told: Claims, output: Output) -> None:
    from refiqda import claims as room

    if output.format == "junit":
        output.text(room.as_junit(frame, told.name))
    elif output.format == "table":
        output.text(room.as_text(frame, told.title, _width(output)))
    else:
        output.table(frame, told.title)


def _width(output: Output) -> int:
    """The width of the terminal; a file is the same whatever terminal it was made in."""
    is_seen = output.path is None and is_terminal(sys.stdout)
    return shutil.get_terminal_size().columns if is_seen else 0
