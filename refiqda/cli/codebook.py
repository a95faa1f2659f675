"""The commands ``codebook diff``, ``merge``, ``apply`` and ``tree``: codebooks of any kind."""

from __future__ import annotations

from pathlib import Path

import click

import refiqda
from refiqda.cli.convert import READERS, table_file
from refiqda.cli.output import Output, output_options, reading, refuse_same

PATH = click.Path(path_type=Path)


@click.group()
def codebook() -> None:
    """Compare codebooks, merge them, apply one to a project, or look at one.

    A codebook may be a .qdc, the one of a project, a table in a layout that is known (.csv, .xlsx),
    or .json or .yaml. One in another table is read once "refiqda convert" has made a .qdc of it.
    """


@codebook.command()
@click.argument("first", metavar="A", type=PATH)
@click.argument("second", metavar="B", type=PATH)
@output_options
@click.pass_context
def diff(context: click.Context, first: Path, second: Path, output: Output) -> None:
    """List what is different in the codebook B, as against A.

    Codes are the same if their GUID is, else if their path is, else if their name is and no other
    code has it: added, removed, renamed, moved, recoloured, described otherwise. The exit status
    is 1 if anything is different.
    """
    from refiqda.change import diff_codebooks

    found = diff_codebooks(first, second)
    output.table(found.frame(), found.summary())
    is_data = output.format in ("csv", "tsv", "json", "parquet")
    for line in (*found.remarks, *[found.summary()] * is_data):
        click.echo(line, err=True)
    context.exit(int(bool(found)))


@codebook.command()
@click.argument("first", metavar="A", type=PATH)
@click.argument("others", metavar="B...", type=PATH, nargs=-1, required=True)
@click.option("-o", "--output", "target", required=True, metavar="OUT", type=PATH)
@click.option(
    "--for", "to", type=click.Choice(READERS, case_sensitive=False), help="As in convert."
)
@click.option(
    "--conflicts",
    type=PATH,
    metavar="FILE",
    callback=table_file,
    help="Write the conflicts to FILE; its ending picks the format.",
)
@click.option(
    "--codes",
    type=PATH,
    metavar="FILE",
    callback=table_file,
    help="Write to FILE where each code of each codebook is in OUT, and under which GUID.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 if there are conflicts.")
def merge(
    first: Path,
    others: tuple[Path, ...],
    target: Path,
    to: str | None,
    conflicts: Path | None,
    codes: Path | None,
    strict: bool,
) -> None:
    """Merge codebooks into one, OUT: the first, and all that the others have beside it.

    No code, set or description is dropped. Where two say different things of one code, the first
    one stands, and the conflict is listed.
    """
    from refiqda.change import merge_codebooks
    from refiqda.formats.convert import convert_book
    from refiqda.tables import render

    refuse_same("'-o' / '--output'", target, (first, *others))
    refuse_same("'--conflicts'", conflicts, (first, *others, target))
    refuse_same("'--codes'", codes, (first, *others, target))
    merged = merge_codebooks(first, *others)
    report = convert_book(merged.book, target, to=to or "", name="the merged codebook")
    if conflicts is not None:
        render.write(merged.frame(), conflicts, caption=merged.summary())
    if codes is not None:
        render.write(merged.merged_frame(), codes, caption=merged.summary())
    if conflicts is None and merged.conflicts:
        click.echo(render.render(merged.frame(), "table"), nl=False, err=True)
    said = (*merged.remarks, *report.remarks, merged.summary(), report.summary(), report.table())
    for line in filter(None, said):
        click.echo(line, err=True)
    raise SystemExit(int(strict and bool(merged.conflicts)))


@codebook.command()
@click.argument("book", metavar="BOOK", type=PATH)
@click.argument("project", metavar="PROJECT", type=PATH)
@click.option("-o", "--output", "target", required=True, metavar="OUT", type=PATH)
@click.option(
    "--changes",
    "listed",
    type=PATH,
    metavar="FILE",
    callback=table_file,
    help="Write the changes to FILE; its ending picks the format.",
)
def apply(book: Path, project: Path, target: Path, listed: Path | None) -> None:
    """Make the codes of PROJECT those of BOOK, and write the project to OUT.

    Codes are renamed, moved, described and coloured as BOOK has them, and new ones are added. Every
    coding stays where it is. Codes that only PROJECT has stay, and are listed.
    """
    from refiqda.change import apply_codebook
    from refiqda.tables import render

    refuse_same("'-o' / '--output'", target, (book, project))
    refuse_same("'--changes'", listed, (book, project, target))
    with reading(project, Output(target)) as progress:
        opened = refiqda.open(project, progress=progress)
    applied = apply_codebook(book, opened)
    opened.save(target)
    if listed is not None:
        render.write(applied.frame(), listed, caption=applied.summary())
    elif applied.rows:
        click.echo(render.render(applied.frame(), "table"), nl=False, err=True)
    for line in (*applied.remarks, applied.summary()):
        click.echo(line, err=True)


@codebook.command()
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--counts", is_flag=True, help="Files and references of each code of a project.")
@click.option("--depth", type=click.IntRange(min=1), help="Show so many levels only.")
@click.option("--descriptions", is_flag=True, help="Show how each description begins.")
@output_options(formats=("text",), suffixes={".txt": "text"})
def tree(file: Path, counts: bool, depth: int | None, descriptions: bool, output: Output) -> None:
    """Show the codes of FILE as a tree, and its sets.

    Counts are NVivo's: a code's own codings, and the sources that have any.
    """
    from refiqda.formats.codebooks.tree import tree_of

    with reading(file, output) as progress:
        lines = tree_of(
            file, counts=counts, depth=depth or 0, descriptions=descriptions, progress=progress
        )
    output.text("\n".join(lines) + "\n")
