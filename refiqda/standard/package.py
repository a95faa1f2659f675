"""The container: a ``.qdpx`` zip, or a bare ``.qde`` or ``.qdc``; its members, and atomic saving.

Knows nothing of codes or codings. Section 5.3 of the standard asks for ``project.qde`` and a folder
``sources``; programs write other names (ATLAS.ti 26 ``<project>.qde``, NVivo for Windows
``Sources/``), so names are found whatever their case and kept as they are.
"""

from __future__ import annotations

import os
import secrets
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from refiqda.errors import CannotWrite, LimitExceeded, MissingText, NotRefiQda
from refiqda.standard.limits import DEFAULT, Limits, guarded

CHUNK = 1 << 18
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


class Files(MutableMapping[str, bytes]):
    """The members of a package beside the project itself, by name.

    Reading a member unpacks it; assigning bytes adds or replaces one when the project is saved.
    """

    def __init__(self, path: Path | None = None, limits: Limits = DEFAULT) -> None:
        self.path = path
        self.limits = limits
        self.archive: zipfile.ZipFile | None = None
        self.main: zipfile.ZipInfo | None = None
        self.names: dict[str, zipfile.ZipInfo | bytes] = {}
        self.repeated: list[zipfile.ZipInfo] = []
        """Members whose name an earlier one has: kept, though no program can reach them."""

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a member."""
        member = self.names[name]
        if isinstance(member, bytes):
            return member
        return b"".join(self.chunks(member, self.limits.text))

    def __setitem__(self, name: str, data: bytes) -> None:
        """Add or replace a member."""
        refuse_unsafe(name)
        self.names[name] = bytes(data)

    def __delitem__(self, name: str) -> None:
        """Leave a member out when the project is saved."""
        del self.names[name]

    def __iter__(self) -> Iterator[str]:
        """Names, in the order of the package."""
        return iter(self.names)

    def __len__(self) -> int:
        """How many members there are."""
        return len(self.names)

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
        folded = {candidate.casefold() for candidate in wanted}
        return next((name for name in self.names if name.casefold() in folded), None)

    def size(self, name: str) -> int:
        """How many bytes a member has, unpacked."""
        member = self.names[name]
        return len(member) if isinstance(member, bytes) else member.file_size

    def chunks(self, member: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
        """A member of the zip, piece by piece."""
        name = member.filename
        if member.flag_bits & 0x1:
            raise NotRefiQda(f"{name} is encrypted. Export the project without a password.")
        try:
            assert self.archive is not None
            with self.archive.open(member) as stream:
                pieces = iter(lambda: stream.read(CHUNK), b"")
                yield from guarded(pieces, name, size, self.limits.ratio, member.compress_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise NotRefiQda(
                f"{name} in {self._where()} is damaged ({error or 'it ends too early'}). "
                "Copy or export the file again."
            ) from None

    def _where(self) -> str:
        return self.path.name if self.path else "the package"

    def close(self) -> None:
        """Let go of the file."""
        if self.archive is not None:
            self.archive.close()
            self.archive = None


def refuse_unsafe(name: str) -> None:
    """Refuse a member name that could leave the folder it is unpacked to."""
    parts = name.replace("\\", "/").split("/")
    drive = len(parts[0]) > 1 and parts[0][1] == ":"
    if ".." in parts or name.startswith(("/", "\\")) or drive or "\0" in name or not name:
        raise NotRefiQda(
            f"The package holds a member named {name!r}, which points outside of it. "
            "Do not unpack it; ask whoever made it."
        )


def open_zip(path: Path, limits: Limits) -> Files:
    """The members of a ``.qdpx``, its project found."""
    files = Files(path, limits)
    try:
        files.archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise NotRefiQda(
            f"{path.name} is a damaged or cut-off zip ({error}). Copy or export it again."
        ) from None
    members = files.archive.infolist()
    if len(members) > limits.members:
        raise LimitExceeded(
            f"{path.name} holds {len(members):,} files; the limit is {limits.members:,}. "
            "If the package is meant to be so, raise the limit for members."
        )
    for member in members:
        refuse_unsafe(member.filename)
        _refuse_link(member)
        if member.filename in files.names:
            files.repeated.append(member)
        else:
            files.names[member.filename] = member
    files.main = _project_of(files, path)
    return files


def _refuse_link(member: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(member.external_attr >> 16):
        raise NotRefiQda(
            f"The package holds a link named {member.filename!r} in place of a file. "
            "Ask whoever made it for one without links."
        )


def _project_of(files: Files, path: Path) -> zipfile.ZipInfo:
    """The one ``.qde`` at the root: ``project.qde`` by the standard, any single one in practice."""
    found = [name for name in files.names if "/" not in name and name.lower().endswith(".qde")]
    if len(found) > 1:
        raise NotRefiQda(
            f"{path.name} holds {len(found)} projects ({', '.join(sorted(found))}), but a package "
            "has one. Remove the others."
        )
    if not found:
        inside = next((name for name in files.names if name.lower().endswith(".qde")), "")
        hint = f" There is one in a folder, {inside}: it has to be at the top." if inside else ""
        raise NotRefiQda(f"{path.name} is a zip, but holds no project (.qde).{hint}")
    member = files.names[found[0]]
    assert isinstance(member, zipfile.ZipInfo)
    return member


# ------------------------------------------------------------------------------------- saving


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place at the end, or goes without a trace."""
    path = Path(os.path.realpath(path))
    if path.is_dir():
        raise CannotWrite(f"{path.name} is a folder. Name a file to write to.")
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(temporary, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            os.chmod(temporary, stat.S_IMODE(path.stat().st_mode))
        os.replace(temporary, path)
    except OSError as error:
        if isinstance(error, CannotWrite):
            raise
        reason = error.strerror or str(error)
        raise CannotWrite(
            f"{path.name} could not be written: {reason}. Nothing was changed; "
            "choose another place or make room."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


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
        for member in [*files.names.items(), *((old.filename, old) for old in files.repeated)]:
            name, content = member
            if main is not None and content is main:
                _put_project(target, _copy(main), write_project)
            elif isinstance(content, bytes):
                target.writestr(_entry(name, date), content)
            else:
                _put_copy(target, files, content)
        if files.archive is not None:
            target.comment = files.archive.comment


def _put_project(
    target: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    write_project: Callable[[Callable[[bytes], object]], None],
) -> None:
    with target.open(entry, "w", force_zip64=True) as stream:
        write_project(stream.write)


def _put_copy(target: zipfile.ZipFile, files: Files, member: zipfile.ZipInfo) -> None:
    entry = _copy(member)
    if member.is_dir():
        target.writestr(entry, b"")
        return
    with target.open(entry, "w", force_zip64=member.file_size >= zipfile.ZIP64_LIMIT) as stream:
        # Media may be as large as a disk holds; only their packing is looked at.
        for piece in files.chunks(member, member.file_size):
            stream.write(piece)


def _copy(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry with the old one's name, date, packing and rights, and nothing of its place."""
    entry = zipfile.ZipInfo(member.filename, member.date_time)
    packed = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    entry.compress_type = member.compress_type if packed else zipfile.ZIP_DEFLATED
    entry.external_attr = member.external_attr
    entry.create_system = member.create_system
    entry.comment = member.comment
    return entry


def _entry(name: str, date: Date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    return entry


def read_text(data: bytes, name: str) -> str:
    """UTF-8 text without its byte order mark; line ends as they are (section 9.1.2)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MissingText(
            f"{name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and put it back."
        ) from None
