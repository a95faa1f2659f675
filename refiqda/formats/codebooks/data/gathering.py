"""From the lists and mappings of JSON or YAML to a codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from refiqda.errors import LimitExceeded, NotACodebook
from refiqda.formats.codebooks.characters import cleaned, shown
from refiqda.formats.codebooks.data.parsed import Number, Parsed, Steps, keys_of, path_of
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.rows.twins import remark_twins
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.document import make_guid
from refiqda.standard.model import Code, CodeBook, Set

Mapping = dict[str, object]
_BOOK = frozenset(("origin", "codes", "sets"))
_CODE = frozenset(("name", "guid", "color", "description", "codable", "codes"))
_SET = frozenset(("name", "guid", "description", "members"))
_MEMBER = frozenset(("code", "guid"))
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
"""Truth values as YAML 1.1 spells them."""
_LONGEST = 300
"""Characters of a place that are remembered: codes may stand far down."""


def book_of(parsed: Parsed, reading: Reading) -> CodeBook:
    """The codebook that a file holds.

    Raises:
        NotACodebook: if it holds none, or a value is not what its key is for.
        LimitExceeded: if its codes are nested deeper than the limits allow.
    """
    return _Book(parsed, reading).made()


class _Waiting(NamedTuple):
    """A code that is not looked at yet."""

    value: object
    siblings: list[Code]
    above: Steps
    number: int
    place: str
    """Of the list that it stands in."""
    level: int


class _Called(NamedTuple):
    """A member that is called by its path alone, to be found when all codes are there."""

    held: Set
    at: int
    path: str
    steps: Steps


class _Book:
    """A codebook that grows from what a file holds."""

    def __init__(self, parsed: Parsed, reading: Reading) -> None:
        self.parsed = parsed
        self.reading = reading
        self.named: Counter[str] = Counter()
        self.called: list[_Called] = []
        self.colourless: list[str] = []
        """Where the key ``color`` stands with nothing behind it."""

    def made(self) -> CodeBook:
        said = self._mapping(self.parsed.value, None)
        self._tell_others(said, _BOOK, None, None)
        origin = self._text(said, "origin", None)
        values = self._list(said, "codes", None)
        if not values:
            says = "there are no codes" if "codes" in said else "there is no key “codes”"
            raise NotACodebook(f"{self.reading.name} holds no codebook: {says}. Look at the file.")
        book = self.reading.book(self._codes(values), origin or None)
        steps: Steps = (None, "sets")
        for number, value in enumerate(self._list(said, "sets", None)):
            book.sets.append(self._set(value, (steps, number), f"sets[{number}]"))
        self._find_members(book)
        self._remark_colourless()
        self._remark_comments()
        remark_twins(self.reading)
        return book

    # -------------------------------------------------------------------------- codes and sets

    def _codes(self, values: list[object]) -> list[Code]:
        top: list[Code] = []
        waiting = list(_waiting(values, top, (None, "codes"), "codes", 1))
        while waiting:
            here = waiting.pop()
            steps: Steps = (here.above, here.number)
            self._check_depth(here.level, steps)
            said = self._mapping(here.value, steps)
            code = self._code(said, steps)
            here.siblings.append(code)
            place = f"{here.place}[{here.number}]"
            self.reading.places[id(code)] = (code, place)
            if code.color is None and "color" in said:
                self.colourless.append(place)
            inner = self._list(said, "codes", steps)
            if inner:
                below = f"{place[:_LONGEST]}{'…' * (len(place) > _LONGEST)}.codes"
                waiting += _waiting(inner, code.codes, (steps, "codes"), below, here.level + 1)
        return top

    def _code(self, said: Mapping, steps: Steps) -> Code:
        code = Code(
            guid=self._text(said, "guid", steps) or "",
            name=self._name(said, steps),
            is_codable=self._codable(said, steps),
            color=self._text(said, "color", steps) or None,
            description=self._long_text(said, steps),
        )
        self._tell_others(said, _CODE, steps, code)
        return code

    def _set(self, value: object, steps: Steps, place: str) -> Set:
        said = self._mapping(value, steps)
        name = self._name(said, steps)
        self.named[name] += 1
        again = (str(self.named[name]),) if self.named[name] > 1 else ()
        guid = self._text(said, "guid", steps) or make_guid("codebook", "set", name or "", *again)
        made = Set(guid=guid, name=name, description=self._long_text(said, steps))
        if not self._text(said, "guid", steps):
            self.reading.made.add(id(made))
        self.reading.places[id(made)] = (made, place)
        self._tell_others(said, _SET, steps, made)
        for number, member in enumerate(self._list(said, "members", steps)):
            self._member(member, ((steps, "members"), number), made)
        return made

    def _member(self, value: object, steps: Steps, held: Set) -> None:
        said = self._mapping(value, steps)
        guid, path = self._text(said, "guid", steps), self._text(said, "code", steps)
        if guid is None and path is None:
            hint = "Say which code it is: code with its path, or guid"
            raise self._refused(steps, "is no member of a set", hint)
        if not guid and path is not None:
            self.called.append(_Called(held, len(held.codes), path, steps))
        held.codes.append(guid or "")
        self._tell_others(said, _MEMBER, steps, held)

    def _find_members(self, book: CodeBook) -> None:
        """The GUIDs of members that a person wrote by their paths alone."""
        if not self.called:
            return
        known: dict[str, list[str]] = {}
        for here in placed_codes(book):
            known.setdefault(here.path, []).append(here.code.guid)
        for member in self.called:
            found = known.get(member.path, [])
            if len(found) != 1:
                says = f"fits {len(found) or 'no'} codes, {shown(member.path)}"
                hint = "Write the names from the top code down, as in people > friends; or its guid"
                raise self._refused((member.steps, "code"), says, hint)
            member.held.codes[member.at] = found[0]

    # -------------------------------------------------------------------------- values

    def _name(self, said: Mapping, steps: Steps) -> Any:
        """A name; one that is not known at all, which no codebook may have, is written as null."""
        if "name" not in said:
            raise self._refused(steps, "has no name", "Give it the key name")
        return self._text(said, "name", steps)

    def _text(self, said: Mapping, key: str, steps: Steps) -> str | None:
        value = said.get(key)
        if type(value) is str:
            return self._cleaned(value, key, steps)
        if value is None:
            return None
        hint = "Put it between quotes" if type(value) in (Number, bool) else "Write a text there"
        raise self._refused((steps, key), f"is {_kind(value)}, not a text", hint)

    def _long_text(self, said: Mapping, steps: Steps) -> str | None:
        """A description; it may be a list of its lines."""
        value = said.get("description")
        if type(value) is not list:
            return self._text(said, "description", steps) or None
        for number, line in enumerate(value):
            if type(line) is not str:
                where: Steps = ((steps, "description"), number)
                raise self._refused(where, f"is {_kind(line)}, not a text", "Write a line there")
        return self._cleaned("\n".join(value), "description", steps) or None

    def _codable(self, said: Mapping, steps: Steps) -> Any:
        """Whether a code is codable: yes, unless it is said; null where that is not known."""
        value = said.get("codable", True)
        if value is None or type(value) is bool:
            return value
        if type(value) is str and value.lower() in _TRUTH:
            return _TRUTH[value.lower()]
        raise self._refused((steps, "codable"), "says neither true nor false", "Write one of them")

    def _list(self, said: Mapping, key: str, steps: Steps) -> list[object]:
        value = said.get(key)
        if value is None:
            return []
        if type(value) is not list:
            hint = "Write a list, as in JSON between [ and ], in YAML with a dash before each item"
            raise self._refused((steps, key), f"is {_kind(value)}, not a list", hint)
        return value

    def _mapping(self, value: object, steps: Steps) -> Mapping:
        if type(value) is not dict:
            hint = "Write keys there, such as name" if steps else "Write the key codes, and a list"
            raise self._refused(steps, f"is {_kind(value)}, not a mapping of keys", hint)
        return cast(Mapping, value)

    # -------------------------------------------------------------------------- what is told

    def _cleaned(self, text: str, key: str, steps: Steps) -> str:
        marked = cleaned(text)
        if marked is None:
            return text
        where = path_of(keys_of((steps, key)))
        why = "XML, and so a codebook, cannot hold it: U+FFFD stands there"
        self.reading.lose("character of a text", None, where, why)
        return marked

    def _tell_others(
        self, said: Mapping, known: frozenset[str], steps: Steps, node: Code | Set | None
    ) -> None:
        """Tell every key that is no key of a codebook."""
        if said.keys() <= known:
            return
        for key in said:
            if key not in known:
                where = path_of(keys_of((steps, key)))
                code = node if isinstance(node, Code) else None
                self.reading.lose(f"value of the key {shown(key)}", code, where)

    def _remark_comments(self) -> None:
        if self.parsed.comment:
            self.reading.remarks.append(
                f"Comments, such as in line {self.parsed.comment:,} of {self.reading.name}, are no "
                "part of a codebook, and were left out."
            )

    def _remark_colourless(self) -> None:
        if self.colourless and self.parsed.has_comments:
            more = len(self.colourless) - 1
            others = f" and of {more:,} more" if more else ""
            self.reading.remarks.append(
                f"The key color of {self.colourless[0]}{others} is empty. If a colour such as "
                "#ff0000 stands there, put it between quotes, or YAML takes it for a comment."
            )

    def _check_depth(self, level: int, steps: Steps) -> None:
        depth = self.reading.limits.depth
        if level > depth:
            line = self.parsed.line_of(keys_of(steps))
            raise LimitExceeded(
                f"{self.reading.name}, line {line:,}: a code at level {level:,}, deeper than "
                f"{depth}. If it is meant to be so deep, raise the limit for depth."
            )

    def _refused(self, steps: Steps, says: str, hint: str) -> NotACodebook:
        keys = keys_of(steps)
        line = self.parsed.line_of(keys)
        what = path_of(keys) or "the whole"
        return self.reading.refuse(f"line {line:,}", f"{what} {says}", hint)


def _waiting(
    values: list[object], siblings: list[Code], above: Steps, place: str, level: int
) -> Iterator[_Waiting]:
    """The codes of a list, the last one first, as a stack gives them back in order."""
    for number in range(len(values) - 1, -1, -1):
        yield _Waiting(values[number], siblings, above, number, place, level)


def _kind(value: object) -> str:
    words = {dict: "a mapping", list: "a list", bool: "a truth value", Number: "a number"}
    if value is None:
        return "empty"
    return words.get(type(value), "a text")
