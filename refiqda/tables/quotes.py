"""The passages of codes with who said them and where, for an appendix."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from refiqda.errors import RefiQdaError
from refiqda.standard.index import codings_of
from refiqda.tables.caption import describe
from refiqda.tables.cells import cells
from refiqda.tables.codings import codings
from refiqda.tables.columns import Column, Table, array
from refiqda.tables.counting.asking import Asking, Coders, Wanted
from refiqda.tables.counting.choice import check_countable, one_of
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.conditions import text_of
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.rows import AGGREGATES, Aggregate, Rows
from refiqda.tables.counting.scope import Scope, ties_of
from refiqda.tables.counting.spots import TEXT
from refiqda.tables.counting.units import Counter, Spread
from refiqda.tables.excerpts import place_of, shortened, words_after, words_before
from refiqda.tables.names import SEPARATOR
from refiqda.tables.reading import ProjectOrPath, project_of
from refiqda.text.conventions import Convention

QuoteOrder = Literal["source", "case", "length"]
ORDERS: dict[QuoteOrder, str] = {
    "source": "by source, then by where they begin",
    "case": "by case, then by source and by where they begin",
    "length": "the longest first",
}
QUOTES = Table(
    "quotes",
    "One row for each passage with a code.",
    (
        Column("code_path", "text", "Names from the top code down to it, joined by ' > '."),
        Column("before", "text", "The words before the passage, if they are asked for."),
        Column("passage", "text", "The words coded; missing where there is no text."),
        Column("after", "text", "The words after it, if they are asked for."),
        Column("source", "text", "Name of the source, or of the note."),
        Column("case", "text", "Names of the cases that the passage belongs to, joined by '; '."),
        Column("coder", "text", "Who coded it, joined by '; '."),
        Column("start", "integer", "Where it begins, as in the table of codings."),
        Column("end", "integer", "Where it ends."),
        Column("place", "text", "The same in words; of an area, the page or the corners."),
        Column("coding_guid", "text", "GUIDs of the codings, joined by '; '."),
    ),
)
"""The columns; those of variables stand after ``case``."""


_BELOW: dict[Aggregate, str] = {
    "own": "Codes below those asked for are left out.",
    "children": "Codes directly below those asked for are there, too.",
    "descendants": "All codes below those asked for are there, too.",
}


class CannotQuote(RefiQdaError, ValueError):
    """A length or a number of passages is none."""


def quotes(
    project: ProjectOrPath,
    *,
    codes: Sequence[str] | str | None = None,
    variables: Sequence[str] | str = (),
    aggregate: Aggregate = "descendants",
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    notes: bool = False,
    longest: int | None = None,
    context: int = 0,
    sample: int | None = None,
    seed: int = 0,
    order: QuoteOrder = "source",
    each: bool = False,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each passage with a code, in the order of the codebook; its own code is named.

    ``codes`` says of which codes, and ``aggregate`` whether those below them are meant, too.
    ``variables`` adds a column for each, with the values of the cases and of the source. The same
    passage with the same code is one row, whoever coded it, unless ``each`` coding is to have one.

    ``longest`` shortens passages to so many characters at the end of a word; ``context`` adds the
    columns before and after, with up to so many characters. ``sample`` takes so many rows of each
    code: of the same codings, the same for the same ``seed``. ``order`` is that within a code.

    Columns: :data:`QUOTES`, without before and after unless asked for. A variable that is called as
    one of them is told apart, as ``case (variable)``.

    Raises:
        UnknownName: if a code, variable, coder, source or case is not there.
        NothingToCount: if the project has none of what is asked for.
        CannotQuote: if ``longest``, ``context`` or ``sample`` makes no sense.
    """
    one_of("aggregation", aggregate, AGGREGATES)
    one_of("order of passages", order, ORDERS)
    asked = Asked(longest, context, sample, seed, order, each)
    asked.check()
    with project_of(project) as opened:
        gathered = Coded(opened, convention)
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        check_countable(gathered, (), scope)
        rows = Rows(gathered, asking.codes(codes), aggregate)
        wanted = [variables] if isinstance(variables, str) else list(variables)
        values = [Values(asking, name) for name in wanted]
        found = Passages(gathered, codings(opened, convention=convention), asked)
        frame = found.frame(_chosen(gathered, scope, rows), values)
    said = [
        *asked.defined(),
        *([_BELOW[aggregate]] if codes else []),
        *defined((), "own", "none", coders=coders, sources=sources, cases=cases, notes=notes),
    ]
    warnings = [
        "Quotations may identify people, by what they tell as much as by names and variables. Look "
        "at each before it is printed or deposited."
    ]
    return describe(frame, "quotes", "Passages by code", said, warnings)


