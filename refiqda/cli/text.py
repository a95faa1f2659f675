"""``refiqda text``: how the texts of a file are written, and how their positions are counted."""

from __future__ import annotations

from pathlib import Path

import click

from refiqda.cli.convention import convention_option
from refiqda.cli.output import Output, output_options, reading
from refiqda.standard.model import Project
from refiqda.text.conventions import Convention
from refiqda.tools.programs import recognise


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--show",
    metavar="SELECTION",
    help="Print one passage, named by GUID or name, under each way of counting.",
)
@click.option("--all", "everything", is_flag=True, help="With --show: every way of counting.")
@convention_option
@output_options
@click.pass_context
def text(
    context: click.Context,
    file: Path,
    show: str | None,
    everything: bool,
    convention: Convention | None,
    output: Output,
) -> None:
    """Say of each text in FILE how it is written and how its positions are counted.

    Programs count differently: an emoji is one or two, a line break one or two. How it was done is
    found out from the file itself, with how sure that is and by what. The exit status is 1 where
    it cannot be told for some text.
    """
    with reading(file, output) as progress:
        project = Project.open(file, progress=progress)
    program, why = recognise(project)
    click.echo(f"Written by {program.name} ({why}).", err=True)
    if show is not None:
        from refiqda.tools.shown import passage_shown

        output.text(passage_shown(project, show, convention, everything=everything))
        return
    from refiqda.tables.texts import texts

    frame = texts(project, convention=convention)
    output.table(frame, f"Texts in {file.name}")
    is_open = (frame["places"] > 0) & ~frame["decided"].fillna(False) & frame["encoding"].notna()
    is_unread = frame["evidence"].str.contains("no text in UTF-8", regex=False)
    context.exit(int((is_open | is_unread).any()))
