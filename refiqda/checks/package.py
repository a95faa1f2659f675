"""P: the zip and its members."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Iterator

from refiqda.checks.catalogue import package as rules
from refiqda.checks.catalogue import vendors
from refiqda.checks.found import Found, on
from refiqda.checks.paths import located
from refiqda.checks.survey import Survey
from refiqda.errors import RefiQdaError
from refiqda.standard.model import Media
from refiqda.standard.package import PROJECT_NAME, SOURCES, Files

LARGEST = 2_147_483_647
"""The most bytes that a file in a package may have (section 8.5)."""
_UTF8 = ("", "utf-8", "utf8", "us-ascii", "ascii")
_KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def package(survey: Survey) -> Iterator[Found]:
    """The names and sizes of members, and whether they are wanted."""
    files = survey.document.files
    main = files.main.filename if files.main else ""
    if main and main != PROJECT_NAME:
        yield on(rules.PROJECT_NAME, main, name=main)
    yield from _folders(files)
    for member in files.repeated:
        yield on(rules.REPEATED, member.filename, path=member.filename)
    wanted = _wanted(survey)
    for name in files:
        if name == main or name.endswith("/"):
            continue
        yield from _member(files, name)
        if name in wanted:
            continue
        empty_mark = name.rpartition("/")[2] == ".root" and files.size(name) == 0
        yield on(vendors.PLACEHOLDER if empty_mark else rules.UNREFERENCED, name, path=name)


def _folders(files: Files) -> Iterator[Found]:
    folders = {name.partition("/")[0]: None for name in files if "/" in name}
    for folder in folders:
        if folder != SOURCES and folder.casefold() == SOURCES:
            yield on(rules.FOLDER_CASE, f"{folder}/", folder=folder)


def _wanted(survey: Survey) -> set[str | None]:
    find = survey.document.files.find
    paths = {place.text for place in located(survey)}
    paths |= {media.current_path for media in survey.of(Media) if media.current_path}
    return {find(path) for path in paths}


def _member(files: Files, name: str) -> Iterator[Found]:
    size = files.size(name)
    if size > LARGEST:
        yield on(rules.TOO_LARGE, name, path=name, size=size)
    member = files.names[name]
    if isinstance(member, zipfile.ZipInfo):
        reason = ""
        if member.flag_bits & 0x1:
            reason = "it is encrypted."
        elif member.compress_type not in _KNOWN_PACKING:
            reason = f"it is packed in an unusual way (method {member.compress_type})."
        if reason:
            yield on(rules.DAMAGED, name, path=name, reason=reason)


def encoding(survey: Survey) -> Iterator[Found]:
    """How the XML is written."""
    root = f"/{survey.form.root}"
    declared = survey.document.prolog.encoding
    start = _start(survey.document.files)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield on(rules.ENCODING, root, encoding="UTF-16")
    elif declared.lower() not in _UTF8:
        yield on(rules.ENCODING, root, encoding=declared)
    elif start.startswith(codecs.BOM_UTF8):
        yield on(vendors.BYTE_ORDER_MARK, root)


def _start(files: Files) -> bytes:
    """The first bytes of the XML as the file has them; none where the file is gone."""
    try:
        if files.main is not None and files.archive is not None:
            return next(files.chunks(files.main, files.limits.xml), b"")
        if files.main is None and files.path is not None:
            with open(files.path, "rb") as stream:
                return stream.read(4)
    except (OSError, RefiQdaError):
        pass  # then nothing can be said about them
    return b""
