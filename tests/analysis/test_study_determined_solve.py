"""The solver: least and most of numbers, held against trying all matrices of small made studies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_studies import STUDIES, Study, all_matrices, asked, made

from analysis.determined import proofs, solve
from analysis.determined.figures import Figure
from analysis.determined.levels import holds
from analysis.determined.proofs import Unproved
from analysis.determined.results import Bounds
from analysis.determined.solve import Solver


@given(made(), st.data())
@settings(max_examples=60, deadline=None)
def test_bounds_are_what_trying_all_matrices_gives(case: Study, data: st.DataObject) -> None:
    people, theme_of, wanted = case
    several = [*theme_of, *dict.fromkeys(theme_of.values())]
    figure = Figure(
        "overlap",
        "made",
        "",
        tuple(data.draw(st.lists(st.sampled_from(people), min_size=1, unique=True))),
        tuple(data.draw(st.lists(st.sampled_from(several), min_size=1, unique=True))),
        data.draw(st.booleans()),
    )
    numbers = [
        figure.found(held)
        for held in all_matrices(people, theme_of)
        if all(holds(held, each) for each in wanted)
    ]
    solver = Solver(people, theme_of, wanted)
    witness = solver.witness()
    if numbers:
        assert witness in list(all_matrices(people, theme_of))
        assert solver.bounds(figure) == Bounds(min(numbers), max(numbers))
        assert solver.witness() is not None
    else:
        assert witness is None
        with pytest.raises(Unproved, match="No matrix is left of which made could be counted"):
            solver.bounds(figure)


def test_a_solver_that_gives_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    people, theme_of = STUDIES[0]
    monkeypatch.setattr(solve, "MOST_WORK", 0.0)
    solver = Solver(people, theme_of, [asked(people, ("A", "B"), ">=", 2)])
    with pytest.raises(Unproved, match="ended without a proof: UNKNOWN"):
        solver.witness()


def test_a_matrix_that_fails_a_constraint_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    people, theme_of = STUDIES[0]
    solver = Solver(people, theme_of, [asked(people, ("A",), "==", 2)])
    assert solver.witness() is not None
    monkeypatch.setattr(proofs, "holds", lambda held, constraint: False)
    with pytest.raises(Unproved, match="fails this: == 2 hold"):
        solver.witness()
