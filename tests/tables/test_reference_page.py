"""The pages of the documentation about tables."""

import re
from pathlib import Path

import pytest
from where import ROOT

import refiqda
from refiqda import tables
from refiqda.standard.model import Project
from refiqda.tables.reference import page


def test_the_reference_page_is_what_the_declaration_says() -> None:
    written = (ROOT / "docs" / "reference" / "tables.md").read_text(encoding="utf-8")
    assert written == page(), "Run python -m refiqda.tables.reference > docs/reference/tables.md"


def test_every_format_is_on_the_page() -> None:
    from refiqda.tables.render import FORMATS, SUFFIXES

    rows = re.findall(r"^\| (\w+) \| (\.[^|]+?) \|", page(), re.MULTILINE)
    assert {name: ending.split(", ") for name, ending in rows} == {
        name: [suffix for suffix, meant in SUFFIXES.items() if meant == name]
        for name in (*FORMATS, "xlsx", "parquet")
    }


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs" / "howto" / "codings-as-a-table.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_python_of_the_howto_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.rename(tmp_path / "study.qdpx")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(block, names)
    assert (tmp_path / "trust.csv").read_text(encoding="utf-8").startswith("source,")
    assert len(names["codings"]) == 12
    assert names["placed"]["page"].notna().sum() == 1
    of_cases = names["of_cases"]
    assert of_cases.loc[of_cases["case"] == "R1", "Age"].tolist() == [41] * 5
    assert names["of_sources"]["Place"].dropna().tolist() == ["Iași"] * 5


def test_the_commands_of_the_howto_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from refiqda.cli import main

    path.rename(tmp_path / "study.qdpx")
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks("console") for line in block.splitlines()]
    commands = [line.removeprefix("$ refiqda ") for line in lines if line.startswith("$ refiqda ")]
    assert len(commands) >= 4
    for command in commands:
        result = CliRunner().invoke(main, command.split())
        assert result.exit_code == 0, result.output
    assert {"codings.csv", "codings.xlsx"} <= {entry.name for entry in tmp_path.iterdir()}


def test_overview_counts_what_the_frames_have(project: Project, path: Path) -> None:
    facts = tables.overview(path)
    counts = facts["counts"]
    for name in ("codes", "users", "cases", "sources", "codings"):
        assert counts[name] == len(tables.FRAMES[name](project)), name
    assert sum(facts["selections"].values()) == len(tables.selections(project))
    assert facts["selections"]["transcript"] == 2
    assert facts["sources"] == {"text": 2, "picture": 1, "pdf": 1, "audio": 1, "video": 1}
    assert (counts["codable codes"], counts["code levels"]) == (1, 2)
    assert (counts["coded sources"], counts["transcripts"]) == (5, 1)
    assert facts["document"]["tool"] == "refiqda tests"
    opened = refiqda.open(path)
    assert facts["package"]["content digest"] == opened.digest()
    opened.files.close()


def test_overview_counts_what_the_standard_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "odd.qde"
    path.write_text(
        '<Project name="p" odd="1" xmlns="urn:QDA-XML:project:1.0" xmlns:v="urn:vendor">'
        '<Users v:x="1"><User guid="u"/><!-- no element --><v:User/></Users>'
        "<Odd><User/></Odd></Project>",
        encoding="utf-8",
    )
    facts = tables.overview(path)
    assert facts["counts"]["unknown elements and attributes"] == 4
    assert facts["document"]["encoding"] is None
