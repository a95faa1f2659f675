"""How to check a paper, and how to attach claims to one: what the pages say can be done."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from where import FIXTURES, ROOT

import refiqda
from refiqda import read_claims, verify
from refiqda.claims import parse_claims
from refiqda.claims.linting import lint
from refiqda.cli import main

MADE = FIXTURES / "made"
CHECK = ROOT / "docs" / "howto" / "check-a-paper.md"
ATTACH = ROOT / "docs" / "howto" / "attach-claims.md"
FILES = ("gardeners.qdpx", "gardeners.toml", "gardeners.md")
PLANTED = "T4-wellbeing"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the reader who follows a page."""
    for name in FILES:
        shutil.copy(MADE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)


def commands(page: Path) -> list[list[str]]:
    lines = "".join(blocks(page, "console")).splitlines()
    return [shlex.split(line.removeprefix("$ refiqda ")) for line in lines]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.stdout + done.stderr


# ------------------------------------------------------------------- the paper and its claims


def test_one_number_of_the_paper_is_wrong_and_only_one():
    frame = verify(MADE / "gardeners.toml", MADE / "gardeners.qdpx").set_index("id")
    wrong = frame[frame["verdict"] == "contradicted"]
    assert list(wrong.index) == [PLANTED]
    assert (wrong["expected"].iloc[0], wrong["found"].iloc[0]) == ("7 of 12", "8 of 12")
    assert "has 8 to 12 of 12, not 7" in wrong["why"].iloc[0]
    rest = {"reproduced", "consistent", "not checkable", "external"}
    assert set(frame["verdict"]) - {"contradicted"} == rest


def test_with_the_right_number_nothing_is_contradicted(folder: Path):
    text = (folder / "gardeners.toml").read_text("utf-8")
    right = text.replace("Wellbeing 7 (58%)", "Wellbeing 8 (67%)")
    right = right.replace('code = "Wellbeing"\nequals = 7', 'code = "Wellbeing"\nequals = 8')
    assert right.count("\n") == text.count("\n")
    frame = verify(parse_claims(right), folder / "gardeners.qdpx")
    assert "contradicted" not in set(frame["verdict"])
    assert lint(folder / "gardeners.toml", folder / "gardeners.qdpx") == []


@pytest.mark.parametrize("by", [-1, 1])
def test_every_other_number_is_found_too_if_it_is_wrong(by: int):
    """Each count of the claims file off by one: its own claim is contradicted, and no other."""
    text = (MADE / "gardeners.toml").read_text("utf-8")
    project = refiqda.open(MADE / "gardeners.qdpx")
    places = list(re.finditer(r"^ *equals = (\d+)$", text, re.M))
    assert len(places) == 26
    for place in places:
        altered = f"{text[: place.start(1)]}{int(place[1]) + by}{text[place.end(1) :]}"
        id = _claim_at(text, place.start())
        wanted = {PLANTED, id}
        if id == "R8":
            wanted.remove(id)  # of the overlap only bounds are known: 2 to 6
        elif id == PLANTED and by == 1:
            wanted.remove(id)  # which is the number that should stand there
        elif place[1] == "9" and id == "T2":
            wanted.add("A4")  # says the same
        frame = verify(parse_claims(altered), project)
        assert set(frame.loc[frame["verdict"] == "contradicted", "id"]) == wanted, id


def _claim_at(text: str, place: int) -> str:
    head = text.rindex("[[claim]]", 0, place)
    return str(tomllib.loads(text[head:place])["claim"][0]["id"])


def test_the_claims_are_what_the_paper_prints():
    """Every cell of the tables is a claim, and every claim is in the paper."""
    paper = (MADE / "gardeners.md").read_text("utf-8")
    cells = re.findall(r"\| (\d+) \((\d+)%\) *\|$", paper, re.M)
    assert len(cells) == 16
    assert all(int(percent) == round(100 * int(number) / 12) for number, percent in cells)
    claims = read_claims(MADE / "gardeners.toml")
    tables = [each for each in claims.claims if each.where.startswith("Table")]
    parts = [part for claim in tables for part in (claim.split() or (claim,))]
    numbers = [part.equals for part in parts if part.equals is not None]
    assert sorted(numbers) == sorted(int(number) for number, _ in cells)
    for claim in claims.claims:
        place = claim.where.partition(",")[0]
        assert place in paper, claim.id


# ------------------------------------------------------------------- the page that checks


def test_the_commands_of_the_page_run(folder: Path):
    typed = commands(CHECK)
    assert len(typed) == 9
    for command in typed:
        status, said = run(*command)
        assert status == (1 if command[0] == "verify" else 0), said
    names = {path.name for path in folder.iterdir()}
    assert {"behind.csv", "verdicts.csv", "verdicts.md", "verdicts.xml"} <= names
    behind = (folder / "behind.csv").read_text("utf-8").splitlines()
    people = {line.split(",")[2] for line in behind if line.startswith(f"{PLANTED},")}
    assert people == {"G01", "G02", "G04", "G06", "G07", "G09", "G10", "G11"}


