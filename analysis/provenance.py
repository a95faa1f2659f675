"""Where a coding of the reconstruction is from; what the words mean stands in the notes."""

from __future__ import annotations

from analysis.facts import WOMEN_ONLY, Facts, Participant, Quotation

STRICT_THEME = "Diversity of values"
"""Found "throughout" the training in low-income to middle-income countries (lines 737-741)."""
STRICT_SUBTHEME = "pursuit of interest"
"""Tended to by "the majority" of the research participants (lines 769-772)."""


def of_coding(
    person: Participant, subtheme: str, facts: Facts, quotation: Quotation | None = None
) -> list[str]:
    """The kinds of provenance of one coding, the firmest first.

    Without a quotation it is always imposed too: nothing printed ties this participant to this
    subtheme.
    """
    theme = facts.theme_of[subtheme]
    kinds: list[str] = []
    if subtheme in WOMEN_ONLY or (quotation is not None and quotation.section == theme):
        kinds.append("printed")
    if _is_read_strictly(person, theme, subtheme):
        kinds.append("strict reading")
    kinds.append("imposed" if quotation is None else "inferred")
    return kinds


def _is_read_strictly(person: Participant, theme: str, subtheme: str) -> bool:
    if theme == STRICT_THEME and "LMIC" in person.income_groups:
        return True
    return subtheme == STRICT_SUBTHEME and "Research" in person.types
