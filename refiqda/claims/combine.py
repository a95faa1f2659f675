"""How what was found in several ways becomes one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from refiqda.claims.model import Claim, Judged

REPRODUCED = "reproduced"
IMPOSED = "imposed"
CONSISTENT = "consistent"
CONTRADICTED = "contradicted"
TENSION = "tension"
EDITORIAL = "editorial"
NOT_CHECKABLE = "not checkable"
EXTERNAL = "external"
VERDICTS = (
    REPRODUCED,
    IMPOSED,
    CONSISTENT,
    CONTRADICTED,
    TENSION,
    EDITORIAL,
    NOT_CHECKABLE,
    EXTERNAL,
)
"""Every verdict, in the order of the summary."""
WORST_FIRST = (
    CONTRADICTED,
    TENSION,
    EDITORIAL,
    NOT_CHECKABLE,
    IMPOSED,
    CONSISTENT,
    EXTERNAL,
    REPRODUCED,
)
"""Of several verdicts, the first of these that is among them is that of the whole."""


class Answer(NamedTuple):
    """What was found of a claim, the verdict, and why."""

    found: str
    verdict: str
    why: str


NOTHING = Answer("", NOT_CHECKABLE, "There is nothing to hold it against.")
"""The answer where there was nothing to look at."""


def worst(verdicts: Iterable[str]) -> str:
    """The verdict of a whole, from those of its parts."""
    given = set(verdicts)
    return next(each for each in WORST_FIRST if each in given)


def combined(claim: Claim, counted: Answer | None, printed: Sequence[Answer]) -> Answer:
    """The verdict of a claim without parts.

    ``counted`` is what the project gives, ``printed`` what follows from other printed numbers.
    """
    checks = [*([] if counted is None else [counted]), *printed]
    if not checks:
        return by_hand(claim, NOTHING)
    verdict = worst(each.verdict for each in _weighed(counted, printed))
    if claim.basis == "weaker" and verdict == REPRODUCED:
        verdict = CONSISTENT
    why = [each.why for each in checks if each.why]
    if claim.because is not None:
        why.append(sentence(claim.because))
    return by_hand(claim, Answer(_found(checks), verdict, " ".join(why)))


def _weighed(counted: Answer | None, printed: Sequence[Answer]) -> Iterator[Answer]:
    """What gives the verdict.

    That other printed numbers merely allow a number takes nothing from finding it in the project.
    A number that was put into the project says nothing where there is something else to go by.
    """
    if counted is not None and not (printed and counted.verdict == IMPOSED):
        yield counted
    is_found = counted is not None and counted.verdict == REPRODUCED
    yield from (each for each in printed if not is_found or each.verdict == CONTRADICTED)


def _found(checks: Sequence[Answer]) -> str:
    """What was found where it did not hold; else in the project, else by what is printed."""
    failed = [each for each in checks if each.verdict == CONTRADICTED and each.found]
    return next((each.found for each in (*failed, *checks) if each.found), "")


def by_hand(claim: Claim, answer: Answer) -> Answer:
    """The verdict that a claim gives itself, if it does; a computed contradiction stays one."""
    said = _said(claim)
    if said is None:
        return answer
    verdict, why = said
    if answer == NOTHING:
        return Answer("", verdict, why)
    if answer.verdict == CONTRADICTED:
        verdict = CONTRADICTED
        if claim.judged is not None:
            why = _judged(claim.judged, f"Judged {claim.judged.verdict}")
    return Answer(answer.found, verdict, f"{why} {answer.why}")


def has_said(claim: Claim) -> bool:
    """Whether a claim gives itself a verdict."""
    return _said(claim) is not None


def _said(claim: Claim) -> tuple[str, str] | None:
    if claim.not_checkable is not None:
        return NOT_CHECKABLE, sentence(claim.not_checkable)
    if claim.external is not None:
        return EXTERNAL, sentence(claim.external)
    if claim.judged is not None:
        return claim.judged.verdict, _judged(claim.judged)
    return None


def _judged(judged: Judged, what: str = "Judged") -> str:
    return f"{sentence(judged.because)} ({what} by {judged.by.strip().removesuffix('.')}.)"


def sentence(words: str) -> str:
    """Words that an author wrote, as a sentence among others."""
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!", ")", '"')) else f"{words}."
