"""Packages that are damaged, or made to do damage."""

from __future__ import annotations

import contextlib
import random
import stat
import struct
import warnings
import zipfile
from itertools import chain
from pathlib import Path

import pytest
from safety.asking import (
    GIB,
    GOOD,
    HEAD,
    MIB,
    contents,
    many,
    packed,
    refused,
    refused_in_little_memory,
)

import refiqda

TEXT = b"We met at the clinic.\n"
SOURCE = "sources/a.txt"


def good(folder: Path) -> Path:
    return packed(folder / "good.qdpx", {"project.qde": GOOD, SOURCE: TEXT})


def patched(path: Path, magic: bytes, at: int, data: bytes, which: int = -1) -> Path:
    """Overwrite a field of one local header (PK 3 4) or directory entry (PK 1 2)."""
    raw = bytearray(path.read_bytes())
    starts = [n for n in range(len(raw)) if raw.startswith(magic, n)]
    start = starts[which] + at
    raw[start : start + len(data)] = data
    path.write_bytes(raw)
    return path


LOCAL, DIRECTORY = b"PK\x03\x04", b"PK\x01\x02"


# ----------------------------------------------------------------------------- what is no package


@pytest.mark.parametrize(
    "data",
    [b"just a text", b"%PDF-1.7\n\x00\x01", b"\x00" * 100, b"\xff" * 3, b"PK", b"P"],
    ids=ascii,
)
def test_not_a_zip(data, tmp_path):
    (tmp_path / "x.qdpx").write_bytes(data)
    assert "not a zip" in refused(tmp_path / "x.qdpx")


def test_a_zip_without_a_project(tmp_path):
    path = packed(tmp_path / "x.qdpx", {"sources/a.txt": TEXT})
    assert "holds no project (.qde)" in refused(path)


def test_a_project_in_a_folder_of_the_zip(tmp_path):
    path = packed(tmp_path / "x.qdpx", {"study/project.qde": GOOD})
    assert "There is one in a folder, study/project.qde" in refused(path)


def test_an_empty_zip(tmp_path):
    assert "holds no project" in refused(packed(tmp_path / "x.qdpx", {}))


@pytest.mark.parametrize("other", ["other.qde", "Project.qde", "PROJECT.QDE"])
def test_two_projects(other, tmp_path):
    path = packed(tmp_path / "x.qdpx", {"project.qde": GOOD, other: GOOD})
    assert "holds 2 projects" in refused(path)


