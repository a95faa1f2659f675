"""What can go wrong in a way that a person can mend: each message says what, where, what to do."""

from __future__ import annotations

__all__ = [
    "CannotWrite",
    "InvalidProject",
    "LimitExceeded",
    "MissingExtra",
    "MissingFile",
    "MissingText",
    "NotACodebook",
    "NotRefiQda",
    "RefiQdaError",
    "UnknownName",
    "UnreadableText",
]


class RefiQdaError(Exception):
    """The root of all errors that refiqda raises on purpose."""


class NotRefiQda(RefiQdaError, ValueError):
    """The file is no REFI-QDA project or codebook at all, or is damaged beyond reading."""


class NotACodebook(NotRefiQda):
    """The table is no codebook in any layout that is known, or one that cannot be made out."""


class MissingFile(NotRefiQda, FileNotFoundError):
    """There is no such file."""


class LimitExceeded(RefiQdaError, ValueError):
    """The file is larger, deeper or more tightly packed than the limits allow."""


class InvalidProject(RefiQdaError, ValueError):
    """The standard forbids what was about to be written."""


class MissingText(RefiQdaError, LookupError):
    """The text of a source is not in the package, or is not text."""


class UnreadableText(MissingText):
    """The text of a source is there, but in no encoding that can be told."""


class CannotWrite(RefiQdaError, OSError):
    """The target could not be written; what stood there before stands there still."""


class UnknownName(RefiQdaError, LookupError):
    """A code, variable, rule or column was asked for that does not exist."""


class MissingExtra(RefiQdaError, ImportError):
    """An optional package is needed; the message says which ``pip install`` brings it."""
