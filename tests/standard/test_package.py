"""Where the text of a source is found, and which packages open, whoever packed them."""

from __future__ import annotations

import gc
import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from standard.packages_made import GUID, PLAIN, TEXT, packed, project, source, xml

import refiqda
from refiqda.standard.document import Opened
from refiqda.standard.model import (
    AudioSource,
    PDFSource,
    PictureSource,
    Project,
    TextSource,
    Transcript,
)
from refiqda.standard.package import Files, SourcePath


class Unseekable(io.BytesIO):
    """A stream such as a pipe: the zip has to put sizes behind the members (data descriptors)."""

    def seekable(self) -> bool:
        return False

    def seek(self, *args: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


# -------------------------------------------------------------------------------- source paths


@pytest.mark.parametrize(
    ("written", "scheme", "name", "external"),
    [
        ("internal://a.txt", "internal", "a.txt", False),
        ("Internal://a.txt", "internal", "a.txt", False),
        ("relative:///AR/a b.mp4", "relative", "/AR/a b.mp4", True),
        ("absolute://E:/a.mp4", "absolute", "E:/a.mp4", True),
        ("a.txt", "", "a.txt", False),
        ("http://x/a.txt", "", "http://x/a.txt", False),
    ],
)
def test_a_path_has_a_scheme_and_a_name(written, scheme, name, external):
    path = SourcePath.parse(written)
    assert (path.scheme, path.name, path.is_external) == (scheme, name, external)


@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES", "sOuRcEs"])
@pytest.mark.parametrize("written", ["internal://a.txt", "a.txt", "internal:///a.txt", "A.TXT"])
def test_internal_and_bare_paths_whatever_the_case(folder, written, tmp_path):
    path = packed(
        tmp_path / "x.qdpx", {"project.qde": xml(written), f"{folder}/a.txt": TEXT.encode()}
    )
    opened = refiqda.open(path)
    assert opened.text_of(opened.sources[0]) == PLAIN
    assert opened.decoded_of(opened.sources[0]).text == TEXT
    assert list(opened.files) == ["project.qde", f"{folder}/a.txt"]


@pytest.mark.parametrize(
    ("written", "member"),
    [
        ("relative:///media/a.txt", "media/a.txt"),
        ("relative://media/a.txt", "sources/a.txt"),
        ("relative:///media\\a.txt", "media/a.txt"),
        ("internal://sub/a.txt", "sources/sub/a.txt"),
        ("internal://a.txt", "a.txt"),
        ("internal://sources/a.txt", "sources/a.txt"),
    ],
)
def test_other_places_in_the_package(written, member, tmp_path):
    path = packed(tmp_path / "x.qdpx", {"project.qde": xml(written), member: TEXT.encode()})
    opened = refiqda.open(path)
    assert opened.text_of(opened.sources[0]) == PLAIN


@pytest.mark.parametrize(
    "written",
    ["absolute:///etc/hostname", "internal://../project.qde", "internal://b.txt", "http://a.txt"],
)
def test_what_is_not_in_the_package_is_not_looked_for_elsewhere(written, tmp_path):
    path = packed(tmp_path / "x.qdpx", {"project.qde": xml(written), "sources/a.txt": b"a"})
    opened = refiqda.open(path)
    with pytest.raises(refiqda.MissingText, match="not in the package"):
        opened.text_of(opened.sources[0])


def test_the_exact_name_comes_before_one_of_another_case(tmp_path):
    members = {"Sources/A.txt": b"other", "sources/a.txt": b"exact"}
    path = packed(tmp_path / "x.qdpx", {"project.qde": xml(), **members})
    opened = refiqda.open(path)
    assert opened.text_of(opened.sources[0]) == "exact"


def test_a_member_added_or_removed_is_found_or_not():
    made = project("internal://A.txt")
    assert made.files.find("internal://A.txt") is None
    made.files["sources/a.txt"] = b"here"
    assert made.text_of(made.sources[0]) == "here"
    assert made.files.size("sources/a.txt") == 4
    del made.files["sources/a.txt"]
    assert made.files.find("internal://A.txt") is None


# ---------------------------------------------------------------------------- who holds a text


def test_the_text_of_every_holder():
    inline = TextSource(guid=GUID, content="inline")
    holders = [
        inline,
        PDFSource(guid=GUID, text=inline),
        PictureSource(guid=GUID, text=inline),
        Transcript(guid=GUID, content="inline"),
    ]
    made = Project(name="p")
    made.files["sources/t.txt"] = "\ufeffinline".encode()
    by_path = TextSource(guid=GUID, plain_text_path="internal://t.txt")
    holders += [
        by_path,
        PDFSource(guid=GUID, text=by_path),
        Transcript(guid=GUID, plain_text_path="t.txt"),
    ]
    assert {made.text_of(holder) for holder in holders} == {"inline"}


@pytest.mark.parametrize(
    "holder",
    [TextSource(guid=GUID), PDFSource(guid=GUID), AudioSource(guid=GUID, name="a", path="x")],
)
def test_a_holder_without_text(holder):
    with pytest.raises(refiqda.MissingText, match="has no plain text"):
        Project(name="p").text_of(holder)


def test_a_text_that_is_not_utf8_is_read_where_it_can_be():
    made = project()
    made.files["sources/a.txt"] = "Größe".encode("cp1252")
    assert made.text_of(made.sources[0]) == "Größe"
    assert made.decoded_of(made.sources[0]).encoding == "Windows-1252"
    made.files["sources/a.txt"] = b"Gr\x81\x00"
    with pytest.raises(refiqda.MissingText, match=r"sources/a.txt is no text in UTF-8"):
        made.text_of(made.sources[0])


def test_an_empty_text_is_a_text():
    made = Project(name="p")
    assert made.text_of(TextSource(guid=GUID, content="")) == ""


# ------------------------------------------------------------------------------- kinds of zip


@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "My study.qde", "PROJECT.QDE"])
def test_any_single_qde_at_the_root(name, tmp_path):
    path = packed(tmp_path / "x.qdpx", {"sources/a.txt": b"a", name: xml(), "readme": b""})
    opened = refiqda.open(path)
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.namelist() == ["sources/a.txt", name, "readme"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_stored_and_deflated_stay_as_they_are(compression, tmp_path):
    members = {"project.qde": xml(), "sources/a.txt": TEXT.encode()}
    path = packed(tmp_path / "x.qdpx", members, compression)
    opened = refiqda.open(path)
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert {each.compress_type for each in saved.infolist()} == {compression}


def test_data_descriptors(tmp_path):
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("sources/a.txt", TEXT)
        target.writestr("project.qde", xml())
    path = tmp_path / "x.qdpx"
    path.write_bytes(stream.getvalue())
    with zipfile.ZipFile(path) as package:
        assert all(each.flag_bits & 0x8 for each in package.infolist())
    opened = refiqda.open(path)
    assert opened.text_of(opened.sources[0]) == PLAIN
    opened.save(tmp_path / "y.qdpx")
    assert refiqda.open(tmp_path / "y.qdpx") == opened


def test_zip64(tmp_path):
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in (("sources/a.txt", TEXT.encode()), ("project.qde", xml())):
            with target.open(name, "w", force_zip64=True) as stream:
                stream.write(data)
    assert struct.pack("<HH", 1, 16) in path.read_bytes()
    opened = refiqda.open(path)
    assert opened.text_of(opened.sources[0]) == PLAIN


def test_names_in_utf8_without_the_flag(tmp_path):
    """Finder on a Mac writes such names; they are read and written as what they are."""
    name = "sources/Größe.txt"
    plain = packed(tmp_path / "x.qdpx", {name: b"a", "project.qde": xml("internal://Größe.txt")})
    data = bytearray(plain.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(magic)
        assert data[start + at + 1] & 0x8
        data[start + at + 1] &= 0xF7
    plain.write_bytes(data)
    opened = refiqda.open(plain)
    assert list(opened.files) == [name, "project.qde"]
    assert opened.text_of(opened.sources[0]) == "a"
    for _ in range(2):
        opened.save(tmp_path / "y.qdpx")
        with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
            assert saved.namelist() == [name, "project.qde"]


def test_a_zip_named_qde_and_xml_named_qdpx(tmp_path):
    assert refiqda.open(packed(tmp_path / "x.qde", {"project.qde": xml()})).name == "p"
    (tmp_path / "y.qdpx").write_bytes(xml())
    assert refiqda.open(tmp_path / "y.qdpx").name == "p"


def test_a_repeated_name_is_kept_in_its_place(tmp_path):
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("sources/a.txt", b"first")
        with pytest.warns(UserWarning, match="Duplicate"):
            target.writestr("sources/a.txt", b"second")
        target.writestr("project.qde", xml())
    opened = refiqda.open(path)
    assert opened.text_of(opened.sources[0]) == "first"
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert [saved.read(each) for each in saved.infolist()[:2]] == [b"first", b"second"]
        assert saved.namelist()[2] == "project.qde"


def test_replacing_and_adding_members(tmp_path):
    members = {"sources/a.txt": b"old", "project.qde": xml(), "sources/b.txt": b"gone"}
    opened = refiqda.open(packed(tmp_path / "x.qdpx", members))
    opened.files["sources/a.txt"] = b"new"
    opened.files["sources/c.txt"] = b"added"
    del opened.files["sources/b.txt"]
    opened.save(tmp_path / "x.qdpx")
    with zipfile.ZipFile(tmp_path / "x.qdpx") as saved:
        assert saved.namelist() == ["sources/a.txt", "project.qde", "sources/c.txt"]
        assert saved.read("sources/a.txt") == b"new"


def test_folders_and_comments_of_a_zip_are_kept(tmp_path):
    path = tmp_path / "x.qdpx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("sources/", b"")
        target.writestr("sources/.root", b"")
        target.writestr("project.qde", xml())
        target.comment = b"made by hand"
    opened = refiqda.open(path)
    opened.save(tmp_path / "other.qdpx")
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.namelist() == ["sources/", "sources/.root", "project.qde"]
        assert saved.comment == b"made by hand"


def test_names_that_leave_the_package_cannot_be_added():
    for name in ("../a", "/a", "a/../../b", "C:/a", "..\\a", "\\a", "", "a\0b"):
        with pytest.raises(refiqda.NotRefiQda, match="points outside"):
            Files()[name] = b""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")
def test_files_are_let_go(tmp_path):
    """Read, half read, refused or dropped: no file stays open, and nothing is warned of."""
    good = packed(tmp_path / "x.qdpx", {"project.qde": xml(), "sources/a.txt": b"a"})
    bad = packed(tmp_path / "y.qdpx", {"project.qde": xml()[:-20]})
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        refiqda.open(good).text_of(source("internal://a.txt"))
        Opened(good)
        next(Opened(good).xml())
        with pytest.raises(refiqda.NotRefiQda):
            refiqda.open(bad)
        with pytest.raises(refiqda.NotRefiQda):
            refiqda.CodeBook.open(good)
        refiqda.read_codebook(good)
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == before
