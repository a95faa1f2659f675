"""P: the paths of sources, and what they give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from refiqda.checks.catalogue import package as rules
from refiqda.checks.found import Found, at, on
from refiqda.checks.survey import Survey
from refiqda.standard.model import Media, PDFSource, PictureSource, Texts
from refiqda.standard.node import Node
from refiqda.standard.package import SOURCES, SourcePath
from refiqda.standard.spec import ACCEPTS, GUID

_SERVER = r"(?<![/\\])[/\\]{2}(?![/\\])[^/\\]+"
_DRIVE = rf"(?:[a-z]:|/(?:mnt|cygdrive)/[a-z]|/Volumes/[^/\\]+|{_SERVER})"
_PERSON = re.compile(
    # file:///C:/Users/anna, absolute:///home/anna and \\?\C:\Users\anna are such folders too
    r"(?=[/\\]|[a-z]:|file:|absolute:)"
    r"(?:(?:file|absolute):[/\\]{0,2}(?:localhost(?=/))?|\\\\[?.]\\)?"
    rf"(?:/*home|(?:[/\\]*{_DRIVE})?[/\\]*(?:users|documents(?: |%20)and(?: |%20)settings))"
    r"[/\\]+([^/\\]+)",
    re.IGNORECASE,
)
"""The folder of a person: at the root, or right after a drive. Elsewhere ``home`` and ``users`` are
folders like any other."""
_FULL = re.compile(r"^(absolute://|[A-Za-z]:[/\\]|[/\\])")
_SHARED_FOLDERS = {"shared", "public", "default", "all users"}
"""Folders beside those of users that name nobody."""


class Located(NamedTuple):
    """A path in a field of a source."""

    node: Media | Texts
    field: str
    text: str


def located(survey: Survey) -> Iterator[Located]:
    """Where the files of sources, notes and transcripts are said to be."""
    for media in survey.of(Media):
        if media.path:
            yield Located(media, "path", media.path)
    for text in survey.of(Texts):
        if text.plain_text_path:
            yield Located(text, "plain_text_path", text.plain_text_path)
        if text.rich_text_path:
            yield Located(text, "rich_text_path", text.rich_text_path)


def paths(survey: Survey) -> Iterator[Found]:
    """Each path by itself, and whether its file is there."""
    inside = 0
    for place in located(survey):
        path = SourcePath.parse(place.text)
        yield from _kind(survey, place, path)
        if path.scheme == "" and "://" in path.name:
            yield at(rules.SCHEME, place.node, place.field, path=place.text)
            continue
        if path.is_external:
            yield from _external(survey, place, path)
            continue
        inside += 1
        yield from _internal(place, path)
        if not survey.is_bare:
            yield from _member(survey, place, path)
    if inside and survey.is_bare:
        yield on(rules.BARE, f"/{survey.form.root}", count=inside)
    for media in survey.of(Media):
        if not media.path:
            yield at(rules.NO_PATH, media)


def _kind(survey: Survey, place: Located, path: SourcePath) -> Iterator[Found]:
    """Whether the file is of a type that the standard names (sections 9.1.2 to 9.1.5)."""
    wanted: tuple[str, ...] = ()
    if place.field == "plain_text_path":
        wanted = (".txt",)
    elif place.field == "rich_text_path":
        wanted = (".docx",)
    elif isinstance(place.node, PDFSource):
        wanted = (".pdf",)
    elif isinstance(place.node, PictureSource):
        wanted = (".jpg", ".jpeg", ".png")
    if wanted and not path.name.lower().endswith(wanted):
        ends = " or ".join(wanted)
        yield at(rules.FILE_TYPE, place.node, place.field, path=place.text, wanted=ends)


def _external(survey: Survey, place: Located, path: SourcePath) -> Iterator[Found]:
    if survey.document.files.find(place.text) is not None:
        return
    if isinstance(place.node, Texts | PDFSource | PictureSource):
        yield at(rules.EXTERNAL_FORBIDDEN, place.node, place.field, path=place.text)
    else:
        yield at(rules.EXTERNAL, place.node, place.field, path=place.text)
    if path.scheme == "relative" and not survey.project.base_path:
        yield at(rules.NO_BASE, place.node, place.field, path=place.text)


def _internal(place: Located, path: SourcePath) -> Iterator[Found]:
    name = path.name.replace("\\", "/")
    if path.scheme == "":
        yield at(rules.NO_SCHEME, place.node, place.field, path=place.text)
    if "/" in name.strip("/") and not _FULL.match(path.name):
        yield at(rules.SUBFOLDER, place.node, place.field, path=place.text)
    if not ACCEPTS[GUID.name](PurePosixPath(name).stem):
        yield at(rules.NO_GUID, place.node, place.field, path=place.text)


def _member(survey: Survey, place: Located, path: SourcePath) -> Iterator[Found]:
    """Whether the file is in the package, under the very name."""
    member = survey.document.files.find(place.text)
    wanted = f"{SOURCES}/{path.name.replace(chr(92), '/').lstrip('/')}"
    values = {"path": place.text, "member": member}
    if member is None:
        yield at(rules.MISSING, place.node, place.field, **values)
    elif member.casefold() != wanted.casefold():
        yield at(rules.OUTSIDE_SOURCES, place.node, place.field, **values)
    elif member.partition("/")[2] != wanted.partition("/")[2]:
        yield at(rules.NAME_CASE, place.node, place.field, **values)


# ------------------------------------------------------------------------- what paths give away


def leaks(survey: Survey) -> Iterator[Found]:
    """User names and folders in paths."""
    base = survey.project.base_path
    if base:
        yield from _leak(survey.project, "base_path", base, informative=True)
    for media in survey.of(Media):
        if media.current_path:
            yield from _leak(media, "current_path", media.current_path, informative=True)
    for place in located(survey):
        yield from _leak(place.node, place.field, place.text, informative=False)


def person_in(path: str) -> re.Match[str] | None:
    """The beginning of a path that ends with the folder of a person; group 1 is the name."""
    found = _PERSON.match(path)
    return found if found and found[1].lower() not in _SHARED_FOLDERS else None


def _leak(node: Node, field: str, text: str, *, informative: bool) -> Iterator[Found]:
    """A path that is only informative may be emptied; another one has to lead to its file."""
    person = person_in(text)
    if person is not None:
        yield at(rules.USER_NAME, node, field, path=text, user=person[1])
    elif informative and _FULL.match(text):
        yield at(rules.FULL_PATH, node, field, path=text)
