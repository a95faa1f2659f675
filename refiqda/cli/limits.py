"""The option that raises limits, for files that are meant to be as they are."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import click

from refiqda.standard.limits import DEFAULT, Limits, raised

NAMES = tuple(field.name for field in fields(Limits))
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def limits_of(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> Limits:
    """Limits from ``depth=500`` and ``xml=4G``."""
    limits = DEFAULT
    for text in texts:
        found = re.fullmatch(r"(\w+)=(\d{1,15})([kmg]?)", text.strip().lower())
        if found is None or found[1] not in NAMES:
            raise click.BadParameter(
                f"{text!r} is no limit. Write NAME=NUMBER, such as depth=500 or xml=4G, with "
                f"one of {', '.join(NAMES)}."
            )
        limits = replace(limits, **{found[1]: int(found[2]) * _UNITS[found[3]]})
    return limits


def hold(context: click.Context, limits: Limits) -> None:
    """Let limits hold until the command is done."""
    context.with_resource(raised(limits))
