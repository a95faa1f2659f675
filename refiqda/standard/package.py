"""The container: a ``.qdpx`` zip, or a bare ``.qde`` or ``.qdc``; its members, and atomic saving.

Knows nothing of codes or codings. Section 5.3 of the standard asks for ``project.qde`` and a folder
``sources``; programs write other names (ATLAS.ti 26 ``<project>.qde``, NVivo for Windows
``Sources/``), so names are found whatever their case and kept as they are.
"""

from __future__ import annotations

import io
import os
import warnings
import weakref
import zipfile
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from refiqda.errors import CannotWrite, LimitExceeded, NotRefiQda, RefiQdaError
from refiqda.standard.disk import reading as reading
from refiqda.standard.disk import replacing as replacing
from refiqda.standard.limits import DEFAULT, Limits, guarded
from refiqda.standard.members import (
    DAMAGE,
    is_safe,
    name_of,
    refuse_link,
    refuse_packing,
    refuse_unsafe,
)

CHUNK = 1 << 16
SOURCES = "sources"
PROJECT_NAME = "project.qde"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: for packages whose project has no date."""

Date = tuple[int, int, int, int, int, int]


class SourcePath(NamedTuple):
    """Where a source says its file is: ``internal://name``, ``relative://...`` or ``absolute://``."""

    scheme: str
    """``internal``, ``relative`` or ``absolute``; empty for a bare name, as qc 1.3 writes."""
    name: str

    @classmethod
    def parse(cls, text: str) -> SourcePath:
        """Split the scheme off."""
        scheme, found, name = text.partition("://")
        if found and scheme.lower() in ("internal", "relative", "absolute"):
            return cls(scheme.lower(), name)
        return cls("", text)

    @property
    def is_external(self) -> bool:
        """Whether the file is outside the package."""
        return self.scheme in ("relative", "absolute")


Member = zipfile.ZipInfo | bytes | Path
"""Where the bytes of a member are: in the zip, in memory, or in a file beside a bare ``.qde``."""


