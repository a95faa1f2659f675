"""The command ``compare``: codes in groups of cases or sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import Word, aggregating, project_in, scope_options
from refiqda.cli.output import Output, output_options
from refiqda.cli.plot import draw, plot_option

COMPARED = ("cases", "files")
"""A test holds it against :data:`refiqda.tables.compare.COMPARED`."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--by",
    required=True,
    metavar="VARIABLE",
    help="The variable whose values are the groups; or 'sets', of sources.",
)
@click.option(
    "--groups",
    multiple=True,
    metavar="GROUP",
    help="A group: a value, several joined by |, or limits for numbers (<40, >=40, 40-49). May be "
    "repeated, in the order wanted.  [default: each value]",
)
@click.option(
    "--unit",
    type=Word(COMPARED),
    help="What holds codes.  [default: cases; files if sources alone have the variable]",
)
@aggregating("descendants")
@click.option(
    "--risk-difference",
    is_flag=True,
    help="Add the share of the first of two groups less that of the second, with its interval.",
)
@click.option("--fisher", is_flag=True, help="Add the two-sided p of Fisher's exact test.")
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    metavar="SHARE",
    help="The level of the interval.",
)
@click.option(
    "--min-holders",
    type=click.IntRange(0),
    metavar="NUMBER",
    help="Mark codes that fewer hold as unable to differ.",
)
@scope_options
@plot_option
@output_options
def compare(
    file: Path,
    groups: tuple[str, ...],
    scope: dict[str, Any],
    plot: Path | None,
    output: Output,
    **how: Any,
) -> None:
    """Compare how many cases of each group in FILE hold each code: n of N.

    N counts all cases of a group, those without any coding too. What has no value stands apart,
    as Unassigned. Nothing is inferred unless asked for; the definition stands below the table.
    """
    from refiqda import tables

    with project_in(file, output) as project:
        frame = tables.compare(project, groups=groups or None, **how, **scope)
    output.table(frame)
    draw(frame, plot)
