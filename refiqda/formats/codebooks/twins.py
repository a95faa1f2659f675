"""Codes that share a GUID, which should name one alone."""

from __future__ import annotations

from refiqda.formats.codebooks.reading import Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.index import guid_key
from refiqda.standard.model import CodeBook

_SHOWN = 3


def remark_twins(book: CodeBook, reading: Reading) -> None:
    """Remark codes that have the GUID of a code before them; all of them are kept."""
    met: set[str] = set()
    twins: list[str] = []
    for code, _, _ in placed_codes(book):
        key = guid_key(code.guid or "")
        if key in met:
            where = reading.places[id(code)][1]
            twins.append(f"“{code.name}” ({where})")
        met.add(key)
    if twins:
        more = f" and {len(twins) - _SHOWN:,} more" if len(twins) > _SHOWN else ""
        has = "have the GUIDs of codes" if len(twins) > 1 else "has the GUID of a code"
        reading.remarks.append(
            f"{', '.join(twins[:_SHOWN])}{more} {has} before. All are kept, but a set or a program "
            "cannot tell them apart: give each its own."
        )
