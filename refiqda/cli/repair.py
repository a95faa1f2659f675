"""``refiqda repair``: what can be mended safely is mended, and told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refiqda.cli.codes import codes
from refiqda.cli.output import Output, output_options, reading
from refiqda.errors import UnknownName

if TYPE_CHECKING:
    from refiqda.checks.repair import RepairReport
    from refiqda.tables.columns import Frame


def _mendable(
    context: click.Context, parameter: click.Parameter, texts: tuple[str, ...]
) -> tuple[str, ...]:
    """Codes of rules that have a safe mend, or beginnings of such codes."""
    from refiqda.checks.repair.registry import menders_of

    wanted = codes(context, parameter, texts)
    try:
        menders_of(wanted)
    except UnknownName as error:
        raise click.BadParameter(str(error)) from None
    return wanted


@click.command()
@click.argument("infile", metavar="IN", type=click.Path(path_type=Path))
@click.argument("outfile", metavar="[OUT]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--only",
    multiple=True,
    callback=_mendable,
    metavar="CODES",
    help="Mend only these, as S,P201.",
)
@click.option("--dry-run", is_flag=True, help="Only list what would be mended; OUT is not needed.")
@output_options
@click.pass_context
def repair(
    context: click.Context,
    infile: Path,
    outfile: Path | None,
    only: tuple[str, ...],
    dry_run: bool,
    output: Output,
) -> None:
    """Mend in IN what can be mended safely, and write the result to OUT.

    OUT is the same kind of file as IN, and may be IN itself. Every mend is listed with what stood
    there before and what stands there now. Below them is listed what is left: errors and warnings
    that have no safe mend. The exit status is 1 if an error is left.

    CODES is a list with commas of codes, or of beginnings of codes: S means all rules about the
    schema.
    """
    from refiqda.checks.repair import repair as repair_file

    if outfile is None and not dry_run:
        raise click.UsageError("Name the file to write, OUT, or add --dry-run.")
    with reading(infile, output) as progress:
        report = repair_file(infile, outfile, only=only, dry_run=dry_run, progress=progress)
    output.table(_frame(report), f"Mends in {infile.name}")
    click.echo(report.summary(), err=True)
    context.exit(int(report.has_errors))


def _frame(report: RepairReport) -> Frame:
    """Mends, then what is left, as one table."""
    from refiqda.tables.columns import Column, Table

    table = Table(
        "mends",
        "one thing that was mended, or that is left",
        (
            Column("result", "name", "mended, or left: then what says what is wrong"),
            Column("code", "name", "the rule that the file broke"),
            Column("line", "integer", "line of the XML, in IN if mended and in OUT if left"),
            Column("what", "text", "what was done, or what is wrong"),
            Column("before", "text", "what stood there"),
            Column("after", "text", "what stands there now"),
            Column("path", "text", "place in the XML, or a member of the package"),
        ),
    )
    mended = (("mended", m.code, m.line, m.what, m.before, m.after, m.path) for m in report.mends)
    left = (("left", f.code, f.line, f.message, None, None, f.path) for f in report.left)
    return table.from_rows([*mended, *left])
