"""The options of commands that read a codebook from a table."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from refiqda.formats.codebooks.own.mapped import Columns
from refiqda.formats.codebooks.registry import KEYS

_NAMES = ("description", "color", "guid", "parent", "level", "codable")
TABLE_OPTIONS = ("layout", "sheet", "name", *_NAMES, "sets", "separator", "no_header")
"""The names of the options of :func:`table_options`, in the order in which help shows them."""


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what says how a table is read; it gets ``layout``, ``columns``, ``sheet``."""

    @click.option(
        "--layout",
        type=click.Choice(KEYS, case_sensitive=False),
        metavar="LAYOUT",
        help=f"Read IN in this layout: {', '.join(KEYS)}.  [default: the one that its header "
        "shows]",
    )
    @click.option("--sheet", default="", metavar="NAME", help="Read this sheet of a spreadsheet.")
    @click.option(
        "--name-column",
        "name",
        multiple=True,
        metavar="COLUMN",
        help="The names of codes are in this column: its header, or its number. With one column "
        "for each level, name them all from the top down.",
    )
    @click.option(
        "--description-column",
        "description",
        default="",
        metavar="COLUMN",
        help="The descriptions of codes.",
    )
    @click.option(
        "--color-column",
        "color",
        default="",
        metavar="COLUMN",
        help="Colours, such as #ff0000 or rgb(255,0,0).",
    )
    @click.option(
        "--guid-column",
        "guid",
        default="",
        metavar="COLUMN",
        help="The GUIDs of codes; without it, each code gets one made of its path.",
    )
    @click.option(
        "--parent-column",
        "parent",
        default="",
        metavar="COLUMN",
        help="The name of the code above; with --guid-column, its GUID.",
    )
    @click.option(
        "--level-column",
        "level",
        default="",
        metavar="COLUMN",
        help="1 for the top, 2 below it, 3 below that; or a numbering such as 1, 1.1, 1.2, 2.",
    )
    @click.option(
        "--codable-column",
        "codable",
        default="",
        metavar="COLUMN",
        help="“no” (or nein, non, ...) for a folder.",
    )
    @click.option(
        "--set-column",
        "sets",
        multiple=True,
        metavar="COLUMN",
        help="The sets that a code is in, with ; between them. May be repeated.",
    )
    @click.option(
        "--separator",
        default="",
        metavar="TEXT",
        help="What stands between the levels of a name, such as ' > '.",
    )
    @click.option("--no-header", is_flag=True, help="The table has no headers: number the columns.")
    @functools.wraps(command)
    def outer(*args: Any, layout: str | None, no_header: bool, **options: Any) -> Any:
        given = {name: options.pop(name) for name in ("name", "sets", "separator", *_NAMES)}
        columns = Columns(**given, has_header=not no_header)
        if columns and layout:
            raise click.UsageError("--layout says all about the columns: leave one of them out.")
        if columns and not columns.name:
            raise click.UsageError("Say which column holds the names of codes: --name-column.")
        return command(*args, layout=layout or "", columns=columns or None, **options)

    return outer
