"""Where the text of a source is found, and which packages open, whoever packed them."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from properties.reading import write

import refiqda
from refiqda.standard.model import (
    AudioSource,
    CodeBook,
    PDFSource,
    PictureSource,
    Project,
    TextSource,
    Transcript,
)
from refiqda.standard.package import Files, SourcePath

GUID = "00000000-0000-0000-0000-000000000000"
TEXT = "Grüße \U0001f600\r\nzwei\n"


def source(path: str | None) -> TextSource:
    return TextSource(guid=GUID, name="s", plain_text_path=path)


def project(path: str | None = "internal://a.txt") -> Project:
    return Project(name="p", sources=[source(path)])


def xml(path: str | None = "internal://a.txt") -> bytes:
    made = project(path)
    return write(made, made.form)


def packed(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return path


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
    assert opened.text_of(opened.sources[0]) == TEXT
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
    assert opened.text_of(opened.sources[0]) == TEXT


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


def test_a_text_that_is_not_utf8():
    made = project()
    made.files["sources/a.txt"] = "Größe".encode("latin-1")
    with pytest.raises(refiqda.MissingText, match=r"sources/a.txt is not UTF-8 text \(byte 2\)"):
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
    assert opened.text_of(opened.sources[0]) == TEXT
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
    assert opened.text_of(opened.sources[0]) == TEXT


def test_names_in_utf8_without_the_flag(tmp_path):
    """Finder on a Mac writes such names; they are read and written as what they are."""
    name = "sources/Größe.txt"
    plain = packed(tmp_path / "x.qdpx", {"project.qde": xml("internal://Größe.txt"), name: b"a"})
    data = bytearray(plain.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.rfind(magic)
        assert data[start + at + 1] & 0x8
        data[start + at + 1] &= 0xF7
    plain.write_bytes(data)
    opened = refiqda.open(plain)
    assert list(opened.files) == ["project.qde", name]
    assert opened.text_of(opened.sources[0]) == "a"
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.namelist() == ["project.qde", name]


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
    refiqda.open(path).save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.namelist() == ["sources/", "sources/.root", "project.qde"]
        assert saved.comment == b"made by hand"


# ------------------------------------------------------------------------------ without a zip


def beside(folder: Path, written: str = "internal://a.txt", name: str = "sources") -> Path:
    (folder / name).mkdir()
    (folder / name / "a.txt").write_bytes(TEXT.encode())
    (folder / name / "unused.txt").write_bytes(b"not referred to")
    (folder / "x.qde").write_bytes(xml(written))
    return folder / "x.qde"


@pytest.mark.parametrize("name", ["sources", "Sources"])
@pytest.mark.parametrize("written", ["internal://a.txt", "a.txt"])
def test_a_bare_project_with_its_sources_beside_it(name, written, tmp_path):
    opened = refiqda.open(beside(tmp_path, written, name))
    assert list(opened.files) == [f"{name}/a.txt"]
    assert opened.text_of(opened.sources[0]) == TEXT
    assert opened.files.size(f"{name}/a.txt") == len(TEXT.encode())


def test_sources_beside_go_into_a_package_and_stay_beside_a_bare_project(tmp_path):
    opened = refiqda.open(beside(tmp_path))
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.namelist() == ["project.qde", "sources/a.txt"]
        assert saved.read("sources/a.txt") == TEXT.encode()
    assert refiqda.open(tmp_path / "y.qdpx").digest() == opened.digest()
    before = sorted(each.name for each in tmp_path.iterdir())
    opened.save(tmp_path / "x.qde")
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_every_kind_of_path_is_looked_for_beside(tmp_path):
    path = beside(tmp_path)
    made = Project(
        name="p",
        sources=[
            PDFSource(guid=GUID, path="internal://unused.txt", text=source("internal://a.txt")),
            AudioSource(guid=GUID, transcripts=[Transcript(guid=GUID, rich_text_path="c.docx")]),
        ],
    )
    (tmp_path / "sources" / "c.docx").write_bytes(b"")
    made.save(path)
    assert sorted(refiqda.open(path).files) == [
        "sources/a.txt",
        "sources/c.docx",
        "sources/unused.txt",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "internal://../secret.txt",
        "internal://link.txt",
        "internal://down/secret.txt",
        "relative://a.txt",
        "absolute://a.txt",
        "internal://",
        "internal://.",
        "..\\secret.txt",
        "C:secret.txt",
    ],
)
def test_nothing_outside_the_folder_is_read(written, tmp_path):
    path = beside(tmp_path, written)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "sources" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "sources" / "down").symlink_to(tmp_path)
    opened = refiqda.open(path)
    assert list(opened.files) == []
    with pytest.raises(refiqda.MissingText):
        opened.text_of(opened.sources[0])


def test_a_link_named_sources_is_not_followed(tmp_path):
    folder = tmp_path / "x"
    folder.mkdir()
    path = beside(folder)
    (folder / "sources").rename(tmp_path / "elsewhere")
    (folder / "sources").symlink_to(tmp_path / "elsewhere")
    assert list(refiqda.open(path).files) == []


def test_a_package_does_not_look_beside_itself(tmp_path):
    beside(tmp_path)
    opened = refiqda.open(packed(tmp_path / "x.qdpx", {"project.qde": xml()}))
    assert list(opened.files) == ["project.qde"]


def test_a_codebook_has_no_members(tmp_path):
    (tmp_path / "sources").mkdir()
    book = CodeBook(codes=[refiqda.model.Code(guid=GUID, name="a", is_codable=True)])
    book.save(tmp_path / "x.qdc")
    assert list(refiqda.read_codebook(tmp_path / "x.qdc").files) == []


def test_names_that_leave_the_package_cannot_be_added():
    for name in ("../a", "/a", "a/../../b", "C:/a", "..\\a", "\\a", "", "a\0b"):
        with pytest.raises(refiqda.NotRefiQda, match="points outside"):
            Files()[name] = b""
