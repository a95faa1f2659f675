"""``refiqda check``: what is wrong in files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from refiqda.checks import SEVERITIES, Severity
from refiqda.checks import check as check_file
from refiqda.checks.choose import Choice
from refiqda.checks.report import FORMATS, Checked, as_text, summary, worth_a_look
from refiqda.cli.codes import codes
from refiqda.cli.convention import convention_option
from refiqda.cli.output import Output, is_terminal, output_options, reading
from refiqda.errors import RefiQdaError
from refiqda.text.conventions import Convention

_SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".sarif": "sarif",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
}


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--select",
    multiple=True,
    callback=codes,
    metavar="CODES",
    help="Show only these, as R,T3.",
)
@click.option(
    "--ignore",
    multiple=True,
    callback=codes,
    metavar="CODES",
    help="Leave these out, as V,P1.",
)
@click.option(
    "--severity",
    type=click.Choice(list(SEVERITIES)),
    default="note",
    show_default=True,
    help="The least severity to show.",
)
@click.option("--all", "everything", is_flag=True, help="Text: show all findings of each rule.")
@convention_option
@output_options(formats=tuple(FORMATS), suffixes=_SUFFIXES)
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Severity,
    everything: bool,
    convention: Convention | None,
    output: Output,
) -> None:
    """Check projects (.qdpx, .qde) and codebooks (.qdc), and list what is wrong in them.

    CODES is a list with commas of codes, or of beginnings of codes: R means all rules about
    references. The exit status is 1 if an error or a warning is shown or a file cannot be read,
    and 0 if there are notes at most. "refiqda explain CODE" says more about a finding.
    """
    choice = Choice(select, ignore, severity)
    checked = list(_checked(files, choice, output, convention))
    if output.format == "text":
        output.text(as_text(checked, 0) if everything else as_text(checked))
    else:
        output.text(FORMATS[output.format](checked))
    click.echo(summary(checked), err=True)
    context.exit(1 if worth_a_look(checked) else 0)


def _checked(
    files: tuple[Path, ...], choice: Choice, output: Output, convention: Convention | None
) -> Iterator[Checked]:
    with _progress(files) as each:
        for file in each:
            try:
                with reading(file, output, is_one=len(files) == 1) as progress:
                    found = check_file(file, convention=convention, progress=progress)
                yield Checked(str(file), choice.of(found))
            except RefiQdaError as error:
                click.echo(f"Error: {' '.join(str(error).split())}", err=True)
                yield Checked(str(file), [], str(error))


def _progress(files: tuple[Path, ...]) -> Any:
    """A bar on a terminal where there are many files; else just the files."""
    if len(files) < 2 or not is_terminal(sys.stderr):
        return nullcontext(files)
    return click.progressbar(files, label="Checking", file=sys.stderr)
