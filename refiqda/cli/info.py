"""``refiqda info``: what a file is, and how much of everything is in it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from refiqda.cli.output import Output, output_options, reading


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@output_options(formats=("table", "json"), suffixes={".txt": "table", ".json": "json"})
def info(file: Path, output: Output) -> None:
    """Say what FILE is, and count what is in it.

    The content digest is the same for the same content, however the package was zipped: compare it
    to see whether two files hold the same.
    """
    from refiqda import tables

    with reading(file, output) as progress:
        facts = tables.overview(file, progress)
    if output.format == "json":
        output.text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")
    else:
        output.text(tables.as_text(facts))
