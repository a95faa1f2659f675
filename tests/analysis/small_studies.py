"""Small made studies, of which every matrix can be tried, with constraints drawn by Hypothesis."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from analysis.determined.levels import Cell, Constraint, Sense, with_themes

PEOPLE = ("R1", "R2", "R3", "R4")
Study = tuple[Sequence[str], dict[str, str], list[Constraint]]
STUDIES = [
    (PEOPLE[:3], {"a": "A", "b": "A", "c": "B"}),
    (PEOPLE[:2], {"a": "A", "b": "A", "c": "B", "d": "C"}),
    (PEOPLE, {"a": "A", "b": "B"}),
]
"""Participants and the theme of each subtheme; at most 512 matrices each."""
TOGETHER = [("A", "B"), ("B", "A"), ("A", "C"), ("A", "B", "C")]


def all_matrices(
    people: Sequence[str], theme_of: Mapping[str, str]
) -> Iterator[dict[str, frozenset[str]]]:
    rows = [
        [name for name, is_held in zip(theme_of, row, strict=True) if is_held]
        for row in product([False, True], repeat=len(theme_of))
    ]
    for several in product(rows, repeat=len(people)):
        yield with_themes(dict(zip(people, several, strict=True)), theme_of)


def asked(people: Sequence[str], names: tuple[str, ...], sense: Sense, number: int) -> Constraint:
    cells = tuple(Cell(person, names) for person in people)
    return Constraint("L0", f"{sense} {number} hold {names}", cells, sense, number)


@st.composite
def made(draw: st.DrawFn) -> Study:
    """A small study with constraints on subthemes, themes and several themes together."""
    people, theme_of = draw(st.sampled_from(STUDIES))
    themes = set(theme_of.values())
    names: list[tuple[str, ...]] = [(name,) for name in (*theme_of, *sorted(themes))]
    names += [several for several in TOGETHER if themes.issuperset(several)]
    one = st.builds(
        asked,
        st.lists(st.sampled_from(people), min_size=1, unique=True),
        st.sampled_from(names),
        st.sampled_from(["==", ">=", "<="]),
        st.integers(0, 2),
    )
    return people, theme_of, draw(st.lists(one, max_size=5))
