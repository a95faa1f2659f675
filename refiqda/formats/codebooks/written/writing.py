"""A codebook laid out as a table, and what of it the table has no place for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from refiqda.formats.codebooks.layout import Held, Layout
from refiqda.formats.codebooks.trees import Placed, placed_codes
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.changes import Changes
from refiqda.tools.dotted import above

NUMBERS: tuple[Literal["files"], Literal["references"]] = ("files", "references")
"""What is counted of each code where a project is at hand, as NVivo counts it."""

NAMELESS = "(no name)"
"""What is written for a code or set without a name where a table needs one."""


class Writing:
    """What is told while one table is written."""

    def __init__(
        self,
        layout: Layout,
        changes: Changes,
        numbers: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        self.layout = layout
        self.changes = changes
        self.numbers = numbers
        """By GUID key of a code: :data:`NUMBERS`, own codings alone; None without a project."""
        self.remarks: list[str] = []
        self._first: dict[str, Code] = {}

    def number(self, code: Code, what: str) -> str | int:
        """A count of a code; empty where it was not counted.

        That is without a project, for what is a case of the project as well, and for the second
        code of one GUID, whose codings cannot be told from those of the first.
        """
        key = guid_key(code.guid or "")
        if self.numbers is None or self._first.setdefault(key, code) is not code:
            return ""
        return self.numbers.get(key, {}).get(what, "")

    def rename(self, node: Code | Set, written: str, why: str) -> str:
        """Tell that a name is written otherwise, and give what is written."""
        kind = "code" if isinstance(node, Code) else "set"
        self.changes.tell(f"name of a {kind}", node, "name", why=why, now=written)
        return written

    def nameless(self, node: Code | Set) -> str:
        """Tell that a name of nothing, or of blanks alone, has another, and give that."""
        kind = "code" if isinstance(node, Code) else "set"
        return self.rename(node, NAMELESS, f"a {kind} without a name cannot be written")

    def tell_unheld(self, book: CodeBook, but: Collection[Held] = ()) -> None:
        """Tell everything of a codebook that the layout has no place for.

        ``but`` is what it holds of some codes, so that it tells itself which ones.
        """
        holds = self.layout.holds.union(but)
        says = f"{self.layout.name} has no place for it in a table"
        tell = self.changes.tell
        if book.origin and "origin" not in holds:
            tell("origin of the codebook", book, "origin", why=says)
        for code, parent, _ in placed_codes(book):
            if code.guid and "guid" not in holds:
                tell("GUID of a code", code, "guid", why=says)
            if code.description and "description" not in holds:
                tell("description of a code", code, "description", why=says)
            if code.color and "color" not in holds:
                tell("colour of a code", code, "color", why=says)
            if code.is_codable is not True and "codable" not in holds:
                tell("folder", code, "is_codable", why=f"{self.layout.name} makes it a code")
            if parent is not None and "levels" not in holds:
                tell("place of a code", code, why=f"{self.layout.name} has no levels of codes")
        if "sets" not in holds:
            for each in book.sets:
                tell("set of codes", each, why=says)


class Named(NamedTuple):
    """A code with the names that are written for it and for the codes above it."""

    code: Code
    parent: Code | None
    steps: tuple[str, ...]


def named_codes(book: CodeBook, spell: Callable[[Placed], str]) -> Iterator[Named]:
    """Every code with its names as ``spell`` writes each of them; ``spell`` tells what it changes.

    A code is spelt once, before its children.
    """
    written: dict[int, tuple[str, ...]] = {}
    for here in placed_codes(book):
        above = written[id(here.parent)] if here.parent is not None else ()
        steps = written[id(here.code)] = (*above, spell(here))
        yield Named(here.code, here.parent, steps)


def without(writing: Writing, replaced: Mapping[str, str]) -> Callable[[Placed], str]:
    """Spells names without what a layout would misread, and none that is empty or blank.

    Args:
        writing: is told every name that changes.
        replaced: what stands in the place of what: ``{" > ": " / "}``.
    """

    def spell(here: Placed) -> str:
        name = here.code.name or ""
        if not name.strip():
            return writing.nameless(here.code)
        written = name
        while any(old in written for old in replaced):
            for old, new in replaced.items():
                written = written.replace(old, new)
        if written != name:
            marks = " and ".join(f"“{old}”" for old in replaced if old in name)
            why = f"{marks} stands between levels in this layout"
            return writing.rename(here.code, written, why)
        return name

    return spell


def prefixed(
    book: CodeBook,
    separator: str,
    substitute: str,
    writing: Writing,
    spell: Callable[[Placed], str],
) -> Iterator[Named]:
    """Every code of a layout without levels, called by its path: ``people.friends``.

    Such a path is read as levels only where what stands before a separator is a code itself
    (:func:`refiqda.tools.dotted.nest`). A name that would be read so by mistake is changed.
    ``steps`` has one name, the whole path. ``spell`` writes each name, as in :func:`named_codes`.
    """
    named = list(named_codes(book, spell))
    names = [one.steps[-1] for one in named]
    paths = _joined(named, names, separator)
    while wrong := _misread(named, names, paths, separator):
        for place in wrong:
            names[place] = names[place].replace(separator, substitute)
            why = f"what stands before “{separator}” would be read as the code above it"
            writing.rename(named[place].code, names[place], why)
        paths = _joined(named, names, separator)
    for one, path in zip(named, paths, strict=True):
        yield Named(one.code, one.parent, (path,))


def _joined(named: list[Named], names: list[str], separator: str) -> list[str]:
    """The paths of codes, of which parents stand before their children."""
    written: dict[int, str] = {}
    paths = []
    for one, name in zip(named, names, strict=True):
        path = name if one.parent is None else f"{written[id(one.parent)]}{separator}{name}"
        written[id(one.code)] = path
        paths.append(path)
    return paths


def _misread(named: list[Named], names: list[str], paths: list[str], separator: str) -> list[int]:
    """The places of names with a separator that make a reader put a code where it is not."""
    place_of = {id(one.code): place for place, one in enumerate(named)}
    wrong = [
        place
        for place, (one, found) in enumerate(zip(named, above(paths, separator), strict=True))
        if found != (None if one.parent is None else place_of[id(one.parent)])
    ]
    if not wrong:
        return []
    # A code may be misread for a name that stands elsewhere; then none may have a separator.
    own = [place for place in wrong if separator in names[place]]
    return own or [place for place, name in enumerate(names) if separator in name]


def sets_by_code(book: CodeBook) -> dict[str, list[Set]]:
    """The sets of each code, by its GUID key, in the order of the codebook."""
    found: dict[str, list[Set]] = {}
    for each in book.sets:
        for guid in each.codes:
            mine = found.setdefault(guid_key(guid), [])
            if not mine or mine[-1] is not each:
                mine.append(each)
    return found
