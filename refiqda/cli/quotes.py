"""The command ``quotes``: the passages of codes, for an appendix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import Word, aggregating, project_in, scope_options
from refiqda.cli.output import Output, output_options

ORDERS = ("source", "case", "length")
"""A test holds it against :data:`refiqda.tables.quotes.ORDERS`."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--variables",
    multiple=True,
    metavar="NAME",
    help="A column with the values of a variable of the cases and of the source. May be repeated.",
)
@aggregating(
    "descendants",
    "Whether --codes mean those named alone (own), also the codes directly below them, or all "
    "below them.",
)
@click.option(
    "--longest",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Shorten passages to so many characters, at the end of a word.",
)
@click.option(
    "--context",
    type=click.IntRange(0),
    default=0,
    metavar="NUMBER",
    help="Add up to so many characters before and after, in columns of their own.",
)
@click.option(
    "--sample", type=click.IntRange(1), metavar="NUMBER", help="So many rows of each code."
)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    metavar="NUMBER",
    help="Another seed takes another sample; the same seed the same.",
)
@click.option(
    "--order",
    type=Word(ORDERS),
    default="source",
    show_default=True,
    help="The order of the passages of a code.",
)
@click.option("--each", is_flag=True, help="One row for each coding, though two coders agree.")
@click.option(
    "--as-quotes", is_flag=True, help="Print markdown: a heading for each code, block quotes."
)
@scope_options
@output_options
def quotes(file: Path, as_quotes: bool, scope: dict[str, Any], output: Output, **how: Any) -> None:
    """Print the passages of codes in FILE with source, case and coder, for an appendix.

    Without --codes, those of all codes. Quotations may identify people: look at each before it is
    printed or deposited.
    """
    from refiqda import tables

    if as_quotes and output.format not in ("table", "markdown"):
        raise click.UsageError(f"--as-quotes are markdown; --format {output.format} is another.")
    with project_in(file, output) as project:
        frame = tables.quotes(project, **how, **scope)
    if as_quotes:
        output.text(tables.block_quotes(frame))
    else:
        output.table(frame)
