"""The command line: each command parses, calls one function of the library, and prints."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from contextlib import suppress
from typing import Any

import click

from refiqda.cli.limits import hold, limits_of
from refiqda.errors import RefiQdaError
from refiqda.standard.limits import Limits
from refiqda.version import VERSION

COMMANDS = (
    "info",
    "check",
    "explain",
    "repair",
    "text",
    "convert",
    "codebook",
    "table",
    "query",
    "counts",
    "crosstab",
    "cooccurrence",
    "agreement",
    "compare",
    "saturation",
    "quotes",
    "verify",
    "claims",
    "schema",
)


class Commands(click.Group):
    """Loads a command when it is asked for, and turns every error into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command from the module of its name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"refiqda.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run; a domain error is one line and exit status 1, never a traceback."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except RefiQdaError as error:
            _tell(ctx, error, str(error))
        except OSError as error:
            _forget_output()
            _tell(ctx, error, f"The result could not be written: {error.strerror or error}.")
        except RecursionError as error:
            hint = "Lower the limit for depth, or write the file with fewer levels."
            _tell(ctx, error, f"The codes are nested too deep to be worked on. {hint}")
        except MemoryError as error:
            _tell(ctx, error, "There is not enough memory for this file.")
        except Exception as error:
            _tell(
                ctx,
                error,
                f"refiqda met something it did not expect ({type(error).__name__}: {error}). "
                "Please report it; --debug before the command shows the details.",
            )


def _forget_output() -> None:
    """Drop what standard output could not take, or Python would try again when it ends."""
    # A test's own output has no file behind it, and one that was closed is None.
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def _tell(ctx: click.Context, error: BaseException, message: str) -> None:
    if ctx.params.get("debug"):
        traceback.print_exception(error, file=sys.stderr)
    click.echo(f"Error: {' '.join(message.split())}", err=True)
    ctx.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the details of an error.")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=limits_of,
    metavar="NAME=NUMBER",
    help="Raise a limit for a file that is meant to be so large or deep, as the error says: "
    "depth=500, xml=4G.",
)
@click.version_option(VERSION, prog_name="refiqda")
@click.pass_context
def main(context: click.Context, debug: bool, limits: Limits) -> None:
    """Read, check, convert and count REFI-QDA projects (.qdpx) and codebooks (.qdc).

    Data goes to standard output, everything else to standard error. The exit status is 0 when all
    is well, 1 when something was found or went wrong, 2 when the command was not understood.
    """
    hold(context, limits)
