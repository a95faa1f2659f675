"""Sets in a layout that names, at each code, the sets that it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing, sets_by_code
from refiqda.standard.index import guid_key
from refiqda.standard.model import CodeBook, Set


def held_sets(book: CodeBook, writing: Writing) -> list[Set]:
    """The sets that a code of the codebook is in; all that such a layout has no place for is told.

    Told are sets without codes, members that are no codes of the codebook, GUIDs of sets, and the
    order of the sets where codes name them in another.
    """
    codes = [guid_key(code.guid or "") for code, _, _ in placed_codes(book)]
    known = set(codes)
    tell = writing.changes.tell
    held = []
    for each in book.sets:
        strangers = [item for item, guid in enumerate(each.codes, 1) if guid_key(guid) not in known]
        if len(strangers) == len(each.codes):
            tell("set of codes", each, why="a set is only named where a code is in it")
            continue
        for item in strangers:
            tell("member of a set", each, "codes", item, why="it is no code of this codebook")
        if each.guid:
            why = f"{writing.layout.name} has no place for it in a table"
            tell("GUID of a set", each, "guid", why=why)
        held.append(each)
    if _met(codes, sets_by_code(book)) != list(map(id, held)):
        why = "they come in the order in which codes name them"
        tell("order of the sets", book, why=why)
    return held


def _met(codes: Sequence[str], of_code: Mapping[str, Sequence[Set]]) -> list[int]:
    """The sets, by identity, in the order in which the codes name them."""
    met: dict[int, None] = {}
    for key in codes:
        met.update(dict.fromkeys(map(id, of_code.get(key, ()))))
    return list(met)
