"""``refiqda schema``: the standard as an XML Schema."""

from __future__ import annotations

from pathlib import Path

import click

from refiqda.standard.disk import replacing
from refiqda.standard.plan import FORMS
from refiqda.standard.xsd import schema_text


@click.command()
@click.argument("form", type=click.Choice([form.name for form in FORMS]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def schema(form: str, output: Path | None) -> None:
    """Print the XML Schema of a project or of a codebook.

    It is printed from the table that refiqda reads, writes and checks by, and says the same as the
    official schema.
    """
    text = schema_text(next(each for each in FORMS if each.name == form))
    if output is None:
        click.echo(text, nl=False)
        return
    with replacing(output) as stream:
        stream.write(text.encode())
