"""``refiqda table``: one of the ten frames, printed or written to a file."""

from __future__ import annotations

from pathlib import Path

import click

from refiqda.cli.output import Output, output_options, reading

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
)
"""The frames; a test holds them against :data:`refiqda.tables.FRAMES`."""


@click.command()
@click.argument("name", type=click.Choice(NAMES), metavar="NAME")
@click.argument("file", type=click.Path(path_type=Path))
@output_options
def table(name: str, file: Path, output: Output) -> None:
    """Print a table of FILE, or write it with -o.

    NAME is one of codes, sources, selections, codings, cases, variables, notes, links, sets and
    users. A codebook (.qdc) has codes and sets only.

    csv, tsv, json and parquet hold every cell unchanged, for programs. xlsx is for people: a text
    that looks like a formula stays text. Codings go to csv and tsv piece by piece, however many.
    """
    from refiqda import tables

    with reading(file, output) as progress:
        output.tables(tables.pieces(name, file, progress), f"{name.capitalize()} in {file.name}")
