"""Numbers that a paper prints, kept as data and held against a project.

The files of the room, in the order of the work:

- what a claims file may say: ``asking``, ``printed`` and ``model`` have its keys as fields, made
  with ``keys`` and ``kinds``, from which ``reference`` makes the tables of the reference page;
- reading it: ``reader`` and ``readings``; ``conflicts`` and ``links`` find what cannot be meant,
  ``problems`` are the errors;
- what it asks of a project: ``planning``, ``questions``, ``valued``; what is counted: ``counting``;
- whether the paper prints the same: ``judging`` and ``numbers``, with ``words`` for what was
  counted, ``expected`` for what is printed, ``remarks`` for what may explain the difference;
- what follows from print alone: ``relations`` and ``lists``, by ``arithmetic``, ``bounds``,
  ``spans``;
- the verdict: ``combine`` of a part, ``whole`` of a claim with parts, ``weighing`` of all readings;
- what a user sees: ``verdicts``, ``report``, ``backing``;
- claims files as text: ``drafting``, ``linting``, ``toml`` and what begins with the same word.
"""

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
