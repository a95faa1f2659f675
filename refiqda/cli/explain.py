"""``refiqda explain``: a rule in words."""

from __future__ import annotations

import click

from refiqda.checks.choose import codes_of
from refiqda.checks.explain import explained, overview
from refiqda.errors import UnknownName


def _codes(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(code for text in texts for code in codes_of(text))
    except UnknownName as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...", callback=_codes)
def explain(codes: tuple[str, ...]) -> None:
    """Explain the rules that findings name, each with an example.

    CODE is a code such as R101, or the beginning of one: P2 explains all rules from P201 on, P all
    that are about packages. Without a CODE, all rules are listed, one line each.
    """
    click.echo(explained(codes) if codes else overview(), nl=False)
