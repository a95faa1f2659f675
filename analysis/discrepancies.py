"""Where the paper's print does not agree with itself, or sits oddly: a paragraph for each place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analysis.numbers import numbers
from refiqda import UnknownName

if TYPE_CHECKING:
    from analysis.study import Study

PROSE = Path(__file__).with_name("discrepancies.toml")
KINDS = {
    "contradiction": "Two printed things cannot both hold as they are worded.",
    "tension": "Printed things hold together only under conditions that are not printed.",
    "editorial": "A matter of wording or spelling, on which no number hangs.",
}
"""What each kind is, the gravest first."""
_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Discrepancy:
    """One place: what is printed, what was computed, how both can be right, what would tell."""

    id: str
    kind: Literal["contradiction", "tension", "editorial"]
    title: str
    claims: tuple[str, ...]
    """The ids of the claims that it is about."""
    printed: str
    computed: str
    readings: tuple[str, ...]
    """Every reading that we found under which the printed things agree, also absurd ones."""
    settles: str
    """What would settle it."""


def discrepancies(study: Study) -> list[Discrepancy]:
    """All of them, contradictions first; their numbers are those of the verdicts and the project.

    Raises:
        UnknownName: if the prose names a number that there is not.
    """
    told = numbers(study)
    return [
        Discrepancy(
            id=each["id"],
            kind=each["kind"],
            title=fill(each["title"], told),
            claims=tuple(each["claims"]),
            printed=fill(each["printed"], told),
            computed=fill(each["computed"], told),
            readings=tuple(fill(reading, told) for reading in each["readings"]),
            settles=fill(each["settles"], told),
        )
        for each in tomllib.loads(PROSE.read_text(encoding="utf-8"))["discrepancy"]
    ]


def fill(prose: str, told: Mapping[str, str]) -> str:
    """Prose on one line, with what stands in braces replaced by the number of that name.

    Example:
        >>> fill("{who} of {participants}", {"who": "R5", "participants": "23"})
        'R5 of 23'

    Raises:
        UnknownName: if there is no number of that name.
    """

    def number(found: re.Match[str]) -> str:
        if found[1] not in told:
            raise UnknownName(f"{PROSE.name} names {found[0]}, and there is no such number.")
        return told[found[1]]

    return _PLACE.sub(number, " ".join(prose.split()))
