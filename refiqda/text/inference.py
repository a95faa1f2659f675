"""Inference: how the positions of a text are counted, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Literal, NamedTuple

from refiqda.text.conventions import CANDIDATES, STANDARD, Convention, Unit
from refiqda.text.weighing import Mark, Tally, Weights, weigh

__all__ = ["Expected", "Mark", "Rival", "Tally", "Verdict", "Weights", "decide", "weigh"]

How = Literal["measured", "documented", "reported"]

DECIDED = 0.8
_SURE = 0.95  # below this the other sources of the project are asked
_ALIKE = 0.98  # how likely the sources of one project are counted the same way
_WORTH_NAMING = 0.02
_FEW_BOUNDARIES = 5

# What is believed before anything is read. The standard counts code points (Annex A.2), and so
# does QualCoder; NVivo counts UTF-16 units. No program is known to count bytes or the byte order
# mark, or to include the end.
_UNITS: dict[Unit, float] = {"code point": 3.0, "UTF-16 unit": 1.0, "UTF-8 byte": 0.05}
_UNHEARD_OF = 0.005
_ODDS: dict[How, float] = {"measured": 30.0, "documented": 10.0, "reported": 4.0}
_NEXT = 0.25  # of the odds: what a program does second


Axis = Literal["unit", "crlf"]


class Expected(NamedTuple):
    """How a program is known to count, and by what."""

    convention: Convention
    how: How
    evidence: str
    tells: tuple[Axis, ...] = ("unit", "crlf")
    """Of what the evidence tells; the rest of the convention is not known by it."""

    def agrees(self, convention: Convention) -> bool:
        """Whether a convention is what is known of the program."""
        known = self.convention
        return (convention.bom, convention.inclusive) == (known.bom, known.inclusive) and all(
            getattr(convention, axis) == getattr(known, axis) for axis in self.tells
        )


class Rival(NamedTuple):
    """Another way of counting that cannot be ruled out."""

    convention: Convention
    confidence: float
    differing: int
    """How many marks would have other words."""


class Verdict(NamedTuple):
    """How the positions of a text are counted."""

    convention: Convention
    confidence: float
    """Of all ways of counting that give these words."""
    evidence: tuple[str, ...]
    """In sentences for people."""
    rivals: tuple[Rival, ...]
    is_decided: bool
    nothing_to_decide: bool
    """Whether every way of counting that a program may have gives the same words."""


def decide(
    weights: Weights,
    expected: Sequence[Expected] = (),
    others: Weights | None = None,
    forced: Convention | None = None,
) -> Verdict:
    """Decide between the ways of counting.

    Args:
        weights: what the marks of the text say.
        expected: how the program that wrote it is known to count, the likeliest first.
        others: the weights of the other sources of the project, for a text that says too little.
        forced: what a person asked for; then nothing is inferred.
    """
    if forced is not None:
        alone = _is_alone(weights, forced)
        return Verdict(forced, 1.0, ("asked for",), (), is_decided=True, nothing_to_decide=alone)
    prior = _prior(expected)
    believed = _posterior(prior, weights.scores)
    is_borrowed = False
    if others is not None and max(_by_group(weights, believed)) < _SURE:
        around = _posterior(prior, others.scores)
        shared = [_ALIKE * a + (1 - _ALIKE) * p for a, p in zip(around, prior, strict=True)]
        believed = _posterior(shared, weights.scores)
        is_borrowed = sum(abs(a - p) for a, p in zip(around, prior, strict=True)) > 0.1
    return _verdict(weights, believed, expected, is_borrowed=is_borrowed)


def _prior(expected: Sequence[Expected]) -> list[float]:
    base = [
        _UNITS[unit] * (_UNHEARD_OF if bom else 1) * (_UNHEARD_OF if inclusive else 1)
        for unit, _, bom, inclusive in CANDIDATES
    ]
    total = sum(base)
    prior = [each / total for each in base]
    for rank, each in enumerate(expected):
        shares = [
            base[index] * each.agrees(candidate) for index, candidate in enumerate(CANDIDATES)
        ]
        odds = _ODDS[each.how] * _NEXT**rank if each.tells else 0.0
        for index, share in enumerate(shares):
            prior[index] += odds * share / sum(shares)
    total = sum(prior)
    return [each / total for each in prior]


def _posterior(prior: Sequence[float], scores: Sequence[float]) -> list[float]:
    most = max(scores)
    masses = [p * exp(score - most) for p, score in zip(prior, scores, strict=True)]
    total = sum(masses)
    return [mass / total for mass in masses]


def _by_group(weights: Weights, believed: Sequence[float]) -> list[float]:
    masses = [0.0] * len(weights.differing)
    for group, mass in zip(weights.groups, believed, strict=True):
        masses[group] += mass
    return masses


def _is_alone(weights: Weights, convention: Convention) -> bool:
    """Whether all usual candidates, half-open and without byte order mark, give its words."""
    own = weights.groups[CANDIDATES.index(convention)]
    return all(
        group == own
        for group, each in zip(weights.groups, CANDIDATES, strict=True)
        if not each.bom and not each.inclusive
    )


def _verdict(
    weights: Weights,
    believed: Sequence[float],
    expected: Sequence[Expected],
    *,
    is_borrowed: bool,
) -> Verdict:
    masses = _by_group(weights, believed)
    # In each group the likeliest candidate speaks; of equal ones the first.
    speakers = [
        max(
            (index for index, own in enumerate(weights.groups) if own == group),
            key=lambda index: (believed[index], -index),
        )
        for group in range(len(masses))
    ]
    ranked = sorted(range(len(masses)), key=lambda group: (-masses[group], speakers[group]))
    best, rest = ranked[0], ranked[1:]
    rivals = tuple(
        Rival(_plainest(weights, speakers[group]), masses[group], weights.differing[best][group])
        for group in rest
        if masses[group] >= _WORTH_NAMING
    )
    # What is known of the program, or of other texts, is no answer to a quote that stands at its
    # words in another way of counting.
    fits = weights.tallies[speakers[best]].fits
    contradicted = fits < max(tally.fits for tally in weights.tallies)
    is_decided = masses[best] >= (_SURE if contradicted else DECIDED)
    is_alone = is_decided and _is_alone(weights, CANDIDATES[speakers[best]])
    evidence = _evidence(weights, speakers[best], [speakers[group] for group in rest])
    if is_alone:
        evidence.append("every way of counting gives the same words")
    evidence += _known(weights, speakers[best], expected)
    if is_borrowed:
        evidence.append("taken from the other sources of the project")
    convention = _plainest(weights, speakers[best])
    return Verdict(
        convention,
        min(masses[best], 1.0),
        tuple(evidence or [f"nothing in the text tells; {_LIKELY[convention == STANDARD]}"]),
        rivals,
        is_decided=is_decided,
        nothing_to_decide=is_alone,
    )


_LIKELY = {True: "the standard counts so", False: "it is only likelier than other ways"}


def _plainest(weights: Weights, index: int) -> Convention:
    """A convention without what makes no difference in the text: no CRLF, no byte order mark."""
    found = CANDIDATES[index]
    for change in ({"crlf": 2}, {"bom": False}):
        simpler = found._replace(**change)
        if weights.groups[CANDIDATES.index(simpler)] == weights.groups[index]:
            found = simpler
    return found


def _evidence(weights: Weights, best: int, rest: Sequence[int]) -> list[str]:
    """What the marks say, against the likeliest usual way of counting that has other words."""
    own = weights.tallies[best]
    usual = [each for each in rest if not CANDIDATES[each].bom and not CANDIDATES[each].inclusive]
    rival = usual[0] if usual else None
    other = own if rival is None else weights.tallies[rival]
    name = "" if rival is None else CANDIDATES[rival].words
    said = []
    if weights.quotes:
        against = f" ({name}: {other.fits})" if rival is not None else ""
        said.append(f"{own.fits} of {weights.quotes} quoted names fit{against}")
    if weights.boundaries >= _FEW_BOUNDARIES:
        share, instead = (_percent(each.edges, weights.boundaries) for each in (own, other))
        against = f" ({name}: {instead})" if rival is not None else ""
        said.append(
            f"{share} of {weights.boundaries} beginnings and ends are at the edge of a word"
            f"{against}"
        )
    if other.impossible > own.impossible:
        said.append(
            f"{_positions(other.impossible)} would be inside a character or outside the text "
            f"({name})"
        )
    if own.impossible:
        said.append(f"{_positions(own.impossible)} inside a character or outside the text")
    if said and weights.looked_at < weights.marks:
        said.append(f"{weights.looked_at:,} of {weights.marks:,} places were looked at")
    return said


def _known(weights: Weights, best: int, expected: Sequence[Expected]) -> list[str]:
    """Whether the program counts so, as far as is known, and as far as it makes a difference."""
    own = weights.groups[best]
    telling = [
        each
        for each in expected
        if any(_matters(weights, CANDIDATES[best], axis) for axis in each.tells)
    ]
    for each in telling:
        alike = zip(weights.groups, CANDIDATES, strict=True)
        if any(group == own and each.agrees(candidate) for group, candidate in alike):
            return [f"the program counts so ({each.how}: {each.evidence})"]
    return [
        f"the program is known to count otherwise ({each.how}: {each.evidence})"
        for each in telling[:1]
    ]


def _matters(weights: Weights, convention: Convention, axis: Axis) -> bool:
    """Whether the text would have other words if it were counted otherwise in one respect."""
    others = {getattr(each, axis) for each in CANDIDATES}
    groups = {
        weights.groups[CANDIDATES.index(convention._replace(**{axis: other}))]
        for other in others
        if other != "UTF-8 byte"
    }
    return len(groups) > 1


def _positions(count: int) -> str:
    return "1 position" if count == 1 else f"{count} positions"


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 // whole} %"
