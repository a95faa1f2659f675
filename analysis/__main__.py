"""The command line of the study: ``python -m analysis``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.build import PROJECT_FILE, build
from analysis.model import RefiQdaError, open_project

if TYPE_CHECKING:
    from analysis.study import Study


class Commands(click.Group):
    """Turns every error that a person can mend into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run; exit status 1 and one line where something is wrong."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # who reads has read enough
            raise
        except RefiQdaError as error:
            message = str(error)
        except OSError as error:
            message = (
                f"{error.filename or 'The result'} could not be written or read: "
                f"{error.strerror or error}. Name another folder with -o."
            )
        raise click.ClickException(" ".join(message.split()))


target_option = click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
project_argument = click.argument(
    "path", metavar="[PROJECT]", type=click.Path(path_type=Path), required=False
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Every number of Hayashi et al. (BMJ Open 2020), held against a REFI-QDA project.

    PROJECT is the study.qdpx in DIR unless another is named. Results go to standard output and
    to DIR, progress to standard error. The exit status is 1 if a claim is contradicted that was
    not expected to be.
    """


@main.command("build")
@target_option
def build_command(target: Path) -> None:
    """Write study.qdpx, the reconstruction."""
    click.echo(build(target))


@main.command("tables")
@project_argument
@target_option
def tables_command(path: Path | None, target: Path) -> None:
    """Print Table 1 and Box 2; write all tables as csv, markdown and html."""
    from analysis.tables import show_tables, write_tables

    study = _study(path, target)
    write_tables(study, target)
    click.echo(show_tables(study), nl=False)


@main.command("verify")
@project_argument
@target_option
@click.pass_context
def verify_command(ctx: click.Context, path: Path | None, target: Path) -> None:
    """Hold every claim of the paper against the project."""
    study = _study(path, target, any_copy=True)
    study.verdicts.write(target)
    click.echo(f"{study.verdicts.listing()}\n{study.verdicts.summary()}", nl=False)
    _leave(ctx, study)


write_option = click.option(
    "--write", is_flag=True, help="Put what was derived in the place of what is committed."
)


@main.command("identify")
@write_option
@click.pass_context
def identify_command(ctx: click.Context, write: bool) -> None:
    """Derive anew what the printed numbers determine, and compare with what is committed.

    It takes a few minutes, and needs a solver (OR-tools). The exit status is 1 if they differ.
    """
    from analysis.determined.command import identify

    outcome = identify(_tell, write=write)
    click.echo("The committed figures are those derived." if outcome.is_same else "They differ.")
    ctx.exit(outcome.status)


@main.command("reconstruct")
@write_option
@click.option(
    "--no-solver",
    is_flag=True,
    help="Check the committed matrix by counting alone, which leaves out the last stage.",
)
@click.pass_context
def reconstruct_command(ctx: click.Context, write: bool, no_solver: bool) -> None:
    """Derive anew which participant holds what, and compare with what is committed.

    It takes a few minutes, and needs a solver (OR-tools). The exit status is 1 if they differ.
    """
    from analysis import canonical

    if no_solver and write:
        raise click.UsageError("--no-solver derives nothing, so there is nothing for --write.")
    if no_solver:
        wrong = canonical.check()
        click.echo("\n".join(wrong or ["The committed matrix is as it is defined."]))
        ctx.exit(1 if wrong else 0)
    outcome = canonical.reconstruct_matrix(_tell, write=write)
    click.echo("The committed matrix is the one derived." if outcome.is_same else "It differs.")
    ctx.exit(outcome.status)


@main.command("report")
@project_argument
@target_option
@click.option("--docx", is_flag=True, help="Write report.docx as well.")
@click.option("--pdf", is_flag=True, help="Write report.pdf as well.")
def report_command(path: Path | None, target: Path, docx: bool, pdf: bool) -> None:
    """Write the report: every claim with its verdict, tables, pictures, definitions."""
    from analysis.report import require, write_reports

    kinds = ["html", *(["docx"] if docx else []), *(["pdf"] if pdf else [])]
    require(kinds)
    study = _study(path, target)
    for file in write_reports(study, target, kinds):
        click.echo(file)


@main.command("crate")
@target_option
@click.option("--zip", "is_zipped", is_flag=True, help="Write it as one file as well.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of publication. If not given, that of this version of the study.",
)
def crate_command(target: Path, is_zipped: bool, date: datetime | None) -> None:
    """Describe what stands in DIR as an RO-Crate, report.docx and report.pdf too if there."""
    from analysis.crate import DATE, METADATA, write_crate, zip_crate

    write_crate(target, date.date().isoformat() if date else DATE, with_other_reports=True)
    click.echo(zip_crate(target) if is_zipped else target / METADATA)


@main.command("all")
@target_option
@click.pass_context
def all_command(ctx: click.Context, target: Path) -> None:
    """All of it: build, read back, tables, verdicts; ends in the summary."""
    from analysis.tables import show_tables
    from analysis.whole import write_all

    study = write_all(target, _tell)
    click.echo(show_tables(study))
    click.echo(study.verdicts.summary(), nl=False)
    _leave(ctx, study)


def _study(path: Path | None, target: Path, *, any_copy: bool = False) -> Study:
    from analysis.study import study_of

    found = path or target / PROJECT_FILE
    if path is None and not found.exists():
        raise click.ClickException(
            f"{found} does not exist. Run this first: python -m analysis build -o {target}"
        )
    study = study_of(open_project(found), str(found), any_copy=any_copy)
    target.mkdir(parents=True, exist_ok=True)
    return study


def _tell(message: str) -> None:
    click.echo(message, err=True)


def _leave(ctx: click.Context, study: Study) -> None:
    if not study.verdicts.is_as_expected:
        ctx.exit(1)


if __name__ == "__main__":
    main(prog_name="python -m analysis")
