"""Read, check and write REFI-QDA projects and codebooks without loss; count, and verify counts.

>>> import refiqda
>>> project = refiqda.open("study.qdpx")  # doctest: +SKIP
>>> for finding in refiqda.check(project):  # doctest: +SKIP
...     print(finding.code, finding.path, finding.message)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from refiqda import model
from refiqda.errors import (
    CannotWrite,
    InvalidProject,
    LimitExceeded,
    MissingExtra,
    MissingFile,
    MissingText,
    NotACodebook,
    NotRefiQda,
    RefiQdaError,
    UnknownName,
)
from refiqda.formats import Columns, LossReport, convert, read_codebook
from refiqda.standard.document import make_guid
from refiqda.standard.index import Index
from refiqda.standard.limits import Limits
from refiqda.standard.model import CodeBook, Project
from refiqda.text.conventions import Convention
from refiqda.tools.understanding import understood
from refiqda.version import VERSION

if TYPE_CHECKING:
    from refiqda import tables, view
    from refiqda.change import apply_codebook, diff_codebooks, merge_codebooks
    from refiqda.checks import Finding, check
    from refiqda.checks.repair import repair
    from refiqda.claims import behind, read_claims, verify
    from refiqda.formats.database import query

__version__ = VERSION

open = Project.open

_LATER = {
    "apply_codebook": "refiqda.change",
    "diff_codebooks": "refiqda.change",
    "merge_codebooks": "refiqda.change",
    "Finding": "refiqda.checks",
    "behind": "refiqda.claims",
    "check": "refiqda.checks",
    "query": "refiqda.formats.database",
    "read_claims": "refiqda.claims",
    "repair": "refiqda.checks.repair",
    "tables": "refiqda.tables",
    "verify": "refiqda.claims",
    "view": "refiqda.view",
}
"""Fetched when asked for: pandas alone takes longer to import than all the rest."""


def __getattr__(name: str) -> Any:
    module = importlib.import_module(_LATER[name]) if name in _LATER else None
    if module is None:
        raise AttributeError(f"module 'refiqda' has no attribute {name!r}")
    return module if module.__name__ == f"refiqda.{name}" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})


__all__ = [
    "CannotWrite",
    "CodeBook",
    "Columns",
    "Convention",
    "Finding",
    "Index",
    "InvalidProject",
    "LimitExceeded",
    "Limits",
    "LossReport",
    "MissingExtra",
    "MissingFile",
    "MissingText",
    "NotACodebook",
    "NotRefiQda",
    "Project",
    "RefiQdaError",
    "UnknownName",
    "apply_codebook",
    "behind",
    "check",
    "convert",
    "diff_codebooks",
    "make_guid",
    "merge_codebooks",
    "model",
    "open",
    "query",
    "read_claims",
    "read_codebook",
    "repair",
    "tables",
    "understood",
    "verify",
    "view",
]
