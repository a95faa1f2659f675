"""``refiqda convert``."""

from __future__ import annotations

from pathlib import Path

import click

import refiqda
from refiqda.cli.book_options import table_options
from refiqda.cli.convention import convention_option
from refiqda.cli.output import FILES, Output, reading
from refiqda.formats.codebooks.bookfile import PEOPLE
from refiqda.formats.codebooks.mapped import Columns
from refiqda.formats.codebooks.registry import WRITTEN
from refiqda.formats.convert import DATABASES
from refiqda.text import Convention
from refiqda.tools.programs import TARGETS


def table_file(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """A file that a table can be written to, looked at before anything is converted."""
    if path is not None and path.suffix.lower() not in FILES:
        raise click.BadParameter(f"{path.name!r} has to end in one of {' '.join(FILES)}.")
    if path is not None and not path.resolve().parent.is_dir():
        raise click.BadParameter(f"there is no folder {str(path.parent)!r} for {path.name!r}.")
    return path


READERS = tuple(dict.fromkeys((*TARGETS, *WRITTEN)))
"""Whom a file can be written for: programs, and layouts of tables of codes."""


@click.command()
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "to",
    type=click.Choice(READERS, case_sensitive=False),
    help="Write it as this program reads it, or as the standard says; of a table of codes, the "
    "layout.  [default for tables: plain, which loses nothing]",
)
@table_options
@click.option("--quotes", is_flag=True, help="Add a passage to each code of a document.")
@convention_option
@click.option(
    "--loss",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=table_file,
    metavar="FILE",
    help=f"Write what is lost to FILE; its ending picks the format ({' '.join(FILES)}).",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 if anything is lost.")
@click.option("--allow-invalid", is_flag=True, help="Write even what the standard forbids.")
def convert(
    source: Path,
    target: Path,
    to: str | None,
    layout: str,
    columns: Columns | None,
    sheet: str,
    quotes: bool,
    convention: Convention | None,
    loss: Path | None,
    strict: bool,
    allow_invalid: bool,
) -> None:
    """Write a project or codebook for another program, or as another kind of file.

    The ending of OUT says which kind: .qdpx (project with its files), .qde (project alone), .qdc
    (codebook), or .sqlite or .duckdb (a database of its tables). With --for, positions, texts,
    names and structures become those of the program. What is lost is counted on standard error,
    and listed item by item with --loss.

    A codebook may come from a table (.csv .tsv .txt .xlsx, or a table in a .docx), whose layout is
    recognised by its header, and go to one for a program (--for) or to .json and .yaml for version
    control, which lose nothing. For people it becomes .docx, .md or .html; from a project, with how
    often each code was used.
    """
    if convention is not None and not to and target.suffix.lower() not in DATABASES:
        raise click.UsageError("--convention says how to read positions; it needs --for.")
    if quotes and target.suffix.lower() not in PEOPLE:
        raise click.UsageError(f"--quotes is for documents for people: {' '.join(PEOPLE)}.")
    if convention is not None and ".qdc" in (source.suffix.lower(), target.suffix.lower()):
        raise click.UsageError("--convention says how to read positions; a codebook has none.")
    with reading(source, Output(target)) as progress:
        report = refiqda.convert(
            source,
            target,
            to=to or "",
            layout=layout,
            columns=columns,
            sheet=sheet,
            quotes=quotes,
            convention=convention,
            allow_invalid=allow_invalid,
            progress=progress,
        )
    for line in filter(None, (*report.remarks, report.summary(), report.table())):
        click.echo(line, err=True)
    if loss is not None:
        from refiqda.tables import render  # pandas is fetched for a report that is asked for

        render.write(report.frame(), loss, caption=report.summary())
    if strict and report:
        raise SystemExit(1)
