"""Small packages for tests: one project with one source, and what is packed with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from properties.reading import write

from refiqda.standard.model import Project, TextSource

GUID = "00000000-0000-0000-0000-000000000000"
TEXT = "Grüße \U0001f600\r\nzwei\n"
PLAIN = TEXT.replace("\r\n", "\n")
"""The same as Python reads it."""


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
