"""How many matrices fit: exactly, in whole numbers, without a solver.

Up to L3, what is asked of one main theme and its subthemes says nothing of another's, so the
numbers of the five blocks multiply; :mod:`analysis.determined.block` counts one of them. Themes
that are linked are counted together, in :mod:`analysis.determined.linked`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from analysis.determined.block import Block, Uncountable, by_names
from analysis.determined.levels import Constraint
from analysis.determined.linked import together


def count(
    participants: Sequence[str], theme_of: Mapping[str, str], constraints: Sequence[Constraint]
) -> int:
    """How many matrices of participants by subthemes satisfy all constraints.

    Args:
        participants: their names.
        theme_of: the theme of each subtheme.
        constraints: what is asked.

    Raises:
        Uncountable: if a constraint is about a subtheme and something else at once.
    """
    rules = by_names(constraints)
    blocks = {
        theme: Block(
            participants,
            rules.pop((theme,), []),
            [rules.pop((name,), []) for name, parent in theme_of.items() if parent == theme],
        )
        for theme in dict.fromkeys(theme_of.values())
    }
    linked = dict.fromkeys(theme for names in rules for theme in names)
    for theme in linked:
        if theme not in blocks:
            raise Uncountable(f"What is asked of {theme} together with others cannot be counted.")
    alone = prod(block.matrices() for theme, block in blocks.items() if theme not in linked)
    if not linked:
        return alone
    return alone * together(participants, {theme: blocks[theme] for theme in linked}, rules)


def columns_alone(
    participants: Sequence[str], theme_of: Mapping[str, str], constraints: Sequence[Constraint]
) -> int:
    """How many there are if only what is asked of subthemes counts, whatever the themes come to."""
    of_subthemes = [
        each
        for each in constraints
        if all(name in theme_of for cell in each.cells for name in cell.names)
    ]
    return count(participants, theme_of, of_subthemes)
