"""``refiqda table``: one of the frames, printed or written to a file."""

from __future__ import annotations

from pathlib import Path

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.output import Output, output_options, reading
from refiqda.text.conventions import Convention

NAMES = (
    "codes",
    "sources",
    "selections",
    "codings",
    "cases",
    "variables",
    "notes",
    "links",
    "sets",
    "users",
    "case_codings",
    "case_sources",
)
"""The ten frames and the two of cases; a test holds them against :mod:`refiqda.tables`."""


@click.command()
@click.argument("name", type=click.Choice(NAMES), metavar="NAME")
@click.argument("file", type=click.Path(path_type=Path))
@convention_option
@output_options
def table(name: str, file: Path, convention: Convention | None, output: Output) -> None:
    """Print a table of FILE, or write it with -o.

    NAME is one of codes, sources, selections, codings, cases, variables, notes, links, sets and
    users; case_codings and case_sources say what belongs to which case. A codebook (.qdc) has
    codes and sets only.

    csv, tsv, json and parquet hold every cell unchanged, for programs. xlsx is for people: a text
    that looks like a formula stays text. Codings go to csv and tsv piece by piece, however many.
    """
    from refiqda import tables

    if convention is not None and name not in tables.WITH_POSITIONS:
        raise click.UsageError(
            f"--convention is for {' and '.join(tables.WITH_POSITIONS)}; {name} have no positions."
        )
    with reading(file, output) as progress:
        pieces = tables.pieces(name, file, progress, convention)
        output.tables(pieces, f"{name.replace('_', ' ').capitalize()} in {file.name}")
