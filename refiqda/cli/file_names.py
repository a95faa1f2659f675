"""The names of files that a command is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class File(click.Path):
    """The path of a file, which has a name."""

    name = "file"

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; nothing at all would mean the folder that one is in."""
        if value == "":
            self.fail("the name of the file is empty.", param, ctx)
        return super().convert(value, param, ctx)


FILE = File()
"""The type of an argument or option that names a file; the command gets a ``Path``."""
