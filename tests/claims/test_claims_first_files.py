"""A claims file as written before claims had parts, readings and relations: it gives the same."""

from __future__ import annotations

from pathlib import Path

from claims_made import case, code, coding, guid, passage, source_set, text, users, value, variable
from click.testing import CliRunner

from refiqda import Project
from refiqda.claims import parse_claims, verify
from refiqda.cli import main
from refiqda.standard import model as m

SPOKEN = {  # code: who spoke of it
    "Support": "R1",
    "family": "R1 R2 R3",
    "colleagues": "R4 R5",
    "Time": "R1 R2 R3 R6",
}


def deposit() -> Project:
    """Six nurses, two of whom kept a diary; two passages have two coders."""
    people = [f"R{number}" for number in range(1, 7)]
    talks = [text(f"Interview {who}", *passages(who)) for who in people]
    diaries = [text(f"Diary {who}") for who in people[:2]]
    cases = [
        case(
            who,
            f"Interview {who}",
            *([f"Diary {who}"] if who in people[:2] else []),
            values=[value("Sex", "F" if who in people[:4] else "M")],
        )
        for who in people
    ]
    return Project(
        name="A made study",
        users=users("Ann", "Ben"),
        codes=[code("Support", code("family"), code("colleagues")), code("Time")],
        variables=[variable("Sex")],
        cases=cases,
        sources=[*talks, *diaries],
        sets=[
            source_set("Interviews", *(f"Interview {who}" for who in people)),
            source_set("Diaries", *(f"Diary {who}" for who in people[:2])),
        ],
    )


def passages(who: str) -> list[m.PlainTextSelection]:
    found = []
    for place, (name, speakers) in enumerate(SPOKEN.items()):
        if who in speakers.split():
            coders = ("Ann", "Ben") if name == "Time" and who in ("R1", "R2") else ("Ann",)
            codings = [coding(f"{who} {name} {each}", each, name) for each in coders]
            found.append(passage(20 * place, 20 * place + 15, *codings, key=guid(who)))
    return found


CLAIMS = """\
[paper]
title = "Support and time in a made study"

[counting]
unit = "cases"
aggregate = "descendants"

[[claim]]
id = "P1"
where = "Abstract"
says = "Six nurses took part."
equals = 6

[[claim]]
id = "P2"
where = "Table 1"
says = "Four of them were women."
filter = { Sex = "F" }
equals = 4
of = 6

[[claim]]
id = "P3"
where = "Methods"
says = "Each was interviewed once."
unit = "files"
source = "Interviews"
equals = 6

[[claim]]
id = "P4"
where = "Methods"
says = "Two also kept a diary."
unit = "cases"
source = "Diaries"
equals = 2

[[claim]]
id = "P5"
where = "Methods"
says = "Participants were 24 to 61 years old."
not_checkable = "Ages were not deposited."

[[claim]]
id = "T1"
where = "Results, first paragraph"
says = "Two themes emerged."
unit = "codes"
level = 1
equals = 2

[[claim]]
id = "T2"
where = "Table 2"
says = "Support: 5 of 6."
code = "Support"
equals = 5
of = 6

[[claim]]
id = "T3"
where = "Table 2"
says = "Support from family: 3 of 6."
code = "Support > family"
equals = 3
of = 6

[[claim]]
id = "T4"
where = "Results, page 4"
says = "Only women spoke of their families."
code = "Support > family"
only = { Sex = "F" }

[[claim]]
id = "T5"
where = "Results, page 5"
says = "Time was mentioned four times."
code = "Time"
unit = "references"
equals = 4
"""
SHOWN = """\
Support and time in a made study

id  says                                   expected      found   verdict
--  -------------------------------------  ------------  ------  -------------
P1  Six nurses took part.                  6             6       reproduced
P2  Four of them were women.               4 of 6        4 of 6  reproduced
P3  Each was interviewed once.             6             6       reproduced
P4  Two also kept a diary.                 2             2       reproduced
P5  Participants were 24 to 61 years old.                        not checkable
T1  Two themes emerged.                    2             2       reproduced
T2  Support: 5 of 6.                       5 of 6        5 of 6  reproduced
T3  Support from family: 3 of 6.           3 of 6        3 of 6  reproduced
T4  Only women spoke of their families.    only Sex = F  3 of 3  reproduced
T5  Time was mentioned four times.         4             6       contradicted

P5 (Methods): not checkable. Ages were not deposited.

T5 (Results, page 5): contradicted. Found 6 references of 'Time', not 4; with
    unit = "cases", unit = "files", unit = "segments" or merge = "union" it
    would agree.
10 claims: 8 reproduced, 1 contradicted and 1 not checkable.
"""


def test_it_gives_the_same_bytes(tmp_path: Path):
    deposit().save(tmp_path / "deposit.qdpx")
    (tmp_path / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    done = CliRunner().invoke(
        main, ["verify", str(tmp_path / "claims.toml"), str(tmp_path / "deposit.qdpx")]
    )
    assert done.exit_code == 1
    assert done.stdout + done.stderr == SHOWN


def test_places_in_place_of_codings_settle_it():
    changed = parse_claims(CLAIMS.replace('unit = "references"', 'unit = "segments"'))
    assert set(verify(changed, deposit())["verdict"]) == {"reproduced", "not checkable"}
