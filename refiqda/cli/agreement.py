"""The command ``agreement``: how far coders agree, by code and source, and over all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import Word, aggregate_option, project_in, scope_options
from refiqda.cli.output import Output, output_options
from refiqda.cli.plot import draw, plot_option

UNITS = ("characters", "words", "sentences", "paragraphs", "segments", "milliseconds", "pixels")
COEFFICIENTS = ("kappa", "alpha", "u_alpha", "ac1", "fleiss")
UNDEFINED = ("missing", "one")
"""Repeated here, since showing the help must not import pandas; a test holds them against
:mod:`refiqda.tables.agreeing`."""
MOST_SEEDS = 2**32 - 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--unit",
    type=Word(UNITS),
    default="characters",
    metavar="UNIT",
    help=f"What is agreed on: {', '.join(UNITS)}.  [default: characters]",
)
@click.option(
    "--coefficient",
    multiple=True,
    type=Word(COEFFICIENTS),
    metavar="NAME",
    help=f"What allows for chance: {', '.join(COEFFICIENTS)}. May be repeated.  [default: kappa "
    "of two coders, fleiss and alpha of more]",
)
@click.option(
    "--undefined",
    type=Word(UNDEFINED),
    default="missing",
    help="What a coefficient is where it is 0/0.  [default: missing]",
)
@click.option("--overall", is_flag=True, help="Only the rows of all sources together.")
@click.option(
    "--bootstrap",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Intervals from so many resamples of whole sources, say 2000.  [default: none]",
)
@click.option(
    "--seed",
    type=click.IntRange(0, MOST_SEEDS),
    default=0,
    metavar="N",
    help="What the resamples are drawn with; the same seed gives the same.  [default: 0]",
)
@aggregate_option
@scope_options(
    coders_help="Compare these coders; 'Ann|Ben' is a group taken as one. May be repeated.  "
    "[default: all who coded anything]"
)
@plot_option
@output_options
def agreement(
    file: Path, scope: dict[str, Any], plot: Path | None, output: Output, **options: Any
) -> None:
    """Tell how far coders agree on each code and source of FILE, and on all together.

    Columns are those of NVivo's coding comparison. The definition stands below the table, or on
    standard error where the format has no room for it.
    """
    from refiqda import tables

    with project_in(file, output) as project:
        frame = tables.agreement(project, **options, **scope)
    output.table(frame)
    draw(frame, plot)
