"""What holds of the findings of every file: validity, places, lines, order, no side effects."""

from pathlib import Path

import pytest
from checked_files import MADE, broken, element_at, every_file, xml_of
from lxml import etree
from where import SHARED

import refiqda
from refiqda.checks import RULES, SEVERITIES, check
from refiqda.checks.finding import Finding
from refiqda.standard.document import Opened
from refiqda.standard.plan import PROJECT


def of(path: Path) -> list[str]:
    return [finding.code for finding in check(path)]


@pytest.fixture(scope="session")
def schemas() -> dict[str, etree.XMLSchema]:
    """The official schemas, which are no part of the repository."""
    folder = SHARED / "standard"
    if not folder.exists():
        pytest.skip("the official schemas (../shared/standard) are not here")
    return {
        root: etree.XMLSchema(etree.parse(folder / f"{name}.xsd"))
        for root, name in (("Project", "Project"), ("CodeBook", "Codebook"))
    }


@pytest.mark.parametrize("path", every_file())
def test_a_file_is_valid_just_if_it_has_no_schema_error(path, schemas):
    root = xml_of(path)
    schema = schemas[etree.QName(root).localname]
    findings = [code for code in of(path) if code.startswith("S")]
    assert schema.validate(root) == (not findings), schema.error_log.last_error


@pytest.mark.parametrize("path", every_file())
def test_every_path_leads_to_an_element_and_every_line_to_its_tag(path):
    root = xml_of(path)
    opened = Opened(path)
    encoding = opened.prolog.encoding or "utf-8"
    lines = b"".join(opened.xml()).decode(encoding).split("\n")
    opened.files.close()
    for finding in check(path):
        assert ("/" not in finding.path[:1]) == (finding.line is None)
        if finding.line is None:
            continue
        if finding.code == "S102" and "/@" not in finding.path:
            continue
        element = element_at(root, finding.path)
        assert etree.QName(element).localname in lines[finding.line - 1]
        name = finding.path.partition("/@")[2]
        if name and finding.code != "S102":
            assert name in {etree.QName(key).localname for key in element.attrib}


@pytest.mark.parametrize("path", every_file())
def test_findings_are_in_order_and_say_what_their_rule_says(path):
    findings = check(path)
    gravest = list(SEVERITIES)
    keys = [(gravest.index(finding.severity), finding.code) for finding in findings]
    assert keys == sorted(keys)
    for finding in findings:
        assert isinstance(finding, Finding)
        rule = RULES[finding.code]
        assert (finding.severity, finding.hint) == (rule.severity, rule.hint)
        assert "\n" not in finding.message
        assert finding.message.endswith((".", "…"))


@pytest.mark.parametrize("path", every_file())
def test_a_document_in_memory_has_the_findings_of_its_file(path):
    opened = Opened(path)
    is_project = opened.form is PROJECT
    opened.files.close()
    document = refiqda.open(path) if is_project else refiqda.read_codebook(path)
    in_memory = check(document)
    assert in_memory == [finding._replace(line=None) for finding in check(path)]
    assert in_memory == check(document), "checking changes nothing"
    document.files.close()


def test_findings_of_one_rule_stand_in_the_order_of_the_document(tmp_path):
    codes = "".join(
        f'<Code guid="00000000-0000-4000-8000-00000000000{number}" name="{name}" '
        f'isCodable="true">{inner}</Code>'
        for number, name, inner in (
            (1, "A", '<Code guid="x" name="" isCodable="true"/>'),
            (2, "", ""),
            (3, "B", '<Code guid="y" name="" isCodable="true"/>'),
        )
    )
    path = tmp_path / "order.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="t">\n'
        f"<Codes>{codes}</Codes></CodeBook>",
        encoding="utf-8",
    )
    found = [row.path for row in check(path) if row.code == "M203"]
    assert found == [
        "/CodeBook/Codes/Code[1]/Code[1]",
        "/CodeBook/Codes/Code[2]",
        "/CodeBook/Codes/Code[3]/Code[1]",
    ]


def test_what_cannot_be_read_is_an_error_and_no_finding(tmp_path):
    path = tmp_path / "page.qdpx"
    path.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    with pytest.raises(refiqda.NotRefiQda, match="web page"):
        check(path)


def test_limits_hold_for_checking_too():
    with pytest.raises(refiqda.LimitExceeded):
        check(MADE / "good.qde", limits=refiqda.Limits(xml=100))


def test_a_long_value_is_cut_in_a_message(tmp_path):
    text = broken("P204").read_text(encoding="utf-8")
    name = "00000000-0000-4000-8000-000000000001.txt"
    path = tmp_path / "long.qde"
    path.write_text(text.replace(name, "x" * 100_000 + ".txt"), encoding="utf-8")
    assert all(len(finding.message) < 600 for finding in check(path))
