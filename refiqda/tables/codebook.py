"""The frames of codes, sets and users."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from refiqda.standard.index import PATH_SEPARATOR, guid_key
from refiqda.standard.model import Code, CodeBook, Project
from refiqda.tables.declared import CODES, SETS, USERS
from refiqda.tables.reading import DocumentOrPath, ProjectOrPath, neutral_of, project_of


def codes(document: DocumentOrPath) -> pd.DataFrame:
    """One row for each code of a project or a codebook.

    Columns: :data:`refiqda.tables.declared.CODES`.
    """
    with neutral_of(document) as opened:
        return CODES.from_rows(_codes(opened.codes, None, ()))


def _codes(several: Iterable[Code], parent: Code | None, above: tuple[str, ...]) -> Iterator[Any]:
    for code in several:
        steps = (*above, code.name or "")
        yield (
            code.name,
            code.guid,
            PATH_SEPARATOR.join(steps),
            len(steps),
            parent.name if parent else None,
            parent.guid if parent else None,
            code.is_codable,
            code.color,
            code.description,
            len(code.codes),
        )
        yield from _codes(code.codes, code, steps)


def sets(document: DocumentOrPath) -> pd.DataFrame:
    """One row for each member of each set of a project or a codebook.

    Columns: :data:`refiqda.tables.declared.SETS`.
    """
    with neutral_of(document) as opened:
        return SETS.from_rows(_members(opened))


def _members(document: Project | CodeBook) -> Iterator[Any]:
    known = _gathered(document)
    for one in document.sets:
        own = (one.name, one.guid, one.description)
        members = [("code", guid) for guid in one.codes]
        members += [("source", guid) for guid in one.sources]
        members += [("note", guid) for guid in one.notes]
        for kind, guid in members:
            node = known.get((kind, guid_key(guid)))
            yield (*own, kind, *((node.name, node.guid) if node else (None, guid)))
        if not members:
            yield (*own, None, None, None)


def _gathered(document: Project | CodeBook) -> dict[tuple[str, str], Any]:
    """What sets gather, by kind and GUID; codes at every level."""
    known: dict[tuple[str, str], Any] = {}

    def add(kind: str, nodes: Iterable[Any]) -> None:
        for node in nodes:
            known.setdefault((kind, guid_key(node.guid or "")), node)
            add(kind, getattr(node, "codes", ()) if kind == "code" else ())

    add("code", document.codes)
    if isinstance(document, Project):
        add("source", document.sources)
        add("note", document.notes)
    return known


def users(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each user of a project.

    Columns: :data:`refiqda.tables.declared.USERS`.
    """
    with project_of(project) as opened:
        return USERS.from_rows((user.name, user.guid, user.id) for user in opened.users)
