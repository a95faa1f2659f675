"""Where a command's table goes: to standard output, or to a file whose suffix picks the format."""

from __future__ import annotations

import functools
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar, overload

import click

from refiqda.cli.file_names import FILE
from refiqda.errors import CannotWrite, RefiQdaError

if TYPE_CHECKING:
    from refiqda.tables.columns import Frame

TABLES = ("table", "csv", "tsv", "json", "markdown", "html", "latex")
"""What a table is printed as; a test holds it against :data:`refiqda.tables.render.FORMATS`."""
FILES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".tex": "latex",
    ".txt": "table",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
"""What a suffix means; a test holds it against :data:`refiqda.tables.render.SUFFIXES`.

Both are repeated here, since showing the help must not import pandas.
"""

Command = TypeVar("Command", bound=Callable[..., Any])
_OUTPUT = "'-o' / '--output'"
LARGE = 16 << 20
"""Bytes of XML from which on reading takes long enough for a progress bar."""


class Output:
    """What ``-o`` and ``--format`` ask for."""

    def __init__(self, path: Path | None = None, format: str | None = None) -> None:
        self.path = path
        self.format = format or (FILES.get(path.suffix.lower(), "") if path else "table")
        """The format: as asked for, else by the suffix of the file, else ``table``."""

    def table(self, frame: Frame, caption: str = "") -> None:
        """Print or write a frame. Its title, or else the caption, stands above it for people."""
        self.tables([frame], caption)

    def tables(self, frames: Iterable[Frame], caption: str = "") -> None:
        """Print or write frames with the same columns as one table.

        Of csv and tsv, memory holds one frame at a time. What a frame says of itself is a part of
        the table, or of the file; where the format has no place for it, on standard error.
        """
        from refiqda.tables import render

        said: list[str] = []
        if self.format in render.PURE:
            frames = _noting(frames, caption, said)
        if self.path is not None:
            render.write_frames(frames, self.path, caption, self.format)
        elif self.format in render.STREAMED:
            for text in render.pieces(frames, self.format):
                self.text(text)
        elif self.format == "table" and is_terminal(sys.stdout):
            width = shutil.get_terminal_size().columns
            self.text(render.terminal(render.joined(frames), caption, width))
        else:
            self.text(render.render(render.joined(frames), self.format, caption))
        for words in filter(None, said):
            click.echo(words, nl=False, err=True)

    def text(self, text: str) -> None:
        """Print or write text of the command's own making, as UTF-8 with its line ends."""
        if self.path is not None:
            from refiqda.standard.package import replacing

            with replacing(self.path) as stream:
                stream.write(text.encode("utf-8"))
        elif is_terminal(sys.stdout):
            encoding = sys.stdout.encoding or "utf-8"
            click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)
        else:
            # Not click.echo: on Windows it would turn LF into CRLF and use the local code page.
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8"))
            sys.stdout.buffer.flush()


def _noting(frames: Iterable[Frame], caption: str, said: list[str]) -> Iterator[Frame]:
    """The frames; what the first one says of itself is noted down in ``said``."""
    from refiqda.tables import render

    for frame in frames:
        if not said:
            said.append(render.words(frame, caption))
        yield frame