def _chosen(coded: Coded, scope: Scope, rows: Rows) -> list[int]:
    """The numbers of the codings that are looked at."""
    ties = ties_of(coded, scope, rows.all_codes)
    spread = Spread(coded.columns.code[ties.coding], ties.coding, ties.case)
    if scope.coders == "all":
        spread = Counter(coded, scope, "references").agreed(spread)
    return [int(coding) for coding in np.unique(spread.coding)]


@dataclass(frozen=True, slots=True)
class Asked:
    """How passages are shown, and how many."""

    longest: int | None
    context: int
    sample: int | None
    seed: int
    order: QuoteOrder
    each: bool

    def check(self) -> None:
        """Refuse what makes no sense."""
        for what, number, least in (
            ("The longest passage", self.longest, 1),
            ("The context", self.context, 0),
            ("The sample", self.sample, 1),
        ):
            if number is not None and number < least:
                raise CannotQuote(f"{what} is {number}; it has to be {least} or more.")

    def defined(self) -> list[str]:
        """What the table shows, in sentences."""
        one = "coding" if self.each else "passage and code, whoever coded it"
        said = [
            f"One row for each {one}; codes in the order of the codebook, the passages of a code "
            f"{ORDERS[self.order]}.",
            "start, end and place: characters of the text, the first being 0, up to but not "
            "including the last number; times of a recording; pages as the file counts them.",
        ]
        if self.longest is not None:
            said.append(f"Passages of more than {self.longest} characters are shortened (…).")
        if self.context:
            said.append(f"before and after: up to {self.context} characters of the same text.")
        if self.sample is not None:
            said.append(
                f"A sample: at most {self.sample} {'codings' if self.each else 'passages'} of each "
                "code, those whose GUIDs come first when hashed (SHA-256) with the seed "
                f"{self.seed}."
            )
        return said


# ------------------------------------------------------------------------------------- variables


class Values:
    """The values of one variable, of cases and of sources, as text."""

    def __init__(self, asking: Asking, name: str) -> None:
        asking.condition(name, ())  # which tells of a name that is not there
        self.name = name
        self._of_cases: dict[int, list[str]] = {}
        self._of_sources: dict[int, list[str]] = {}
        for key in asking.names.variable(name):
            for into, held in (
                (self._of_cases, asking.values.of_cases),
                (self._of_sources, asking.values.of_sources),
            ):
                for number, value in held.get(key, ()):
                    into.setdefault(number, []).append(text_of(value) or "")

    def of(self, source: int, cases: Iterable[int]) -> str | None:
        """What the cases have, and what the source has, each once."""
        several = [text for case in cases for text in self._of_cases.get(case, ())]
        several += self._of_sources.get(source, ())
        return SEPARATOR.join(dict.fromkeys(several)) or None


# ------------------------------------------------------------------------------------- passages


class Passage(NamedTuple):
    """One row on its way: the codings of a passage with a code, the first of which shows it."""

    codings: list[int]
    key: tuple[Any, ...]
    """What the passages of a code are ordered by."""


