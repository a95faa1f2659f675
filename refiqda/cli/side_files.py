"""Files that a command writes: looked at before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from refiqda.cli.output import FILES
from refiqda.errors import CannotWrite
from refiqda.standard.disk import require_room


def target_ending(*endings: str) -> Callable[..., Path]:
    """Checks that a result has one of some endings, before anything is read."""

    def checked(_: click.Context, __: click.Parameter, path: Path) -> Path:
        if path.suffix.lower() not in endings:
            raise click.BadParameter(f"'{path}' has to end in one of {' '.join(endings)}.")
        return path

    return checked


def side_file(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """A file that a table can be written to, looked at before the result is written."""
    if path is None:
        return None
    if path.suffix.lower() not in FILES:
        raise click.BadParameter(f"'{path}' has to end in one of {' '.join(FILES)}.")
    _require_package(path.suffix.lower())
    try:
        require_room(path)
    except CannotWrite as error:
        raise click.BadParameter(str(error)) from error
    return path


def _require_package(suffix: str) -> None:
    """Refuse a format whose package is missing; the message says how to get it."""
    if suffix in (".xlsx", ".parquet"):
        from refiqda.tables import binary  # pandas is fetched for a table that is asked for

        require = binary.excel if suffix == ".xlsx" else binary.parquet
        require()
