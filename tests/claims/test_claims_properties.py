"""Counts of random projects, against an oracle that looks at characters and nothing else."""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

import pytest
from claims_made import case, code, coding, guid, passage, project, text, users, value, variable
from hypothesis import given, settings
from hypothesis import strategies as st

from refiqda.claims import Claim, Claims, verify
from refiqda.standard import model as m

PARENTS = {"a": None, "b": "a", "c": "b", "d": "a", "e": None}
STEPS = {"own": 0, "children": 1, "descendants": 9}
CODERS = ("Ann", "Ben")
CASES = ("R1", "R2", "R3")
UNITS = ("references", "segments", "files", "cases", "users")
LENGTH = 8

spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted)
codings = st.lists(
    st.tuples(spans, st.sampled_from(sorted(PARENTS)), st.sampled_from((*CODERS, None))),
    min_size=1,
    max_size=7,
)


@st.composite
def projects(draw: st.DrawFn) -> m.Project:
    """Up to three sources; cases hold sources or passages of them; a woman, a man, and no value."""
    sources, cases = [], {name: case(name) for name in CASES}
    cases["R1"].values.append(value("Sex", "F"))
    cases["R2"].values.append(value("Sex", "M"))
    for number in range(draw(st.integers(1, 3))):
        selections: list[Any] = []
        for (start, end), of, coder in draw(codings):
            key = (number, len(selections))
            selections.append(passage(start, end, coding(str(key), coder, of), key=key))
        for name in sorted(draw(st.sets(st.sampled_from(CASES), max_size=2))):
            if draw(st.booleans()):
                cases[name].sources.append(guid("source", number))
            else:
                start, end = draw(spans)
                selections.append(passage(start, end, key=(number, name)))
                cases[name].selections.append(selections[-1].guid)
        sources.append(text(str(number), *selections))
    return project(
        users=users(*CODERS),
        codes=[code("a", code("b", code("c")), code("d")), code("e")],
        variables=[variable("Sex")],
        cases=list(cases.values()),
        sources=sources,
    )


class Row(NamedTuple):
    """A coding, taken apart."""

    number: int
    source: int
    start: int
    end: int
    code: str
    coder: str
    cases: frozenset[str]

    @property
    def characters(self) -> set[int]:
        return set(range(self.start, self.end))

    @property
    def place(self) -> tuple[int, int, int]:
        return self.source, self.start, self.end


def rows(made: m.Project) -> list[Row]:
    names = {guid("code", name): name for name in PARENTS}
    coders = {guid("user", name): name for name in CODERS}
    parts = [
        Row(0, number, each.start, each.end, "", "", frozenset())
        for number, source in enumerate(made.sources)
        for each in source.selections
    ]
    guids = [each.guid for source in made.sources for each in source.selections]
    found = []
    for number, source in enumerate(made.sources):
        for selection in source.selections:
            characters = set(range(selection.start, selection.end))
            cases = frozenset(
                str(case.name)
                for case in made.cases
                if source.guid in case.sources
                or any(
                    part.source == number
                    and held in case.selections
                    and part.characters & characters
                    for part, held in zip(parts, guids, strict=True)
                )
            )
            for each in selection.codings:
                coder = coders.get(each.creating_user or "", "")
                span = (selection.start, selection.end)
                found.append(Row(len(found), number, *span, names[each.code], coder, cases))
    return found


def is_of(name: str | None, top: str, steps: int) -> bool:
    """Whether a code is another, or at most so many steps below it."""
    return name == top or (
        steps > 0 and name is not None and is_of(PARENTS[name], top, steps - 1)
    )  # fmt: skip


def stretches(chosen: list[Row]) -> list[set[Row]]:
    """Codings of one source, joined until no two groups share a character, or a range."""
    groups = [{row} for row in chosen]
    while True:
        for one, other in combinations(groups, 2):
            if any(
                a.source == b.source and (a.characters & b.characters or a.place == b.place)
                for a in one
                for b in other
            ):
                groups = [each for each in groups if each not in (one, other)] + [one | other]
                break
        else:
            return groups


def groups_of(unit: str, merge: str, chosen: list[Row]) -> dict[object, set[Row]]:
    """The codings of each thing that is counted."""
    if merge == "union" and unit in ("references", "segments"):
        return dict(enumerate(stretches(chosen)))
    keys = {
        "references": lambda row: [row.number],
        "segments": lambda row: [row.place],
        "files": lambda row: [row.source],
        "cases": lambda row: row.cases,
        "users": lambda row: [row.coder] if row.coder else [],
    }
    groups: dict[object, set[Row]] = {}
    for row in chosen:
        for key in keys[unit](row):
            groups.setdefault(key, set()).add(row)
    return groups


