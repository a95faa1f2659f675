"""Targets that cannot be written, and saving that is cut short: the old file stays whole."""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from safety.asking import GOOD, GUID, contents, packed

import refiqda
from refiqda.cli import main
from refiqda.standard.model import Code, Project, TextSource
from refiqda.standard.package import EPOCH, write_zip
from refiqda.standard.plan import PROJECT
from refiqda.standard.writer import write_document


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "from"
    folder.mkdir()
    return refiqda.open(packed(folder / "x.qdpx", {"project.qde": GOOD, "sources/a.txt": b"a"}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "to"
    made.mkdir()
    return made


def cannot_save(project: Project, target: Path, says: str) -> None:
    """One line, the right type, and nothing changed beside the target either."""
    before = contents(target.parent) if target.parent.is_dir() else {}
    with pytest.raises(refiqda.CannotWrite) as caught:
        project.save(target)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (contents(target.parent) if target.parent.is_dir() else {}) == before


def test_a_target_that_is_a_folder(project, folder):
    (folder / "x.qdpx").mkdir()
    cannot_save(project, folder / "x.qdpx", "x.qdpx is a folder")


def test_a_folder_that_does_not_exist(project, folder):
    cannot_save(project, folder / "no" / "x.qdpx", "there is no folder 'no'")


def test_a_folder_that_is_a_file(project, folder):
    (folder / "file").write_bytes(b"")
    cannot_save(project, folder / "file" / "x.qdpx", "there is no folder 'file'")


def test_a_name_that_is_too_long(project, folder):
    cannot_save(project, folder / ("x" * 300 + ".qdpx"), "could not be written: File name too long")


def test_a_name_that_is_just_short_enough(project, folder):
    project.save(folder / ("x" * 250 + ".qdpx"))
    assert len(list(folder.iterdir())) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(project, folder):
    folder.chmod(0o500)
    cannot_save(project, folder / "x.qdpx", "could not be written: Permission denied")


def test_a_device_is_not_replaced(project, folder):
    """Saving replaces the target, which must never happen to a pipe or to /dev/null."""
    os.mkfifo(folder / "pipe.qdpx")
    cannot_save(project, folder / "pipe.qdpx", "is a device, not a file")
    assert stat.S_ISFIFO((folder / "pipe.qdpx").stat().st_mode)
    (folder / "null.qdpx").symlink_to("/dev/null")
    cannot_save(project, folder / "null.qdpx", "null is a device, not a file")


def test_a_link_is_written_through_and_rights_are_kept(project, folder):
    (folder / "real.qdpx").write_bytes(b"old")
    (folder / "real.qdpx").chmod(0o640)
    (folder / "link.qdpx").symlink_to("real.qdpx")
    project.save(folder / "link.qdpx")
    assert (folder / "link.qdpx").is_symlink()
    assert stat.S_IMODE((folder / "real.qdpx").stat().st_mode) == 0o640
    assert refiqda.open(folder / "real.qdpx") == project


@pytest.mark.parametrize("name", ["x.zip", "x", "x.qdc", "x.txt"])
def test_another_ending(name, project, folder):
    with pytest.raises(refiqda.InvalidProject, match="is saved as"):
        project.save(folder / name)
    assert list(folder.iterdir()) == []


def test_what_the_standard_forbids_is_not_written(project, folder):
    (folder / "x.qdpx").write_bytes(b"old")
    project.sources[0].guid = "no guid"
    with pytest.raises(refiqda.InvalidProject, match=r"guid is 'no guid', which is no GUID"):
        project.save(folder / "x.qdpx")
    assert (folder / "x.qdpx").read_bytes() == b"old"


@pytest.mark.parametrize("text", ["\0", "\x1b", "\ud800", "\uffff"], ids=ascii)
@pytest.mark.parametrize("field", ["name", "description"])
def test_characters_that_xml_cannot_hold(text, field, project, folder):
    setattr(project, field, f"a{text}b")
    with pytest.raises(refiqda.InvalidProject, match=r"character U\+[0-9A-F]{4}, which XML cannot"):
        project.save(folder / "x.qdpx", allow_invalid=True)
    assert list(folder.iterdir()) == []


def test_a_code_that_holds_itself(folder):
    code = Code(guid=GUID, name="a", is_codable=True)
    code.codes.append(code)
    for allowed in (False, True):
        with pytest.raises(refiqda.InvalidProject, match="holds itself or is nested too deep"):
            Project(name="p", codes=[code]).save(folder / "x.qdpx", allow_invalid=allowed)
    assert list(folder.iterdir()) == []


# ------------------------------------------------------------------------------------- full disk


class Full(io.BytesIO):
    """A disk with room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that comes
        if self.tell() + len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@pytest.mark.parametrize("part", [0, 0.1, 0.3, 0.5, 0.8, 0.99])
def test_wherever_the_disk_is_full_the_error_comes_through(part, project):
    def document(write):
        write_document(project, PROJECT, write)

    enough = Full(1 << 20)
    write_zip(enough, project.files, document, EPOCH)
    with pytest.raises(OSError, match="No space left"):
        write_zip(Full(int(part * enough.tell())), project.files, document, EPOCH)


FILL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from refiqda.cli import main
main(prog_name="refiqda")
"""


@pytest.mark.parametrize("suffix", [".qdpx", ".qde"])
def test_a_disk_that_fills(suffix, folder):
    """The command says so in one line; the old file is whole, and nothing else lies about."""
    source = large(folder / f"large{suffix}", texts=400)
    target = folder / f"x{suffix}"
    target.write_bytes(b"old")
    before = contents(folder)
    done = subprocess.run(
        [sys.executable, "-c", FILL, "convert", str(source), str(target)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"Error: {target.name} could not be written: File too large. Nothing was changed; "
        "choose another place or make room."
    )
    assert contents(folder) == before


def large(path: Path, texts: int) -> Path:
    """A project that packs badly, so that saving takes its time."""
    sources = [
        TextSource(guid=refiqda.make_guid(str(n)), content=os.urandom(1000).hex())
        for n in range(texts)
    ]
    Project(name="large", sources=sources).save(path)
    return path


# ------------------------------------------------------------------------------------- cut short

SAVE = """
import signal, sys, refiqda
signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a terminal, whoever runs the tests
project = refiqda.open(sys.argv[1])
print("saving", flush=True)
while True:
    project.save(sys.argv[2])
"""


def cut_short(source: Path, target: Path, number: signal.Signals) -> tuple[int, str]:
    """Send a signal in the middle of a save: when the new file has begun to grow."""
    run = subprocess.Popen(
        [sys.executable, "-c", SAVE, str(source), str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        parts = [each for each in target.parent.glob(".*.part") if each.stat().st_size > 0]
        if parts:
            break
    run.send_signal(number)
    try:
        _, errors = run.communicate(timeout=30)
    finally:
        run.kill()
    return run.returncode, errors


def test_ctrl_c_in_the_middle_of_a_save(folder, tmp_path):
    source = large(tmp_path / "large.qdpx", texts=4000)
    target = folder / "x.qdpx"
    target.write_bytes(source.read_bytes())
    code, errors = cut_short(source, target, signal.SIGINT)
    assert code != 0
    assert "KeyboardInterrupt" in errors
    assert [each.name for each in folder.iterdir()] == ["x.qdpx"]
    assert refiqda.open(target) == refiqda.open(source)


def test_a_crash_in_the_middle_of_a_save(folder, tmp_path):
    """Killed, a program cannot tidy up; but the old file is whole."""
    source = large(tmp_path / "large.qdpx", texts=4000)
    target = folder / "x.qdpx"
    target.write_bytes(source.read_bytes())
    cut_short(source, target, signal.SIGKILL)
    assert refiqda.open(target) == refiqda.open(source)
    left = {each.name for each in folder.iterdir()} - {"x.qdpx"}
    assert all(name.startswith(".refiqda-") and name.endswith(".part") for name in left)


SLOW = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
os.fsync = lambda number: (print("saving", flush=True), time.sleep(60))
from refiqda.cli import main
main(prog_name="refiqda")
"""


def test_the_command_takes_ctrl_c_quietly(folder, project):
    """Exit status 1 and one word, no traceback, nothing left behind."""
    run = subprocess.Popen(
        [sys.executable, "-c", SLOW, "convert", str(project.files.path), str(folder / "x.qdpx")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    assert len(list(folder.glob(".refiqda-*.part"))) == 1
    run.send_signal(signal.SIGINT)
    try:
        _, errors = run.communicate(timeout=30)
    finally:
        run.kill()
    assert run.returncode == 1
    assert errors.strip().endswith("Aborted!")
    assert "Traceback" not in errors
    assert list(folder.iterdir()) == []


def test_the_command_and_a_target_that_cannot_be_written(project, folder):
    result = CliRunner().invoke(
        main, ["convert", str(project.files.path), str(folder / "no" / "x.qdpx")]
    )
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Error: x.qdpx could not be written")
