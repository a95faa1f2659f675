"""The command line of the study: ``python -m analysis``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from analysis.build import PROJECT_FILE, build
from analysis.model import Project, RefiQdaError, open_project
from analysis.study import Study
from analysis.tables import show_tables, write_tables
from analysis.verdicts import Verdicts, judge


class Commands(click.Group):
    """Turns every error that a person can mend into one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run; exit status 1 and one line where something is wrong."""
        try:
            return super().invoke(ctx)
        except (RefiQdaError, OSError) as error:
            raise click.ClickException(" ".join(str(error).split())) from None


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
    """Box 2 and Table 1 of Hayashi et al. (BMJ Open 2020), from a REFI-QDA project.

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
    """Print Table 1 and Box 2; write them as csv, markdown and html."""
    study = Study(_open(path, target))
    write_tables(study, target)
    click.echo(show_tables(study), nl=False)


@main.command("verify")
@project_argument
@target_option
@click.pass_context
def verify_command(ctx: click.Context, path: Path | None, target: Path) -> None:
    """Hold every claim of the paper against the project."""
    verdicts = judge(_open(path, target))
    verdicts.write(target)
    click.echo(f"{verdicts.listing()}\n{verdicts.summary()}", nl=False)
    _leave(ctx, verdicts)


@main.command("all")
@target_option
@click.pass_context
def all_command(ctx: click.Context, target: Path) -> None:
    """Build, print both tables, verify, and sum up."""
    _tell("1 of 4: building the project")
    _tell(f"        {build(target)}")
    _tell("2 of 4: reading it back")
    study = Study(_open(None, target))
    _tell("3 of 4: counting Table 1 and Box 2")
    files = write_tables(study, target)
    click.echo(show_tables(study))
    _tell("4 of 4: holding the claims of the paper against it")
    verdicts = study.verdicts
    files += verdicts.write(target)
    _tell("".join(f"        {file}\n" for file in files))
    click.echo(verdicts.summary(), nl=False)
    _leave(ctx, verdicts)


def _open(path: Path | None, target: Path) -> Project:
    found = path or target / PROJECT_FILE
    if path is None and not found.exists():
        raise click.ClickException(
            f"{found} does not exist. Run this first: python -m analysis build -o {target}"
        )
    target.mkdir(parents=True, exist_ok=True)
    return open_project(found)


def _tell(message: str) -> None:
    click.echo(message, err=True)


def _leave(ctx: click.Context, verdicts: Verdicts) -> None:
    if not verdicts.is_as_expected:
        ctx.exit(1)


if __name__ == "__main__":
    main(prog_name="python -m analysis")
