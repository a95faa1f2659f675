"""What a draft says in words: of each number, and to whoever edits it."""

from __future__ import annotations

from refiqda.claims.model import Claim
from refiqda.tables.counting.conditions import as_text
from refiqda.tables.counting.wording import listed

HEAD = """\
# The numbers that can be counted in {name}: a draft, to be edited.
#
# 1. Take away the claims that the paper does not print, and add those that are not here.
# 2. Of the others, fill in `where` (a table, a page), and let `says` tell what the paper says.
# 3. Compare each number with the paper. What stands here was counted, not read; a claim is worth
#    something once it holds the number as it is printed.
# 4. `refiqda claims lint` says what is still missing, `refiqda verify` whether the numbers hold.
"""
COUNTING = "# How the paper counts, unless a claim says otherwise."
PAPER = "# For the reader."

_UNITS = {
    "cases": ("case", "cases"),
    "files": ("file", "files"),
    "references": ("reference", "references"),
    "segments": ("passage", "passages"),
    "codes": ("code", "codes"),
    "users": ("coder", "coders"),
}


def said(claim: Claim, unit: str, found: int, whole: int | None) -> str:
    """A sentence for a number, as plain as a paper might have it."""
    amount = _amount(found if whole is None else whole, unit)
    count = amount if whole is None else f"{found} of {amount}"
    is_one = found == 1
    if claim.code is not None:
        return f"{claim.code}: {count}{_with(claim)}."
    if claim.level is not None:
        return f"{count} {'is' if is_one else 'are'} on level {claim.level}."
    if claim.source is not None:
        return f"{listed(claim.source)}: {count}."
    if claim.filter:
        return f"{count} {'has' if is_one else 'have'} {_group(claim)}."
    return f"There {'is' if is_one else 'are'} {count}."


def said_of_list(claim: Claim) -> str:
    """A sentence for the mean and the range of a number variable."""
    low, high = claim.range or ("", "")
    return f"{claim.variable}: mean {claim.mean}, range {low} to {high}, n = {claim.n}."


def _amount(number: int, unit: str) -> str:
    return f"{number} {_UNITS[unit][number != 1]}"


def _with(claim: Claim) -> str:
    return f" with {_group(claim)}" if claim.filter else ""


def _group(claim: Claim) -> str:
    pairs = (
        f"{name} = {as_text(each)}"
        for name, held in (claim.filter or {}).items()
        for each in (held if isinstance(held, tuple) else (held,))
    )
    return listed(pairs, "and")
