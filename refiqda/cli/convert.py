"""``refiqda convert``."""

from __future__ import annotations

from pathlib import Path

import click

import refiqda


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--loss",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what is lost to a file: .csv, .json, .md, .html, .xlsx.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 if anything is lost.")
@click.option("--allow-invalid", is_flag=True, help="Write even what the standard forbids.")
def convert(
    source: Path, target: Path, loss: Path | None, strict: bool, allow_invalid: bool
) -> None:
    """Write a project or codebook as another kind of file.

    The ending of OUT says which: .qdpx (project with its files), .qde (project alone) or .qdc
    (codebook). What OUT cannot hold is told on standard error, and in full with --loss.
    """
    report = refiqda.convert(source, target, allow_invalid=allow_invalid)
    click.echo(report.summary(), err=True)
    if loss is not None:
        from refiqda.tables import render  # pandas is fetched for a report that is asked for

        render.write(report.frame(), loss, caption=report.summary())
    if strict and report:
        raise SystemExit(1)
