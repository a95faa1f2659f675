"""The reference page of all rules, printed by ``make docs``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from refiqda.checks.catalogue import LETTERS, RULES
from refiqda.checks.explain import mend_of
from refiqda.checks.finding import SEVERITIES
from refiqda.checks.rule import Rule


def page() -> str:
    """The page, in Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield "# The rules\n"
    yield (
        "What `refiqda check` looks for. This page is printed from the catalogue by "
        "`python -m refiqda.checks.reference`; `refiqda explain CODE` prints one rule.\n"
    )
    yield "| severity | meaning |\n|---|---|"
    for severity, meaning in SEVERITIES.items():
        yield f"| {severity} | {meaning} |"
    yield ""
    for letter, about in LETTERS.items():
        rules = [rule for rule in RULES.values() if rule.code.startswith(letter)]
        yield f"## {letter}. {about}\n"
        yield "| code | severity | rule |\n|---|---|---|"
        for rule in rules:
            yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity} | {rule.title} |"
        yield ""
        for rule in rules:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}\n"
    yield f"**{rule.title}** ({rule.severity})\n"
    yield f"{rule.why}\n"
    yield f"What to do: {rule.hint}\n"
    mend = mend_of(rule)
    if mend:
        yield f"`refiqda repair`: {mend}\n"
    if rule.is_xml:
        yield f"```xml\n{rule.example}\n```\n"
    else:
        yield f"Example: {rule.example}\n"


if __name__ == "__main__":
    sys.stdout.write(page())
