"""Codebooks as JSON or YAML, for version control: nothing is lost, and a diff reads well.

Both hold the same keys, the name of everything first. What is empty or usual is left out::

    origin: refiqda 0.1
    codes:
    - name: people
      guid: 5c9e2b0e-7f0a-4f6c-9a3b-0f6a5b1d2c3e
      color: "#ff0000"
      description: Whoever is spoken of.
      codable: false
      codes:
      - name: friends
        guid: ...
    sets:
    - name: about others
      guid: ...
      description: ...
      members:
      - code: people > friends
        guid: ...

A description may also be a list of its lines, as JSON is written. Of a member, ``guid`` counts and
``code`` is for people; where a person leaves out the GUID, the path has to fit one code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.data import json_form, yaml_form
from refiqda.formats.codebooks.data.gathering import book_of
from refiqda.formats.codebooks.data.json_form import Pair
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.decoding import GUESSED, decode
from refiqda.standard.disk import reading as opened
from refiqda.standard.disk import replacing
from refiqda.standard.index import guid_key
from refiqda.standard.limits import Limits, guarded
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.standard.package import CHUNK
from refiqda.standard.stream import without_collecting
from refiqda.tools.changes import Changes

_WORDS = {"guid": "GUID", "color": "colour"}
_PIECES = 4096
"""Pieces of a file that are written at once."""


class _Lines(Protocol):
    """Writes the lines of a codebook as it is gone through; each answer is the next piece."""

    def top(self, pairs: list[Pair]) -> str: ...
    def open(self, key: str) -> str: ...
    def item(self, pairs: list[Pair]) -> str: ...
    def end_item(self) -> str: ...
    def close(self) -> str: ...
    def bottom(self) -> str: ...


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


# ------------------------------------------------------------------------------------ writing


def write_data(book: CodeBook, path: Path, changes: Changes | None = None) -> None:
    """Write a codebook as JSON or YAML, by the ending of the file.

    Characters that XML has none of become U+FFFD, which ``changes`` are told.

    Raises:
        CannotWrite: if the target cannot be written.
    """
    lines: _Lines = json_form.JsonLines() if _is_json(path) else yaml_form.YamlLines()
    with replacing(path) as stream:
        pieces: list[str] = []
        for piece in _Written(book, changes).pieces(lines):
            pieces.append(piece)
            if len(pieces) >= _PIECES:
                stream.write("".join(pieces).encode("utf-8"))
                pieces.clear()
        stream.write("".join(pieces).encode("utf-8"))


class _Written:
    """What the lines of a codebook say."""

    def __init__(self, book: CodeBook, changes: Changes | None) -> None:
        self.book = book
        self.changes = changes

    def pieces(self, lines: _Lines) -> Iterator[str]:
        book = self.book
        yield lines.top(self._pairs(book, "the codebook", ("origin",)))
        if book.codes:
            yield from self._codes(lines)
        if book.sets:
            yield from self._sets(lines)
        yield lines.bottom()

    def _codes(self, lines: _Lines) -> Iterator[str]:
        yield lines.open("codes")
        waiting = [iter(self.book.codes)]
        while waiting:
            code = next(waiting[-1], None)
            if code is None:
                waiting.pop()
                yield lines.close()
                if waiting:
                    yield lines.end_item()
                continue
            yield lines.item(self._code(code))
            if code.codes:
                yield lines.open("codes")
                waiting.append(iter(code.codes))
            else:
                yield lines.end_item()

    def _code(self, code: Code) -> list[Pair]:
        pairs = self._pairs(code, "a code", ("name", "guid", "color", "description"))
        if code.is_codable is not True:
            pairs.append(("codable", code.is_codable))
        return pairs

    def _sets(self, lines: _Lines) -> Iterator[str]:
        paths: dict[str, str] = {}
        wanted = {guid_key(guid) for each in self.book.sets for guid in each.codes}
        for here in placed_codes(self.book) if wanted else ():
            key = guid_key(here.code.guid or "")
            if key in wanted:
                paths.setdefault(key, here.path)
        yield lines.open("sets")
        for each in self.book.sets:
            yield lines.item(self._pairs(each, "a set", ("name", "guid", "description")))
            if each.codes:
                yield lines.open("members")
                for member in each.codes:
                    yield lines.item(self._member(each, member, paths))
                    yield lines.end_item()
                yield lines.close()
            yield lines.end_item()
        yield lines.close()

    def _member(self, held: Set, guid: str, paths: dict[str, str]) -> list[Pair]:
        path = paths.get(guid_key(guid))
        pairs: list[Pair] = [] if path is None else [("code", cleaned(path) or path)]
        return [*pairs, ("guid", self._text(held, guid, "GUID of a member of a set", "codes"))]

    def _pairs(
        self, node: Code | Set | CodeBook, whose: str, fields: tuple[str, ...]
    ) -> list[Pair]:
        """The texts of a node by their keys; empty ones are left out, but for the name."""
        pairs: list[Pair] = []
        for field in fields:
            text = getattr(node, field)
            if text:
                pairs.append(
                    (field, self._text(node, text, f"{_WORDS.get(field, field)} of {whose}", field))
                )
            elif field == "name":
                pairs.append((field, text))
        return pairs

    def _text(self, node: Code | Set | CodeBook, text: str, what: str, field: str) -> str:
        marked = cleaned(text)
        if marked is None:
            return text
        if self.changes is not None:
            why = "it has a character that XML, and so a codebook, cannot hold: U+FFFD stands there"
            self.changes.tell(f"character in the {what}", node, field, why=why)
        return marked


# ------------------------------------------------------------------------------------ reading


def read_data(path: Path, limits: Limits | None = None) -> tuple[CodeBook, Reading]:
    """The codebook in a file of JSON or YAML, and what of the file it has no place for.

    Raises:
        NotACodebook: if there is none in it: what is wrong, and in which line.
        LimitExceeded: if it is larger or deeper than the limits allow.
        MissingExtra: if it is YAML, and PyYAML is not installed.
    """
    reading = Reading(path.name, limits)
    text = _text_of(path, reading)
    with without_collecting():
        parse = json_form.parse if _is_json(path) else yaml_form.parse
        book = book_of(parse(text, reading), reading)
    return book, reading


def _text_of(path: Path, reading: Reading) -> str:
    with opened(path) as stream:
        chunks = iter(lambda: stream.read(CHUNK), b"")
        data = b"".join(guarded(chunks, path.name, reading.limits.xml))
    decoded = decode(data)
    if decoded is None:
        raise NotACodebook(f"{path.name} is no text in UTF-8. Save it as UTF-8.")
    if not decoded.text.strip():
        raise NotACodebook(f"{path.name} is empty. Look at the file.")
    if decoded.encoding == GUESSED:
        reading.remarks.append(
            f"{path.name} is not in UTF-8 and was read as {GUESSED}, which is a guess: look at "
            "letters with accents."
        )
    return decoded.text
