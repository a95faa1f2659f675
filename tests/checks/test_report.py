"""Findings as text and data, and the choice among them."""

import csv
import io
import json
import re

import pytest
from checked_files import broken

from refiqda.checks import RULES, Finding, check
from refiqda.checks.choose import Choice, codes_of
from refiqda.checks.explain import explained, overview
from refiqda.checks.report import FORMATS, Checked, as_text, summary, worth_a_look
from refiqda.errors import UnknownName

HARD = Finding("T301", "error", "/Project/@x|`y", 3, 'a "quoted", <b>|*cell*\\ [x](y)', "Do it.")
MEMBER = Finding("P302", "warning", "sources/a b.txt", None, "'a' is there.", "Look.")
NOTE = Finding("V106", "note", "/CodeBook", 1, "A mark.", "Leave it.")
FILES = [
    Checked("folder one/study.qdpx", [HARD, MEMBER]),
    Checked("book.qdc", [NOTE]),
    Checked("bad.qdpx", [], "bad.qdpx is empty. Export it again."),
]


def test_the_csv_reads_back_as_the_findings():
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](FILES))))
    assert [row["file"] for row in rows] == ["folder one/study.qdpx"] * 2 + ["book.qdc"]
    assert rows[0]["message"] == HARD.message
    assert (rows[0]["line"], rows[1]["line"]) == ("3", "")


def test_the_json_reads_back_as_the_findings():
    rows = json.loads(FORMATS["json"](FILES))
    assert [Finding(**{key: row[key] for key in Finding._fields}) for row in rows] == [
        HARD,
        MEMBER,
        NOTE,
    ]


def test_the_markdown_is_one_table_whatever_a_message_holds():
    lines = FORMATS["markdown"](FILES).splitlines()
    assert len(lines) == 5
    for line in lines[2:]:
        assert len(re.findall(r"(?<!\\)\|", line)) == 7
    assert "\\<b>" in lines[2]


def test_sarif_has_the_shape_of_version_2_1_0():
    log = json.loads(FORMATS["sarif"](FILES))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["P302", "T301", "V106"]
    for rule in rules:
        assert RULES[rule["id"]].hint in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == RULES[rule["id"]].severity
    for result, finding in zip(run["results"], (HARD, MEMBER, NOTE), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == finding.severity
        (place,) = result["locations"]
        region = place["physicalLocation"].get("region")
        assert region == (None if finding.line is None else {"startLine": finding.line})
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "folder%20one/study.qdpx"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].startswith("bad.qdpx")


def test_sarif_names_an_absolute_file_by_its_address(tmp_path):
    log = json.loads(FORMATS["sarif"]([Checked(str(tmp_path / "a b.qdc"), [NOTE])]))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (tmp_path / "a b.qdc").as_uri()


def test_text_folds_what_is_found_often():
    often = Checked("study.qdpx", [HARD._replace(line=line) for line in range(1, 9)])
    folded = as_text([often])
    assert folded.count("error T301") == 5
    assert "and 3 more of T301 in this file" in folded
    assert folded.count("Do it.") == 1
    assert as_text([often], 0).count("error T301") == 8


def test_the_summary_counts_everything():
    assert summary(FILES) == ("3 files checked: 1 error, 1 warning, 1 note; 1 could not be read.")
    assert summary([Checked("a", [])]) == "1 file checked: nothing found."


def test_notes_alone_are_nothing_to_act_on():
    assert not worth_a_look([Checked("book.qdc", [NOTE])])
    assert worth_a_look([Checked("study.qdpx", [MEMBER])])
    assert worth_a_look([Checked("bad.qdpx", [], "It is empty.")])


# ------------------------------------------------------------------------------------- choosing


def test_codes_are_chosen_by_their_beginnings():
    findings = [HARD, MEMBER, NOTE]
    assert Choice(select=("T", "V1")).of(findings) == [HARD, NOTE]
    assert Choice(ignore=("P3",)).of(findings) == [HARD, NOTE]
    assert Choice(select=("T",), ignore=("T301",)).of(findings) == []
    assert Choice(severity="warning").of(findings) == [HARD, MEMBER]
    assert Choice(severity="error").of(findings) == [HARD]
    assert Choice().of(findings) == findings


def test_codes_are_read_with_commas_blanks_and_in_either_case():
    assert codes_of("r101, V,P1,") == ("R101", "V", "P1")


@pytest.mark.parametrize(
    ("text", "nearest"), [("R1011", "R101"), ("S1O1", "S101"), ("Q", "Codes begin with")]
)
def test_an_unknown_code_is_met_with_the_nearest(text, nearest):
    with pytest.raises(UnknownName, match=nearest):
        codes_of(text)


def test_the_overview_has_one_line_for_each_rule():
    assert [line.split()[0] for line in overview().splitlines()] == list(RULES)


def test_an_explanation_has_reason_remedy_and_example():
    text = explained(["R101"])
    rule = RULES["R101"]
    folded = " ".join(text.split())
    for part in (rule.title, rule.why, rule.hint):
        assert part in folded
    assert '<CodeRef targetGUID="00000000-0000-4000-8000-000000000009"/>' in text
    assert explained(["R1"]).count("What to do:") == 9


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_prints_real_findings_and_none(format):
    found = [Checked("a.qde", check(broken("S106"))), Checked("b.qde", [])]
    assert "S106" in FORMATS[format](found)
    assert "S106" not in FORMATS[format]([])