def oracle(made: m.Project, claim: dict[str, Any]) -> int:
    every = rows(made)
    of_code = [row for row in every if is_of(row.code, claim["code"], STEPS[claim["aggregate"]])]
    if isinstance(claim["coders"], tuple):
        of_code = [row for row in of_code if row.coder in claim["coders"]]
    if claim["filter"] is not None:
        holder = "R1" if claim["filter"]["Sex"] == "F" else "R2"
        of_code = [row._replace(cases=row.cases & {holder}) for row in of_code]
        of_code = [row for row in of_code if row.cases]
    groups = groups_of(claim["unit"], claim["merge"], of_code)
    if claim["coders"] != "all":
        return len(groups)
    everyone = {row.coder for row in every} - {""}
    if claim["unit"] == "users":
        # Of what everyone coded alike: who coded the places that everyone coded.
        alike = groups_of("segments", claim["merge"], of_code).values()
        agreed = (group for group in alike if {row.coder for row in group} >= everyone)
        return len({row.coder for group in agreed for row in group} - {""})
    if claim["unit"] == "references" and claim["merge"] == "none":
        same = groups_of("segments", "none", of_code)
        groups = {key: same[row.place] for key, (row,) in groups.items()}
    return sum({row.coder for row in group} >= everyone for group in groups.values())


claims = st.fixed_dictionaries(
    {
        "code": st.sampled_from(sorted(PARENTS)),
        "unit": st.sampled_from(UNITS),
        "aggregate": st.sampled_from(sorted(STEPS)),
        "merge": st.sampled_from(("none", "union")),
        "coders": st.sampled_from(("any", "all", ("Ann",), ("Ann", "Ben"))),
        "filter": st.sampled_from((None, {"Sex": "F"}, {"Sex": "M"})),
    }
)


def found(made: m.Project, *asked: dict[str, Any]) -> list[int | None]:
    """What is counted; None where the project cannot answer."""
    frame = verify(
        Claims(
            claims=tuple(
                Claim(id=str(number), at_least=0, **claim) for number, claim in enumerate(asked)
            )
        ),
        made,
    )
    return [int(each) if each else None for each in frame["found"]]


@settings(max_examples=150, deadline=None)
@given(made=projects(), asked=st.lists(claims, min_size=1, max_size=8))
def test_counts_are_those_of_the_oracle(made: m.Project, asked: list[dict[str, Any]]):
    has_coders = any(row.coder for row in rows(made))
    for claim, count in zip(asked, found(made, *asked), strict=True):
        if not has_coders and (claim["unit"] == "users" or claim["coders"] != "any"):
            assert count is None
        else:
            assert count == oracle(made, claim), claim


def plain(**fields: Any) -> dict[str, Any]:
    return {"code": "a", "unit": "references", **fields}


@settings(max_examples=60, deadline=None)
@given(made=projects())
def test_more_codes_never_count_less(made: m.Project):
    for unit in UNITS[:4]:
        own, children, descendants = found(
            made, *(plain(unit=unit, aggregate=each) for each in ("own", "children", "descendants"))
        )
        assert own <= children <= descendants


@settings(max_examples=60, deadline=None)
@given(made=projects())
def test_order_of_the_units(made: m.Project):
    references, segments, files, cases = found(made, *(plain(unit=unit) for unit in UNITS[:4]))
    (joined,) = found(made, plain(merge="union"))
    assert references >= segments >= joined >= files
    assert cases <= len(made.cases)


@settings(max_examples=60, deadline=None)
@given(made=projects())
def test_narrower_questions_never_count_more(made: m.Project):
    for unit in UNITS[:4]:
        any_coder, ann, every, women = found(
            made,
            plain(unit=unit),
            plain(unit=unit, coders=("Ann",)),
            plain(unit=unit, coders="all"),
            plain(unit=unit, filter={"Sex": "F"}),
        )
        assert women <= any_coder
        if ann is not None:
            assert max(ann, every) <= any_coder


@settings(max_examples=60, deadline=None)
@given(made=projects(), number=st.integers(0, 9), of=st.integers(1, 9))
def test_a_claim_is_reproduced_if_and_only_if_it_prints_what_is_found(
    made: m.Project, number: int, of: int
):
    (count,) = found(made, plain(unit="cases"))
    claim = Claim(id="x", code="a", unit="cases", equals=min(number, of), of=of)
    (verdict,) = verify(Claims(claims=(claim,)), made)["verdict"]
    is_right = (claim.equals, of) == (count, len(made.cases))
    assert verdict == ("reproduced" if is_right else "contradicted")


@pytest.mark.parametrize("unit", UNITS)
@settings(max_examples=20, deadline=None)
@given(made=projects(), data=st.data())
def test_the_order_of_claims_does_not_matter(unit: str, made: m.Project, data: st.DataObject):
    asked = [plain(unit=unit, code=name) for name in PARENTS]
    order = data.draw(st.permutations(range(len(asked))))
    counts = found(made, *asked)
    assert found(made, *(asked[place] for place in order)) == [counts[place] for place in order]
