"""What is in a file, counted: the ``info`` command, and the first thing to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from refiqda.standard.conform import ALWAYS_ALLOWED
from refiqda.standard.index import all_codings, walk
from refiqda.standard.limits import Progress
from refiqda.standard.model import Code, CodeBook, Project
from refiqda.standard.node import Extra, Node
from refiqda.tables.materials import selections_of
from refiqda.tables.names import SOURCE_KINDS
from refiqda.tables.people import one_line
from refiqda.tables.places import SELECTION_KINDS
from refiqda.tables.reading import DocumentOrPath, document_of

Facts = dict[str, Any]


def overview(document: DocumentOrPath, progress: Progress | None = None) -> dict[str, Facts]:
    """What a project or a codebook says of itself, and how many there are of everything.

    A dictionary of dictionaries: ``document``, ``counts``, ``sources`` and ``selections`` by kind,
    and ``package``. The digest is that of :meth:`refiqda.Project.digest`.
    """
    with document_of(document, progress) as opened:
        facts = {"document": _document(opened), "counts": _counts(opened)}
        if isinstance(opened, Project):
            facts["sources"] = _by_kind(opened.sources, SOURCE_KINDS)
            marked = [
                selection
                for source in (*opened.sources, *opened.notes)
                for _, selection in selections_of(source)
            ]
            facts["selections"] = _by_kind(marked, SELECTION_KINDS)
        facts["package"] = _package(opened)
        return facts


def _document(document: Project | CodeBook) -> Facts:
    prolog = document.prolog
    path = document.files.path
    said: Facts = {
        "file": path.name if path else None,
        "form": document.form.name,
        "tool": document.origin,
        "name": None,
        "encoding": prolog.encoding or None,
        "namespace": prolog.namespace or None,
    }
    if isinstance(document, Project):
        said["name"] = document.name
        said["created"] = document.created
        said["modified"] = document.modified
        said["base path"] = document.base_path
    else:
        del said["name"]
    return said


def _counts(document: Project | CodeBook) -> Facts:
    codes = list(_with_levels(document.codes, 1))
    found: Facts = {
        "codes": len(codes),
        "codable codes": sum(code.is_codable is True for code, _ in codes),
        "code levels": max((level for _, level in codes), default=0),
        "sets": len(document.sets),
    }
    if isinstance(document, Project):
        placed = list(all_codings(document))
        coded = {id(place.source) for place in placed}
        found["users"] = len(document.users)
        found["variables"] = len(document.variables)
        found["cases"] = len(document.cases)
        found["sources"] = len(document.sources)
        found["coded sources"] = sum(id(source) in coded for source in document.sources)
        found["transcripts"] = sum(
            len(getattr(source, "transcripts", ())) for source in document.sources
        )
        found["codings"] = len(placed)
        found["notes"] = len(document.notes)
        found["links"] = len(document.links)
        found["graphs"] = len(document.graphs)
    found["unknown elements and attributes"] = unknown(document)
    return found


def _with_levels(codes: Iterable[Code], level: int) -> Iterator[tuple[Code, int]]:
    for code in codes:
        yield code, level
        yield from _with_levels(code.codes, level + 1)


def _by_kind(nodes: Iterable[Any], kinds: dict[type[Any], str]) -> Facts:
    """How many there are of each kind, kinds without any included."""
    found = Counter(kinds[type(node)] for node in nodes)
    return {kind: found[kind] for kind in kinds.values()}


def unknown(document: Node) -> int:
    """How many elements and attributes the standard has no name for, or no place."""
    total = _unknown(document.extra)
    return total + sum(_unknown(node.extra) for node, _ in walk(document))


def _unknown(extra: Extra | None) -> int:
    if extra is None:
        return 0
    elements = sum(
        not isinstance(token, str) and token.kind == "element" and not token.field
        for token in extra.order or ()
    )
    within = sum(_unknown(inner) for inner in extra.wrappers.values())
    attributes = sum(name not in ALWAYS_ALLOWED for name in extra.attributes)
    return attributes + elements + within


def _package(document: Project | CodeBook) -> Facts:
    files = document.files
    sizes = [files.size(name) for name in files]
    path = Path(files.path) if files.path else None
    return {
        "bytes of the file": path.stat().st_size if path and path.exists() else None,
        "members": len(sizes),
        "bytes of the members": sum(sizes),
        "content digest": document.digest(),
    }


def as_text(facts: dict[str, Facts]) -> str:
    """An overview as lines to be read, the numbers with separators."""
    width = max(len(what) for section in facts.values() for what in section) + 2
    lines: list[str] = []
    for section, items in facts.items():
        lines += ["", section.capitalize()] if lines else [section.capitalize()]
        for what, said in items.items():
            shown = f"{said:,}" if isinstance(said, int) else one_line(said or "not said")
            lines.append(f"  {what:<{width}}{shown}")
    return "\n".join([*lines, ""])
