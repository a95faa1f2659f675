"""Ways to put a bad file before refiqda, and what every answer has to be like."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import refiqda
from refiqda.cli import main

NAMESPACE = "urn:QDA-XML:project:1.0"
HEAD = f'<?xml version="1.0" encoding="utf-8"?>\n<Project name="p" xmlns="{NAMESPACE}">'.encode()
GUID = "00000000-0000-0000-0000-000000000000"
GOOD = (
    HEAD
    + (
        f'<Sources><TextSource guid="{GUID}" plainTextPath="internal://a.txt"/></Sources></Project>'
    ).encode()
)
MIB = 1 << 20
GIB = 1 << 30
MEMORY = 3 * GIB // 2
SECONDS = 60
"""Far more than any answer takes, for a machine that is busy with other tests."""

LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from refiqda.cli import main
main(prog_name="refiqda")
"""


def refused(path: Path, *, kind: type[refiqda.RefiQdaError] = refiqda.NotRefiQda) -> str:
    """The one line that the library raises and the command prints."""
    with pytest.raises(refiqda.RefiQdaError) as caught:
        read(path)
    assert type(caught.value) is kind
    message = str(caught.value)
    assert "\n" not in message
    result = CliRunner().invoke(main, ["info", str(path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: {' '.join(message.split())}\n"
    return message


def read(path: Path) -> refiqda.Project | refiqda.CodeBook:
    return refiqda.read_codebook(path) if path.suffix == ".qdc" else refiqda.open(path)


def refused_in_little_memory(*command: str | Path, folder: Path) -> str:
    """The one line that a command prints that may take 1.5 GiB; and it changes nothing."""
    before = contents(folder)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *map(str, command)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        cwd=folder,
        check=False,
    )
    assert time.monotonic() - start < SECONDS
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert contents(folder) == before
    return done.stderr


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """All that lies in a folder, with size and time of change."""
    return {
        str(each.relative_to(folder)): (each.lstat().st_size, each.lstat().st_mtime_ns)
        for each in folder.rglob("*")
    }


def packed(path: Path, members: dict[str, bytes | Iterable[bytes]], level: int = 1) -> Path:
    """A zip of members, each whole or in pieces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as target:
        for name, data in members.items():
            with target.open(name, "w", force_zip64=not isinstance(data, bytes)) as stream:
                for piece in (data,) if isinstance(data, bytes) else data:
                    stream.write(piece)
    return path


def many(piece: bytes, size: int) -> Iterator[bytes]:
    """One piece again and again, ``size`` bytes of it."""
    chunk = piece * max(MIB // len(piece), 1)
    for _ in range(size // len(chunk)):
        yield chunk
