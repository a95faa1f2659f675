"""The claims of the paper against the project, and against projects that were tampered with."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import refiqda
from analysis.__main__ import main
from analysis.facts import Facts
from analysis.verdicts import Verdicts, judge


@pytest.fixture(scope="module")
def verdicts(study: Path) -> Verdicts:
    return judge(refiqda.open(study))


def ids(verdicts: Verdicts, verdict: str) -> list[str]:
    frame = verdicts.frame
    return [str(id) for id in frame.loc[frame["verdict"].astype(str) == verdict, "id"]]


def without_coding(study: Path, target: Path, segment: str) -> Path:
    """A copy of the project with the coding of one segment removed."""
    project = refiqda.open(study)
    [found] = [
        each for source in project.sources for each in source.selections if each.name == segment
    ]
    found.codings.clear()
    project.save(target)
    return target


def test_everything_is_as_expected(verdicts: Verdicts) -> None:
    assert verdicts.is_as_expected
    assert ids(verdicts, "contradicted") == ["T03-high", "T03-low-middle"]


def test_box_2_is_imposed_and_table_1_reproduced(verdicts: Verdicts) -> None:
    imposed, reproduced = ids(verdicts, "imposed"), ids(verdicts, "reproduced")
    assert len([id for id in imposed if id.startswith("B-")]) == 36
    assert {"S03", "S04", "R12-work-life-balance", "R12-career-support"} <= set(imposed)
    assert {
        "T01-men",
        "T01-women",
        "T02-clinical",
        "T02-research",
        "B01",
        "B03",
        "B01-sub",
        "S01",
        "T1-USA",
    } <= set(reproduced)


def test_what_the_paper_contradicts_is_told_with_what_was_found(verdicts: Verdicts) -> None:
    found = verdicts.frame.set_index("id")["found"].astype(str)
    assert found["T03-high"].startswith("20")
    assert found["T03-low-middle"].startswith("4")


def test_ages_and_recordings_are_not_checkable(verdicts: Verdicts) -> None:
    assert {"S07", "S08", "I01", "I02"} <= set(ids(verdicts, "not checkable"))


def test_the_summary_says_what_the_words_mean(verdicts: Verdicts) -> None:
    summary = verdicts.summary()
    for word in ("reproduced", "imposed", "contradicted", "not checkable"):
        assert word in summary
    assert "reconstruction" in summary
    assert "as expected" in summary
    assert "not expected" not in summary


@pytest.mark.parametrize(
    ("segment", "named"),
    [
        ("R7, contribution to others", ["B-PT3"]),
        ("R3, career support", ["B-CD6", "R12-career-support"]),
        ("Q01, R7 report", ["Q-PT", "B-PT5"]),
        ("Q13, R6 interview", ["B-DV1"]),
    ],
)
def test_a_missing_coding_is_named(
    segment: str, named: list[str], study: Path, tmp_path: Path
) -> None:
    copy = without_coding(study, tmp_path / "copy.qdpx", segment)
    result = CliRunner().invoke(main, ["verify", str(copy), "-o", str(tmp_path)])
    assert result.exit_code == 1
    unexpected = result.stdout.partition("Contradicted, and not expected:")[2]
    for id in named:
        assert f"  {id}: " in unexpected


def test_every_coding_is_missed_but_those_that_another_quotation_repeats(study: Path) -> None:
    project = refiqda.open(study)
    segments = [segment for source in project.sources for segment in source.selections]
    unnoticed = set()
    for segment in segments:
        codings, segment.codings = segment.codings, []
        if judge(project).is_as_expected:
            unnoticed.add(segment.name)
        segment.codings = codings
    assert unnoticed == {"Q03, R19 interview", "Q11, R4 interview"}


def test_a_theme_loses_a_participant_with_the_only_subtheme(study: Path, facts: Facts) -> None:
    project = refiqda.open(study)
    lone = next(
        name
        for name, held in facts.holders.items()
        if [facts.theme_of[each] for each in held].count("Leadership") == 1
    )
    [leadership] = [code for code in project.codes if code.name == "Leadership"]
    below = {code.guid for code in leadership.codes}
    for source in project.sources:
        if source.name.startswith(f"{lone} "):
            for segment in source.selections:
                segment.codings = [each for each in segment.codings if each.code not in below]
    assert "B-LE" in judge(project).contradicted


def test_a_known_contradiction_that_is_gone_is_not_as_expected(study: Path) -> None:
    project = refiqda.open(study)
    [variable] = [each.guid for each in project.variables if each.name == "Host income group"]
    [r5] = [case for case in project.cases if case.name == "R5"]
    r5.values = [value for value in r5.values if (value.variable, value.text) != (variable, "HIC")]
    verdicts = judge(project)
    assert not verdicts.is_as_expected
    assert "T03-high was expected to be contradicted, and is not." in verdicts.summary()
