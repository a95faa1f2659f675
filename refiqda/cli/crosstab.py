"""The command ``crosstab``: codes by a variable, cases, sources, sets, coders or codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import (
    Word,
    aggregate_option,
    merge_option,
    one_unit_option,
    project_in,
    scope_options,
)
from refiqda.cli.output import Output, output_options
from refiqda.cli.plot import draw, plot_option

PERCENTS = ("row", "column", "table")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--by",
    required=True,
    metavar="WHAT",
    help="What the columns are: a variable by its name, or cases, sources, sets, coders or codes.",
)
@one_unit_option
@aggregate_option
@merge_option
@click.option(
    "--percent",
    type=Word(PERCENTS),
    help="Show n/N and the percentage of the row, the column or the whole table.",
)
@click.option("--long", "is_long", is_flag=True, help="One line for each cell, for programs.")
@scope_options
@plot_option
@output_options
def crosstab(
    file: Path, is_long: bool, scope: dict[str, Any], plot: Path | None, output: Output, **how: Any
) -> None:
    """Cross codes of FILE with a variable of cases or sources, or with what holds the codings.

    Totals count what stands in several columns or rows once. What has no value is in a column of
    its own, Unassigned. The definition stands below the table.
    """
    from refiqda import tables

    with project_in(file, output) as project:
        frame = tables.crosstab(project, layout="long" if is_long else "wide", **how, **scope)
    output.table(frame)
    draw(frame, plot)
