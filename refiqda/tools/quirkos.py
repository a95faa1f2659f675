"""Quirkos: values at nameless cases; no file could be seen."""

from __future__ import annotations

from refiqda.tools.program import Dropped, Known, Program, Silent
from refiqda.tools.structures import VALUES_AT_CASES

_WIKI = "QualCoder wiki, page 6.1 Imports and Exports"

QUIRKOS = Program(
    key="quirkos",
    name="Quirkos",
    steps=(VALUES_AT_CASES,),
    origin=r"^\W*quirkos",
    known=(
        Known(
            "cases and variables",
            "The variables of a source are a case without a name that holds the source and the "
            "values.",
            "reported",
            "QualCoder issue 465; QualCoder source, refi.py (commit 06db5fab), "
            "parse_case_for_file_variables",
        ),
    ),
    drops=(
        Dropped(
            "variables of cases",
            "The variables of named cases were not taken over from QualCoder's files.",
            "reported",
            _WIKI,
        ),
    ),
    silent=(
        Silent("How positions count, and what text files look like."),
        Silent("How its origin is spelt: it is taken to begin with its name."),
        Silent("What else is written, and what is taken over at import."),
    ),
)
