"""The keys of a claims file as tables of the reference page, from the fields that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.claims.asking import COUNTED, Counting
from refiqda.claims.keys import keys_of
from refiqda.claims.model import ABOUT, BESIDE, VERDICT, Claim
from refiqda.claims.printed import PRINTED_HERE

GROUPS = (ABOUT, COUNTED, PRINTED_HERE, BESIDE, VERDICT)
"""The headings under which the page has the keys of a claim."""


def keys_table(table: type[Counting | Claim], group: str = "") -> str:
    """The keys of ``[counting]`` or ``[[claim]]`` in markdown; of a claim, those of one heading."""
    return "\n".join(_lines(table, group)) + "\n"


def _lines(table: type[Counting | Claim], group: str) -> Iterator[str]:
    yield "| key | holds | if left out | means |"
    yield "|---|---|---|---|"
    inherited = {key.name for key in keys_of(Counting)} if table is Claim else set()
    for key in keys_of(table):
        if group and key.group != group:
            continue
        default = f"`{key.default}`" if key.default else ""
        if key.name in inherited:
            default = "as in `[counting]`"
        elif key.required:
            default = "required"
        yield f"| `{key.name}` | {key.kind.name} | {default} | {key.meaning} |"


def marker(group: str) -> str:
    """What stands above a table of the page that is made from the code."""
    return f"<!-- keys of a claim: {group} -->"


if __name__ == "__main__":
    import click

    click.echo(keys_table(Counting))
    for group in GROUPS:
        click.echo(f"{marker(group)}\n{keys_table(Claim, group)}")
