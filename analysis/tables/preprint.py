"""The preprint's abstract beside the article: what stayed, and what moved."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.tables.box2 import counts_of
from analysis.tables.flow import printed_number
from analysis.tables.people import everyone
from analysis.tables.shape import shaped
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TYPED = Path(__file__).parents[1] / "preprint.toml"
TITLE = "The preprint's abstract beside the article"
COLUMNS = (
    Column("what", "text", ""),
    Column("preprint", "text", "as its abstract has it, in our words."),
    Column("article", "text", "as the article has it."),
    Column("article_from", "text", "the claim, the lines, or the project, that has it."),
    Column("moved", "truth", "whether the two differ."),
)


def preprint(study: Study) -> pd.DataFrame:
    """One row for each fact of the preprint's abstract, in its order."""
    typed = tomllib.loads(TYPED.read_text(encoding="utf-8"))
    about = typed["preprint"]
    return shaped(
        "preprint",
        TITLE,
        COLUMNS,
        [_row(study, fact) for fact in typed["fact"]],
        definition=[
            f"The preprint: {about['title']}. {about['place']}, doi:{about['doi']}.",
            "Of the preprint the abstract of version 1 was read. Its full text, its tables and any "
            "later version were not.",
        ],
        notes=_notes(study, {fact["what"]: fact["preprint"] for fact in typed["fact"]}),
    )


def _row(study: Study, fact: Mapping[str, Any]) -> tuple[Any, ...]:
    what, before = fact["what"], fact["preprint"]
    if "claim" in fact:
        after = study.verdicts.part(fact["claim"])["expected"]
        return what, before, after, f"claim {fact['claim']}", _numbers(before) != _numbers(after)
    if "codes" in fact:
        themes = [theme for theme, subtheme in counts_of(study) if not subtheme]
        after = ", ".join(theme.lower() for theme in themes)
        return what, before, after, "project", set(before.split(", ")) != set(after.split(", "))
    if "code" in fact:
        after, is_primary = _place(study, fact["code"])
        return what, before, after, "project", not is_primary
    return what, before, fact["article"], fact["where"], fact["moved"]


def _place(study: Study, code: str) -> tuple[str, bool]:
    """Where a theme stands in the article, and whether as a primary one."""
    for (theme, subtheme), count in counts_of(study).items():
        if code in (theme.lower(), subtheme):
            of = len(everyone(study.project))
            where = f"a subtheme of {theme.lower()}" if subtheme else "a primary theme"
            return f"{where}, {count} of {of}", not subtheme
    return "no theme", False


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


def _notes(study: Study, typed: Mapping[str, str]) -> list[str]:
    themes, factors = int(typed["themes"]), int(typed["primary factors"])
    now = printed_number(study, "B01.all") or 0
    primary = printed_number(study, "B03") or 0
    return [
        f"If the themes include the primary factors in both, {themes} and {factors} leave "
        f"{themes - factors} subthemes in the preprint, {now} and {primary} leave {now - primary} "
        f"in the article. That {themes - factors} + {factors} = {now - primary} + {primary} = "
        f"{now} fits one theme having moved below another, and nothing else having changed. It "
        "does not prove it.",
        "A preprint is a draft before review. That things moved is what review is for.",
    ]
