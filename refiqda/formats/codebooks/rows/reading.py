"""A codebook that grows from the rows of a table, and what of the table it has no place for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from refiqda.errors import LimitExceeded, NotACodebook
from refiqda.formats.codebooks.layout import Held, Row, Table
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.loss import Loss
from refiqda.standard.document import make_guid
from refiqda.standard.limits import Limits, current
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.standard.node import Node

NO_PLACE = "a codebook has no place for it"
"""Why most of what a table has beside codes is lost."""
_SHOWN = 3
_LONGEST = 200
"""Characters of a text that is left out, as a loss has them."""


class Reading:
    """What is found out while one table is read."""

    def __init__(self, name: str, limits: Limits | None = None) -> None:
        self.name = name
        """Of the file, for messages."""
        self.limits = limits or current()
        self.losses: list[Loss] = []
        self.remarks: list[str] = []
        self.silent: set[Held] = set()
        """What tables of the layout may say, and this one has no column for."""
        self.sets: dict[str, Set] = {}
        """By name, in the order in which they are met."""
        self._members: dict[str, list[Code]] = {}
        self.made: set[int] = set()
        """By identity: the codes and sets whose GUIDs were made here, and stood nowhere."""
        self.places: dict[int, tuple[Node, str]] = {}
        """By identity of a code or set: where it stands in the table. The node is kept as well."""

    def code(
        self,
        number: int,
        name: str,
        *,
        guid: str = "",
        color: str = "",
        description: str = "",
        codable: bool = True,
    ) -> Code:
        """A new code, from the row of a number; one without GUID gets one in :meth:`book`."""
        code = Code(
            guid=guid,
            name=name,
            is_codable=codable,
            color=color or None,
            description=description or None,
        )
        self.places[id(code)] = (code, f"row {number}")
        return code

    def belongs(self, code: Code, name: str, description: str = "") -> None:
        """Put a code into the set of a name, which is made when it is first met."""
        found = self.sets.get(name)
        if found is None:
            guid = make_guid("codebook", "set", name)
            found = self.sets[name] = Set(guid=guid, name=name, description=description or None)
            self._members[name] = []
            self.made.add(id(found))
        self._members[name].append(code)
        if description and description != found.description:
            why = "the set of this name has another description"
            where = self.places.get(id(code), (code, ""))[1]
            self.lose("description of a set", code, where, why, text=description)

    def lose(
        self, what: str, code: Code | None, where: str, why: str = NO_PLACE, text: str = ""
    ) -> None:
        """Tell something of the table that is not in the codebook; ``text`` is what it said."""
        known = (code.name or "", code.guid or "") if code is not None else ("", "")
        self.losses.append(Loss(what, *known, where, why, text=beginning(text)))

    def lose_others(
        self, table: Table, used: Iterable[int | None], codes: Iterable[tuple[int, Row, Code]] = ()
    ) -> None:
        """Tell every filled cell of a column that is not used.

        ``codes`` has the code of each row, where that is known, so that it can be named.
        """
        taken = {place for place in used if place is not None}
        named = {number: code for number, _, code in codes}
        for number, row in table.rows:
            for place, text in enumerate(row):
                if place not in taken and text.strip():
                    column = table.called(place)
                    what = f"cell of the column “{column}”"
                    where = f"row {number}, column {column}"
                    self.lose(what, named.get(number), where, text=text)

    def note_missing(self, places: Mapping[Held, int | None]) -> None:
        """Note of what the table says nothing, since it has no column for it."""
        self.silent.update(held for held, place in places.items() if place is None)

    def refuse(self, where: str, says: str, hint: str) -> NotACodebook:
        """The error of a table that cannot be read, to be raised."""
        return NotACodebook(f"{self.name}, {where}: {says}. {hint}.")

    def check_depth(self, level: int, number: int) -> None:
        """Refuse codes nested deeper than the limit."""
        if level > self.limits.depth:
            raise LimitExceeded(
                f"{self.name}, row {number}: a code at level {level:,}, deeper than "
                f"{self.limits.depth}. If it is meant to be so deep, raise the limit for depth."
            )

    def book(self, codes: list[Code], origin: str | None = None) -> CodeBook:
        """The codebook of top codes and of the sets that were met, every code with a GUID."""
        if not codes:
            raise NotACodebook(f"{self.name} holds no code below its header. Look at the file.")
        book = CodeBook(origin=origin, codes=codes)
        self.made |= give_guids(book)
        for name, found in self.sets.items():
            found.codes = [code.guid for code in self._members[name]]
            book.sets.append(found)
        return book


def give_guids(book: CodeBook) -> set[int]:
    """Give codes without a GUID one that is made of their path, the same in every run.

    Of several codes of one path, the second and later ones count along. The answer is which codes
    got one, by identity.
    """
    met: dict[tuple[str, ...], int] = {}
    made: set[int] = set()
    for code, _, steps in placed_codes(book):
        if not code.guid:
            made.add(id(code))
            met[steps] = met.get(steps, 0) + 1
            again = (str(met[steps]),) if met[steps] > 1 else ()
            code.guid = make_guid("codebook", "code", *steps, *again)
    return made


class ByPath:
    """Codes placed by their paths: each below the latest code of the path above it.

    A path whose parent has no row before it gets one; if the parent's own row comes later, it
    fills that in. A path that has a row already makes a second code of the same name.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.top: list[Code] = []
        self._known: dict[tuple[str, ...], Code] = {}
        self._implied: set[tuple[str, ...]] = set()
        self._again: list[str] = []

    def add(
        self,
        number: int,
        steps: Sequence[str],
        *,
        guid: str = "",
        color: str = "",
        description: str = "",
    ) -> Code:
        """The code of a row: ``steps`` are the names from the top down."""
        path = tuple(steps)
        self.reading.check_depth(len(path), number)
        if path in self._implied:
            self._implied.discard(path)
            code = self._known[path]
            code.guid, code.is_codable = guid, True
            code.color, code.description = color or None, description or None
            self.reading.places[id(code)] = (code, f"row {number}")
            return code
        if path in self._known:
            self._again.append(f"{path[-1]} (row {number})")
        parent = self._parent(path, number)
        code = self.reading.code(number, path[-1], guid=guid, color=color, description=description)
        (parent.codes if parent is not None else self.top).append(code)
        self._known[path] = code
        return code

    def _parent(self, path: tuple[str, ...], number: int) -> Code | None:
        parent: Code | None = None
        for size in range(1, len(path)):
            above = path[:size]
            found = self._known.get(above)
            if found is None:
                found = self.reading.code(number, above[-1])
                (parent.codes if parent is not None else self.top).append(found)
                self._known[above] = found
                self._implied.add(above)
            parent = found
        return parent

    def done(self) -> list[Code]:
        """The top codes; what is odd about the rows is remarked."""
        if self._again:
            kept = "Both" if len(self._again) == 1 else "All"
            self.reading.remarks.append(
                f"{listed(self._again)} stood there before, under the same code. {kept} are kept."
            )
        if self._implied:
            names = [path[-1] for path in sorted(self._implied)]
            became = "became a code too" if len(names) == 1 else "became codes too"
            self.reading.remarks.append(
                f"{listed(names)} stood only in the paths of other codes, and {became}."
            )
        return self.top


class ByLevel:
    """Codes placed by numbers: each below the nearest code before it at a higher level."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.top: list[Code] = []
        self._above: list[tuple[int, Code]] = []
        self._jumps: list[str] = []

    def add(self, number: int, level: int, code: Code) -> Code:
        """Place the code of a row; the first row may be at any level."""
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        if self._above and level > self._above[-1][0] + 1:
            self._jumps.append(f"{code.name or 'a code'} (row {number})")
        self.reading.check_depth(len(self._above) + 1, number)
        (self._above[-1][1].codes if self._above else self.top).append(code)
        self._above.append((level, code))
        return code

    def done(self) -> list[Code]:
        """The top codes; levels that were left out are remarked."""
        if self._jumps:
            each = "It is" if len(self._jumps) == 1 else "Each is"
            self.reading.remarks.append(
                f"{listed(self._jumps)} stood more than one level below the code before. {each} "
                "directly below that code now."
            )
        return self.top


def beginning(text: str) -> str:
    """A text as a loss has it."""
    text = text.strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def listed(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