def test_two_projects_of_one_name(tmp_path):
    """Programs differ in which of the two they take."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as target:
            target.writestr("project.qde", GOOD)
            target.writestr("project.qde", GOOD)
    assert "holds 2 projects" in refused(tmp_path / "x.qdpx")


# ----------------------------------------------------------------------------------------- damage


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_zip(part, tmp_path):
    path = good(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert "damaged or cut-off zip" in refused(path)


def test_a_wrong_checksum_of_the_project(tmp_path):
    path = patched(good(tmp_path), DIRECTORY, 16, b"\1\2\3\4", which=0)
    assert "project.qde in good.qdpx is damaged (Bad CRC-32" in refused(path)


def test_a_wrong_checksum_of_a_source(tmp_path):
    """Everything else can still be read; the source cannot, nor the whole be saved."""
    project = refiqda.open(patched(good(tmp_path), DIRECTORY, 16, b"\1\2\3\4"))
    before = contents(tmp_path)
    with pytest.raises(refiqda.NotRefiQda, match=r"sources/a.txt in good.qdpx is damaged"):
        project.text_of(project.sources[0])
    with pytest.raises(refiqda.NotRefiQda, match=r"sources/a.txt in good.qdpx is damaged"):
        project.save(tmp_path / "good.qdpx", allow_invalid=True)
    assert contents(tmp_path) == before


def attempt(path: Path, target: Path) -> None:
    """All that touches a package: open, read every member, check, save."""
    project = refiqda.open(path)
    for name in project.files:
        with contextlib.suppress(refiqda.RefiQdaError):
            project.files[name]
    list(project.breaches())
    project.save(target, allow_invalid=True)


def test_damage_anywhere(tmp_path):
    """Whatever byte is wrong: the package opens and saves, or one clear error says it does not."""
    whole = good(tmp_path).read_bytes()
    path, target = tmp_path / "bad.qdpx", tmp_path / "target.qdpx"
    outcomes: set[str] = set()
    for at in range(len(whole)):
        for value in {whole[at] ^ 1, 0xFF}:
            path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
            try:
                attempt(path, target)
                outcomes.add("fine")
            except refiqda.NotRefiQda:
                outcomes.add("refused")
    assert outcomes == {"fine", "refused"}
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "bad.qdpx",
        "good.qdpx",
        "target.qdpx",
    ]


def test_damage_in_many_places(tmp_path):
    whole = good(tmp_path).read_bytes()
    path, target = tmp_path / "bad.qdpx", tmp_path / "target.qdpx"
    chance = random.Random(20190925)
    refusals = 0
    for _ in range(500):
        raw = bytearray(whole)
        for _ in range(chance.randint(2, 12)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        path.write_bytes(raw)
        try:
            attempt(path, target)
        except refiqda.RefiQdaError:
            refusals += 1
    assert refusals > 100


# ------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "sources/../../evil.txt",
        "/etc/evil.txt",
        "C:/evil.txt",
        "c:evil.txt",
        "..\\evil.txt",
        "\\\\server\\share\\evil.txt",
        "sources\\..\\..\\evil.txt",
        "..",
    ],
)
def test_names_that_leave_the_folder(name, tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    path = packed(folder / "x.qdpx", {"project.qde": GOOD, name: b"evil"})
    before = contents(tmp_path)
    assert "points outside of it" in refused(path)
    assert contents(tmp_path) == before


def test_a_link_in_place_of_a_file(tmp_path):
    entry = zipfile.ZipInfo("sources/a.txt")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as target:
        target.writestr("project.qde", GOOD)
        target.writestr(entry, "/etc/passwd")
    assert "a link named 'sources/a.txt'" in refused(tmp_path / "x.qdpx")


# ------------------------------------------------------------------------------------ odd packing


def test_an_encrypted_project(tmp_path):
    path = good(tmp_path)
    for magic, at in ((LOCAL, 6), (DIRECTORY, 8)):
        patched(path, magic, at, b"\1", which=0)
    assert "project.qde is encrypted" in refused(path)


def test_an_encrypted_source(tmp_path):
    path = good(tmp_path)
    for magic, at in ((LOCAL, 6), (DIRECTORY, 8)):
        patched(path, magic, at, b"\1")
    project = refiqda.open(path)
    with pytest.raises(refiqda.NotRefiQda, match=r"a\.txt is encrypted"):
        project.text_of(project.sources[0])


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_unpacks_in_one_go(method, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w", method) as target:
        target.writestr("project.qde", GOOD)
    assert f"packed in an unusual way (method {method})" in refused(tmp_path / "x.qdpx")


def test_too_many_members(tmp_path):
    members = {f"sources/{n}.txt": b"" for n in range(20)}
    path = packed(tmp_path / "x.qdpx", {"project.qde": GOOD, **members})
    with pytest.raises(refiqda.LimitExceeded, match="holds 21 files; the limit is 20"):
        refiqda.Project.open(path, limits=refiqda.Limits(members=20))


# ------------------------------------------------------------------------------------------ bombs


def test_a_flat_bomb_as_the_project(tmp_path):
    """A gigabyte of text, packed a thousand times smaller."""
    whole = chain([HEAD, b"<Description>"], many(b"a", GIB))
    path = packed(tmp_path / "x.qdpx", {"project.qde": whole})
    assert path.stat().st_size < 8 * MIB
    assert "longer than 64 MiB" in refused_in_little_memory("info", path, folder=tmp_path)


def test_a_flat_bomb_in_one_small_text(tmp_path):
    """Packed more than 200 times, it is refused long before it is too large."""
    whole = chain([HEAD], many(b"  <!-- -->\n" * 20 + b" " * 2000, 60 * MIB))
    path = packed(tmp_path / "x.qdpx", {"project.qde": whole}, level=9)
    message = refused(path, kind=refiqda.LimitExceeded)
    assert "unpacks to more than 200 times its size" in message


def test_a_bomb_as_a_source(tmp_path):
    """The project opens; the source cannot be read, and saving refuses and leaves no trace."""
    zeros = many(b"\0", 200 * MIB)
    path = packed(tmp_path / "x.qdpx", {"project.qde": GOOD, SOURCE: zeros})
    project = refiqda.open(path)
    before = contents(tmp_path)
    for touch in (
        lambda: project.text_of(project.sources[0]),
        lambda: project.save(tmp_path / "y.qdpx"),
        lambda: project.digest(),
    ):
        with pytest.raises(refiqda.LimitExceeded, match="unpacks to more than 200 times"):
            touch()
    assert contents(tmp_path) == before


def test_limits_can_be_raised(tmp_path):
    path = packed(tmp_path / "x.qdpx", {"project.qde": GOOD, SOURCE: many(b"\0", 20 * MIB)})
    limits = refiqda.Limits(ratio=2000)
    assert refiqda.Project.open(path, limits=limits).files.size(SOURCE) == 20 * MIB
    assert len(refiqda.Project.open(path, limits=limits).files[SOURCE]) == 20 * MIB


def test_a_nested_bomb_is_not_unpacked(tmp_path):
    """A zip in a zip is a file like any other."""
    inner = packed(tmp_path / "inner.zip", {"zeros": many(b"\0", 64 * MIB)}).read_bytes()
    path = packed(tmp_path / "x.qdpx", {"project.qde": GOOD, "sources/inner.zip": inner})
    project = refiqda.open(path)
    project.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.read("sources/inner.zip") == inner
        assert saved.namelist() == ["project.qde", "sources/inner.zip"]


@pytest.mark.parametrize("which", [0, 1], ids=["project", "source"])
def test_a_member_that_claims_ten_gigabytes(which, tmp_path):
    """The claim is in the header; what is there is small."""
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in (("project.qde", GOOD), (SOURCE, TEXT)):
            with target.open(name, "w", force_zip64=True) as stream:
                stream.write(data)
        target.infolist()[which].file_size = 10 * GIB
    with zipfile.ZipFile(path) as package:
        assert package.infolist()[which].file_size == 10 * GIB
    if which == 0:
        assert "says 10,737,418,240" in refused_in_little_memory("info", path, folder=tmp_path)
        return
    project = refiqda.open(path)
    with pytest.raises(refiqda.NotRefiQda, match="says 10,737,418,240"):
        project.text_of(project.sources[0])


def test_a_packed_size_that_is_claimed(tmp_path):
    """A huge claim of what it took packed would make every bomb look harmless."""
    path = patched(good(tmp_path), DIRECTORY, 20, struct.pack("<L", GIB), which=0)
    assert "take more room than it has" in refused(path)


def test_members_that_overlap(tmp_path):
    """Many entries of the directory that share one packed kernel."""
    path = packed(tmp_path / "x.qdpx", {"project.qde": GOOD, SOURCE: many(b"\0", 16 * MIB)})
    raw = path.read_bytes()
    end = raw.rfind(b"PK\x05\x06")
    first = raw.find(DIRECTORY)
    second = raw.find(DIRECTORY, first + 1)
    entries = [raw[first:second]]
    for n in range(100):
        entries.append(raw[second:end].replace(b"a.txt", b"%05d" % n))
    directory = b"".join(entries)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 101, 101, len(directory), first, 0)
    path.write_bytes(raw[:first] + directory + tail)
    assert "or overlap, as in a zip bomb" in refused(path)