class Passages:
    """Makes rows of codings."""

    def __init__(self, coded: Coded, frame: pd.DataFrame, asked: Asked) -> None:
        """``frame`` is the table of all codings, one row for each coding of ``coded``."""
        self.coded = coded
        self.asked = asked
        self.column = {name: cells(frame[name]) for name in _FROM_CODINGS}
        ends = np.cumsum(coded.case_counts)
        self._first_case, self._last_case = ends - coded.case_counts, ends

    def frame(self, chosen: Sequence[int], values: Sequence[Values]) -> pd.DataFrame:
        """The table of these codings."""
        found = self._sampled(self._merged(chosen))
        places = dict(self._places({one.codings[0] for one in found}))
        rows = [self._row(one, places[one.codings[0]]) for one in found]
        frame = QUOTES.from_rows(rows)
        taken = list(frame.columns)
        if not self.asked.context:
            frame = frame.drop(columns=["before", "after"])
        after = list(frame.columns).index("case") + 1
        for number, variable in enumerate(values):
            name = variable.name
            while name in taken:
                name += " (variable)"
            taken.append(name)
            texts = [
                variable.of(int(self.coded.columns.source[one.codings[0]]), self._cases(one))
                for one in found
            ]
            frame.insert(after + number, name, array("text", texts))
        return frame

    def _cases(self, passage: Passage) -> list[int]:
        """The cases of any of the codings, in the order of the project."""
        several = {
            case
            for coding in passage.codings
            for case in self.coded.case_numbers[
                self._first_case[coding] : self._last_case[coding]
            ].tolist()
        }
        return sorted(several)

    def _merged(self, chosen: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages of each code, in their order."""
        columns, places = self.coded.columns, self.coded.places
        together: dict[tuple[int, ...], list[int]] = {}
        for coding in chosen:
            # A coding of a whole source shows no passage, one of a range from end to end does.
            is_whole = self.column["kind"][coding] == "source"
            place = (coding,) if self.asked.each else (int(places[coding]), int(is_whole))
            together.setdefault((int(columns.code[coding]), *place), []).append(coding)
        found: dict[int, list[Passage]] = {}
        for key, several in together.items():
            found.setdefault(key[0], []).append(Passage(several, self._key(several)))
        return {code: sorted(found[code], key=lambda one: one.key) for code in sorted(found)}

    def _key(self, several: Sequence[int]) -> tuple[Any, ...]:
        coding, columns = several[0], self.coded.columns
        where = (int(columns.source[coding]), int(columns.track[coding]))
        spot = (int(columns.left[coding]), int(columns.right[coding]), coding)
        if self.asked.order == "case":
            cases = self._cases(Passage(list(several), ()))
            return (cases or [len(self.coded.cases)], *where, *spot)
        if self.asked.order == "length":
            return (-len(str(self.column["passage"][coding] or "")), *where, *spot)
        return (*where, *spot)

    def _sampled(self, found: dict[int, list[Passage]]) -> list[Passage]:
        """All passages, or so many of each code, in their order."""
        kept: list[Passage] = []
        for several in found.values():
            taken = several
            if self.asked.sample is not None and self.asked.sample < len(several):
                first = sorted(several, key=self._rank)[: self.asked.sample]
                taken = sorted(first, key=lambda one: one.key)
            kept += taken
        return kept

    def _rank(self, passage: Passage) -> str:
        """A number that is as good as random, and the same wherever it is worked out."""
        guids = sorted(str(self.column["coding_guid"][coding]) for coding in passage.codings)
        return hashlib.sha256(f"{self.asked.seed} {guids[0]}".lower().encode()).hexdigest()

    def _places(self, wanted: set[int]) -> Iterator[tuple[int, str | None]]:
        """Where codings are, in words."""
        everything = (placed for source in self.coded.sources for placed in codings_of(source))
        for coding, placed in enumerate(everything):
            if coding in wanted:
                columns = self.coded.columns
                times = (int(columns.begin[coding]), int(columns.end[coding]))
                span = (self.column["start"][coding], self.column["end"][coding])
                kind = str(self.column["kind"][coding])
                yield coding, place_of(kind, placed.selection, span, times)

    def _row(self, passage: Passage, place: str | None) -> tuple[Any, ...]:
        coding, column = passage.codings[0], self.column
        words = column["passage"][coding]
        before, after = self._around(coding)
        longest = self.asked.longest
        if longest is not None and isinstance(words, str):
            words = shortened(words, longest)
        return (
            column["code_path"][coding],
            before,
            words,
            after,
            column["source"][coding],
            self._joined("case", passage.codings),
            self._joined("coder", passage.codings),
            column["start"][coding],
            column["end"][coding],
            place,
            self._joined("coding_guid", passage.codings),
        )

    def _joined(self, name: str, several: Sequence[int]) -> str | None:
        texts = [self.column[name][coding] for coding in several]
        return SEPARATOR.join(dict.fromkeys(str(text) for text in texts if text)) or None

    def _around(self, coding: int) -> tuple[str | None, str | None]:
        """The words before and after, of a passage in a text."""
        columns = self.coded.columns
        track = self.coded.tracks[int(columns.track[coding])]
        length = self.asked.context
        if not length or track.kind != TEXT or self.column["passage"][coding] is None:
            return None, None
        text = self.coded.text_of(track.holder) or ""
        start, end = int(columns.left[coding]), int(columns.right[coding])
        return words_before(text, start, length), words_after(text, end, length)


_FROM_CODINGS = (
    "code_path",
    "passage",
    "source",
    "case",
    "coder",
    "kind",
    "start",
    "end",
    "coding_guid",
)
