"""The commands ``codebook diff``, ``merge``, ``apply`` and ``tree``: codebooks of any kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

import refiqda
from refiqda.cli.convert import for_option
from refiqda.cli.file_names import FILE
from refiqda.cli.output import Output, output_options, reading, refuse_clashes, wrong_usage
from refiqda.cli.side_files import side_file, target_ending
from refiqda.errors import NotACodebook

_RESULT = "'-o' / '--output'"


@click.group()
def codebook() -> None:
    """Compare codebooks, merge them, apply one to a project, or look at one.

    A codebook may be a .qdc, the one of a project, a table in a layout that is known (.csv, .xlsx),
    or .json or .yaml. One in another table is read once "refiqda convert" has made a .qdc of it.
    """


@contextmanager
def _reading_codebooks(*files: Path) -> Iterator[None]:
    """What a message says of options is said of ``convert``, which has them."""
    try:
        yield
    except NotACodebook as error:
        if " --" not in str(error):
            raise
        name = next((file for file in files if str(error).startswith(file.name)), files[0])
        raise NotACodebook(
            f"{error} These are options of convert: make a .qdc first, with refiqda convert "
            f'"{name}" "{name.stem}.qdc", and use that here.'
        ) from error


def _tell(lines: Iterable[str]) -> None:
    """Say on standard error how codebooks were read, and what came of it."""
    said = [line for line in lines if line]
    if any(" --" in line or "(--" in line for line in said):
        said.append("The options that are named here are those of convert: make a .qdc with them.")
    for line in said:
        click.echo(line, err=True)


@codebook.command()
@click.argument("first", metavar="A", type=FILE)
@click.argument("second", metavar="B", type=FILE)
@output_options
@click.pass_context
def diff(context: click.Context, first: Path, second: Path, output: Output) -> None:
    """List what is different in the codebook B, as against A.

    Codes are the same if their GUID is, else if their path is, else if their name is and no other
    code has it: added, removed, renamed, moved, recoloured, described otherwise. The exit status
    is 1 if anything is different.
    """
    from refiqda.change import diff_codebooks

    with _reading_codebooks(first, second):
        found = diff_codebooks(first, second)
    output.table(found.frame(), found.summary())
    is_seen = output.path is None and output.format not in ("csv", "tsv", "json")
    _tell((*found.remarks, "" if is_seen else found.summary()))
    context.exit(int(bool(found)))


@codebook.command()
@click.argument("first", metavar="A", type=FILE)
@click.argument("others", metavar="B...", type=FILE, nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="OUT",
    type=FILE,
    help="Write the merged codebook to OUT, and overwrite what is there. Its ending picks the "
    "kind: .qdc, or any that convert writes a codebook as.",
)
@for_option
@click.option(
    "--conflicts",
    type=FILE,
    metavar="FILE",
    callback=side_file,
    help="Write the conflicts to FILE; its ending picks the format.",
)
@click.option(
    "--codes",
    type=FILE,
    metavar="FILE",
    callback=side_file,
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

    No code, set of codes or description is dropped. Where two say different things of one code,
    the first one stands, and the conflict is listed.
    """
    from refiqda.change import merge_codebooks
    from refiqda.formats.convert import convert_book
    from refiqda.formats.ways import require_book
    from refiqda.tables import render

    results = {_RESULT: target, "'--conflicts'": conflicts, "'--codes'": codes}
    refuse_clashes(results, (first, *others))
    with wrong_usage():
        require_book(target, to or "")
    with _reading_codebooks(first, *others):
        merged = merge_codebooks(first, *others)
    report = convert_book(merged.book, target, to=to or "", name="the merged codebook")
    if conflicts is not None:
        render.write(merged.frame(), conflicts, caption=merged.summary())
    if codes is not None:
        render.write(merged.merged_frame(), codes, caption=merged.summary())
    if conflicts is None and merged.conflicts:
        click.echo(render.render(merged.frame(), "table"), nl=False, err=True)
    _tell((*merged.remarks, *report.remarks, merged.summary(), report.summary(), report.table()))
    raise SystemExit(int(strict and bool(merged.conflicts)))


@codebook.command()
@click.argument("book", metavar="BOOK", type=FILE)
@click.argument("project", metavar="PROJECT", type=FILE)
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="OUT",
    type=FILE,
    callback=target_ending(".qdpx", ".qde"),
    help="Write the project to OUT, a .qdpx or .qde, and overwrite what is there.",
)
@click.option(
    "--changes",
    "listed",
    type=FILE,
    metavar="FILE",
    callback=side_file,
    help="Write the changes to FILE; its ending picks the format.",
)
def apply(book: Path, project: Path, target: Path, listed: Path | None) -> None:
    """Make the codes of PROJECT those of BOOK, and write the project to OUT.

    Codes are renamed, moved, described and coloured as BOOK has them, and new ones are added. Every
    coding stays where it is. Codes that only PROJECT has stay, and are listed.
    """
    from refiqda.change import apply_codebook
    from refiqda.formats.left_behind import breaches_of, saved
    from refiqda.tables import render

    refuse_clashes({_RESULT: target, "'--changes'": listed}, (book, project))
    with reading(project, Output(target)) as progress:
        opened = refiqda.open(project, progress=progress)
    forbidden = breaches_of(opened)
    with _reading_codebooks(book):
        applied = apply_codebook(book, opened)
    report = saved(opened, project, target, forbidden)
    if listed is not None:
        render.write(applied.frame(), listed, caption=applied.summary())
    elif applied.rows:
        click.echo(render.render(applied.frame(), "table"), nl=False, err=True)
    lost = (report.summary(), report.table()) if report else ()
    _tell((*applied.remarks, applied.summary(), *report.remarks, *lost))


@codebook.command()
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--counts", is_flag=True, help="Files and references of each code of a project.")
@click.option("--depth", type=click.IntRange(min=1), help="Show so many levels only.")
@click.option("--descriptions", is_flag=True, help="Show how each description begins.")
@output_options(formats=("text",), suffixes={".txt": "text"})
def tree(file: Path, counts: bool, depth: int | None, descriptions: bool, output: Output) -> None:
    """Show the codes of FILE as a tree, and its sets.

    Counts are NVivo's: a code's own codings, and the sources that have any.
    """
    from refiqda.formats.codebooks.tree import tree_of

    with _reading_codebooks(file), reading(file, output) as progress:
        shown = tree_of(
            file, counts=counts, depth=depth or 0, descriptions=descriptions, progress=progress
        )
    output.text("\n".join(shown.lines) + "\n")
    _tell(shown.told)
