"""The catalogue: every rule is complete, and its example shows it."""

import re
import string
from typing import get_args

import pytest
from where import ROOT

from refiqda.checks import LETTERS, RULES, SEVERITIES, check
from refiqda.checks.catalogue import meaning, package, references, schema, text, vendors
from refiqda.checks.reference import page
from refiqda.checks.rule import Rule
from refiqda.standard.conform import BreachKind
from refiqda.standard.model import Project
from refiqda.standard.plan import PROJECT, plan_of

MODULES = {
    "S": schema,
    "R": references,
    "P": package,
    "T": text,
    "M": meaning,
    "V": vendors,
}


def test_no_two_rules_share_a_code_or_a_title():
    rules = [
        rule
        for module in MODULES.values()
        for rule in vars(module).values()
        if isinstance(rule, Rule)
    ]
    assert len({rule.code for rule in rules}) == len(rules) == len(RULES)
    assert len({rule.title for rule in rules}) == len(rules)


def test_letters_are_those_of_the_modules():
    assert list(LETTERS) == list(MODULES)
    for letter, module in MODULES.items():
        for rule in vars(module).values():
            assert not isinstance(rule, Rule) or rule.code.startswith(letter)


def test_codes_grow_within_a_letter():
    for letter in LETTERS:
        codes = [code for code in RULES if code.startswith(letter)]
        assert codes == sorted(codes)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_is_complete(rule: Rule):
    assert re.fullmatch(r"[SRPTMV]\d{3}", rule.code)
    assert rule.severity in SEVERITIES
    assert not rule.title.endswith(".")
    for sentence in (rule.message, rule.hint, rule.why):
        assert sentence.endswith((".", "}"))
        assert "\u2014" not in sentence
        assert "\n" not in sentence
    assert rule.sketch.strip()
    fields = {name for _, name, _, _ in string.Formatter().parse(rule.message) if name}
    assert fields or rule.code in ("M701", "V106")


def test_schema_rules_map_one_to_one_to_kinds_of_breaches():
    assert set(schema.OF_BREACH) == set(get_args(BreachKind))
    of_letter = [rule for code, rule in RULES.items() if code.startswith("S")]
    assert list(schema.OF_BREACH.values()) == of_letter
    assert {rule.severity for rule in of_letter} == {"error"}


def test_every_target_of_the_table_has_its_rule_for_dangling_references():
    targets = set()
    seen = set()
    plans = [plan_of(Project, PROJECT)]
    while plans:
        plan = plans.pop()
        if id(plan) in seen:
            continue
        seen.add(id(plan))
        targets |= {row.target for row in plan.rows() if row.target}
        plans += [row.plan for row in plan.elements if row.plan is not None]
    assert targets == set(references.DANGLING)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.is_xml], ids=lambda rule: rule.code
)
def test_an_example_in_xml_breaks_its_rule(rule: Rule, tmp_path):
    path = tmp_path / f"example{'.qdc' if 'QDA-XML:codebook' in rule.document() else '.qde'}"
    path.write_text(rule.document(), encoding="utf-8")
    findings = check(path)
    assert rule.code in {finding.code for finding in findings}
    for finding in findings:
        assert finding.line is not None


def test_the_reference_page_is_the_catalogue():
    kept = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert kept == page(), "run python -m refiqda.checks.reference > docs/reference/rules.md"
