"""Opening and saving: what a project and a codebook have in common as files."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO, Any, ClassVar, Self

from refiqda.errors import (
    InvalidProject,
    LimitExceeded,
    MissingText,
    NotRefiQda,
    UnreadableText,
)
from refiqda.standard.conform import Breach, breaches
from refiqda.standard.decoding import Decoded, decode
from refiqda.standard.disk import reading, replacing
from refiqda.standard.limits import Limits, Progress, counted, current, guarded, tagged
from refiqda.standard.node import Node
from refiqda.standard.package import (
    CHUNK,
    EPOCH,
    Date,
    Files,
    open_zip,
    sources_beside,
    write_zip,
)
from refiqda.standard.plan import PROJECT, Form
from refiqda.standard.prolog import BLANK_START, Prolog, read_prolog, require_form
from refiqda.standard.stream import Stream
from refiqda.standard.writer import write_document

PathLike = str | os.PathLike[str]
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_NAMESPACE = uuid.UUID("6b6b1c1e-5a0b-5d0e-9f3e-7265666971da")


def make_guid(*parts: str) -> str:
    """A GUID for what the parts name: the same parts give the same GUID, everywhere and always.

    Example:
        >>> make_guid("my study", "code", "trust")
        'b4efb35d-f56c-5a65-918f-6f35e2f6ae2f'
    """
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


@dataclass(slots=True, kw_only=True)
class Document(Node):
    """A project or a codebook, with the package that it came from."""

    form: ClassVar[Form]
    files: Files = field(default_factory=Files, repr=False, compare=False)
    """The members of the package beside the project itself."""
    prolog: Prolog = field(default_factory=Prolog, repr=False, compare=False)
    """How the XML introduced itself when it was read."""
    is_understood: bool = field(default=False, repr=False, compare=False)
    """Whether it is the neutral reading of a file, as :func:`refiqda.understood` gives it."""

    @classmethod
    def open(
        cls, path: PathLike, *, limits: Limits | None = None, progress: Progress | None = None
    ) -> Self:
        """Read a file; whatever is wrong inside is kept, and told by :func:`refiqda.check`.

        While it is read, ``progress`` is told the size of each piece of XML.

        Raises:
            NotRefiQda: if it is no such file at all, or damaged.
            LimitExceeded: if it is larger than ``limits`` allow.
        """
        return cls.read(Opened(path, limits, progress))

    @classmethod
    def read(cls, opened: Opened) -> Self:
        """Read a file that was looked at."""
        try:
            opened.require(cls.form)
            document: Self = opened.stream(cls, keep=True).whole()
        except RecursionError:
            opened.close()
            raise LimitExceeded(
                f"{opened.path.name} is nested too deep for this limit of depth. Lower it."
            ) from None
        except BaseException:
            opened.close()
            raise
        document.files, document.prolog = opened.files, opened.prolog
        if document.files.beside is not None:
            for each in paths_in(document):
                document.files.find(each)
        return document

    def save(self, path: PathLike, *, allow_invalid: bool = False) -> None:
        """Write to ``.qdpx`` or ``.qde`` (a project) or ``.qdc`` (a codebook).

        The old file stays whole until the new one is complete.

        Raises:
            InvalidProject: if the standard forbids what would be written, unless ``allow_invalid``.
            CannotWrite: if the target cannot be written.
        """
        target = Path(path)
        self._refuse_suffix(target)
        try:
            if not allow_invalid:
                self._refuse_breaches(target)
            packed = target.suffix.lower() == ".qdpx"
            with replacing(target) as stream:
                self._write(stream, packed=packed)
                self.files.close()  # Windows replaces no file that is open
            if packed and self.files.path is not None and target.samefile(self.files.path):
                self.files = open_zip(self.files.path, self.files.limits)
        except RecursionError:
            raise InvalidProject(
                f"{target.name} was not written, since something in it holds itself or is nested "
                "too deep. Look at the child codes of the codes."
            ) from None

    def _write(self, stream: IO[bytes], *, packed: bool) -> None:
        def write_project(write: Callable[[bytes], object]) -> None:
            write_document(self, self.form, write)

        if packed:
            write_zip(stream, self.files, write_project, self._date())
        else:
            write_project(stream.write)

    def breaches(self) -> Iterator[Breach]:
        """Every way in which the schema forbids the document."""
        return breaches(self, self.form)

    def digest(self) -> str:
        """SHA-256 over the names and bytes of all members, sorted: the same on every machine.

        What is digested is the document as refiqda writes it, and every other member as it is.
        """
        whole = hashlib.sha256()
        for name in sorted([*self._others(), "\0"]):
            content = hashlib.sha256()
            if name == "\0":
                write_document(self, self.form, content.update)
            else:
                for piece in self.files.pieces(name):
                    content.update(piece)
            whole.update(f"{name}\0{content.hexdigest()}\n".encode())
        return whole.hexdigest()

    def text_of(self, source: Any) -> str:
        """The plain text of a source, note or transcript, wherever it is held, as Python reads it.

        That is without a byte order mark, and every line ends in LF. Of a PDF it is the text
        beside it, of a picture its description.

        Raises:
            MissingText: if there is none, or it is no text.
        """
        return self.decoded_of(source).plain

    def decoded_of(self, source: Any) -> Decoded:
        """The same text with its line ends, and in which encoding it was found.

        Raises:
            MissingText: if there is none, or it is no text.
        """
        holder = text_holder(source)
        content = getattr(holder, "content", None)
        if content is not None:
            return Decoded(str(content), "UTF-8", bom=False)
        path = getattr(holder, "plain_text_path", None)
        if not path:
            raise MissingText(f"{_called(source)} has no plain text in the project.")
        name = self.files.find(path)
        if name is None:
            raise MissingText(
                f"{_called(source)} has its text in {path!r}, which is not in the package."
            )
        decoded = decode(self.files[name])
        if decoded is None:
            raise UnreadableText(
                f"{name} is no text in UTF-8 or another encoding that can be told. Save it as "
                "UTF-8 and put it back."
            )
        return decoded

    def _others(self) -> Iterator[str]:
        main = self.files.main
        return (name for name in self.files if main is None or name != main.filename)

    def _date(self) -> Date:
        """The date for new members of the zip: the project's own, never today's."""
        for stamp in (getattr(self, "modified", None), getattr(self, "created", None)):
            digits = (stamp or "")[:19].replace("T", "-").replace(":", "-").split("-")
            if len(digits) == 6 and all(part.isdecimal() for part in digits):
                year, month, day, hour, minute, second = (int(part) for part in digits)
                if 1980 <= year <= 2107:
                    return year, month, day, hour, minute, second
        return EPOCH

    def _refuse_suffix(self, target: Path) -> None:
        allowed = (".qdpx", ".qde") if self.form is PROJECT else (".qdc",)
        if target.suffix.lower() not in allowed:
            raise InvalidProject(
                f"A {self.form.name} is saved as {' or '.join(allowed)}, not as "
                f"{target.suffix or 'a name without ending'!r}: rename {target.name}, or convert."
            )

    def _refuse_breaches(self, target: Path) -> None:
        first = next(self.breaches(), None)
        if first is not None:
            raise InvalidProject(
                f"{target.name} was not written, since the standard forbids it: {first.message} "
                f"({first.path}). refiqda check lists all of it; it is written all the same with "
                "allow_invalid, on the command line --allow-invalid."
            )


_PATHS = ("path", "plain_text_path", "rich_text_path")


def paths_in(document: Node) -> Iterator[str]:
    """What sources, notes and transcripts say of where their files are."""
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        for each in fields(node):
            value = getattr(node, each.name)
            if each.name in _PATHS and value:
                yield value
            elif isinstance(value, Node):
                waiting.append(value)
            elif isinstance(value, list) and value and isinstance(value[0], Node):
                waiting.extend(value)


def text_holder(source: Any) -> Any:
    """What holds the text of a source: its representation or description, or the source itself."""
    inner = getattr(source, "text", None)
    return source if inner is None else inner


def _called(source: Any) -> str:
    name = getattr(source, "name", None)
    return f"{type(source).__name__} {name!r}" if name else type(source).__name__


class Opened:
    """A file found to be REFI-QDA, not read yet."""

    def __init__(
        self, path: PathLike, limits: Limits | None = None, progress: Progress | None = None
    ) -> None:
        self.path = Path(path)
        self.limits = limits or current()
        self.progress = progress
        self.files = self._container()
        try:
            self.prolog, self._read = read_prolog(
                _chunks(self.files, self.path), self.name, self.limits.prolog
            )
            self.form = require_form(self.prolog, self.name)
        except BaseException:
            self.files.close()
            raise
        if self.files.main is None and self.form is PROJECT:
            self.files.beside = sources_beside(self.path)

    @property
    def name(self) -> str:
        """The file as messages call it."""
        main = self.files.main
        return f"{main.filename} in {self.path.name}" if main else self.path.name

    def require(self, form: Form) -> None:
        """Refuse the other kind of document."""
        if self.form is not form:
            is_book = self.form is not PROJECT
            kind = "a codebook, not a project" if is_book else "a project, not a codebook"
            hint = "refiqda convert puts one around the other, or takes one out"
            self.close()
            raise NotRefiQda(f"{self.path.name} is {kind}: {hint}.")

    def close(self) -> None:
        """Let go of the file."""
        self._read = iter(())
        self.files.close()

    def stream(self, cls: type[Any], *, keep: bool) -> Stream:
        """Read it, once."""
        sized = guarded(self._read, self.name, self.limits.xml)
        checked = counted(tagged(sized, self.name, self.limits), self.progress)
        return Stream(checked, self.name, cls, self.form, self.limits.depth, keep=keep)

    def xml(self) -> Iterator[bytes]:
        """The XML again, from its beginning."""
        return _chunks(self.files, self.path)

    def _container(self) -> Files:
        with reading(self.path) as stream:
            start = stream.read(16)
        if start[:4] in _ZIP_MAGIC:
            return open_zip(self.path, self.limits)
        is_xml = start.lstrip(BLANK_START)[:1] in (b"", b"<")
        if self.path.suffix.lower() == ".qdpx" and not is_xml:
            raise NotRefiQda(
                f"{self.path.name} is not a zip, as a .qdpx has to be. Copy or export it again."
            )
        return Files(self.path, self.limits)


def _chunks(files: Files, path: Path) -> Iterator[bytes]:
    """The XML of a project or codebook. It does not know who reads it, so it goes when they go."""
    if files.main is not None:
        yield from files.chunks(files.main, files.limits.xml)
        return
    with reading(path) as stream:
        yield from iter(lambda: stream.read(CHUNK), b"")
