"""The package and the paths into it: what repair makes of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from mending import NS, codes_left, guid, opened

import refiqda
from refiqda.checks import check
from refiqda.checks.repair import mend, repair
from refiqda.model import PictureSource, Project
from refiqda.standard.package import Files

SOMEBODY = "/anna"
"""A person who is made up, for rules about folders of persons; no machine is meant."""
ANNA = f"/home{SOMEBODY}"


def package(tmp_path: Path, project: str, members: dict[str, bytes]) -> Path:
    path = tmp_path / "study.qdpx"
    head = f'<Project xmlns="{NS}" name="Example" origin="refiqda"><Sources>'
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("Project.QDE", f"{head}{project}</Sources></Project>")
        for name, data in members.items():
            target.writestr(name, data)
    return path


def picture(number: int, path: str) -> str:
    return f'<PictureSource guid="{guid(number)}" name="P{number}" path="{path}"/>'


def test_a_package_is_put_in_order(tmp_path):
    names = [f"{guid(number)}.png" for number in range(1, 6)]
    path = package(
        tmp_path,
        picture(11, f"internal://{names[0].upper()}")  # another case of the name
        + picture(12, names[1])  # no scheme
        + picture(13, f"internal://site-a/{names[2]}")  # a folder below
        + picture(14, f"internal://{names[3]}")  # beside the folder
        + picture(15, f"Sources/{names[4]}"),  # the folder in the path
        {
            "Sources/": b"",
            f"Sources/{names[0]}": b"one",
            f"Sources/{names[1]}": b"two",
            f"Sources/site-a/{names[2]}": b"three",
            names[3]: b"four",
            f"Sources/{names[4]}": b"five",
        },
    )
    report = repair(path, tmp_path / "out.qdpx")
    assert {each.code for each in report.mends} == {"P201", "P202", "P203", "P204", "P205", "P206"}
    assert check(tmp_path / "out.qdpx") == []
    project = refiqda.open(tmp_path / "out.qdpx")
    pictures = [source for source in project.sources if isinstance(source, PictureSource)]
    assert [source.path for source in pictures] == [f"internal://{name}" for name in names]
    words = [project.files[f"sources/{name}"] for name in names]
    assert words == [b"one", b"two", b"three", b"four", b"five"]
    project.files.close()
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        assert archive.namelist()[:2] == ["project.qde", "sources/"]


def test_no_file_takes_the_place_of_another(tmp_path):
    name = f"{guid(1)}.png"
    path = package(
        tmp_path,
        picture(11, f"internal://{name}") + picture(12, f"internal://more/{name}"),
        {f"Sources/{name}": b"one", f"sources/{name}": b"two", f"sources/more/{name}": b"three"},
    )
    report = repair(path, tmp_path / "out.qdpx")
    assert {each.code for each in report.mends} == {"P203"}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "out.qdpx") as new:
        assert new.namelist()[1:] == old.namelist()[1:]


def test_a_file_that_is_there_twice_stays_there_twice(tmp_path):
    name = f"Sources/{guid(1)}.png"
    path = package(tmp_path, picture(11, f"internal://{guid(1)}.png"), {name: b"one"})
    with zipfile.ZipFile(path, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr(name, b"two")
    repair(path, tmp_path / "out.qdpx")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        members = archive.infolist()
        assert [member.filename for member in members[1:]] == [name.lower()] * 2
        assert [archive.read(member) for member in members[1:]] == [b"one", b"two"]


def test_a_folder_of_the_disk_is_left_alone(tmp_path):
    (tmp_path / "Sources").mkdir()
    (tmp_path / "Sources" / f"{guid(1)}.png").write_bytes(b"one")
    project = opened(tmp_path, f"<Sources>{picture(11, f'internal://{guid(1)}.png')}</Sources>")
    assert mend(project) == []


def test_a_project_made_in_python_is_mended_too():
    files = Files()
    files[f"SOURCES/{guid(1)}.png"] = b"one"
    project = Project(name="P", origin="test", files=files)
    source = PictureSource(guid=guid(2), name="A", path=f"internal://{guid(1)}.png")
    project.sources.append(source)
    assert [each.code for each in mend(project)] == ["P201"]
    assert dict(files) == {f"sources/{guid(1)}.png": b"one"}


@pytest.mark.parametrize(
    "path",
    [
        "C:/media/x.png",
        "C:x.png",
        "/media/x.png",
        "\\\\server\\x.png",
        "../media/x.png",
        "..\\x.png",
        "~/x.png",
        "%USERPROFILE%\\x.png",
        "media/x.png",
    ],
)
def test_a_folder_of_a_computer_gets_no_internal(tmp_path, path):
    project = opened(tmp_path, f"<Sources>{picture(11, path)}</Sources>")
    assert mend(project) == []


@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("C:\\Users\\anna\\Desktop\\photo.png", "Desktop\\photo.png"),
        (f"{ANNA}/photo.png", "photo.png"),
        ("file:///Users/anna/Users/berta/photo.png", "Users/berta/photo.png"),
        ("/Volumes/anna/Users/anna/photo.png", "photo.png"),
        ("absolute://C:/Users/anna/photo.png", "photo.png"),
        ("file:///D:/Documents and Settings/anna/x/photo.png", "x/photo.png"),
        ("\\\\server\\users\\anna\\photo.png", "photo.png"),
        ("\\\\?\\C:\\Users\\anna\\photo.png", "photo.png"),
        ("/mnt/c/Users/anna/photo.png", "photo.png"),
        (f"/Users{SOMEBODY}", None),
    ],
)
def test_the_folder_of_a_person_is_cut(tmp_path, path, rest):
    name = f"internal://{guid(1)}.png"
    source = f'<PictureSource guid="#2" name="A" path="{name}" currentPath="{path}"/>'
    project = opened(tmp_path, f"<Sources>{source}</Sources>", f'basePath="{path}"')
    assert {each.code for each in mend(project)} == {"P401"}
    assert project.sources[0].current_path == rest
    assert project.base_path == rest


@pytest.mark.parametrize(
    "path",
    [
        "D:\\home\\work\\study\\photo.png",
        "/data/home/work/photo.png",
        "E:/study/users/photo/1.png",
        "file:///study/users/1/photo.png",
        "study/users/1/photo.png",
        "users/1/photo.png",
        "C:\\Users\\Public\\photo.png",
    ],
)
def test_other_folders_of_that_name_are_nobodys(tmp_path, path):
    source = f'<PictureSource guid="#2" name="A" path="internal://a.png" currentPath="{path}"/>'
    project = opened(tmp_path, f"<Sources>{source}</Sources>")
    assert mend(project) == []
    assert "P401" not in codes_left(project)


def test_a_base_path_that_is_needed_stays(tmp_path):
    source = '<AudioSource guid="#2" name="A" path="relative:///x.m4a"/>'
    project = opened(tmp_path, f"<Sources>{source}</Sources>", f'basePath="/Users{SOMEBODY}/media"')
    assert mend(project) == []
    assert "P401" in codes_left(project)


def test_a_bare_path_may_name_the_folder(tmp_path):
    name = f"{guid(1)}.png"
    project = opened(tmp_path, f"<Sources>{picture(11, f'Sources/{name}')}</Sources>")
    assert [(each.code, each.after) for each in mend(project)] == [("P204", f"internal://{name}")]


def wanted(path: Path) -> list[bytes | None]:
    """What the sources of a package read, in their order."""
    project = refiqda.open(path)
    found = (project.files.find(source.path) for source in project.sources)
    return [None if name is None else project.files[name] for name in found]


ASTRAY = {
    "two folders": (
        ["A.png"],
        {"Sources/a.png": b"one", "SOURCES/A.png": b"two"},
    ),
    "one folder": (
        ["a.png"],
        {"Sources/A.png": b"one", "Sources/a.png": b"two"},
    ),
    "a file that a missing one would find": (
        ["x.png", "more/x.png"],
        {"sources/more/x.png": b"one"},
    ),
    "a file that a path away would find": (
        ["relative:///away/x.png", "x.png"],
        {"x.png": b"one"},
    ),
    "a name that two files have but for its case": (
        ["A.png"],
        {"sources/a.png": b"one", "sources/a.PNG": b"two"},
    ),
    "a name that a file beside the folder has": (
        ["A.png"],
        {"Sources/a.png": b"one", "a.png": b"two", "SOURCES/A.PNG": b"three"},
    ),
    "a folder of the same name below": (
        ["bare:sources/a.png"],
        {"sources/sources/a.png": b"one", "sources/a.png": b"two"},
    ),
}


@pytest.mark.parametrize("name", ASTRAY)
@pytest.mark.parametrize("only", [(), ("P202",), ("P201", "P204", "P206")])
def test_every_source_reads_the_same_file_before_and_after(name, only, tmp_path):
    paths, members = ASTRAY[name]
    shown = [each if "://" in each else f"internal://{each}" for each in paths]
    shown = [each.replace("internal://bare:", "") for each in shown]
    pictures = "".join(picture(number, path) for number, path in enumerate(shown, 11))
    path = package(tmp_path, pictures, members)
    repair(path, tmp_path / "out.qdpx", only=only)
    assert wanted(tmp_path / "out.qdpx") == wanted(path)


def test_a_folder_is_not_renamed_if_names_would_differ_in_case_alone(tmp_path):
    path = package(tmp_path, picture(11, "internal://A.png"), ASTRAY["two folders"][1])
    report = repair(path, tmp_path / "out.qdpx")
    assert {each.code for each in report.mends} == {"P203"}
    assert {"P201", "P202"} <= {each.code for each in report.left}


def test_a_path_with_a_folder_that_the_package_has_gets_internal(tmp_path):
    path = package(tmp_path, picture(11, f"more/{guid(1)}.png"), {f"more/{guid(1)}.png": b"one"})
    report = repair(path, tmp_path / "out.qdpx", only=["P204"])
    after = f"internal://more/{guid(1)}.png"
    assert [(each.code, each.after) for each in report.mends] == [("P204", after)]
    assert wanted(tmp_path / "out.qdpx") == [b"one"]
