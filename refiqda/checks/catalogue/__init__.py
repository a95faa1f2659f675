"""Every rule, as data. The first letter says what a rule is about."""

from __future__ import annotations

from refiqda.checks.catalogue import meaning, package, references, schema, text, vendors
from refiqda.checks.rule import Rule

LETTERS = {
    "S": "Schema: what the official XML Schema rejects",
    "R": "References: what points at what",
    "P": "Package: the zip, its members and the paths to them",
    "T": "Text: the words, and the places in them",
    "M": "Meaning: what the schema allows and a reader stumbles over",
    "V": "Vendors: oddities that a certain program is known for",
}
"""What the letters stand for, in the order of the reference."""

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (schema, references, package, text, meaning, vendors)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
}
"""All rules by code, in the order of the reference."""