class Files(MutableMapping[str, bytes]):
    """The members of a package beside the project itself, by name.

    Reading a member unpacks it; assigning bytes adds or replaces one when the project is saved.
    A bare ``.qde`` may have its folder of sources beside it: a file there is a member as soon as
    a source refers to it.
    """

    def __init__(self, path: Path | None = None, limits: Limits = DEFAULT) -> None:
        self.path = path
        self.limits = limits
        self._archive: zipfile.ZipFile | None = None
        self.main: zipfile.ZipInfo | None = None
        self.beside: Path | None = None
        """The folder of sources beside a bare ``.qde``."""
        self.names: dict[str, Member] = {}
        self.repeated: list[zipfile.ZipInfo] = []
        """Members whose name an earlier one has: kept, though no program can reach them."""
        self._folded: dict[str, str] = {}
        self._let_go: Callable[[], object] = lambda: None

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a member."""
        return b"".join(self.pieces(name, self.limits.text))

    def __setitem__(self, name: str, data: bytes) -> None:
        """Add or replace a member."""
        refuse_unsafe(name)
        self.names[name] = bytes(data)
        self._folded.clear()

    def __delitem__(self, name: str) -> None:
        """Leave a member out when the project is saved."""
        del self.names[name]
        self._folded.clear()

    def __iter__(self) -> Iterator[str]:
        """Names, in the order of the package."""
        return iter(self.names)

    def __len__(self) -> int:
        """How many members there are."""
        return len(self.names)

    def copy(self) -> Files:
        """The same members; what is added to the copy is not added here."""
        new = Files(self.path, self.limits)
        new.main, new.beside = self.main, self.beside
        new.names, new.repeated = dict(self.names), list(self.repeated)
        return new

    def find(self, source_path: str) -> str | None:
        """The member that a source's path means, whatever the case of folder and name."""
        path = SourcePath.parse(source_path)
        name = path.name.replace("\\", "/").lstrip("/")
        wanted = [f"{SOURCES}/{name}", name] if path.scheme in ("", "internal") else []
        if path.scheme == "relative":
            wanted = [name, f"{SOURCES}/{PurePosixPath(name).name}"]
        for candidate in wanted:
            if candidate in self.names:
                return candidate
        if not self._folded:
            for known in reversed(self.names):
                self._folded[known.casefold()] = known
        found = (self._folded.get(candidate.casefold()) for candidate in wanted)
        return next(filter(None, found), None) or self._find_beside(path, name)

    def _find_beside(self, path: SourcePath, name: str) -> str | None:
        """A file in the folder beside a bare ``.qde``, and never one outside that folder."""
        if self.beside is None or path.is_external or not is_safe(name):
            return None
        folder = os.path.realpath(self.beside)
        real = Path(os.path.realpath(self.beside / name))
        if not real.is_relative_to(folder) or not os.path.isfile(real):
            return None
        member = f"{self.beside.name}/{name}"
        self.names[member] = real
        self._folded.clear()
        return member

    def size(self, name: str) -> int:
        """How many bytes a member has, unpacked."""
        member = self.names[name]
        if isinstance(member, bytes):
            return len(member)
        return member.stat().st_size if isinstance(member, Path) else member.file_size

    def pieces(self, name: str, size: int | None = None) -> Iterator[bytes]:
        """A member piece by piece: media may be as large as a disk holds, unless ``size`` says."""
        member = self.names[name]
        if isinstance(member, bytes):
            yield member
        elif isinstance(member, Path):
            with reading(member) as stream:
                whole = member.stat().st_size if size is None else size
                yield from guarded(iter(lambda: stream.read(CHUNK), b""), name, whole)
        else:
            yield from self.chunks(member, member.file_size if size is None else size)

    def chunks(self, member: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
        """A member of the zip, piece by piece."""
        name = member.filename
        refuse_packing(member)
        try:
            assert self.archive is not None
            with self.archive.open(member) as stream:
                pieces = iter(lambda: stream.read(CHUNK), b"")
                total = 0
                for piece in guarded(pieces, name, size, self.limits.ratio, member.compress_size):
                    total += len(piece)
                    yield piece
                if total != member.file_size:
                    raise EOFError(f"it has {total:,} bytes, and says {member.file_size:,}")
        except RefiQdaError:
            raise
        except DAMAGE as error:
            raise NotRefiQda(
                f"{name} in {self._where()} is damaged ({error or 'it ends too early'}). "
                "Copy or export the file again."
            ) from None

    def _where(self) -> str:
        return self.path.name if self.path else "the package"

    @property
    def archive(self) -> zipfile.ZipFile | None:
        """The zip, opened again if it was let go of; None where there is none."""
        if self._archive is None and self.main is not None:
            assert self.path is not None
            self._archive = self.unpack(self.path)
        return self._archive

    def unpack(self, path: Path) -> zipfile.ZipFile:
        """Open a zip; it is closed with the files, or when nobody has them any more."""
        stream = io.BufferedReader(io.FileIO(path))
        self._let_go = weakref.finalize(self, stream.close)
        self._archive = zipfile.ZipFile(stream)
        for member in self._archive.infolist():
            member.filename = name_of(member)
        return self._archive

    def close(self) -> None:
        """Let go of the file, so that it can be moved or replaced; reading on opens it again."""
        if self._archive is not None:
            self._archive.close()
            self._archive = None
        self._let_go()


def sources_beside(path: Path) -> Path | None:
    """The folder of sources beside a bare ``.qde``, whatever its case; never a link elsewhere."""
    try:
        found = sorted(each for each in path.parent.iterdir() if each.name.lower() == SOURCES)
    except OSError:
        return None
    return next((each for each in found if each.is_dir() and not each.is_symlink()), None)


def open_zip(path: Path, limits: Limits) -> Files:
    """The members of a ``.qdpx``, its project found."""
    files = Files(path, limits)
    try:
        _list_members(files, files.unpack(path), path)
        files.main = _project_of(files, path)
    except RefiQdaError:
        files.close()
        raise
    except DAMAGE as error:
        files.close()
        raise NotRefiQda(
            f"{path.name} is a damaged or cut-off zip ({error}). Copy or export it again."
        ) from None
    return files


def _list_members(files: Files, archive: zipfile.ZipFile, path: Path) -> None:
    members = archive.infolist()
    limits = files.limits
    if len(members) > limits.members:
        raise LimitExceeded(
            f"{path.name} holds {len(members):,} files; the limit is {limits.members:,}. "
            "If the package is meant to be so, raise the limit for members."
        )
    if sum(member.compress_size for member in members) > path.stat().st_size:
        raise NotRefiQda(
            f"{path.name} is a damaged zip: its members take more room than it has, or overlap, "
            "as in a zip bomb. Copy or export it again."
        )
    for member in members:
        refuse_unsafe(member.filename)
        refuse_link(member)
        if member.filename in files.names:
            files.repeated.append(member)
        else:
            files.names[member.filename] = member


def _project_of(files: Files, path: Path) -> zipfile.ZipInfo:
    """The one ``.qde`` at the root: ``project.qde`` by the standard, any single one in practice."""
    names = [*files.names, *(member.filename for member in files.repeated)]
    found = [name for name in names if "/" not in name and name.lower().endswith(".qde")]
    if len(found) > 1:
        raise NotRefiQda(
            f"{path.name} holds {len(found)} projects ({', '.join(sorted(found)[:5])}), but a "
            "package has one. Remove the others."
        )
    if not found:
        inside = next((name for name in names if name.lower().endswith(".qde")), "")
        hint = f" There is one in a folder, {inside}: it has to be at the top." if inside else ""
        raise NotRefiQda(f"{path.name} is a zip, but holds no project (.qde).{hint}")
    member = files.names[found[0]]
    assert isinstance(member, zipfile.ZipInfo)
    return member


# ------------------------------------------------------------------------------------- saving


def write_zip(
    stream: IO[bytes],
    files: Files,
    write_project: Callable[[Callable[[bytes], object]], None],
    date: Date,
) -> None:
    """A ``.qdpx``: the project where it was, members in their order, new ones after them."""
    main = files.main
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        if main is None:
            _put_project(target, _entry(PROJECT_NAME, date), write_project)
        for name, member in _in_order(files):
            if main is not None and member is main:
                _put_project(target, _copy(main), write_project)
            elif isinstance(member, zipfile.ZipInfo):
                _put(target, _copy(member), files.chunks(member, member.file_size))
            else:
                _put(target, _entry(name, date, files.size(name)), files.pieces(name))
        if files.archive is not None:
            target.comment = files.archive.comment


def _in_order(files: Files) -> Iterator[tuple[str, Member]]:
    """Members in the order of the old package, repeated ones included; then the new ones."""
    written: set[str] = set()
    repeated = {member.header_offset for member in files.repeated}
    for member in files.archive.infolist() if files.archive is not None else ():
        name = member.filename
        if name in files.names and name not in written:
            yield name, files.names[name]
            written.add(name)
        elif name in files.names and member.header_offset in repeated:
            yield name, member
    for name, new in files.names.items():
        if name not in written:
            yield name, new


def _put_project(
    target: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    write_project: Callable[[Callable[[bytes], object]], None],
) -> None:
    try:
        with target.open(entry, "w") as stream:
            write_project(stream.write)
    except RecursionError:
        raise
    except RuntimeError:  # section 8.5 names this size
        raise CannotWrite(
            f"{entry.filename} would be larger than 2 GiB, which the standard does not allow. "
            "Split the project."
        ) from None


def _put(target: zipfile.ZipFile, entry: zipfile.ZipInfo, pieces: Iterator[bytes]) -> None:
    if entry.is_dir():
        target.writestr(entry, b"")
        return
    with warnings.catch_warnings():
        # A package that has a name twice keeps it twice; checking it is what tells.
        warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
        stream = target.open(entry, "w")
    with stream:
        for piece in pieces:
            stream.write(piece)


def _copy(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry with the old one's name, date, packing and rights, and nothing of its place."""
    refuse_packing(member)
    entry = zipfile.ZipInfo(member.filename, member.date_time)
    entry.compress_type = member.compress_type
    entry.file_size = member.file_size
    entry.external_attr = member.external_attr
    entry.create_system = member.create_system
    entry.comment = member.comment
    return entry


def _entry(name: str, date: Date, size: int = 0) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date)
    entry.file_size = size
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry
