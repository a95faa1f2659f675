"""Codes of a layout without levels, called by paths of which no two may be equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from refiqda.formats.codebooks.layout import Row
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import Placed, placed_codes
from refiqda.formats.codebooks.written.writing import Named, Writing
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.dotted import nest

Spelling = Callable[[str, bool], tuple[str, str]]
"""How a name is written, and why it differs, if it does; it is told whether it is at the top."""
_LEAST = 12
"""Characters that are left of a name at least, so that a number that tells it apart has room."""


def unique_paths(
    book: CodeBook,
    separator: str,
    substitute: str,
    writing: Writing,
    spell: Spelling,
    longest: int | None = None,
) -> Iterator[Named]:
    """Every code with its path, as :func:`refiqda.tools.dotted.nest` reads it back.

    A path that another code has gets a number, one that is longer than ``longest`` gets a shorter
    name, and a name that would be taken for a level gets ``substitute`` in the place of
    ``separator``. A code whose path is too long for any name stands at the top. All is told.
    """
    placed = list(placed_codes(book))
    spelt = [spell(here.code.name or "", here.parent is None) for here in placed]
    names = [name for name, _ in spelt]
    paths = _Paths(separator, substitute, _raw(placed, names, separator))
    rooms = _Rooms(placed, names, separator, longest)
    written: dict[int, str] = {}
    for place, (here, (name, why)) in enumerate(zip(placed, spelt, strict=True)):
        above = "" if here.parent is None else written[id(here.parent)] + separator
        room = rooms.of(place, above)
        if room is not None and above and room < min(_LEAST, len(name)):
            far = f"its path would be longer than {longest} characters: it stands at the top"
            writing.changes.tell("place of a code", here.code, why=far)
            above, room = "", rooms.of(place, "")
            name, at_top = spell(name, True)
            why = why or at_top
        found, reason = paths.find(above, name, room)
        if found != (here.code.name or ""):
            writing.rename(here.code, found, "; ".join(filter(None, (why, reason))))
        written[id(here.code)] = above + found
        yield Named(here.code, here.parent, (above + found,))


def _raw(placed: Sequence[Placed], names: Sequence[str], separator: str) -> set[str]:
    """The paths as they would be if no name had to change on account of another."""
    path: dict[int, str] = {}
    for here, name in zip(placed, names, strict=True):
        above = "" if here.parent is None else path[id(here.parent)] + separator
        path[id(here.code)] = above + name
    return set(path.values())


class _Rooms:
    """How long each name may be, so that the names of the codes below have room as well."""

    def __init__(
        self, placed: Sequence[Placed], names: Sequence[str], separator: str, longest: int | None
    ) -> None:
        self.longest = longest
        self.between = len(separator)
        self.below: list[int] = [0] * len(placed)
        """Of each code, by its place: the length of the longest path below it."""
        self.levels: list[int] = [0] * len(placed)
        place_of = {id(here.code): place for place, here in enumerate(placed)}
        for place in range(len(placed) - 1, -1, -1):
            parent = placed[place].parent
            if parent is not None:
                at = place_of[id(parent)]
                length = self.between + len(names[place]) + self.below[place]
                self.below[at] = max(self.below[at], length)
                self.levels[at] = max(self.levels[at], self.levels[place] + 1)

    def of(self, place: int, above: str) -> int | None:
        """The most characters of a name; what is longer takes no more than its share."""
        if self.longest is None:
            return None
        room = self.longest - len(above)
        levels = self.levels[place]
        share = (room - self.between * levels) // (levels + 1)
        return min(room, max(room - self.below[place], share, _LEAST))


class _Paths:
    """Paths that are given to codes one after another, so that each is read as what it is."""

    def __init__(self, separator: str, substitute: str, raw: set[str]) -> None:
        self.separator = separator
        self.substitute = substitute
        self.raw = raw
        self.taken: set[str] = set()
        self.reserved: set[str] = set()
        """What must not become a path, or another would be taken for a level below it."""
        self.numbers: dict[str, int] = {}

    def find(self, above: str, name: str, room: int | None) -> tuple[str, str]:
        """The name that is written below a path, and why it is another, if it is."""
        why = ""
        if self._is_misread(above, name):
            name = self._without_separator(name)
            why = f"what stands before “{self.separator}” would be read as the code above it"
        if room is not None and len(name) > room:
            name = name[:room].rstrip()
            why = "its path would be too long"
        found, base = name, above + name
        while (path := above + found) in self.taken or path in self.reserved:
            number = self.numbers[base] = self.numbers.get(base, 1) + 1
            end = f" ({number})"
            start = name if room is None else name[: max(room - len(end), 0)]
            found, why = start + end, "another code has the same path"
        self.taken.add(path)
        self.reserved.update(path[:at] for at in self._inner(above, found))
        return found, why

    def _inner(self, above: str, name: str) -> Iterator[int]:
        """Where a reader may take the path apart, beside the place before the name."""
        path = above + name
        at = path.find(self.separator, max(len(above) - len(self.separator), 0) + 1)
        while 0 < at < len(path) - len(self.separator):
            yield at
            at = path.find(self.separator, at + 1)

    def _is_misread(self, above: str, name: str) -> bool:
        path = above + name
        return any(
            at < len(above) or path[:at] in self.raw or path[:at] in self.taken
            for at in self._inner(above, name)
        )

    def _without_separator(self, name: str) -> str:
        plain = name.replace(self.separator, self.substitute)
        start = self.separator.lstrip()
        # Behind a separator that begins and ends in a blank, its end alone looks like another.
        if plain.startswith(start) and start != self.separator:
            plain = self.substitute.lstrip() + plain.removeprefix(start)
        return plain


def nested(rows: Sequence[tuple[int, Row, Code]], separator: str, reading: Reading) -> CodeBook:
    """The codebook of codes that are called by their paths; what is odd is remarked."""
    paths = [code.name or "" for _, _, code in rows]
    again = len(paths) - len(set(paths))
    if again:
        reading.remarks.append(
            f"{again:,} {'code has' if again == 1 else 'codes have'} the same name as one before. "
            "All are kept."
        )
    numbers = {id(code): number for number, _, code in rows}
    top = nest((code for _, _, code in rows), separator)
    book = reading.book(top)
    for code, _, steps in placed_codes(book):
        reading.check_depth(len(steps), numbers[id(code)])
    if len(top) < len(rows):
        below = len(rows) - len(top)
        stand = "1 code stands" if below == 1 else f"{below:,} codes stand"
        reading.remarks.append(
            f"{stand} below another, since what stands before “{separator.strip()}” in a name is "
            "a code of its own."
        )
    return book
