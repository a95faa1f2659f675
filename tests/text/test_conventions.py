"""Ways of counting: their names, and what is asked for."""

import pytest

from refiqda.errors import UnknownName
from refiqda.text import CANDIDATES, STANDARD, Convention


def test_all_ways_of_counting_are_candidates_once() -> None:
    assert len(CANDIDATES) == len(set(CANDIDATES)) == 3 * 2 * 2 * 2
    assert CANDIDATES[0] == STANDARD


def test_what_no_program_does_comes_last() -> None:
    unusual = [each.bom or each.inclusive for each in CANDIDATES]
    assert unusual == sorted(unusual)


@pytest.mark.parametrize("convention", CANDIDATES, ids=lambda each: each.spec)
def test_the_short_name_reads_back(convention: Convention) -> None:
    assert Convention.parse(convention.spec) == convention


def test_each_has_words_of_its_own() -> None:
    assert len({each.words for each in CANDIDATES}) == len({each.spec for each in CANDIDATES}) == 24


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("standard", Convention()),
        ("code-points", Convention("code point", 2, False, False)),
        ("utf-16", Convention("UTF-16 unit", 2, False, False)),
        ("UTF-16 , CRLF=1", Convention("UTF-16 unit", 1, False, False)),
        ("code-points,crlf=1", Convention("code point", 1, False, False)),
        ("utf-8,bom,inclusive", Convention("UTF-8 byte", 2, True, True)),
        ("utf-16 units,half-open,crlf=2", Convention("UTF-16 unit", 2, False, False)),
    ],
)
def test_what_people_ask_for(asked: str, expected: Convention) -> None:
    assert Convention.parse(asked) == expected


@pytest.mark.parametrize(
    ("asked", "blamed"),
    [("utf-17", "utf-17"), ("utf-16,crlf=3", "crlf=3"), ("", ""), ("bom", "bom")],
)
def test_what_does_not_exist_is_refused_with_the_choices(asked: str, blamed: str) -> None:
    with pytest.raises(UnknownName, match="Name standard, code-points, utf-16 or utf-8") as caught:
        Convention.parse(asked)
    assert f"because of {blamed!r}" in str(caught.value)


def test_words_for_people() -> None:
    assert STANDARD.words == "code points"
    assert Convention("UTF-16 unit", 1, True, True).words == (
        "UTF-16 units, a CRLF line break counts 1, the byte order mark counts, end included"
    )
