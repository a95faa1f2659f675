"""``refiqda repair``: what can be mended safely is mended, and told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refiqda.cli.codes import codes
from refiqda.cli.output import Output, output_options, reading
from refiqda.errors import UnknownName

if TYPE_CHECKING:
    pass


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
    from refiqda.tables.mends import mends

    if outfile is None and not dry_run:
        raise click.UsageError("Name the file to write, OUT, or add --dry-run.")
    with reading(infile, output) as progress:
        report = repair_file(infile, outfile, only=only, dry_run=dry_run, progress=progress)
    output.table(mends(report), f"Mends in {infile.name}")
    click.echo(report.summary(), err=True)
    context.exit(int(report.has_errors))
