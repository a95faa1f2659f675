"""``refiqda query``: a project asked in SQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.output import Output, output_options, reading
from refiqda.text.conventions import Convention


def _question(_: click.Context, __: click.Parameter, text: str | None) -> str:
    """The question itself, or what standard input says."""
    if text != "-":
        _refuse_bytes(text or "")
        return (text or "").strip()
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise click.BadParameter("standard input is no text in UTF-8.") from None


def _refuse_bytes(text: str) -> None:
    """Refuse what the shell passed on as bytes, since it is no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise click.BadParameter("the question is no text in UTF-8.") from None


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("sql", required=False, callback=_question)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="NUMBER",
    help="Stop a query that takes longer, apart from reading FILE.",
)
@convention_option
@output_options
def query(
    file: Path, sql: str, seconds: float | None, convention: Convention | None, output: Output
) -> None:
    """Ask FILE a question in SQL.

    Each table of refiqda table is there, texts (the texts themselves) and case_selections as well.
    Without SQL, the tables and their columns are listed. With - in its place, SQL is read from
    standard input. A query can only read.

    Names such as "case" and "end" are words of SQL too, and stand in double quotes; a text stands
    in single quotes: SELECT passage FROM codings WHERE "case" = 'R1'
    """
    from refiqda.formats import database

    with reading(file, output) as progress:
        if sql:
            frame = database.query(
                file, sql, convention=convention, seconds=seconds, progress=progress
            )
        else:
            frame = database.columns(file, progress)
    if sql or output.format != "table":
        output.table(frame, f"{file.name}: {sql or 'its tables and their columns'}")
    else:
        output.text(database.as_text(frame))
