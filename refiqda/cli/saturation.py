"""The command ``saturation``: new codes case by case, and how many there may be in all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import Word, aggregating, project_in, scope_options
from refiqda.cli.output import Output, output_options
from refiqda.cli.plot import draw, plot_option

UNITS = ("cases", "files")
"""A test holds it against :data:`refiqda.tables.saturation.UNITS`."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--unit",
    type=Word(UNITS),
    default="cases",
    show_default=True,
    help="What is gone through one by one.",
)
@click.option(
    "--order",
    multiple=True,
    metavar="ORDER",
    help="project, date, name, variable:NAME; or, repeated, the names of cases or sources in "
    "their order.  [default: project]",
)
@aggregating("own")
@click.option(
    "--estimates",
    is_flag=True,
    help="Print the numbers behind the estimates instead of the curve: codes found, found once "
    "and twice, coverage and Chao2.",
)
@scope_options
@plot_option
@output_options
def saturation(
    file: Path,
    order: tuple[str, ...],
    estimates: bool,
    scope: dict[str, Any],
    plot: Path | None,
    output: Output,
    **how: Any,
) -> None:
    """Go through the cases of FILE one by one: which codes are new, how many there are so far.

    Beside it stands how many codes so many cases have in the mean over all orders, exactly. Below
    the table: the estimated coverage, and how many codes there may be in all.
    """
    from refiqda import tables

    if estimates and plot is not None:
        raise click.UsageError("--estimates are no curve, so there is nothing to --plot.")
    with project_in(file, output) as project:
        if estimates:
            frame = tables.richness(project, **how, **scope)
        else:
            frame = tables.saturation(project, order=asked(order), **how, **scope)
    output.table(frame)
    draw(frame, plot)


def asked(order: tuple[str, ...]) -> str | tuple[str, ...]:
    """One order, or the names of an order of one's own."""
    return order if len(order) > 1 else "".join(order) or "project"
