"""The commands of the study, run as a process of its own in a world that differs from ours."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from where import ROOT

STARTER = """\
import os, sys
import time_machine
os.umask(int(sys.argv.pop(1), 8))
with time_machine.travel(float(sys.argv.pop(1))):
    exec(sys.argv.pop(1))
"""
STUDY = """\
from analysis.__main__ import main
main(prog_name="python -m analysis")
"""


@dataclass(frozen=True)
class World:
    """What must make no difference: clock, zone, locale, hash seed, home, temp folder, rights."""

    folder: Path
    clock: float
    umask: str
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """Where the study is written to."""
        return self.folder / "out"

    def run(self, *arguments: str, code: str = STUDY) -> subprocess.CompletedProcess[str]:
        """``python -m analysis`` with these arguments, or other code; it has to go well."""
        places = {name: self.folder / name.lower() for name in ("HOME", "TMPDIR")}
        for place in places.values():
            place.mkdir(parents=True, exist_ok=True)
        inherited = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
        done = subprocess.run(
            [sys.executable, "-c", STARTER, self.umask, str(self.clock), code, *arguments],
            cwd=self.folder,
            env={
                **inherited,
                **{name: str(place) for name, place in places.items()},
                **self.environment,
                "PYTHONPATH": str(ROOT),
            },
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done


def two_worlds(here: Path, there: Path) -> tuple[World, World]:
    """Two that differ in everything; one in 1981 on a machine of no language, one in 2038."""
    plain = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"}
    other = {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "1234",
        "USER": "other",
    }
    return World(here, 350_000_000, "022", plain), World(there, 2_150_000_000, "077", other)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its place there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
