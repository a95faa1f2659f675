"""A project as tables: ten tidy frames that join on GUIDs, for pandas and for files.

Two more, :data:`BRIDGES`, join cases to what belongs to them.

Each function takes a project, or the path of one; :func:`codes` and :func:`sets` take a codebook
too. What the columns mean is declared in :mod:`refiqda.tables.declared`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from refiqda.errors import NotRefiQda
from refiqda.standard.limits import Progress
from refiqda.standard.model import CodeBook, Project
from refiqda.tables.agreement import agreement
from refiqda.tables.belonging import case_codings, case_sources
from refiqda.tables.blockquotes import block_quotes
from refiqda.tables.codebook import codes, sets, users
from refiqda.tables.codings import codings, iter_codings
from refiqda.tables.compare import compare
from refiqda.tables.cooccurrence import cooccurrence, cooccurrence_graph
from refiqda.tables.counts import counts
from refiqda.tables.crosstab import crosstab
from refiqda.tables.declared import TABLES
from refiqda.tables.materials import selections, sources
from refiqda.tables.overview import as_text, overview
from refiqda.tables.quotes import quotes
from refiqda.tables.reading import DocumentOrPath, document_of
from refiqda.tables.relations import links, notes
from refiqda.tables.saturation import richness, saturation
from refiqda.tables.texts import texts
from refiqda.tables.values import cases, variables
from refiqda.text.conventions import Convention

FRAMES: dict[str, Callable[[Any], pd.DataFrame]] = {
    "codes": codes,
    "sources": sources,
    "selections": selections,
    "codings": codings,
    "cases": cases,
    "variables": variables,
    "notes": notes,
    "links": links,
    "sets": sets,
    "users": users,
}
"""The ten frames by name."""

BRIDGES: dict[str, Callable[[Any], pd.DataFrame]] = {
    "case_codings": case_codings,
    "case_sources": case_sources,
}
"""What joins cases to codings and to sources, by name."""

WITH_POSITIONS = ("selections", "codings", "case_codings")
"""The frames that hang on positions, and so may be told how the file counts them."""


def pieces(
    name: str,
    document: DocumentOrPath,
    progress: Progress | None = None,
    convention: Convention | None = None,
) -> Iterator[pd.DataFrame]:
    """The frame of a name, of codings piece by piece, as :func:`iter_codings` has them.

    While a file is read, ``progress`` is told the size of each piece of XML.
    """
    if name == "codings" and not isinstance(document, CodeBook):
        yield from iter_codings(document, progress=progress, convention=convention)
        return
    with document_of(document, progress) as opened:
        if name not in OF_CODEBOOKS and not isinstance(opened, Project):
            raise NotRefiQda(
                f"A codebook has no {name}. Name a project, or ask for {' or '.join(OF_CODEBOOKS)}."
            )
        if name in WITH_POSITIONS:
            yield _PLACED[name](opened, convention=convention)
        else:
            yield {**FRAMES, **BRIDGES}[name](opened)


_PLACED: dict[str, Callable[..., pd.DataFrame]] = {
    "selections": selections,
    "case_codings": case_codings,
}


OF_CODEBOOKS = ("codes", "sets")
"""The frames that a codebook has."""

__all__ = [
    "BRIDGES",
    "FRAMES",
    "TABLES",
    "agreement",
    "as_text",
    "block_quotes",
    "case_codings",
    "case_sources",
    "cases",
    "codes",
    "codings",
    "compare",
    "cooccurrence",
    "cooccurrence_graph",
    "counts",
    "crosstab",
    "iter_codings",
    "links",
    "notes",
    "overview",
    "pieces",
    "quotes",
    "richness",
    "saturation",
    "selections",
    "sets",
    "sources",
    "texts",
    "users",
    "variables",
]
