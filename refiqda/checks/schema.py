"""S: the breaches of the schema as findings."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.checks.catalogue.schema import OF_BREACH
from refiqda.checks.found import Found, on
from refiqda.checks.survey import Survey


def schema(survey: Survey) -> Iterator[Found]:
    """Everything that the official XML Schema rejects, and nothing else."""
    for breach in survey.document.breaches():
        yield on(OF_BREACH[breach.kind], breach.path, breach=breach.message)
