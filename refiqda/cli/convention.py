"""The option that says how a file counts positions, where a person knows better than the file."""

from __future__ import annotations

import click

from refiqda.errors import UnknownName
from refiqda.text.conventions import Convention


def _parsed(_: click.Context, __: click.Parameter, text: str | None) -> Convention | None:
    if text is None:
        return None
    try:
        return Convention.parse(text)
    except UnknownName as error:
        raise click.BadParameter(str(error)) from None


convention_option = click.option(
    "--convention",
    callback=_parsed,
    metavar="HOW",
    help="How the file counts positions, in place of finding it out: standard, code-points, "
    "utf-16 or utf-8, with crlf=1, bom or inclusive after commas.",
)
