"""The command ``counts``: how often each code was used, under a stated definition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from refiqda.cli.counting import (
    aggregate_option,
    merge_option,
    program_option,
    project_in,
    scope_options,
    unit_option,
)
from refiqda.cli.output import Output, output_options
from refiqda.cli.plot import draw, plot_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@unit_option
@aggregate_option
@merge_option
@scope_options
@program_option
@plot_option
@output_options
def counts(
    file: Path,
    units: tuple[Any, ...],
    aggregate: Any,
    merge: Any,
    scope: dict[str, Any],
    as_program: str | None,
    plot: Path | None,
    output: Output,
) -> None:
    """Count how often each code of FILE was used, and say what was counted.

    Codes without any stay in. The definition stands below the table, or on standard error where
    the format has no room for it.
    """
    from refiqda import tables

    with project_in(file, output) as project:
        frame = tables.counts(
            project, unit=units, aggregate=aggregate, merge=merge, as_program=as_program, **scope
        )
    output.table(frame)
    draw(frame, plot)
