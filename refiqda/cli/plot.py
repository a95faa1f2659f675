"""The option that draws a command's table as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from refiqda.tables.columns import Frame

ENDINGS = (".svg", ".png", ".pdf")
"""What a plot is written as; a test holds it against :data:`refiqda.view.ENDINGS`.

It is repeated here, since showing the help must not import pandas.
"""


def _checked(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    if path is None:
        return None
    if path.suffix.lower() not in ENDINGS:
        raise click.BadParameter(
            f"{path.name!r} ends in {path.suffix!r}; the ending picks the format. "
            f"Choose one of {' '.join(ENDINGS)}."
        )
    from refiqda.view.plots import require_matplotlib

    require_matplotlib()
    return path


plot_option = click.option(
    "--plot",
    type=click.Path(path_type=Path),
    callback=_checked,
    metavar="FILE",
    help="Draw the table to FILE, too; its ending picks the format "
    f"({' '.join(ENDINGS)}). Needs matplotlib.",
)
"""Gives a command ``--plot``; it gets a path, or None, as ``plot``."""


def draw(frame: Frame, plot: Path | None) -> None:
    """Draw a table to a file, if that was asked for."""
    if plot is not None:
        from refiqda import view

        view.plot(frame, plot)
