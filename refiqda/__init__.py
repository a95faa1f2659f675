"""Read, check and write REFI-QDA projects and codebooks without loss."""

from refiqda.errors import (
    CannotWrite,
    InvalidProject,
    LimitExceeded,
    MissingExtra,
    MissingText,
    NotRefiQda,
    RefiQdaError,
    UnknownName,
)
from refiqda.standard.document import make_guid
from refiqda.standard.limits import Limits
from refiqda.standard.model import CodeBook, Project

__version__ = "0.1.0"
open = Project.open
read_codebook = CodeBook.open

__all__ = [
    "CannotWrite",
    "CodeBook",
    "InvalidProject",
    "LimitExceeded",
    "Limits",
    "MissingExtra",
    "MissingText",
    "NotRefiQda",
    "Project",
    "RefiQdaError",
    "UnknownName",
    "make_guid",
    "open",
    "read_codebook",
]
