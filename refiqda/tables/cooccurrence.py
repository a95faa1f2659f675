"""How often two codes occur together, under a stated definition: as pairs, a matrix or a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from refiqda.tables.caption import describe
from refiqda.tables.counting.asking import Coders, Wanted
from refiqda.tables.counting.choice import one_of
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.rows import Aggregate
from refiqda.tables.graphml import as_graphml
from refiqda.tables.reading import ProjectOrPath
from refiqda.tables.together.asked import Asked, check_minimum
from refiqda.tables.together.found import EDGES, Together, counted
from refiqda.tables.together.hows import HOWS, How
from refiqda.text.conventions import Convention

Layout = Literal["edges", "matrix"]
LAYOUTS: tuple[Layout, ...] = ("edges", "matrix")

__all__ = ["EDGES", "HOWS", "LAYOUTS", "cooccurrence", "cooccurrence_graph"]


def cooccurrence(
    project: ProjectOrPath | Coded,
    *,
    how: How = "overlap",
    within: int | None = None,
    same_coder: bool = False,
    aggregate: Aggregate = "own",
    minimum: int | None = None,
    layout: Layout = "edges",
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    codes: Sequence[str] | str | None = None,
    notes: bool = False,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """How often each two codes occur together; the definition is in ``attrs``.

    ``how`` is one of :data:`refiqda.tables.together.hows.HOWS`: at the ``same`` place, in places
    that ``overlap``, where one ``encloses`` the other, ``near`` (``within`` so many characters), or
    in the same ``paragraph``, ``source`` or ``case``. The first four count pairs of codings, with
    ``same_coder`` only pairs by one coder; the others count what holds both codes. The other
    parameters are those of :func:`refiqda.tables.counts`; ``coders="all"`` is not for pairs.

    Columns: those of :data:`EDGES`, one row for each two codes that occur together at least
    ``minimum`` times, which is once unless asked for; 0 keeps all. With ``layout="matrix"``,
    code_path and one column for each code, named by its path; what a code has in all stands where
    it meets itself.

    Raises:
        UnknownName: if a way, code, coder, source, case or variable is not there.
        NothingToCount: if the project has none of what is asked for.
        CannotCount: if what is asked for does not go together.
    """
    one_of("layout", layout, LAYOUTS)
    check_minimum(layout, minimum)
    asked = Asked(
        how=how, within=within, same_coder=same_coder, aggregate=aggregate, coders=coders,
        sources=sources, cases=cases, codes=codes, notes=notes, convention=convention,
    )  # fmt: skip
    asked.check()
    with coded(project, convention) as gathered:
        found = counted(gathered, asked)
        frame = _matrix(found) if layout == "matrix" else _edges(found, _least(minimum))
        frame.attrs["codes"] = list(found.names["code_path"])
    return frame


def _least(minimum: int | None) -> int:
    return 1 if minimum is None else max(minimum, 0)


def _edges(found: Together, minimum: int) -> pd.DataFrame:
    asked, pairs = found.asked, found.listed(minimum)
    said = [*asked.says(), *asked.says_of_edges(minimum), *asked.says_of_scope()]
    frame = found.edges(pairs)
    return describe(frame, "cooccurrence", _title(asked), said, found.warns(pairs))


def _matrix(found: Together) -> pd.DataFrame:
    asked = found.asked
    said = [*asked.says(), *asked.says_of_matrix(), *asked.says_of_scope()]
    return describe(found.matrix(), "cooccurrence matrix", _title(asked), said, found.notes)


def _title(asked: Asked) -> str:
    return f"Codes that occur together, {asked.way.title}"


def cooccurrence_graph(
    project: ProjectOrPath | Coded, *, minimum: int | None = None, **parameters: Any
) -> str:
    """How often each two codes occur together as GraphML, for Gephi and other programs.

    The parameters are those of :func:`cooccurrence`, but for the layout. Each code is a node: its
    GUID as ``id``, and ``label``, ``path``, ``level``, ``parent`` (a GUID), ``color`` and ``n``.
    Each two codes that occur together are an edge with ``weight``, which is the count, and ``c``;
    edges have a direction if one code encloses the other.

    Raises:
        UnknownName: if a way, code, coder, source, case or variable is not there.
        NothingToCount: if the project has none of what is asked for.
        CannotCount: if what is asked for does not go together.
    """
    asked = Asked(**parameters)
    asked.check()
    with coded(project, asked.convention) as gathered:
        found = counted(gathered, asked)
        return as_graphml(found, _title(asked), max(_least(minimum), 1))
