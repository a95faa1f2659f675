"""The keys of a claims file as tables of the reference page, from the fields that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.claims.keys import keys_of
from refiqda.claims.model import Claim, Counting


def keys_table(table: type[Counting | Claim]) -> str:
    """The keys of ``[counting]`` or ``[[claim]]`` in markdown."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: type[Counting | Claim]) -> Iterator[str]:
    yield "| key | holds | if left out | means |"
    yield "|---|---|---|---|"
    inherited = {key.name for key in keys_of(Counting)} if table is Claim else set()
    for key in keys_of(table):
        default = f"`{key.default}`" if key.default else ""
        if key.name in inherited:
            default = "as in `[counting]`"
        elif key.required:
            default = "required"
        yield f"| `{key.name}` | {key.kind.name} | {default} | {key.meaning} |"


if __name__ == "__main__":
    import click

    click.echo("\n".join(keys_table(table) for table in (Counting, Claim)), nl=False)
