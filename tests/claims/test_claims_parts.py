"""Claims with parts and with readings, and which verdict several make together."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from claims_made import bare, study, value
from hypothesis import given
from hypothesis import strategies as st

from refiqda.claims import VERDICTS, Claim, Judged, UnknownInClaims, as_junit, parse_claims, verify
from refiqda.claims.combine import (
    CONTRADICTED,
    IMPOSED,
    NOTHING,
    WORST_FIRST,
    Answer,
    combined,
    worst,
)
from refiqda.claims.whole import of_parts
from refiqda.standard import model as m

SEXES = """
[[claim]]
id = "S"
where = "Table 1"
says = "Two women and a man."
of = 3
  [[claim.part]]
  id = "women"
  filter = { Sex = "F" }
  equals = 2
  [[claim.part]]
  id = "men"
  filter = { Sex = "M" }
  equals = 1
  says = "A man."
"""
READ = """
[[claim]]
id = "R"
  [[claim.part]]
  id = "women"
  equals = {women}
  [[claim.part]]
  id = "men"
  equals = {men}
  [[claim.reading]]
  says = "people with that sex"
  women = {{ filter = {{ Sex = "F" }} }}
  men = {{ filter = {{ Sex = "M" }} }}
  [[claim.reading]]
  says = "people with that sex alone"
  women = {{ alone = {{ Sex = "F" }} }}
  men = {{ alone = {{ Sex = "M" }} }}
  [[claim.reading]]
  says = "their files"
  but = "files are no people."
  count = {{ unit = "files" }}
  women = {{ filter = {{ Sex = "F" }} }}
  men = {{ filter = {{ Sex = "M" }} }}
