"""P: files of the package under the names that the standard has, and paths that lead to them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

from refiqda.checks.paths import Located, located
from refiqda.checks.repair.change import Change
from refiqda.checks.survey import Survey
from refiqda.standard.package import PROJECT_NAME, SOURCES, Files, SourcePath


def rename(files: Files, old: str, new: str) -> None:
    """Give a member another name; it stays where it is in the zip."""
    member = files.names[old]
    del files[old]
    if isinstance(member, zipfile.ZipInfo):
        member.filename = new
    for repeated in files.repeated:
        if repeated.filename == old:
            repeated.filename = new
    files.names[new] = member


def project_name(survey: Survey) -> Iterator[Change]:
    """The project is called project.qde."""
    files = survey.document.files
    main = files.main
    if main is not None and main.filename != PROJECT_NAME:
        old = main.filename
        what = "project renamed"
        yield Change(partial(rename, files, old, PROJECT_NAME), what, old, PROJECT_NAME, path=old)


def folder(survey: Survey) -> Iterator[Change]:
    """The folder of sources is written in lower case."""
    files = survey.document.files
    folders = {name.partition("/")[0]: None for name in files if "/" in name}
    others = [each for each in folders if each != SOURCES and each.casefold() == SOURCES]
    taken = set(files)
    for other in others:
        new = {
            name: SOURCES + name.removeprefix(other)
            for name in files
            if name.startswith(f"{other}/")
        }
        beside = any(isinstance(files.names[name], Path) for name in new)
        if beside or not taken.isdisjoint(new.values()):
            continue  # a folder of the disk is not ours, and no file takes the place of another
        taken.update(new.values())
        yield Change(
            partial(_rename_all, files, new),
            f"folder renamed (files: {len(new):,})",
            f"{other}/",
            f"{SOURCES}/",
            path=f"{other}/",
        )


def _rename_all(files: Files, new: dict[str, str]) -> None:
    for old, name in new.items():
        rename(files, old, name)


# ------------------------------------------------------------------------------ where files lie


def beside_sources(survey: Survey) -> Iterator[Change]:
    """Files that lie beside the folder of sources move into it."""
    yield from _moved(survey, lambda member, path: not _is_inside(member))
    yield from _shortened(survey)


def in_subfolders(survey: Survey) -> Iterator[Change]:
    """Files in folders below the folder of sources move up."""
    yield from _moved(survey, lambda member, path: _is_inside(member) and member.count("/") > 1)


def _is_inside(member: str) -> bool:
    return member.partition("/")[0].casefold() == SOURCES


def _inside(survey: Survey) -> Iterator[tuple[Located, SourcePath, str]]:
    """Paths into the package, with the member that each leads to."""
    files = survey.document.files
    for place in located(survey):
        path = SourcePath.parse(place.text)
        if path.is_external or "://" in path.name:
            continue
        member = files.find(place.text)
        if member is not None and not isinstance(files.names[member], Path):
            yield place, path, member


def _moved(survey: Survey, is_wanted: Callable[[str, SourcePath], bool]) -> Iterator[Change]:
    """One change for each file, with all paths that lead to it."""
    files = survey.document.files
    taken = {name.casefold() for name in files}
    places: dict[str, list[Located]] = {}
    for place, path, member in _inside(survey):
        if is_wanted(member, path):
            places.setdefault(member, []).append(place)
    for member, leading in places.items():
        name = PurePosixPath(member).name
        new = f"{SOURCES}/{name}"
        if new.casefold() in taken or any(one.filename == member for one in files.repeated):
            continue
        taken.add(new.casefold())
        yield Change(
            partial(_move, files, member, new, leading),
            "file moved into sources",
            member,
            new,
            leading[0].node,
            leading[0].field,
        )


def _move(files: Files, old: str, new: str, leading: list[Located]) -> None:
    rename(files, old, new)
    for place in leading:
        setattr(place.node, place.field, f"internal://{new.partition('/')[2]}")


def _shortened(survey: Survey) -> Iterator[Change]:
    """Paths that name the folder of sources, where they count from it."""
    for place, path, member in _inside(survey):
        wanted = f"{SOURCES}/{_plain(path)}"
        if _is_inside(member) and member.casefold() != wanted.casefold():
            yield _set(place, f"internal://{member.partition('/')[2]}", "path shortened")


# ------------------------------------------------------------------------------------ the paths


def name_case(survey: Survey) -> Iterator[Change]:
    """Paths in the very spelling of the file that they lead to."""
    for place, path, member in _inside(survey):
        rest = member.partition("/")[2]
        same = member.casefold() == f"{SOURCES}/{_plain(path)}".casefold()
        if same and rest != _plain(path):
            scheme = f"{path.scheme}://" if path.scheme else ""
            yield _set(place, scheme + rest, "path respelt as the name of the file")


def bare_paths(survey: Survey) -> Iterator[Change]:
    """Names without internal:// before them."""
    files = survey.document.files
    for place in located(survey):
        path = SourcePath.parse(place.text)
        if path.scheme or "://" in path.name:
            continue
        name = _plain(path)
        if name.casefold().startswith(f"{SOURCES}/"):
            name = name.partition("/")[2]
        is_full = path.name.startswith(("/", "\\")) or PureWindowsPath(path.name).drive
        if name and (files.find(place.text) is not None or not is_full):
            yield _set(place, f"internal://{name}", "internal:// put before the name")


def _plain(path: SourcePath) -> str:
    return path.name.replace("\\", "/").lstrip("/")


def _set(place: Located, new: str, what: str) -> Change:
    make = partial(setattr, place.node, place.field, new)
    return Change(make, what, place.text, new, place.node, place.field)
