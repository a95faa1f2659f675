"""What is asked of codes that occur together, checked, and said in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refiqda.tables.counting.asking import CannotCount, Coders, Wanted
from refiqda.tables.counting.choice import one_of
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.rows import AGGREGATES, Aggregate
from refiqda.tables.counting.wording import listed
from refiqda.tables.together.hows import HOWS, How, Way
from refiqda.text.conventions import Convention

MUCH = 5
"""How many times as often one of two codes is used, beyond which ATLAS.ti marks a pair."""
ATLASTI = "ATLAS.ti 22 for Windows, manual, Code Co-occurrence Coefficient"
"""doc.atlasti.com/ManualWin.v22/CodeCooccurrence/CodeCoOccurrenceTableCcoefficient.html has the
formula, the mark for frequencies that differ by more than 5 times, and that c assumes passages that
do not overlap. ManualMac.v9/CodeCooccurrence/CodeCoOccurrenceTable.html says that events are
counted: one for a quotation with both codes, one for two quotations that overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The parameters of :func:`refiqda.tables.cooccurrence`, but for the shape of the table."""

    how: How = "overlap"
    within: int | None = None
    same_coder: bool = False
    aggregate: Aggregate = "own"
    coders: Coders = "any"
    sources: Wanted = ()
    cases: Wanted = ()
    codes: Sequence[str] | str | None = None
    notes: bool = False
    convention: Convention | str | None = None

    @property
    def way(self) -> Way:
        """The way in which codes occur together."""
        return HOWS[self.how]

    def check(self) -> None:
        """Refuse what does not go together.

        Raises:
            UnknownName: if there is no such way or aggregation.
            CannotCount: if parameters contradict each other.
        """
        one_of("way to occur together", self.how, HOWS)
        one_of("aggregation", self.aggregate, AGGREGATES)
        check_distance(self.how, self.within)
        if self.same_coder and not self.way.is_of_pairs:
            pairs = listed(repr(name) for name, way in HOWS.items() if way.is_of_pairs)
            raise CannotCount(f"Only codings are paired by coder: ask for {pairs}.")
        if self.coders == "all":
            raise CannotCount(
                "What everybody coded alike is not counted in pairs. Name coders, or count pairs "
                "of the same coder."
            )

    def says(self) -> list[str]:
        """The definition of the count, without what the shape of the table adds."""
        way = self.way
        said = [way.says.format(within=self.within)]
        if self.same_coder:
            said.append("Only codings by the same coder are paired; who coded has to be known.")
        if self.aggregate != "own" and not way.is_of_pairs:
            said.append(
                f"One coding that counts for both codes is enough to make {way.units} count."
            )
        return said

    def says_of_scope(self) -> list[str]:
        """Whose codings are looked at, and where."""
        return defined(
            (), self.aggregate, "none",
            coders=self.coders, sources=self.sources, cases=self.cases, notes=self.notes,
        )  # fmt: skip

    def says_of_edges(self, minimum: int, n: str = "n_a and n_b") -> list[str]:
        """What the list of pairs shows; ``n`` is what a code has alone."""
        way = self.way
        said = [f"{n}: the {way.units} of each code alone."]
        if way.is_of_pairs:
            said.append(
                "c: count / (n of one + n of the other - count), as ATLAS.ti calculates it "
                f"({ATLASTI})."
            )
        else:
            said.append(
                f"c: of the {way.units} that have either code, the share that has both "
                "(the Jaccard index)."
            )
        if minimum == 1:
            said.append("Codes that never occur together are left out.")
        elif minimum:
            said.append(f"Codes that occur together less than {minimum:,} times are left out.")
        return said

    def says_of_matrix(self) -> list[str]:
        """What the matrix shows."""
        said = [f"On the diagonal: the {self.way.units} of each code."]
        if self.way.is_directed:
            said.append("Rows enclose columns.")
        return said

    def warns(self, unequal: int, out_of_range: int, edges: int) -> list[str]:
        """What to be careful about with c, and in how many of the pairs."""
        said = []
        if out_of_range:
            said.append(
                f"c is meant for passages that do not overlap. In {out_of_range:,} of {edges:,} "
                "pairs codings overlap with several others, and c is not within 0 and 1."
            )
        if unequal:
            said.append(
                f"c comes out low where one code is used far more often than the other. In "
                f"{unequal:,} of {edges:,} pairs one has more than {MUCH} times as many "
                f"{self.way.units} as the other."
            )
        if self.way.is_of_pairs and self.how != "overlap":
            said.append("The c that ATLAS.ti shows is that of codings whose places overlap.")
        return said


def check_distance(how: How, within: int | None) -> None:
    """Refuse a distance where it means nothing, or none where it is needed.

    Raises:
        CannotCount: saying what a distance is for.
    """
    if how == "near" and within is None:
        raise CannotCount("How near is near? Say within how many characters, such as within 50.")
    if how != "near" and within is not None:
        raise CannotCount(f"A distance is for 'near', not for {how!r}.")
    if within is not None and within < 0:
        raise CannotCount(f"A distance is 0 or more characters, not {within}.")


def check_minimum(layout: str, minimum: int | None) -> None:
    """Refuse a minimum for a matrix.

    Raises:
        CannotCount: saying what a minimum is for.
    """
    if layout == "matrix" and minimum is not None:
        raise CannotCount("A matrix has all its cells; a minimum is for a list of pairs.")
