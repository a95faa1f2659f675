"""``refiqda info``."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_regressions.file_regression import FileRegressionFixture
from where import corpus_params

import refiqda
from refiqda.cli import main
from refiqda.standard.model import Code, Project, TextSource


@pytest.fixture
def small(tmp_path: Path) -> Path:
    project = Project(name="small\x1b[31m", origin="a tool", base_path="file:///home/someone")
    project.codes = [Code(guid=refiqda.make_guid("c"), name="trust", is_codable=True)]
    project.sources = [TextSource(guid=refiqda.make_guid("s"), name="interview", content="One.")]
    path = tmp_path / "small.qde"
    project.name = "small"
    project.save(path)
    return path


def test_info_for_people(small: Path, file_regression: FileRegressionFixture) -> None:
    result = CliRunner().invoke(main, ["info", str(small)])
    assert result.exit_code == 0, result.output
    text = re.sub(r"[0-9a-f]{64}", "(digest)", result.stdout)
    text = re.sub(r"(bytes of the file +)[0-9,]+", r"\1(size)", text)
    file_regression.check(text, extension=".txt", encoding="utf-8", newline="\n")


def test_info_for_programs(small: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["info", str(small), "--format", "json"])
    facts = json.loads(result.stdout)
    assert facts["document"]["tool"] == "a tool"
    assert facts["counts"]["codes"] == 1
    target = tmp_path / "info.json"
    CliRunner().invoke(main, ["info", str(small), "-o", str(target)])
    assert json.loads(target.read_text(encoding="utf-8")) == facts


@pytest.mark.parametrize("path", corpus_params())
def test_info_of_real_files(path: Path) -> None:
    result = CliRunner().invoke(main, ["info", str(path), "--format", "json"])
    assert result.exit_code == 0, result.output
    facts = json.loads(result.stdout)
    kind = "codebook" if path.suffix == ".qdc" else "project"
    assert facts["document"]["form"] == kind
    assert len(facts["package"]["content digest"]) == 64


def test_info_of_a_missing_file() -> None:
    result = CliRunner().invoke(main, ["info", "missing.qdpx"])
    assert result.exit_code == 1
    assert "missing.qdpx does not exist" in result.stderr


def deep(tmp_path, levels):
    code = Code(guid="c", name="c", is_codable=True)
    for _ in range(levels):
        code = Code(guid="c", name="c", is_codable=True, codes=[code])
    project = Project(name="deep", codes=[code])
    path = tmp_path / "deep.qde"
    project.save(path, allow_invalid=True)
    return str(path)


def test_a_limit_is_raised_for_one_command(tmp_path):
    path = deep(tmp_path, 150)
    refused = CliRunner().invoke(main, ["info", path])
    assert refused.exit_code == 1
    assert "raise the limit for depth" in refused.stderr
    raised = CliRunner().invoke(main, ["--limit", "depth=200", "info", path])
    assert raised.exit_code == 0
    assert CliRunner().invoke(main, ["info", path]).exit_code == 1, "it holds for one command"


@pytest.mark.parametrize("text", ["deep=5", "depth", "depth=-1", "depth=5x", ""])
def test_a_limit_that_is_none(text, tmp_path):
    run = CliRunner().invoke(main, ["--limit", text, "info", deep(tmp_path, 1)])
    assert run.exit_code == 2
    assert "is no limit. Write NAME=NUMBER" in " ".join(run.stderr.split())