def test_the_page_shows_what_the_command_prints(folder: Path):
    shown, _ = blocks(CHECK, "text")
    assert run("verify", "gardeners.toml", "gardeners.qdpx") == (1, shown)


def test_what_the_page_says_of_codings_is_so(folder: Path):
    text = (folder / "gardeners.toml").read_text("utf-8")
    start = text.index('[[claim]]\nid = "R3"')
    end = text.index("  [[claim.reading]]", start)
    claim = text[start:end].replace('"R3"', '"R3"\nunit = "references"')
    (folder / "r3.toml").write_text(claim, "utf-8")
    _, shown = blocks(CHECK, "text")
    assert shown in run("verify", "r3.toml", "gardeners.qdpx")[1]


def test_the_claims_of_the_page_are_those_of_the_file():
    whole = (MADE / "gardeners.toml").read_text("utf-8")
    shown = blocks(CHECK, "toml")
    assert len(shown) == 8
    for block in shown:
        for piece in re.split(r"\n\n(?=\[\[claim\]\])", block.strip()):
            assert piece in whole
    text = "\n".join(shown).replace('same_as = "T2.soil"', "")
    assert len(parse_claims(text).claims) == 14


def test_nothing_to_remark_is_what_the_page_says(folder: Path):
    assert run("claims", "lint", "gardeners.toml", "gardeners.qdpx") == (0, "Nothing to remark.\n")


def test_the_python_of_the_page_runs(folder: Path, capsys: pytest.CaptureFixture[str]):
    (script,) = blocks(CHECK, "python")
    exec(compile(script, str(CHECK), "exec"), {})
    assert PLANTED in capsys.readouterr().out


def test_the_page_explains_the_verdicts_that_it_shows():
    text = CHECK.read_text("utf-8")
    frame = verify(MADE / "gardeners.toml", MADE / "gardeners.qdpx")
    for verdict in set(frame["verdict"]):
        assert f"- **{verdict}**: " in text


# ------------------------------------------------------------------- the page that attaches


def test_the_commands_of_attaching_run(folder: Path):
    typed = commands(ATTACH)
    assert [command[0] for command in typed] == ["claims", "claims", "verify"]
    for command in typed:
        status, said = run(*command)
        assert status == 0, said
    assert {remark.rule for remark in lint("claims.toml", "gardeners.qdpx")} == {"no-place"}


def test_the_draft_has_the_claim_that_the_page_shows(folder: Path):
    _, text = run(*commands(ATTACH)[0][:-2])
    drafted, edited = blocks(ATTACH, "toml")
    assert drafted in text
    (folder / "edited.toml").write_text(edited, "utf-8")
    assert lint("edited.toml", "gardeners.qdpx") == []
    assert set(verify("edited.toml", "gardeners.qdpx")["verdict"]) == {"reproduced"}


@pytest.fixture
def steps() -> list[dict[str, Any]]:
    """The steps of the workflow."""
    (block,) = blocks(ATTACH, "yaml")
    (job,) = yaml.safe_load(block)["jobs"].values()
    return list(job["steps"])


def test_the_workflow_is_whole(steps: list[dict[str, Any]]):
    (block,) = blocks(ATTACH, "yaml")
    workflow = yaml.load(block, yaml.BaseLoader)  # where "on" is a word, not a truth value
    assert list(workflow) == ["name", "on", "permissions", "jobs"]
    assert workflow["permissions"] == {"contents": "read"}
    used = [step["uses"] for step in steps if "uses" in step]
    assert [each.partition("@")[0] for each in used] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-artifact",
    ]
    assert all(re.fullmatch(r"[\w/-]+@v\d+", each) for each in used)
    assert all(set(step) <= {"name", "if", "uses", "with", "run"} for step in steps)


def test_the_workflow_keeps_the_report_of_a_run_that_failed(steps: list[dict[str, Any]]):
    names = [step.get("name", "") for step in steps]
    after = steps[names.index("Verify the numbers") + 1 :]
    assert [step["if"] for step in after] == ["${{ !cancelled() }}"] * 2
    assert after[-1]["with"]["path"] == "verdicts.xml"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(("wrong", "fails"), [(True, "Verify the numbers"), (False, "")])
def test_the_commands_of_the_workflow_run_in_a_shell(
    steps: list[dict[str, Any]], folder: Path, wrong: bool, fails: str
):
    text = (folder / "gardeners.toml").read_text("utf-8")
    if not wrong:
        text = text.replace("Wellbeing 7 (58%)", "Wellbeing 8 (67%)").replace(
            'code = "Wellbeing"\nequals = 7', 'code = "Wellbeing"\nequals = 8'
        )
    (folder / "claims.toml").write_text(text, "utf-8")
    beside = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    failed = []
    for step in steps:
        if "run" in step and step["name"] != "Install":
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(command, env=environment, capture_output=True, text=True)
            if done.returncode:
                failed.append(step["name"])
                assert done.returncode == 1, done.stderr
    assert failed == ([fails] if fails else [])
    assert f'failures="{int(wrong)}"' in (folder / "verdicts.xml").read_text("utf-8")
    assert f"| {PLANTED} |" in (folder / "summary.md").read_text("utf-8")
