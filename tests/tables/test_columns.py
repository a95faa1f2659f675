"""Values as typed columns."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.tables.columns import DTYPES, array, concatenated, renamed

NAMES = st.lists(st.none() | st.sampled_from(["", "a", "b", "née", "A"]))


@pytest.mark.parametrize("kind", DTYPES)
def test_no_values_have_the_type_of_any(kind: str) -> None:
    for values in ((), (None, None)):
        column = pd.Series(array(kind, values))
        assert column.dtype == DTYPES[kind]
        assert column.isna().all()


@given(NAMES)
def test_names_are_kept(names: list[str | None]) -> None:
    column = array("name", names)
    assert [None if pd.isna(name) else name for name in column] == names
    assert list(column.categories) == list(dict.fromkeys(n for n in names if n is not None))


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_joined_pieces_are_the_whole(pieces: list[list[str | None]]) -> None:
    frames = [
        pd.DataFrame({"name": array("name", piece), "text": array("text", piece)})
        for piece in pieces
    ]
    together = [name for piece in pieces for name in piece]
    whole = pd.DataFrame({"name": array("name", together), "text": array("text", together)})
    pd.testing.assert_frame_equal(concatenated(frames), whole)


def test_two_codes_of_one_name_are_one_category() -> None:
    column = renamed(pd.array([0, 1, -1, 2]).to_numpy(), ["trust", "trust", None])
    assert column.categories.tolist() == ["trust"]
    assert column.isna().tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01T12:00:00Z", "2024-05-01 12:00:00+00:00"),
        ("2024-05-01T12:00:00", "2024-05-01 12:00:00+00:00"),
        ("2024-05-01T12:00:00.123456+02:00", "2024-05-01 10:00:00.123456+00:00"),
        (" 2024-05-01 ", "2024-05-01 00:00:00+00:00"),
        ("2024-05-01Z", "2024-05-01 00:00:00+00:00"),
        ("2024-05-01+02:00", "2024-05-01 00:00:00+00:00"),
        ("2024-05-01-11:30", "2024-05-01 00:00:00+00:00"),
        ("2024-05-01T12:00:00-11:30", "2024-05-01 23:30:00+00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01 00:00:00+00:00"),
        ("9999-12-31T00:00:00Z", "9999-12-31 00:00:00+00:00"),
        ("12345-01-01T00:00:00Z", "NaT"),
        ("-0044-03-15T00:00:00Z", "NaT"),
        ("2024-02-30T00:00:00Z", "NaT"),
        ("yesterday", "NaT"),
        ("", "NaT"),
    ],
)
def test_times(text: str, expected: str) -> None:
    column = array("time", [text, None, text])
    assert [str(value) for value in column] == [expected, "NaT", expected]


def test_numbers_that_do_not_fit_are_missing() -> None:
    values = [2**63 - 1, -(2**63), 2**63, None, -(10**30)]
    column = array("integer", values)
    assert column.isna().tolist() == [False, False, True, True, True]
    assert column[0] == 2**63 - 1
    assert array("number", [float("nan"), 1.5, None]).isna().tolist() == [True, False, True]
