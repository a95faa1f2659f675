"""A file opened, or put in the place of another, with one clear line where that cannot be."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from refiqda.errors import CannotWrite, MissingFile, NotRefiQda


@contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """A file open for reading, or one line that says why it cannot be."""
    try:
        with open(path, "rb") as stream:
            yield stream
    except FileNotFoundError:
        raise MissingFile(f"{path} does not exist. Check the name.") from None
    except IsADirectoryError:
        raise NotRefiQda(f"{path} is a folder. Name the .qdpx, .qde or .qdc file in it.") from None
    except OSError as error:
        raise NotRefiQda(f"{path} cannot be read: {error.strerror}.") from None


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place at the end, or goes without a trace."""
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".refiqda-{secrets.token_hex(8)}.part")
    try:
        with _one_line(path):
            _refuse_target(path)
            with open(temporary, "xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if path.exists():
                os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
            os.replace(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def require_room(path: Path) -> None:
    """Refuse a target that could not be written, before there is anything to write to it.

    Raises:
        CannotWrite: as :func:`replacing` does.
    """
    path = Path(os.path.realpath(path))
    with _one_line(path):
        _refuse_target(path)
        with tempfile.TemporaryFile(dir=path.parent):
            pass


@contextmanager
def _one_line(path: Path) -> Iterator[None]:
    """What goes wrong while a target is written, as one line that says why."""
    try:
        yield
    except CannotWrite:
        raise
    except OSError as error:
        reason, hint = error.strerror or str(error), "choose another place or make room"
        if not path.parent.is_dir():
            reason, hint = f"there is no folder {path.parent.name!r}", "make it, or choose another"
        raise CannotWrite(
            f"{path.name} could not be written: {reason}. Nothing was changed; {hint}."
        ) from error


def _refuse_target(path: Path) -> None:
    """Refuse what a file must not take the place of."""
    if path.is_dir():
        raise CannotWrite(f"{path.name} is a folder. Name a file to write to.")
    if path.exists() and not path.is_file():
        raise CannotWrite(f"{path.name} is a device, not a file. Name a file to write to.")
    if path.exists() and not os.access(path, os.W_OK):
        raise CannotWrite(
            f"{path.name} could not be written: it is protected against changes. Nothing was "
            "changed; allow writing to it, or choose another name."
        )
