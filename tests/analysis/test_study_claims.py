"""The 115 claims as typed: held against the paper, the tables typed from it, and a list."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import refiqda
from analysis.facts import PUBLISHED, Facts
from analysis.verdicts import CLAIMS, WORDS, Verdicts, judge

EVIDENCE = {
    "a": {"Table 1"},
    "b": {"Box 2"},
    "b,d": {"Box 2 and the coding"},
    "c": {"print alone"},
    "d": {"the coding"},
    "e": {"nothing here"},
}
"""How far a claim can be checked, by the letters of the reference list."""
NAMED_OTHERWISE = {
    "S13": {"tension"},
    "Q01": {"reproduced"},
    "T03": {"contradicted"},
}
TYPED = {claim["id"]: claim for claim in tomllib.loads(CLAIMS.read_text("utf-8"))["claim"]}


@pytest.fixture(scope="module")
def reference(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "study" / "claims.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def verdicts(study: Path) -> Verdicts:
    return judge(refiqda.open(study))


def lines_of(place: str) -> Iterator[range]:
    for first, last in re.findall(r"(?:lines? |and |, )(\d+)(?:-(\d+))?", place):
        yield range(int(first), int(last or first) + 1)


def folded(words: str) -> str:
    straight = (
        words.replace("\u2013", "-")
        .replace("\u2014", "-")
        .replace("\u2019", "'")
        .replace("\u2018", "'")
    )
    return re.sub(r"[\s-]", "", straight).lower()


def test_there_are_115_and_each_says_what_it_means() -> None:
    assert len(TYPED) == 115
    for claim in TYPED.values():
        assert claim["where"]
        assert claim["says"]
        assert claim["evidence"] in {each for several in EVIDENCE.values() for each in several}
        assert "external" in claim or claim["means"]


def test_they_are_those_of_the_list(reference: dict[str, dict[str, str]]) -> None:
    assert TYPED.keys() == reference.keys()


def test_each_stands_where_it_says(reference: dict[str, dict[str, str]], paper: list[str]) -> None:
    for id, row in reference.items():
        here = [
            folded(" ".join(paper[lines.start - 1 : lines.stop - 1]))
            for lines in lines_of(str(TYPED[id]["where"]))
        ]
        if id == "Q01":  # of all labels; the list names the first
            continue
        first, _, last = row["paper_lines"].partition("-")
        theirs = folded(" ".join(paper[int(first) - 1 : int(last or first)]))
        assert folded(row["quote"]) in theirs, id
        assert any(folded(row["quote"]) in mine or mine in theirs for mine in here), id


def test_how_far_each_can_be_checked_is_that_of_the_list(
    reference: dict[str, dict[str, str]],
) -> None:
    differing = {
        id: (TYPED[id]["evidence"], row["checkable"])
        for id, row in reference.items()
        if TYPED[id]["evidence"] not in EVIDENCE[row["checkable"]]
    }
    assert differing == {}


def test_the_verdicts_are_those_of_the_list(
    reference: dict[str, dict[str, str]], verdicts: Verdicts
) -> None:
    found = {row["id"]: row["verdict"] for row in verdicts.rows()}
    for id, row in reference.items():
        listed = NAMED_OTHERWISE.get(id) or {row["verdict"].partition(" (")[0]}
        assert found[id] in listed, id


def test_the_totals(verdicts: Verdicts) -> None:
    """Those of the list, with its three mixed verdicts put where they belong."""
    assert verdicts.totals == {
        "reproduced": 19,
        "imposed": 31,
        "consistent": 23,
        "contradicted": 6,
        "tension": 5,
        "editorial": 2,
        "not checkable": 18,
        "external": 11,
    }
    assert sum(verdicts.totals.values()) == 115
    assert list(verdicts.totals) == list(WORDS)


def test_every_count_of_box_2_is_that_of_the_table(facts: Facts) -> None:
    box2 = [claim for id, claim in TYPED.items() if id.startswith("B-")]
    assert len(box2) == 36
    below: dict[str, list[str]] = {}
    for claim, row in zip(box2, facts.box2, strict=True):
        assert claim["code"] == (row.subtheme or row.theme)
        assert (claim["equals"], claim["of"]) == (row.count, row.of)
        assert claim["basis"] == "imposed"
        below.setdefault(row.theme, []).append(claim["id"])
    for theme, *subthemes in below.values():
        assert TYPED[theme]["union_of"] == subthemes


def test_every_host_country_is_counted(facts: Facts) -> None:
    visits = [country for person in facts.participants for country in person.countries]
    parts = {part["id"]: part for part in TYPED["S18"]["part"]}
    assert set(parts) - set(visits) == {"majority", "few"}
    for country in set(visits):
        assert parts[country]["equals"] == visits.count(country)


def test_the_known_contradictions_are_claims() -> None:
    known = tomllib.loads((PUBLISHED / "known.toml").read_text(encoding="utf-8"))
    assert known["contradicted"].keys() <= TYPED.keys()


def test_a_verdict_by_hand_says_who_and_why() -> None:
    judged = [claim["judged"] for claim in TYPED.values() if "judged" in claim]
    assert len(judged) == 8
    for each in judged:
        assert each["by"]
        assert each["because"]


def test_numbers_in_the_reasons_are_those_of_the_tables(facts: Facts) -> None:
    """What is told in words is typed; it follows from Table 1, Box 2 and other claims."""
    held = {row.subtheme or row.theme: row.count for row in facts.box2}
    below = [row.count for row in facts.box2 if row.subtheme]
    people = facts.participants
    far = sum("LMIC" in person.income_groups for person in people)
    rest, values = len(people) - far, held["Diversity of values"]
    research = sum("Research" in person.types for person in people)
    interested, others = held["pursuit of interest"], len(people) - research
    even = [n for n in range(3, research + 1) if interested - n <= others / 2]
    a_year, all_students = int(TYPED["S10"]["equals"]) / 9, 1069 / 0.02
    told = {
        "I11": f"{below.count(1)} subthemes have one holder and {below.count(2)} have two",
        "R09": f"{values} of {len(people)} holders in all it means {values - far} of the other "
        f"{rest}",
        "R10": f"unless it is {' or '.join(map(str, even))} of the {research}",
        "R15": f"the {len(below) // 4} most frequent of the {len(below)} subthemes",
        "R16": f"{held['self-relativisation']} holders of the {held['Perspective transformation']}",
        "R17": f"{held['cross-cultural understanding']} holders of its {values}",
        "R19": f"{len({person.specialty for person in people})} specialties for {len(people)}",
        "X05": f"some {all_students / 1000:.0f},000 for the 1069",
        "X06": f"are {a_year:.1f} a year, so 3% would mean some {round(a_year / 0.03, -1):.0f}",
        "X08": f"{sum('USA' in person.countries for person in people)} of {len(people)} (83%)",
    }
    for id, words in told.items():
        assert words in str(TYPED[id]), id


def test_numbers_of_the_known_contradictions_are_those_of_the_tables(facts: Facts) -> None:
    known = tomllib.loads((PUBLISHED / "known.toml").read_text(encoding="utf-8"))["contradicted"]
    held = {row.subtheme or row.theme: row.count for row in facts.box2}
    high, low = (
        [person for person in facts.participants if side in person.income_groups]
        for side in ("HIC", "LMIC")
    )
    (both,) = (person for person in high if person in low)
    visits = sum(len(person.countries) for person in high + low) - len(both.countries)
    far = sum(len(person.countries) for person in low) - 1  # the one with both was in one of each
    assert f"has {len(high)} participants with a high-income host and {len(low)}" in known["T03"]
    assert (
        f"{both.name} among both; as visits to countries it is {visits - far} and {far}"
        in (known["T03"])
    )
    most = held["mindset"] + held["work-life balance"]
    assert f"mindset in {held['mindset']} and work-life balance in 1" in known["R03"]
    assert f"at most {most} hold either" in known["R03"]
