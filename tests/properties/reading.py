"""Documents to bytes and back without files, and what the schemas say of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree
from properties.canonical import canonical, parse
from where import SHARED

from refiqda import CodeBook, NotRefiQda, Project
from refiqda.standard.limits import DEFAULT
from refiqda.standard.plan import CODEBOOK, PROJECT, Form
from refiqda.standard.prolog import read_prolog, require_form
from refiqda.standard.stream import Stream
from refiqda.standard.writer import write_document
from refiqda.standard.xsd import schema_text

OFFICIAL = {PROJECT: "Project.xsd", CODEBOOK: "Codebook.xsd"}
CLASSES = {PROJECT: Project, CODEBOOK: CodeBook}
AT_ONCE = 1 << 18


@cache
def official(form: Form) -> etree.XMLSchema:
    """The official schema, or the printed one where the shared folder is missing."""
    path = SHARED / "standard" / OFFICIAL[form]
    return etree.XMLSchema(etree.parse(path)) if path.exists() else printed(form)


@cache
def printed(form: Form) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema_text(form).encode()))


def read(data: bytes, form: Form, size: int = AT_ONCE) -> Any:
    """A document out of bytes that come ``size`` at a time; None if it is none of this form."""
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    try:
        prolog, chunks = read_prolog(pieces, "test")
        if require_form(prolog, "test") is not form:
            return None
        return Stream(chunks, "test", CLASSES[form], form, DEFAULT.depth, keep=True).whole()
    except NotRefiQda:
        return None


def write(document: Any, form: Form) -> bytes:
    pieces: list[bytes] = []
    write_document(document, form, pieces.append)
    return b"".join(pieces)


def agree(data: bytes, form: Form, size: int = AT_ONCE) -> None:
    """refiqda and both schemas give the same verdict, and nothing is lost on the way through."""
    root = parse(data)
    valid = official(form).validate(root)
    assert printed(form).validate(root) == valid
    document = read(data, form, size)
    if document is None:
        assert not valid
        return
    breaches = list(document.breaches())
    assert bool(breaches) == (not valid), (breaches, official(form).error_log.last_error)
    assert canonical(write(document, form)) == canonical(data)
