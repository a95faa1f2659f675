"""``refiqda convert``."""

from __future__ import annotations

from pathlib import Path

import click

import refiqda
from refiqda.cli.book_options import TABLE_OPTIONS, table_options
from refiqda.cli.convention import convention_option
from refiqda.cli.file_names import FILE
from refiqda.cli.output import FILES, Output, reading, refuse_clashes, wrong_usage
from refiqda.cli.sections import Sectioned
from refiqda.cli.side_files import side_file
from refiqda.formats.codebooks.bookfile import PEOPLE
from refiqda.formats.codebooks.own.mapped import Columns
from refiqda.formats.codebooks.registry import WRITTEN
from refiqda.formats.ways import DATABASES, require_way
from refiqda.text import Convention
from refiqda.tools.programs import TARGETS

READERS = tuple(dict.fromkeys((*TARGETS, *WRITTEN)))
"""Whom a file can be written for: programs, and layouts of tables of codes."""
for_option = click.option(
    "--for",
    "to",
    type=click.Choice(READERS, case_sensitive=False),
    metavar="PROGRAM",
    help=f"Write OUT as this program reads it: {', '.join(TARGETS)} (what the standard says). Of "
    f"a table of codes, the layout: {', '.join(WRITTEN)}.  [default of tables: plain, which loses "
    "nothing]",
)
"""Gives a command ``--for``; it gets the name of a program or layout, or None, as ``to``."""


@click.command(
    cls=Sectioned,
    sections={
        "What is written": ("to", "quotes", "convention", "allow_invalid"),
        "What is lost": ("loss", "strict"),
        "How a table of codes is read": TABLE_OPTIONS,
    },
    examples=(
        "refiqda convert study.qdpx for-maxqda.qdpx --for maxqda --loss lost.csv",
        "refiqda convert codes.xlsx for-taguette.csv --for taguette",
        "refiqda convert own.xlsx codes.qdc --name-column Theme --set-column Group",
    ),
)
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=FILE)
@for_option
@table_options
@click.option("--quotes", is_flag=True, help="Add a passage to each code of a document for people.")
@convention_option
@click.option(
    "--loss",
    type=FILE,
    callback=side_file,
    metavar="FILE",
    help=f"Write what is lost to FILE; its ending picks the format ({' '.join(FILES)}).",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with status 1 if anything is lost, or the program opens no file like OUT, which is "
    "written all the same.",
)
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
    and listed item by item with --loss. A file OUT that is there already is overwritten.

    A codebook may come from a table (.csv .tsv .txt .xlsx, or a table in a .docx), whose layout is
    recognised by its header, and go to one for a program (--for) or to .json and .yaml for version
    control, which lose nothing. For people it becomes .docx, .md or .html; from a project, with how
    often each code was used.
    """
    refuse_clashes({"'--loss'": loss}, (source,))
    refuse_clashes({"OUT": target, "'--loss'": loss})
    with wrong_usage():
        require_way(source, target, to or "", is_table=bool(layout or columns or sheet))
    _require_use(source, target, to, quotes, convention)
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


def _require_use(
    source: Path, target: Path, to: str | None, quotes: bool, convention: Convention | None
) -> None:
    """Refuse options that would change nothing of such a file."""
    is_of_use = to or quotes or target.suffix.lower() in DATABASES
    if convention is not None and not is_of_use:
        raise click.UsageError(
            "--convention says how to read positions; it needs --for, or --quotes."
        )
    if quotes and target.suffix.lower() not in PEOPLE:
        raise click.UsageError(f"--quotes is for documents for people: {' '.join(PEOPLE)}.")
    if convention is not None and ".qdc" in (source.suffix.lower(), target.suffix.lower()):
        raise click.UsageError("--convention says how to read positions; a codebook has none.")
