"""Codes of rules as arguments and options."""

from __future__ import annotations

import click

from refiqda.checks.choose import codes_of
from refiqda.errors import UnknownName


def codes(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    """What lists of codes name; a list without a code is a slip, not a wish for all."""
    if not all(text.strip(", ") for text in texts):
        raise click.BadParameter("Name at least one code, such as R101 or P.")
    try:
        return tuple(code for text in texts for code in codes_of(text))
    except UnknownName as error:
        raise click.BadParameter(str(error)) from None
