"""``refiqda explain``: a rule in words."""

from __future__ import annotations

import click

from refiqda.checks.explain import explained, overview
from refiqda.cli.codes import codes


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...", callback=codes)
def explain(codes: tuple[str, ...]) -> None:
    """Explain the rules that findings name, each with an example.

    CODE is a code such as R101, or the beginning of one: P2 explains all rules from P201 on, P all
    that are about packages. Without a CODE, all rules are listed, one line each.
    """
    click.echo(explained(codes) if codes else overview(), nl=False)
