"""How what was found in several ways becomes one verdict."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
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


NOTHING = Answer("", NOT_CHECKABLE, "Nothing is held against it.")
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
    weighed = [counted] if counted is not None else []
    if printed and counted is not None and counted.verdict == IMPOSED:
        weighed = []
    verdict = worst(each.verdict for each in (*weighed, *printed))
    if claim.basis == "weaker" and verdict == REPRODUCED:
        verdict = CONSISTENT
    why = [each.why for each in checks]
    if claim.because is not None:
        why.append(sentence(claim.because))
    return by_hand(claim, Answer(_found(checks), verdict, " ".join(why)))


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
    why = sentence(why)
    if answer.verdict == CONTRADICTED:
        verdict = CONTRADICTED
    return Answer(answer.found, verdict, f"{why} {answer.why}")


def _said(claim: Claim) -> tuple[str, str] | None:
    if claim.not_checkable is not None:
        return NOT_CHECKABLE, claim.not_checkable
    if claim.external is not None:
        return EXTERNAL, claim.external
    if claim.judged is not None:
        return claim.judged.verdict, _judged(claim.judged)
    return None


def _judged(judged: Judged) -> str:
    return f"{sentence(judged.because)} (Judged by {judged.by}.)"


def sentence(words: str) -> str:
    """Words that an author wrote, as a sentence among others."""
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!", ")", '"')) else f"{words}."


def of_parts(
    claim: Claim, parts: Sequence[tuple[Claim, Answer]], named: Container[str] = ()
) -> Answer:
    """The verdict of a claim with parts, from theirs.

    A part against which nothing is held, but which is ``named`` by another that is held against
    it, has no say.
    """
    has_said = _said(claim) is not None
    looked_at = [
        (part, answer)
        for part, answer in parts
        if answer != NOTHING or not (has_said or part.id in named)
    ]
    if all(answer == NOTHING for _, answer in looked_at):
        return by_hand(claim, NOTHING)
    verdict = worst(answer.verdict for _, answer in looked_at)
    found = "; ".join(answer.found for _, answer in parts if answer.found)
    because = "" if claim.because is None else f" {sentence(claim.because)}"
    why = [_named(claim, part, answer, because) for part, answer in looked_at]
    return by_hand(claim, Answer(found, verdict, " ".join(why) + because))


def _named(claim: Claim, part: Claim, answer: Answer, because: str) -> str:
    """Why, with the part where it did not hold, without what is said once for all of them."""
    why = answer.why.removesuffix(because) if part.because == claim.because else answer.why
    if answer.verdict in (REPRODUCED, IMPOSED, CONSISTENT):
        return why
    return f"{part.id.removeprefix(f'{claim.id}.')}: {why}"