@contextmanager
def reading(
    path: Path, output: Output, *, is_one: bool = True
) -> Iterator[Callable[[int], object] | None]:
    """While one large file is read, a bar on standard error, if that is a terminal of its own.

    Gives what the bar is moved on with: a function of the number of bytes of XML read, or None.
    """
    on_screen = output.path is None and is_terminal(sys.stdout)
    is_seen = is_one and is_terminal(sys.stderr) and not on_screen
    size = _xml_size(path) if is_seen else 0
    if size < LARGE:
        yield None
        return
    with click.progressbar(length=size, label=f"Reading {path.name}", file=sys.stderr) as bar:
        yield bar.update


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether a standard stream is a terminal; it is None where it was closed from the start."""
    return stream is not None and stream.isatty()


class WrongUsage(click.ClickException):
    """What was typed cannot be meant, whatever is in the files."""

    exit_code = 2


@contextmanager
def wrong_usage() -> Iterator[None]:
    """What is refused here is refused for what was typed: in one line, with exit status 2."""
    try:
        yield
    except RefiQdaError as error:
        raise WrongUsage(str(error)) from error


def refuse_clashes(results: Mapping[str, Path | None], inputs: Iterable[object] = ()) -> None:
    """Refuse a result that would take the place of what is read, or of another result.

    ``results`` are the files of options, by what a message calls the option.

    Raises:
        click.BadParameter: saying which option is to name another file.
    """
    read = [path for path in inputs if isinstance(path, Path)]
    named: dict[str, Path] = {}
    for option, path in results.items():
        if path is None:
            continue
        if any(_is_same(path, each) for each in read):
            says = f"{path} is read from, and would be lost. Name another file."
            raise click.BadParameter(says, param_hint=option)
        for first, other in named.items():
            if _is_same(path, other):
                says = f"{path} is what {first} names already. Name another file."
                raise click.BadParameter(says, param_hint=option)
        named[option] = path


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, which may be made only later."""
    if os.path.exists(one) and os.path.exists(other):
        return os.path.samefile(one, other)
    first, second = (os.path.normcase(os.path.realpath(path)) for path in (one, other))
    return first == second


def _refuse_collisions(target: Path | None, options: dict[str, Any]) -> None:
    """Refuse a table or a plot in the place of a file that is read, or of the other."""
    inputs: list[object] = []
    for name, given in options.items():
        if name != "plot":
            inputs += given if isinstance(given, tuple) else (given,)
    # Some commands have a plot.
    refuse_clashes({_OUTPUT: target, "'--plot'": options.get("plot")}, inputs)


def _xml_size(path: Path) -> int:
    """How large the XML of a file is; 0 where that cannot be seen, which opening it will tell."""
    try:
        if path.suffix.lower() != ".qdpx":
            return path.stat().st_size
        with zipfile.ZipFile(path) as package:
            names = (name for name in package.namelist() if name.lower().endswith(".qde"))
            return sum(package.getinfo(name).file_size for name in names)
    except (OSError, zipfile.BadZipFile, ValueError):
        return 0


@overload
def output_options(command: Command) -> Command: ...
@overload
def output_options(
    *, formats: tuple[str, ...] = ..., suffixes: dict[str, str] = ...
) -> Callable[[Command], Command]: ...
def output_options(
    command: Callable[..., Any] | None = None,
    *,
    formats: tuple[str, ...] = TABLES,
    suffixes: dict[str, str] = FILES,
) -> Any:
    """Give a command ``-o/--output`` and ``--format``; it gets them as ``output``.

    A command with formats of its own names all of its ``formats`` and ``suffixes``; the first
    format is the default, and what is no table is printed with :meth:`Output.text`.
    """
    if command is None:
        return functools.partial(output_options, formats=formats, suffixes=suffixes)
    inner = command

    @click.option(
        "-o",
        "--output",
        "target",
        type=FILE,
        metavar="FILE",
        help=f"Write to FILE; its ending picks the format ({' '.join(suffixes)}).",
    )
    @click.option(
        "--format",
        "format",
        type=click.Choice(formats),
        help="The format on standard output, or in FILE whatever its ending.  "
        f"[default: {formats[0]}]",
    )
    @functools.wraps(inner)
    def outer(*args: Any, target: Path | None, format: str | None, **options: Any) -> Any:
        if target is not None and format is None:
            format = suffixes.get(target.suffix.lower())
            if format is None:
                raise click.BadParameter(
                    f"'{target}' ends in {target.suffix!r}; the ending picks the format. "
                    f"Choose one of {' '.join(suffixes)}, or add --format.",
                    param_hint=_OUTPUT,
                )
        _refuse_collisions(target, options)
        if target is None and sys.stdout is None:
            raise CannotWrite("Standard output is closed. Name a file with -o.")
        return inner(*args, output=Output(target, format or formats[0]), **options)

    return outer
