"""The members of a package as a program has them: texts, positions in them, folder and names."""

from __future__ import annotations

import codecs
import copy
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from refiqda.errors import MissingText
from refiqda.standard.decoding import Decoded
from refiqda.standard.document import make_guid
from refiqda.standard.index import guid_key, walk
from refiqda.standard.model import Project, SyncPoint, TextSource, Transcript
from refiqda.standard.node import Node
from refiqda.standard.package import PROJECT_NAME, SOURCES, Files, SourcePath
from refiqda.text.conventions import Convention
from refiqda.text.positions import Positions
from refiqda.tools.changes import Changes
from refiqda.tools.program import Dialect
from refiqda.tools.written_guids import is_guid, spelt

_BY_GUID = "a file in the package is called by a GUID"
_STANDARD = "documented: REFI-QDA 1.5, section 8.3"
_SHIFTED = "the position is no place in the text, and stays none"
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# ------------------------------------------------------------------------ texts and their positions


def write_texts(project: Project, dialect: Dialect, changes: Changes, *, packed: bool) -> None:
    """Write every text and the positions in it as a program has them.

    Texts inside the XML keep LF, since XML knows no other line end. Where the files do not go
    along (``packed`` is false), the texts go into the XML; one with a character that XML cannot
    hold stays in its file, and its positions count in that file as it is.
    """
    written: dict[str, bytes] = {}
    taken_in: set[str] = set()
    for holder in texts_in(project):
        try:
            text = project.text_of(holder)
        except MissingText:
            continue  # positions in a text that nobody has stay as they are
        member = project.files.find(holder.plain_text_path) if holder.content is None else None
        if member is not None and not packed:
            if has_no_xml(text):
                place(holder, project.decoded_of(holder), dialect.convention, changes)
                continue
            taken_in.add(member)
            holder.plain_text_path, member = None, None
        if member is None:
            holder.content = text
            place(holder, Decoded(text), dialect.convention, changes)
            continue
        as_file = text.replace("\n", dialect.line_end)
        written[member] = codecs.BOM_UTF8 * dialect.bom + as_file.encode()
        place(holder, Decoded(as_file, bom=dialect.bom), dialect.convention, changes)
    if taken_in:
        used = {project.files.find(path) for _, _, path in paths_in(project)}
        for member in taken_in - used:
            del project.files[member]
    # Several sources may share a file, so all are counted before any is written.
    for member, data in written.items():
        if project.files[member] != data:
            project.files[member] = data


def has_no_xml(text: str) -> bool:
    """Whether a text holds a character that XML has no way to write."""
    return _IMPOSSIBLE.search(text) is not None


def texts_in(project: Project) -> Iterator[Any]:
    """Whatever has a text: sources, notes, representations, descriptions, transcripts."""
    return (node for node, _ in walk(project) if isinstance(node, TextSource | Transcript))


def place(holder: Any, decoded: Decoded, convention: Convention, changes: Changes) -> None:
    """Count the positions of a text otherwise, those of a transcript at its sync points."""
    positions = Positions(decoded, convention)
    if isinstance(holder, Transcript):
        for point in holder.sync_points:
            _place_point(point, positions, changes)
        return
    for one in holder.selections:
        if type(one.start) is not int or type(one.end) is not int:
            continue
        if 0 <= one.start <= one.end and one.start <= len(positions.text):
            one.start, one.end = positions.file_span(one.start, one.end)
        elif 0 <= one.end < one.start <= len(positions.text):
            # It ends before it starts, and does so in the other counting too.
            one.start, one.end = positions.to_file(one.start), positions.to_file(one.end)
        elif _would_be_a_place(one.start, positions):
            changes.tell("position", one, "start", why=_SHIFTED)
            changes.tell("position", one, "end", why=_SHIFTED)
            one.start, one.end = one.start + positions.length, one.end + positions.length


def _would_be_a_place(position: int, positions: Positions) -> bool:
    """Whether a position behind the text is one inside it in a longer counting."""
    return len(positions.text) < position <= positions.length


def _place_point(point: SyncPoint, positions: Positions, changes: Changes) -> None:
    position = point.position
    if type(position) is not int:
        return
    if 0 <= position <= len(positions.text):
        point.position = positions.to_file(position)
    elif _would_be_a_place(position, positions):
        changes.tell("position", point, "position", why=_SHIFTED)
        point.position = position + positions.length


# -------------------------------------------------------------------------------- folder and names


def name_files(project: Project, dialect: Dialect, changes: Changes) -> None:
    """Put the files into the program's folder, each called by a GUID, and the paths with them."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node, field, path in paths_in(project):
        if SourcePath.parse(path).is_external:
            continue
        member = project.files.find(path)
        if member is None:
            setattr(node, field, _with_scheme(path))
            continue
        if member not in names:
            names[member] = _named(member, node, field, dialect, taken)
            taken.add(names[member].casefold())
            if not is_guid(PurePosixPath(member).stem):
                changes.tell("name of a file", node, field, why=_BY_GUID, evidence=_STANDARD)
        setattr(node, field, f"internal://{PurePosixPath(names[member]).name}")
    project.files.close()
    project.files = _renamed(project.files, names, dialect.folder)


def paths_in(project: Project) -> Iterator[tuple[Node, str, str]]:
    """Every path in a project, with the element and the field that holds it."""
    for node, _ in walk(project):
        for field in ("path", "plain_text_path", "rich_text_path"):
            path = getattr(node, field, None)
            if path:
                yield node, field, path


def _with_scheme(path: str) -> str:
    parsed = SourcePath.parse(path)
    return path if parsed.scheme else f"internal://{parsed.name}"


def _named(member: str, node: Any, field: str, dialect: Dialect, taken: set[str]) -> str:
    """The name that a file gets: the GUID that it has, or that of what refers to it first."""
    path = PurePosixPath(member)
    own = path.stem if is_guid(path.stem) else (node.guid or "")
    stem = spelt(own, dialect.guids).strip().strip("{}")
    name = f"{dialect.folder}/{stem}{path.suffix}"
    if not stem or name.casefold() in taken:
        stem = spelt(make_guid(guid_key(node.guid or ""), field, member), dialect.guids)
        name = f"{dialect.folder}/{stem}{path.suffix}"
    return name


def _renamed(files: Files, names: dict[str, str], folder: str) -> Files:
    """The same members under other names; the project is called as the standard has it.

    Of several members with one name only the first goes along, which is the one that is read.
    """
    new = Files(files.path, files.limits)
    new.beside = files.beside
    taken = set(names.values())
    for name, member in files.names.items():
        if files.main is not None and member is files.main:
            new.main = _called(files.main, PROJECT_NAME)
            new.names[PROJECT_NAME] = new.main
            continue
        to = names.get(name) or _free(_in_folder(name, folder), taken)
        taken.add(to)
        new.names[to] = _called(member, to) if isinstance(member, zipfile.ZipInfo) else member
    return new


def _called(member: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    """A member of the old zip under a new name; where its bytes are, it still knows."""
    new = copy.copy(member)
    new.filename = name
    return new


def _in_folder(name: str, folder: str) -> str:
    """The name of a file that nothing refers to."""
    first, slash, rest = name.partition("/")
    return f"{folder}/{rest}" if slash and first.casefold() == SOURCES else name


def _free(name: str, taken: set[str]) -> str:
    path, number = PurePosixPath(name), 2
    while name in taken:
        name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        number += 1
    return name


__all__ = ["has_no_xml", "name_files", "paths_in", "place", "texts_in", "write_texts"]
