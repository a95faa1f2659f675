"""The command ``cooccurrence``: how often codes occur together, as a table or for a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import Word, aggregate_option, project_in, scope_options
from refiqda.cli.output import FILES, TABLES, Output, output_options
from refiqda.cli.plot import draw, plot_option
from refiqda.errors import RefiQdaError

HOWS = ("same", "overlap", "encloses", "near", "paragraph", "source", "case")
LAYOUTS = ("edges", "matrix")


def _distance(ctx: click.Context, param: click.Parameter, within: int | None) -> int | None:
    """A distance, which goes with ``--how near`` and with nothing else."""
    from refiqda.tables.together.asked import check_distance

    try:
        check_distance(ctx.params["how"], within)
    except RefiQdaError as error:
        raise click.UsageError(str(error), ctx) from None
    return within


def _least(ctx: click.Context, param: click.Parameter, minimum: int | None) -> int | None:
    """A minimum, which is for a list of pairs."""
    from refiqda.tables.together.asked import check_minimum

    try:
        check_minimum(ctx.params["layout"], minimum)
    except RefiQdaError as error:
        raise click.UsageError(str(error), ctx) from None
    return minimum


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--how",
    type=Word(HOWS),
    default="overlap",
    show_default=True,
    is_eager=True,
    help="What together means: codings of the same place, of places that overlap, one that "
    "encloses the other, or near each other; or the same paragraph, source or case.",
)
@click.option(
    "--within",
    type=click.IntRange(min=0),
    callback=_distance,
    metavar="NUMBER",
    help="For near: with at most so many characters in between.",
)
@click.option("--same-coder", is_flag=True, help="Pair only codings by the same coder.")
@aggregate_option
@click.option(
    "--minimum",
    type=click.IntRange(min=0),
    callback=_least,
    metavar="NUMBER",
    help="Leave out codes that occur together less often; 0 keeps all pairs.  [default: 1]",
)
@click.option(
    "--layout",
    type=Word(LAYOUTS),
    default="edges",
    show_default=True,
    is_eager=True,
    help="One line for each two codes, or a matrix of codes by codes.",
)
@scope_options(coders_help="Only codings by these coders. May be repeated.")
@plot_option
@output_options(formats=(*TABLES, "graphml"), suffixes={**FILES, ".graphml": "graphml"})
def cooccurrence(
    file: Path,
    aggregate: Any,
    layout: Any,
    scope: dict[str, Any],
    plot: Path | None,
    output: Output,
    **how: Any,
) -> None:
    """Count how often codes of FILE occur together, and say what together means.

    The definition stands below the table, or on standard error where the format has no room for
    it. The format graphml is for Gephi and other programs that draw networks.
    """
    from refiqda import tables

    asked = {**how, "aggregate": aggregate or "own", **scope}
    is_graph = output.format == "graphml"
    with project_in(file, output) as project:
        if is_graph:
            output.text(tables.cooccurrence_graph(project, **asked))
        if not is_graph or plot is not None:
            frame = tables.cooccurrence(project, layout=layout, **asked)
    if not is_graph:
        output.table(frame)
    if plot is not None:
        draw(frame, plot)
