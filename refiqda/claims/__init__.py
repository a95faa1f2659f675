"""Numbers that a paper prints, kept as data and held against a project."""

from refiqda.claims.model import Claim, Claims, Counting
from refiqda.claims.problems import BadClaims, UnknownInClaims
from refiqda.claims.reader import parse_claims, read_claims
from refiqda.claims.report import as_junit, as_text, summary
from refiqda.claims.verdicts import COLUMNS, VERDICTS, verify

__all__ = [
    "COLUMNS",
    "VERDICTS",
    "BadClaims",
    "Claim",
    "Claims",
    "Counting",
    "UnknownInClaims",
    "as_junit",
    "as_text",
    "parse_claims",
    "read_claims",
    "summary",
    "verify",
]
