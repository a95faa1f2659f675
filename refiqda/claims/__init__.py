"""Numbers that a paper prints, kept as data and held against a project."""

from refiqda.claims.backing import BEHIND, behind
from refiqda.claims.combine import VERDICTS
from refiqda.claims.model import Asking, Claim, Claims, Counting, Judged, Reading, Span
from refiqda.claims.problems import BadClaims, UnknownInClaims
from refiqda.claims.reader import parse_claims, read_claims
from refiqda.claims.report import as_junit, as_text, summary
from refiqda.claims.verdicts import COLUMNS, verify

__all__ = [
    "BEHIND",
    "COLUMNS",
    "VERDICTS",
    "Asking",
    "BadClaims",
    "Claim",
    "Claims",
    "Counting",
    "Judged",
    "Reading",
    "Span",
    "UnknownInClaims",
    "as_junit",
    "as_text",
    "behind",
    "parse_claims",
    "read_claims",
    "summary",
    "verify",
]
