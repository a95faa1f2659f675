"""``refiqda text``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES, corpus_params

from refiqda.cli import main
from refiqda.model import PlainTextSelection, Project, TextSource
from refiqda.text.conventions import CANDIDATES

NVIVO = FIXTURES / "made" / "story-nvivo-windows.qdpx"
UNDECIDED = FIXTURES / "broken" / "T310.qde"
SELECTION = "5e1ec7ed-0000-4000-8000-000000000105"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["text", *map(str, arguments)])


def rows(*arguments: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*arguments, "--format", "json").stdout)
    return found


def test_each_text_says_how_it_counts() -> None:
    found = {str(row["source"]): row for row in rows(NVIVO)}
    chat = found["Chat of Anna and Ben"]
    assert (chat["encoding"], chat["bom"], chat["line_ends"]) == ("UTF-8", True, "CRLF")
    assert chat["convention"] == "utf-16"
    assert chat["decided"] is True
    assert chat["confidence"] > 0.99
    assert "edge of a word" in str(chat["evidence"])
    empty = found["Empty page"]
    assert (empty["characters"], empty["places"], empty["convention"]) == (0, 0, None)
    assert empty["evidence"] == "no place is marked in it"


def test_who_wrote_it_is_said() -> None:
    result = run(NVIVO)
    assert result.exit_code == 0
    assert result.stderr.startswith("Written by NVivo for Windows (the file says ")


@pytest.mark.parametrize("path", corpus_params(".qdpx", ".qde"))
def test_every_real_file_can_be_asked(path: Path) -> None:
    result = run(path)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output


def test_a_text_that_cannot_be_decided_is_exit_status_1() -> None:
    result = run(UNDECIDED, "--format", "json")
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)
    assert row["decided"] is False
    assert "(1 of 1)" in row["otherwise"]


def test_a_convention_that_is_asked_for_is_taken() -> None:
    (row,) = rows(UNDECIDED, "--convention", "utf-16,crlf=1")
    assert (row["convention"], row["evidence"]) == ("utf-16,crlf=1", "asked for")
    assert run(UNDECIDED, "--convention", "utf-16,crlf=1").exit_code == 0


def test_a_convention_that_is_none_is_wrong_usage() -> None:
    result = run(NVIVO, "--convention", "words")
    assert result.exit_code == 2
    assert "Name standard, code-points, utf-16 or utf-8" in result.stderr


def test_a_passage_side_by_side(file_regression: FileRegressionFixture) -> None:
    result = run(NVIVO, "--show", SELECTION)
    assert result.exit_code == 0, result.output
    file_regression.check(result.stdout, extension=".txt", encoding="utf-8", newline="\n")


def test_all_ways_of_counting_are_shown_on_request() -> None:
    usual, everything = run(NVIVO, "--show", SELECTION), run(NVIVO, "--show", SELECTION, "--all")
    assert "--all" in usual.stdout
    shown = [line for line in everything.stdout.splitlines() if "[" in line and "]" in line]
    assert len(shown) == len(CANDIDATES)
    assert "--all" not in everything.stdout


def test_a_selection_is_found_by_its_name(tmp_path: Path) -> None:
    names = ["first", "twice", "twice"]
    selections = [
        PlainTextSelection(
            guid=f"00000000-0000-4000-8000-00000000001{number}", name=name, start=number, end=6
        )
        for number, name in enumerate(names)
    ]
    source = TextSource(
        guid="00000000-0000-4000-8000-000000000001", content="abc def", selections=selections
    )
    path = tmp_path / "p.qde"
    Project(name="P", sources=[source]).save(path)
    assert "[abc de]f" in run(path, "--show", "first").stdout
    assert "2 selections are called 'twice'" in run(path, "--show", "twice").stderr
    missing = run(path, "--show", "third")
    assert missing.exit_code == 1
    assert "There is no selection 'third'" in missing.stderr


def test_positions_of_other_tables_cannot_be_counted() -> None:
    result = CliRunner().invoke(main, ["table", "codes", str(NVIVO), "--convention", "utf-8"])
    assert result.exit_code == 2
    assert "--convention is for selections and codings" in result.stderr


def test_a_wrong_convention_gives_other_words() -> None:
    def passages(*options: str) -> list[str]:
        arguments = ["table", "codings", str(NVIVO), "--format", "json", *options]
        result = CliRunner().invoke(main, arguments)
        return [row["passage"] for row in json.loads(result.stdout)]

    assert passages() == passages("--convention", "utf-16")
    assert passages() != passages("--convention", "code-points")


def test_check_follows_the_convention() -> None:
    def codes(*options: str) -> set[str]:
        arguments = ["check", str(UNDECIDED), "--format", "json", *options]
        return set(CliRunner().invoke(main, arguments).stdout.split('"')) & {"T310", "T309"}

    assert codes() == {"T310"}
    assert codes("--convention", "code-points,crlf=1") == set()


def test_a_text_that_cannot_be_read_is_exit_status_1(tmp_path: Path) -> None:
    guid = "00000000-0000-4000-8000-000000000001"
    source = TextSource(guid=guid, name="A", plain_text_path=f"internal://{guid}.txt")
    source.selections.append(
        PlainTextSelection(guid="00000000-0000-4000-8000-000000000002", start=0, end=2)
    )
    project = Project(name="P", sources=[source])
    project.files[f"sources/{guid}.txt"] = "Мы встретились".encode("cp1251")
    project.save(tmp_path / "p.qdpx")
    assert run(tmp_path / "p.qdpx").exit_code == 1
