"""What a project gives for a claim, and whether the paper prints the same."""

from __future__ import annotations

from collections.abc import Callable

from refiqda.claims.asking import Asking
from refiqda.claims.combine import CONTRADICTED, IMPOSED, NOT_CHECKABLE, REPRODUCED, Answer
from refiqda.claims.counting import Counts, split
from refiqda.claims.expected import agrees, amount, counted
from refiqda.claims.model import Claim
from refiqda.claims.numbers import of_numbers
from refiqda.claims.questions import Asked, hindrance
from refiqda.claims.remarks import Remarks
from refiqda.claims.valued import HeldOf
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.conditions import Values, as_text
from refiqda.tables.counting.wording import listed, short, some


class Judge:
    """Holds what claims ask against one project."""

    def __init__(self, gathered: Coded, values: Values) -> None:
        self.coded = gathered
        self.values = values
        self.counts = Counts(gathered)
        self.remarks = Remarks(self.counts)

    def answer(self, asked: Asked) -> Answer:
        """What was found, the verdict, and why."""
        if asked.held is not None:
            return self._held(asked)
        for each in (asked, asked.other):
            why = hindrance(self.coded, each.question) if each is not None else ""
            if why:
                return Answer("", NOT_CHECKABLE, why)
        return self._look(asked)(asked)

    def _look(self, asked: Asked) -> Callable[[Asked], Answer]:
        if asked.only:
            return self._only
        if asked.other is not None:
            return self._ordered
        if asked.rivals:
            return self._placed
        if asked.numbers:
            return self._numbers
        return self._number

    def _number(self, asked: Asked) -> Answer:
        claim, phrase = asked.claim, asked.phrase
        found = self.counts.of(asked.question)
        is_whole = claim.of is not None or claim.majority
        whole = self.counts.of(asked.question.wider) if is_whole else None
        text = str(found) if whole is None else f"{found} of {whole}"
        sentence = phrase.after(found, whole)
        if agrees(claim, found, whole) and claim.of in (None, whole):
            return Answer(text, _confirmed(claim), f"{sentence}.")
        remark = self.remarks.on_number(asked)
        more = f"; {remark}" if remark else ""
        if claim.equals is None and claim.of not in (None, whole):
            differs = "" if agrees(claim, found, whole) else f", not {amount(claim)}"
            differs += f"; the whole is {whole}, not {claim.of}"
        else:
            differs = f", not {counted(claim)}"
        why = f"Found {sentence}{differs}{more}."
        return Answer(text, CONTRADICTED, why)

    def _only(self, asked: Asked) -> Answer:
        parts = split(self.coded, asked.question, asked.only)
        claim, phrase = asked.claim, asked.phrase
        whole = len(parts.inside) + len(parts.outside) + len(parts.unknown)
        text = f"{len(parts.inside)} of {whole}"
        if not whole:
            return Answer(text, CONTRADICTED, f"There are no {phrase.noun(0)}{phrase}.")
        said = " and ".join(map(str, asked.only))
        has = "has" if whole == 1 else "have"
        sentence = f"{phrase.after(len(parts.inside), whole)} {has} {said}"
        if parts.outside:
            names = self.remarks.called(asked, parts, parts.outside)
            does = "does" if len(names) == 1 else "do"
            return Answer(text, CONTRADICTED, f"{sentence}; {some(names)} {does} not.")
        if parts.unknown:
            names = self.remarks.called(asked, parts, parts.unknown)
            return Answer(
                text, NOT_CHECKABLE, f"{sentence}; the project has no value for {some(names)}."
            )
        return Answer(text, _confirmed(claim), f"{sentence}.")

    def _ordered(self, asked: Asked) -> Answer:
        assert asked.other is not None, "an order is between two counts"
        claim = asked.claim
        found, other = self.counts.of(asked.question), self.counts.of(asked.other.question)
        whole = None if claim.of is None else self.counts.of(asked.question.wider)
        own = str(found) if whole is None else f"{found} of {whole}"
        sentence = f"{asked.phrase.after(found, whole)}, and {asked.other.phrase.after(other)}"
        is_so = found > other if claim.more_than is not None else found < other
        if is_so and claim.of in (None, whole):
            return Answer(f"{own}, {other}", _confirmed(claim), f"{sentence}.")
        what = f"not of {claim.of}" if is_so else f"not {_order(claim)}"
        return Answer(f"{own}, {other}", CONTRADICTED, f"Found {sentence}, {what}.")

    def _placed(self, asked: Asked) -> Answer:
        claim, phrase = asked.claim, asked.phrase
        found = self.counts.of(asked.question)
        others = [self.counts.of(each) for each in asked.rivals]
        place = 1 + sum(1 for each in others if each > found)
        shared = others.count(found) - 1
        if not any(others):
            return Answer("", CONTRADICTED, f"There are no {phrase.noun(0)}{phrase}, nor others.")
        codes = f"{len(others)} code{'' if len(others) == 1 else 's'}"
        is_top = asked.key is not None and len(self.coded.tree.steps[asked.key]) == 1
        is_below = claim.among == "siblings" and not is_top
        where = "below the same code" if is_below else "on its level"
        beside = f", shared with {shared} other{'' if shared == 1 else 's'}" if shared else ""
        sentence = f"{phrase.after(found)}: place {place} of {codes} {where}{beside}"
        best = claim.rank_at_most
        is_so = place == claim.rank if best is None else place <= best
        text = f"place {place} of {len(others)}"
        if is_so:
            return Answer(text, _confirmed(claim), f"{sentence}.")
        return Answer(text, CONTRADICTED, f"Found {sentence}, not {counted(claim)}.")

    def _held(self, asked: Asked) -> Answer:
        held = asked.held
        assert held is not None, "the values are those of a case"
        text = ", ".join(_having(each) for each in held.of if each.held)
        name = short(held.name)
        lacking = [short(each.variable) for each in held.of if not each.held]
        wrong = [each for each in held.of if each.held and not each.agrees]
        if wrong:
            told = listed((f"{_having(each)}, not {_wanted(each)}" for each in wrong), "and")
            return Answer(text, CONTRADICTED, f"{name} has {told}.")
        if lacking:
            why = f"The project has no value of {listed(lacking, 'and')} for {name}."
            return Answer(text, NOT_CHECKABLE, why)
        return Answer(text, _confirmed(asked.claim), f"{name} has {text}.")

    def _numbers(self, asked: Asked) -> Answer:
        answer = of_numbers(asked, self.coded, self.values)
        if answer.verdict == REPRODUCED:
            return answer._replace(verdict=_confirmed(asked.claim))
        remark = "" if answer.verdict == NOT_CHECKABLE else self.remarks.on_values(asked)
        return answer._replace(why=f"{answer.why[:-1]}; {remark}.") if remark else answer


def _having(each: HeldOf) -> str:
    return f"{each.variable} = {listed(each.texts, 'and')}"


def _wanted(each: HeldOf) -> str:
    return listed(map(as_text, each.wanted), "and")


def _order(claim: Claim) -> str:
    other: Asking | None = claim.more_than
    return "fewer" if other is None else "more"


def _confirmed(claim: Claim) -> str:
    return IMPOSED if claim.basis == "imposed" else REPRODUCED
