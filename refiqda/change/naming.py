"""Names in a remark: the first of them, not too long, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 3
_LONGEST = 60
"""Characters of a name that a remark quotes."""


def quoted(names: Iterable[str]) -> str:
    """Some names, each in quotation marks."""
    return _listed([f"“{_cut(name)}”" for name in names])


def values(several: Iterable[str]) -> str:
    """Some values, as Python writes them, so that blanks are seen."""
    return _listed([repr(_cut(each)) for each in several])


def _listed(several: list[str]) -> str:
    more = f" and {len(several) - _SHOWN:,} more" if len(several) > _SHOWN else ""
    return ", ".join(several[:_SHOWN]) + more


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
