"""What of the reconstruction is invented, so that nobody takes it for a finding."""

from __future__ import annotations

from typing import NamedTuple

from analysis.canonical.definition import stages
from analysis.determined.levels import with_themes
from analysis.determined.results import GROUPS, Determined
from analysis.facts import LINKED_THEMES, Facts


class Invented(NamedTuple):
    """Something that no print says, and that a project cannot be without."""

    what: str
    many: int
    why: str


def invented(facts: Facts | None = None) -> list[Invented]:
    """What is ours in the reconstruction, how much of it there is, and by what rule it was chosen.

    Args:
        facts: what is printed, and what we chose; that of this folder if not given.
    """
    facts = facts or Facts()
    return [*_holders(facts), *_measures(facts), *_sources(facts)]


def _holders(facts: Facts) -> list[Invented]:
    return [
        Invented(
            "the subtheme that a quotation is read as",
            len(facts.quotations),
            "The paper prints quotations in sections, most of them named by a theme, none by a "
            "subtheme; each reading has its ground and its strength written beside it.",
        ),
        Invented(
            "who holds which subtheme, where no quotation says so",
            _unquoted(facts),
            "Box 2 prints how many hold each subtheme, not who. Of all matrices that fit, the one "
            "is taken that the definition singles out.",
        ),
        Invented(
            "which of the matrices that are as good is taken",
            1,
            "The one that reads smallest. That participants early in Table 1 hold themes late in "
            "Box 2 comes of this rule alone.",
        ),
    ]


def _measures(facts: Facts) -> list[Invented]:
    contrasts, overlaps, crowding, rows = stages(facts)
    determined = Determined.read()
    names = [row.subtheme or row.theme for row in facts.box2]
    printed = sum(determined.cell(name, group).identified for name in names for group in GROUPS)
    held = with_themes(facts.holders, facts.theme_of)
    lengths = sorted({tally.found(held) for tally in rows.tallies})
    linked = len(LINKED_THEMES) * (len(LINKED_THEMES) - 1) // 2
    return [
        Invented(
            "how many of a group hold a theme",
            len(contrasts.tallies) - printed,
            f"Of {len(contrasts.tallies)} such numbers, print and strict readings determine "
            f"{printed} (level L2). In the others there is as little contrast as whole numbers "
            "allow.",
        ),
        Invented(
            "how many hold two themes together",
            len(overlaps.tallies),
            f"{linked} are set above chance, since the paper calls these themes linked; by how "
            "much is not printed, so they are above it by the least. The others are as near to "
            "chance as whole numbers allow.",
        ),
        Invented(
            "how many subthemes a participant holds",
            len(rows.tallies),
            f"{' or '.join(map(str, lengths))}, and at most {crowding.value(held)} of one theme, "
            "so that nobody stands out.",
        ),
    ]


def _sources(facts: Facts) -> list[Invented]:
    return [
        Invented(
            "whether a coding is in the interview or in the report",
            _unquoted(facts),
            "The interview, unless a quotation is from the report.",
        ),
        Invented(
            "whose the reports are that the paper does not quote",
            len(facts.assumed_reports),
            "The lowest numbers that are left.",
        ),
    ]


def _unquoted(facts: Facts) -> int:
    """The codings that are not of a quotation."""
    read = {(row.participant, row.subtheme) for row in facts.quotations}
    return sum((who, name) not in read for who, names in facts.holders.items() for name in names)
