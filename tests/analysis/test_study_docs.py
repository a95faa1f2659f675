"""The tour and the README, run as a reader would."""

import math
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import refiqda
from analysis.determined.levels import LEVELS
from analysis.determined.results import GROUPS, Determined
from analysis.facts import HERE, PUBLISHED, Facts
from analysis.verdicts import WORDS, judge

ROOT = HERE.parent
TOUR = (ROOT / "docs" / "tutorial" / "study.md").read_text(encoding="utf-8")
README = (HERE / "README.md").read_text(encoding="utf-8")
FRONT = (ROOT / "README.md").read_text(encoding="utf-8")
STEP = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def marked(name: str) -> str:
    """The block of the tour that follows a mark."""
    return re.search(rf"<!-- {name} -->\n```\w+\n(.*?)^```", TOUR, re.M | re.S)[1]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [
        word.replace("out", str(folder), 1) if re.match(r"out(/|$)", word) else word
        for word in command.split()
    ]
    start = {"python": [sys.executable], "refiqda": [sys.executable, "-m", "refiqda"]}[words[0]]
    return subprocess.run(
        [*start, *words[1:]],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_tour_can_be_walked(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    steps = list(STEP.finditer(TOUR))
    assert len(steps) >= 7
    for step in steps:
        if step["kind"] == "python":
            exec(step["body"].replace('"out/', f'"{folder.as_posix()}/'), {})
            continue
        first, *rest = step["body"].strip().splitlines()
        done = run(first.removeprefix("$ "), folder)
        expected = 1 if rest == ["exit status 1"] else 0
        assert done.returncode == expected, f"{first}: {done.stderr}"
        if "broken" in first:
            assert marked("broken") in done.stdout
        if "analysis all" in first:
            assert marked("summary") in done.stdout


def test_the_claim_of_the_tour_is_one_of_ours() -> None:
    [claim] = tomllib.loads(marked("claim"))["claim"]
    assert claim in tomllib.loads((PUBLISHED / "claims.toml").read_text(encoding="utf-8"))["claim"]


def test_the_tour_counts_what_is_there(project: refiqda.Project) -> None:
    codings = sum(len(each.codings) for source in project.sources for each in source.selections)
    assert f"{len(project.cases)} cases, {len(project.sources)} sources" in TOUR
    assert f"36 codes, {codings} codings" in TOUR


def test_the_readme_names_the_reports_and_the_contradictions(facts: Facts, study: Path) -> None:
    assert f"({', '.join(facts.proven_reports)})" in README
    assert f"({', '.join(facts.assumed_reports)})" in README
    known = judge(refiqda.open(study)).known
    assert len(known) == 6
    assert "Six claims are contradicted" in README
    assert sorted(re.findall(r"[A-Z]\d\d", " ".join(re.findall(r"- \*\*(.*?)\.\*\*", README)))) == (
        sorted(known)
    )


def block(page: str, name: str) -> str:
    """What stands between a mark and the end of it."""
    return re.search(rf"<!-- {name} -->\n(.*?)\n<!-- end -->", page, re.S)[1]


@pytest.mark.parametrize("page", [FRONT, README], ids=["front", "readme"])
def test_the_totals_by_verdict_are_true(page: str, study: Path) -> None:
    totals = judge(refiqda.open(study)).totals
    rows = [f"| {word} | {totals[word]} | {meaning} |" for word, meaning in WORDS.items()]
    assert block(page, "verdicts").splitlines()[2:] == rows


def test_the_levels_are_as_derived(facts: Facts) -> None:
    determined = Determined.read()
    names = [row.subtheme or row.theme for row in facts.box2]
    rows = []
    for level, asks in LEVELS.items():
        cells = [determined.cell(name, group, level) for name in names for group in GROUPS]
        known = sum(cell.identified for cell in cells)
        power = math.log10(determined.matrices(level) or 0)
        rows.append(f"| {level} | {asks} | {known} | 10^{power:.2f} |")
    assert len(cells) == 108
    assert block(README, "levels").splitlines()[2:] == rows


@pytest.mark.parametrize("text", [README, TOUR], ids=["readme", "tour"])
def test_no_dashes_and_no_machine(text: str) -> None:
    assert "\u2014" not in text
    assert not re.search(r"(?<![\w.])/(work|tmp|home|root)/", text)
