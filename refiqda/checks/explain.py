"""Rules in words, for ``refiqda explain``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from refiqda.checks.catalogue import RULES
from refiqda.checks.repair.registry import MENDS
from refiqda.checks.rule import Rule

_WIDTH = 88


def overview() -> str:
    """All rules, one line each."""
    return "".join(f"{rule.code}  {rule.severity:<7}  {rule.title}\n" for rule in RULES.values())


def explained(beginnings: Iterable[str]) -> str:
    """The rules whose codes begin so, each once, with reason, remedy and example."""
    wanted = tuple(beginnings)
    return "\n".join(_explain(rule) for rule in RULES.values() if rule.code.startswith(wanted))


def _explain(rule: Rule) -> str:
    return (
        f"{rule.code}  {rule.severity}  {rule.title}\n\n"
        f"{_wrapped(rule.why)}\n\n"
        f"What to do:\n{_wrapped(rule.hint)}\n\n"
        f"{_mend(rule)}"
        f"Example:\n{_example(rule)}\n"
    )


def _mend(rule: Rule) -> str:
    says = mend_of(rule)
    return f"refiqda repair:\n{_wrapped(says)}\n\n" if says else ""


def mend_of(rule: Rule) -> str:
    """What ``refiqda repair`` does about a rule, in words; empty where there is no safe mend."""
    mender = MENDS.get(rule.code)
    if mender is None:
        return ""
    return mender.says if mender.always else f"{mender.says} In other cases it is left."


def _example(rule: Rule) -> str:
    return textwrap.indent(rule.example, "    ") if rule.is_xml else _wrapped(rule.example)


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
