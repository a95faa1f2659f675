"""The pages about claims: their tables are those of the code, and what they show is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from where import ROOT

from refiqda.claims import VERDICTS, Claim, Counting, parse_claims, verdicts
from refiqda.claims.backing import BEHIND
from refiqda.claims.combine import CONTRADICTED, IMPOSED, NOT_CHECKABLE, REPRODUCED
from refiqda.claims.keys import keys_of
from refiqda.claims.links import Links
from refiqda.claims.model import AGGREGATES, MERGES, UNITS
from refiqda.claims.reference import GROUPS, keys_table, marker
from refiqda.claims.relations import of_print
from refiqda.cli import main

DOCS = ROOT / "docs"
HOWTO = DOCS / "howto" / "verify-published-numbers.md"
REFERENCE = DOCS / "reference" / "claims.md"


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


@pytest.fixture
def deposit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the reader who follows the how-to."""
    monkeypatch.chdir(tmp_path)
    (script,) = blocks(HOWTO, "python deposit")
    exec(compile(script, str(HOWTO), "exec"), {})
    (tmp_path / "claims.toml").write_text("\n".join(blocks(HOWTO, "toml")), encoding="utf-8")
    return tmp_path


def test_the_commands_of_the_howto_run(deposit: Path):
    commands = [
        line.removeprefix("$ refiqda ").split()
        for block in blocks(HOWTO, "console")
        for line in block.splitlines()
    ]
    assert len(commands) == 7
    for command in commands:
        result = CliRunner().invoke(main, command)
        assert result.exit_code == (1 if command[0] == "verify" else 0), result.output
    assert {"verdicts.csv", "verdicts.md", "verdicts.xml"} <= {
        path.name for path in deposit.iterdir()
    }


def test_the_howto_shows_what_the_command_prints(deposit: Path):
    result = CliRunner().invoke(main, ["verify", "claims.toml", "deposit.qdpx"])
    assert blocks(HOWTO, "text") == [result.stdout + result.stderr]


def test_what_the_howto_says_of_segments_is_so(deposit: Path):
    claims = (deposit / "claims.toml").read_text("utf-8")
    changed = parse_claims(claims.replace('unit = "references"', 'unit = "segments"'))
    assert set(verdicts.verify(changed, "deposit.qdpx")["verdict"]) == {
        "reproduced",
        "not checkable",
    }


def test_the_python_of_the_howto_runs(deposit: Path, capsys: pytest.CaptureFixture[str]):
    (script,) = blocks(HOWTO, "python")
    exec(compile(script, str(HOWTO), "exec"), {})
    assert "T5" in capsys.readouterr().out


def test_ten_claims_with_every_kind_of_verdict_explained(deposit: Path):
    assert len(parse_claims((deposit / "claims.toml").read_text("utf-8")).claims) == 10
    for verdict in (REPRODUCED, IMPOSED, CONTRADICTED, NOT_CHECKABLE):
        assert f"**{verdict}**" in HOWTO.read_text("utf-8")
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
