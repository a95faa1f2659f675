"""The claims of the paper against the project, and against projects that were tampered with."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import refiqda
from analysis.__main__ import main
from analysis.facts import Facts
from analysis.verdicts import WORDS, Verdicts, judge


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
    assert ids(verdicts, "contradicted") == ["T03", "T04", "T06", "B02", "R03", "Q02"]


def test_box_2_is_imposed_and_table_1_reproduced(verdicts: Verdicts) -> None:
    assert all(re.fullmatch(r"B-[A-Z]{2}\d", id) for id in ids(verdicts, "imposed"))
    assert len(ids(verdicts, "imposed")) == 31
    assert {"T01", "T02", "T11", "B01", "B03", "S01", "S18"} <= set(ids(verdicts, "reproduced"))


def test_a_theme_is_consistent_with_its_subthemes(verdicts: Verdicts) -> None:
    themes = [id for id in ids(verdicts, "consistent") if id.startswith("B-")]
    assert themes == ["B-PT", "B-CD", "B-SD", "B-DV", "B-LE"]
    for id in themes:
        assert "possible, not forced" in verdicts.part(id)["why"]


def test_what_the_paper_contradicts_is_told_with_what_was_found(verdicts: Verdicts) -> None:
    assert verdicts.part("T03.high")["found"].startswith("20")
    assert verdicts.part("T03.low-middle")["found"].startswith("4")
    assert "21 and 5" in verdicts.part("T03")["why"]
    assert "24" in verdicts.part("T04")["why"]
    assert "India" in verdicts.part("Q02")["found"]


def test_a_part_that_nobody_typed_is_no_part(verdicts: Verdicts) -> None:
    with pytest.raises(StopIteration):
        verdicts.part("T03.middle")


def test_lists_of_numbers_say_that_they_could_not_fail(verdicts: Verdicts) -> None:
    assert {"S07", "S08", "S09", "I01", "I02"} <= set(ids(verdicts, "consistent"))
    assert "cannot fail" in verdicts.part("S07")["why"]


def test_the_summary_says_what_the_words_mean(verdicts: Verdicts) -> None:
    summary = verdicts.summary()
    for word in WORDS:
        assert word in summary
    assert "reconstruction" in summary
    assert "as expected" in summary
    assert "not expected" not in summary


@pytest.mark.parametrize(
    ("segment", "named"),
    [
        ("R19, contribution to others", ["B-PT3"]),
        ("R3, career support", ["B-CD6"]),
        ("Q01, R7 report", ["Q04", "B-PT5"]),
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


@pytest.mark.parametrize("segment", ["Q03, R19 interview", "Q15, R14 interview"])
def test_a_coding_that_another_quotation_repeats_is_not_missed(
    segment: str, study: Path, tmp_path: Path
) -> None:
    copy = without_coding(study, tmp_path / "copy.qdpx", segment)
    assert judge(refiqda.open(copy)).is_as_expected


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
    assert judge(project).part("T03.high")["found"] == "19"
    [r12] = [case for case in project.cases if case.name == "R12"]
    r12.values = [value for value in r12.values if value.text != "India"]
    verdicts = judge(project)
    assert not verdicts.is_as_expected
    assert "Q02 was expected to be contradicted, and is not." in verdicts.summary()
