"""P: files of the package under the names that the standard has, and paths that lead to them."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Container, Iterator
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath

from refiqda.checks.paths import Located, located
from refiqda.checks.repair.change import Change
from refiqda.checks.survey import Survey
from refiqda.standard.package import PROJECT_NAME, SOURCES, Files, SourcePath

_Key = tuple[int, str]
"""A field that holds a path."""


def rename(files: Files, new: dict[str, str]) -> None:
    """Give members other names; they stay where they are in the zip."""
    for old, name in new.items():
        member = files.names[old]
        del files[old]
        if isinstance(member, zipfile.ZipInfo):
            member.filename = name
        files.names[name] = member
    for repeated in files.repeated:
        repeated.filename = new.get(repeated.filename, repeated.filename)


def project_name(survey: Survey) -> Iterator[Change]:
    """The project is called project.qde."""
    files = survey.document.files
    main = files.main
    if main is not None and main.filename != PROJECT_NAME:
        old = main.filename
        make = partial(rename, files, {old: PROJECT_NAME})
        yield Change(make, "project renamed", old, PROJECT_NAME, path=old)


def folder(survey: Survey) -> Iterator[Change]:
    """The folder of sources is written in lower case, if every path leads to its file then too."""
    files = survey.document.files
    folders = {name.partition("/")[0]: None for name in files if "/" in name}
    others = [each for each in folders if each != SOURCES and each.casefold() == SOURCES]
    renamed: dict[str, str] = {}
    for other in others:
        new = {
            name: SOURCES + name.removeprefix(other)
            for name in files
            if name.startswith(f"{other}/")
        }
        if any(isinstance(files.names[name], Path) for name in new):
            continue  # a folder of the disk is not ours
        taken = {renamed.get(name, name).casefold() for name in files if name not in new}
        # No file takes the place of another, not even where case is ignored.
        is_free = taken.isdisjoint(name.casefold() for name in new.values())
        if not is_free or _astray(survey, {**renamed, **new}):
            continue
        renamed.update(new)
        yield Change(
            partial(rename, files, new),
            f"folder renamed (files: {len(new):,})",
            f"{other}/",
            f"{SOURCES}/",
            path=f"{other}/",
        )


def _astray(survey: Survey, new: dict[str, str], moved: Container[_Key] = ()) -> set[str]:
    """New names that would make a path lead to another file than before, or to none.

    Paths that move along are not looked at.
    """
    files = survey.document.files
    after = files.copy()
    for old, name in new.items():
        after.names[name] = after.names.pop(old)
    wrong: set[str] = set()
    for place in located(survey):
        if _key(place) not in moved:
            before, now = files.find(place.text), after.find(place.text)
            wanted = new.get(before, before) if before is not None else None
            if now != wanted:
                wrong.update({str(now), str(wanted)} & set(new.values()))
    return wrong


def _key(place: Located) -> _Key:
    return id(place.node), place.field


# ------------------------------------------------------------------------------ where files lie


def beside_sources(survey: Survey) -> Iterator[Change]:
    """Files that lie beside the folder of sources move into it."""
    yield from _moved(survey, lambda member: not _is_inside(member))
    yield from _shortened(survey)


def in_subfolders(survey: Survey) -> Iterator[Change]:
    """Files in folders below the folder of sources move up."""
    yield from _moved(survey, lambda member: _is_inside(member) and member.count("/") > 1)


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


def _moved(survey: Survey, is_wanted: Callable[[str], bool]) -> Iterator[Change]:
    """One change for each file, with all paths that lead to it."""
    files = survey.document.files
    taken = {name.casefold() for name in files}
    repeated = {each.filename for each in files.repeated}
    places: dict[str, list[Located]] = {}
    for place, _, member in _inside(survey):
        if is_wanted(member):
            places.setdefault(member, []).append(place)
    new: dict[str, str] = {}
    for member in places:
        name = f"{SOURCES}/{PurePosixPath(member).name}"
        if name.casefold() not in taken and member not in repeated:
            taken.add(name.casefold())
            new[member] = name
    while wrong := _astray(survey, new, {_key(each) for old in new for each in places[old]}):
        new = {old: name for old, name in new.items() if name not in wrong}
    for member, name in new.items():
        yield Change(
            partial(_move, files, member, name, places[member]),
            "file moved into sources",
            member,
            name,
            places[member][0].node,
            places[member][0].field,
        )


def _move(files: Files, old: str, new: str, leading: list[Located]) -> None:
    rename(files, {old: new})
    for place in leading:
        setattr(place.node, place.field, f"internal://{new.partition('/')[2]}")


def _shortened(survey: Survey) -> Iterator[Change]:
    """Paths that name the folder of sources, where they count from it."""
    for place, path, member in _inside(survey):
        wanted = f"{SOURCES}/{_plain(path)}"
        if _is_inside(member) and member.casefold() != wanted.casefold():
            yield from _set(
                survey, place, f"internal://{member.partition('/')[2]}", "path shortened"
            )


# ------------------------------------------------------------------------------------ the paths


def name_case(survey: Survey) -> Iterator[Change]:
    """Paths in the very spelling of the file that they lead to, if only one can be meant."""
    alike = Counter(name.casefold() for name in survey.document.files)
    for place, path, member in _inside(survey):
        rest, name = member.partition("/")[2], member.casefold()
        same = name == f"{SOURCES}/{_plain(path)}".casefold() and alike[name] == 1
        if same and rest != _plain(path):
            scheme = f"{path.scheme}://" if path.scheme else ""
            yield from _set(survey, place, scheme + rest, "path respelt as the name of the file")


def bare_paths(survey: Survey) -> Iterator[Change]:
    """Names without internal:// before them.

    A folder that is not in the package may be any folder of a computer: ``../media``, ``~``.
    """
    files = survey.document.files
    what = "internal:// put before the name"
    for place in located(survey):
        path = SourcePath.parse(place.text)
        if path.scheme or "://" in path.name:
            continue
        whole = name = _plain(path)
        if whole.casefold().startswith(f"{SOURCES}/"):
            name = whole.partition("/")[2]
        is_full = path.name.startswith(("/", "\\")) or PureWindowsPath(path.name).drive
        if name and files.find(place.text) is not None:
            made = list(_set(survey, place, f"internal://{name}", what))
            yield from made or _set(survey, place, f"internal://{whole}", what)
        elif name and not is_full and "/" not in name:
            yield _respelt(place, f"internal://{name}", what)


def _plain(path: SourcePath) -> str:
    return path.name.replace("\\", "/").lstrip("/")


def _set(survey: Survey, place: Located, new: str, what: str) -> Iterator[Change]:
    """Another path, unless it leads elsewhere than the old one does."""
    files = survey.document.files
    if files.find(new) == files.find(place.text):
        yield _respelt(place, new, what)


def _respelt(place: Located, new: str, what: str) -> Change:
    make = partial(setattr, place.node, place.field, new)
    return Change(make, what, place.text, new, place.node, place.field)