"""


def rows(toml: str, made: m.Project | None = None, **more: bool) -> pd.DataFrame:
    return verify(parse_claims(toml, "made.toml"), made or study(), **more)


def one(toml: str, made: m.Project | None = None) -> tuple[str, str, str, str]:
    (row,) = rows(toml, made).to_dict("records")
    return row["expected"], row["found"], row["verdict"], row["why"]


def both() -> m.Project:
    """The study, whose first case has both sexes: two women and two men, alone one of each."""
    made = study()
    made.cases[0].values.append(value("Sex", "M"))
    return made


def test_a_claim_with_parts_has_one_row_or_one_more_for_each():
    assert one(SEXES) == (
        "2 of 3; 1 of 3",
        "2 of 3; 1 of 3",
        "reproduced",
        "2 of 3 cases where Sex = F. 1 of 3 cases where Sex = M.",
    )
    frame = rows(SEXES, parts=True)
    assert frame["id"].tolist() == ["S", "S.women", "S.men"]
    assert frame["where"].tolist() == ["Table 1"] * 3
    assert frame["says"].tolist() == ["Two women and a man.", "", "A man."]
    assert frame["found"].tolist() == ["2 of 3; 1 of 3", "2 of 3", "1 of 3"]


def test_a_part_that_does_not_hold_is_named():
    assert one(SEXES.replace("equals = 1", "equals = 2"))[1:] == (
        "2 of 3; 1 of 3",
        "contradicted",
        "2 of 3 cases where Sex = F. men: Found 1 of 3 cases where Sex = M, not 2 of 3.",
    )


def test_what_a_claim_says_holds_for_its_parts_unless_they_say_otherwise():
    toml = """
    [[claim]]
    id = "a"
    code = "theme"
    unit = "references"
    basis = "imposed"
    because = "it was made so"
      [[claim.part]]
      id = "all"
      equals = 8
      [[claim.part]]
      id = "cases"
      unit = "cases"
      equals = 2
      [[claim.part]]
      id = "weaker"
      code = "other"
      equals = 1
      basis = "weaker"
    """
    frame = rows(toml, parts=True)
    assert frame["unit"].tolist() == ["references and cases", "references", "cases", "references"]
    assert frame["verdict"].tolist() == ["imposed", "imposed", "imposed", "consistent"]
    assert frame["why"].tolist() == [
        "8 references of 'theme' or a code below it. 2 cases with a coding of 'theme' or a code "
        "below it. 1 reference of 'other'. It was made so.",
        "8 references of 'theme' or a code below it. It was made so.",
        "2 cases with a coding of 'theme' or a code below it. It was made so.",
        "1 reference of 'other'.",
    ]


def test_a_denominator_is_that_of_the_parts_that_can_have_one():
    toml = """
    [[claim]]
    id = "a"
    of = 3
    filter = { Sex = "F" }
      [[claim.part]]
      id = "women"
      equals = 2
      [[claim.part]]
      id = "only"
      only = { Sex = "F" }
    """
    frame = rows(toml, parts=True)
    assert frame["expected"].tolist() == ["2 of 3; only Sex = F", "2 of 3", "only Sex = F"]
    assert frame["verdict"].tolist() == ["reproduced"] * 3


def test_a_verdict_by_hand_is_that_of_the_whole():
    judged = 'judged = { verdict = "tension", by = "us", because = "it is odd" }'
    toml = SEXES.replace('id = "S"', f'id = "S"\n{judged}')
    frame = rows(toml, parts=True)
    assert frame["verdict"].tolist() == ["tension", "reproduced", "reproduced"]
    assert frame["why"][0].startswith("It is odd. (Judged by us.) 2 of 3 cases")
    wrong = rows(toml.replace("equals = 1", "equals = 0"))
    assert wrong["verdict"].tolist() == ["contradicted"]


def test_of_a_claim_that_is_not_checkable_the_project_is_not_asked():
    for key, verdict in (("not_checkable", "not checkable"), ("external", "external")):
        toml = SEXES.replace('id = "S"', f'id = "S"\n{key} = "Not here."')
        found = one(toml.replace('"M"', '"no such sex"').replace("Sex", "Sx"))
        assert found == ("2 of 3; 1 of 3", "", verdict, "Not here.")


def test_a_part_that_others_are_held_against_has_no_say():
    toml = """
    [[claim]]
    id = "a"
      [[claim.part]]
      id = "there"
      prints = { themes = 36 }
      [[claim.part]]
      id = "here"
      prints = { themes = 36 }
      same_as = "a.there"
    """
    assert one(toml)[1:3] == ("themes = 36", "reproduced")
    alone = toml.replace('same_as = "a.there"', "")
    assert one(alone)[1:] == ("", "not checkable", "There is nothing to hold it against.")


@pytest.mark.parametrize(
    ("women", "men", "expected"),
    [
        (2, 2, ("2; 2", "reproduced",
                "As people with that sex: 2 and 2, which agrees. "
                "As people with that sex alone: 1 and 1. "
                "As their files: 3 and 3 (files are no people).")),
        (1, 1, ("1; 1", "reproduced",
                "As people with that sex alone: 1 and 1, which agrees. "
                "As people with that sex: 2 and 2. "
                "As their files: 3 and 3 (files are no people).")),
        (3, 3, ("2; 2", "contradicted",
                "As people with that sex: 2 and 2. "
                "As people with that sex alone: 1 and 1. "
                "As their files: 3 and 3, which agrees, but files are no people.")),
        (2, 1, ("2; 2", "contradicted",
                "As people with that sex: 2 and 2. "
                "As people with that sex alone: 1 and 1. "
                "As their files: 3 and 3 (files are no people).")),
    ],
)  # fmt: skip
def test_a_claim_holds_if_one_reading_does_that_counts(
    women: int, men: int, expected: tuple[str, str, str]
):
    assert one(READ.format(women=women, men=men), both())[1:] == expected


def test_two_readings_that_hold_are_both_told():
    toml = READ.format(women=2, men=1)
    why = one(toml)[3]
    assert why.startswith("As people with that sex: 2 and 1, which agrees. ")
    assert "As people with that sex alone: 2 and 1, which agrees." in why


def test_the_readings_of_a_claim_without_parts():
    toml = """
    [[claim]]
    id = "a"
    code = "theme"
    equals = 8
    basis = "imposed"
      [[claim.reading]]
      says = "people"
      count = { unit = "cases" }
      [[claim.reading]]
      says = "passages"
      count = { unit = "references" }
    """
    assert one(toml) == (
        "8",
        "8",
        "imposed",
        "As passages: 8 references of 'theme' or a code below it. As people: 2.",
    )


def test_a_reading_may_count_what_the_claim_itself_says():
    toml = """
    [[claim]]
    id = "a"
      [[claim.part]]
      id = "theme"
      code = "theme"
      equals = 2
      [[claim.part]]
      id = "women"
      filter = { Sex = "F" }
      equals = 9
      [[claim.reading]]
      says = "cases"
      count = {}
      [[claim.reading]]
      says = "files"
      theme = {}
      women = { unit = "files" }
    """
    assert one(toml)[1:] == (
        "2; 2",
        "contradicted",
        "As cases: 2 and 2. As files: 2 and 3.",
    )


def test_the_values_of_a_case_may_be_read_as_they_are():
    toml = """
    [[claim]]
    id = "a"
    case = "R2"
    values = { Sex = "M" }
      [[claim.reading]]
      says = "Table 1"
      count = {}
    """
    assert one(toml)[1:] == ("Sex = M", "reproduced", "As Table 1: 'R2' has Sex = M.")


def test_a_reading_that_the_project_cannot_answer_leaves_the_claim_open():
    toml = """
    [[claim]]
    id = "a"
    equals = 9
      [[claim.reading]]
      says = "people"
      count = { unit = "cases" }
      [[claim.reading]]
      says = "files"
      count = { unit = "files" }
    """
    assert one(toml, bare(sources=[]))[1:3] == ("", "not checkable")
    assert one(toml)[1:3] == ("3", "contradicted")


def test_unknown_names_in_parts_and_readings_are_told_or_contradicted():
    toml = SEXES.replace('Sex = "M"', 'Sx = "M"') + READ.format(women=2, men=1).replace(
        'alone = { Sex = "F" }', 'alone = { Six = "F" }'
    )
    toml += '[[claim]]\nid = "b"\nequals = 3\n'
    claims = parse_claims(toml, "made.toml")
    with pytest.raises(UnknownInClaims) as caught:
        verify(claims, study())
    assert caught.value.problems == (
        "made.toml: claim 'S.men': there is no variable 'Sx'; the nearest name is 'Sex'.",
        "made.toml: claim 'R.women': there is no variable 'Six'; the nearest name is 'Sex'.",
    )
    frame = verify(claims, study(), unknown="contradicted")
    assert frame["verdict"].tolist() == ["contradicted", "contradicted", "reproduced"]
    assert frame["why"][0] == "There is no variable 'Sx'; the nearest name is 'Sex'."
    assert frame["expected"][0] == "2 of 3; 1 of 3"


def test_the_order_of_verdicts():
    assert sorted(WORST_FIRST) == sorted(VERDICTS)
    for one, other in product(WORST_FIRST, repeat=2):
        first = min(one, other, key=WORST_FIRST.index)
        assert worst([one, other]) == first


answers = st.builds(Answer, st.just("f"), st.sampled_from(VERDICTS), st.just("w."))


@given(st.lists(answers, min_size=1, max_size=4))
def test_the_verdict_of_parts_is_the_worst_in_whatever_order(several: list[Answer]):
    claim = Claim(id="a", part=tuple(Claim(id=str(n)) for n in range(len(several))))
    parts = list(zip(claim.split(), several, strict=True))
    for order in (parts, parts[::-1]):
        assert of_parts(claim, order).answer.verdict == worst(each.verdict for each in several)


@given(st.none() | answers, st.lists(answers, max_size=3), st.booleans(), st.booleans())
def test_no_computed_contradiction_is_hidden(
    counted: Answer | None, printed: list[Answer], is_judged: bool, is_weaker: bool
):
    by_hand = Judged(verdict="consistent", by="us", because="so") if is_judged else None
    claim = Claim(id="a", judged=by_hand, basis="weaker" if is_weaker else None)
    found = combined(claim, counted, printed)
    checks = [*([] if counted is None else [counted]), *printed]
    is_wrong = any(each.verdict == CONTRADICTED for each in checks)
    assert (found.verdict == CONTRADICTED) == is_wrong
    if not checks and not is_judged:
        assert found == NOTHING
    if printed and not is_judged and not is_wrong:
        is_imposed = any(each.verdict == IMPOSED for each in printed)
        assert (found.verdict == IMPOSED) <= is_imposed


def answers_of(*verdicts: str) -> list[Answer]:
    return [Answer("f", verdict, "w.") for verdict in verdicts]


@pytest.mark.parametrize(
    ("counted", "printed", "verdict"),
    [
        ("reproduced", ["consistent"], "reproduced"),
        ("reproduced", ["not checkable"], "reproduced"),
        ("reproduced", ["consistent", "contradicted"], "contradicted"),
        ("imposed", ["consistent"], "consistent"),
        ("imposed", [], "imposed"),
        ("not checkable", ["reproduced"], "not checkable"),
    ],
)
def test_what_is_found_outweighs_what_is_merely_possible(
    counted: str, printed: list[str], verdict: str
):
    [found] = answers_of(counted)
    assert combined(Claim(id="a"), found, answers_of(*printed)).verdict == verdict
    weaker = Claim(id="a", basis="weaker")
    expected = "consistent" if verdict == "reproduced" else verdict
    assert combined(weaker, found, answers_of(*printed)).verdict == expected


def test_junit_skips_what_can_neither_hold_nor_fail():
    toml = "".join(
        f"[[claim]]\nid = '{verdict}'\n"
        f"judged = {{ verdict = '{verdict}', by = 'us', because = 'so' }}\n"
        for verdict in ("tension", "editorial", "consistent", "not checkable")
    )
    toml += "[[claim]]\nid = 'e'\nexternal = 'theirs'\n[[claim]]\nid = 'c'\nequals = 9\n"
    text = as_junit(rows(toml))
    assert 'tests="6" failures="1" errors="0" skipped="4"' in text
    assert '<skipped message="tension: So. (Judged by us.)"/>' in text
    assert '<skipped message="external: Theirs."/>' in text
