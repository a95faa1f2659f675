"""The reference of claims: its tables are those of the code, and what it shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from where import ROOT

from refiqda.claims import VERDICTS, Claim, Counting, parse_claims, verdicts
from refiqda.claims.backing import BEHIND
from refiqda.claims.keys import keys_of
from refiqda.claims.links import Links
from refiqda.claims.model import AGGREGATES, MERGES, UNITS
from refiqda.claims.reference import GROUPS, keys_table, marker
from refiqda.claims.relations import of_print

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference" / "claims.md"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


def test_the_reference_explains_every_verdict():
    for verdict in VERDICTS:
        assert f"| `{verdict}` |" in REFERENCE.read_text("utf-8")


@pytest.mark.parametrize(
    ("marker", "table"),
    [
        ("<!-- keys of Counting -->", keys_table(Counting)),
        *((marker(group), keys_table(Claim, group)) for group in GROUPS),
    ],
)
def test_the_reference_has_every_key(marker: str, table: str):
    text = REFERENCE.read_text("utf-8")
    start = text.index(f"{marker}\n")
    written = text[text.index("\n", start) + 1 : text.index("<!-- end -->", start)]
    assert written == table, "Run python -m refiqda.claims.reference"


def test_every_key_of_a_claim_stands_under_a_heading():
    listed = "".join(keys_table(Claim, group) for group in GROUPS)
    for key in keys_of(Claim):
        assert listed.count(f"\n| `{key.name}` |") == 1, key.name


def test_the_reference_explains_every_unit_and_column():
    text = REFERENCE.read_text("utf-8")
    for word in (*UNITS, *list(AGGREGATES)[:2], *list(MERGES)[1:], *verdicts.COLUMNS, *BEHIND):
        assert f"`{word}`" in text, word


def test_the_toml_of_the_reference_is_a_claims_file():
    claims = parse_claims("\n".join(blocks(REFERENCE, "toml"))).claims
    assert (claims[0].equals, claims[0].of) == (14, 23)
    text = REFERENCE.read_text("utf-8")
    assert {claim.id for claim in claims} == set(re.findall('^id = "(.*)"', text, re.M))


def test_the_bounds_of_the_reference_are_so():
    claims = parse_claims("\n".join(blocks(REFERENCE, "toml")))
    links = Links(claims.by_id())
    (answer,) = of_print(claims.by_id()["B3"], links)
    assert answer.found == "1 to 10"
    assert answer.found in REFERENCE.read_text("utf-8")
