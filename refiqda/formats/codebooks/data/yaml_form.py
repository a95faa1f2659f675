"""Codebooks as YAML, one key a line, so that a diff reads well.

The lines are written here, as PyYAML's two writers do not agree: the one in C escapes every emoji.
What is written means the same to readers of YAML 1.1 and 1.2. A text of several lines is a literal
block; one that YAML would not keep so (it ends in blanks, or has other line ends) stands between
quotes, with a line for each of its lines too.

Files are read with PyYAML, by its parser in C where it is there. They are read as events, so that
all values are the texts that they are spelt as, whatever YAML 1.1 takes ``no`` or ``2024-01-01``
for, and so that nothing is made of tags, anchors and aliases.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from refiqda.errors import LimitExceeded, MissingExtra, NotACodebook
from refiqda.formats.codebooks.characters import quoted, shown
from refiqda.formats.codebooks.data.json_form import Pair
from refiqda.formats.codebooks.data.parsed import Parsed, Twice, Where
from refiqda.formats.codebooks.rows.reading import Reading

_GUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_START = re.compile("[A-Za-z\u00c0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What a text without quotes may begin with: no digit and none of YAML's signs."""
_NEEDS_QUOTES = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]|:[ ]|[ ]#|[ :]\\Z", re.DOTALL
)
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))
"""What YAML 1.1 or 1.2 takes for something else than a text."""
_NO_BLOCK = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]|[ \t](?:\n|\\Z)|\n\n\\Z"
)
"""What a literal block does not keep, or what tools that tidy files would take away."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML has none of, but as an escape between double quotes."""
_HALF = re.compile("[\ud800-\udfff]")


# ------------------------------------------------------------------------------------ writing


class YamlLines:
    """The lines of a codebook, in the order in which it is gone through."""

    def __init__(self) -> None:
        self._indent = ""

    def top(self, pairs: list[Pair]) -> str:
        """What stands at the beginning, of the codebook itself."""
        return "".join(map(self._pair, pairs))

    def open(self, key: str) -> str:
        """A list begins; it will have an item."""
        return f"{self._indent}{key}:\n"

    def item(self, pairs: list[Pair]) -> str:
        """An item of a list begins, with what it says in a line."""
        begun = f"{self._indent}- "
        self._indent += "  "
        return begun + "".join(map(self._pair, pairs))[len(self._indent) :]

    def end_item(self) -> str:
        """An item is over."""
        self._indent = self._indent[:-2]
        return ""

    def close(self) -> str:
        """A list is over."""
        return ""

    def bottom(self) -> str:
        """The end of the file."""
        return ""

    def _pair(self, pair: Pair) -> str:
        key, value = pair
        if type(value) is str:
            spelt = _spelt(value, self._indent)
        else:
            spelt = "null" if value is None else str(value).lower()
        return f"{self._indent}{key}: {spelt}\n"


def _spelt(text: str, indent: str) -> str:
    """A text as a value, without quotes where every reader takes it for a text."""
    if "\n" in text:
        is_block = text.strip() and not _NO_BLOCK.search(text)
        return (_block if is_block else _quoted_lines)(text, indent)
    if _GUID.fullmatch(text):
        return text
    is_plain = _START.match(text) and not _NEEDS_QUOTES.search(text)
    return text if is_plain and text.lower() not in _WORDS else quoted(text)


def _block(text: str, indent: str) -> str:
    """A literal block; its indent is said where its first line does not show it."""
    indicator = "2" if text[0] in " \t\n" else ""
    keeps_end = "" if text.endswith("\n") else "-"
    lines = text.removesuffix("\n").split("\n")
    written = "".join(f"\n{indent}  {line}" if line else "\n" for line in lines)
    return f"|{indicator}{keeps_end}{written}"


def _quoted_lines(text: str, indent: str) -> str:
    """Several lines between quotes; a backslash keeps the line ends of the file out of the text."""
    first, *others = (quoted(line)[1:-1] for line in text.split("\n"))
    end = ""
    if not others[-1]:
        others.pop()
        end = "\\n"
    # A reader drops the blanks that such a line begins with, but for one that is escaped.
    shielded = (f"\\{line}" if line.startswith(" ") else line for line in others)
    between = "\\n\\\n" + indent + "  "
    return f'"{between.join((first, *shielded))}{end}"'


# ------------------------------------------------------------------------------------ reading

Event = Any
_TOO_DEEP = "maximum nesting depth"
"""What libyaml says of more than 1,000 levels of brackets: measured, PyYAML 6.0.4."""
_ROOM = 2
"""Levels of lists and mappings for a level of codes; and so many more for what a code holds."""


def parse(text: str, reading: Reading) -> Parsed:
    """The value that a text of YAML holds, its scalars as they are spelt.

    Raises:
        NotACodebook: if it is no YAML, uses anchors, aliases or tags, or a key stands twice in a
            mapping.
        LimitExceeded: if it is nested deeper, or has more parts, than the limits allow.
        MissingExtra: if PyYAML is not installed.
    """
    yaml = _yaml()
    odd = _UNPRINTABLE.search(text)
    if odd is not None:
        line = text.count("\n", 0, odd.start()) + 1
        says = f"the character U+{ord(odd[0]):04X} stands there, which YAML does not have"
        raise reading.refuse(f"line {line:,}", says, "Take it out")
    tree = _Tree(reading)
    within: list[tuple[int, int]] = []
    try:
        for event in _events(yaml, text):
            tree.take(event)
            _note_lines(event, within)
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(error, text, reading) from None
    except Twice as twice:
        raise twice.refused(reading, twice.at) from None
    return Parsed(
        tree.value,
        lambda keys: _line_of(yaml, text, keys),
        has_comments=True,
        comment=_comment(text, within),
    )


def _note_lines(event: Any, within: list[tuple[int, int]]) -> None:
    """Note the lines of a text of several lines: what begins with ``#`` in it is no comment."""
    first, last = event.start_mark.line, event.end_mark.line
    if last > first and hasattr(event, "value"):
        within.append((first, last))


def _comment(text: str, within: list[tuple[int, int]]) -> int:
    """The first line that is a comment and nothing else, counted from 1; 0 if there is none."""
    waiting = iter([*within, (len(text), len(text))])
    first, last = next(waiting)
    for number, line in enumerate(text.split("\n")):
        while number > last:
            first, last = next(waiting)
        if line.lstrip(" ").startswith("#") and not first < number <= last:
            return number + 1
    return 0


def _no_yaml(error: Any, text: str, reading: Reading) -> NotACodebook | LimitExceeded:
    mark = error.problem_mark or error.context_mark
    # What is missing at the end of a file may be looked for below its last line.
    line = min(mark.line, text.rstrip("\n").count("\n")) + 1 if mark is not None else 1
    problem = error.problem or error.context
    if _TOO_DEEP in problem:
        return LimitExceeded(
            f"{reading.name}, line {line:,}: nested too deep to be read, far deeper than "
            f"{reading.limits.depth} levels of codes. Look at how its codes are nested."
        )
    says = f"this is no YAML ({problem})"
    hint = "Look there and just before: quotes, colons and how far a line is indented"
    return reading.refuse(f"line {line:,}", says, hint)


def _yaml() -> ModuleType:
    try:
        return importlib.import_module("yaml")
    except ImportError:
        raise MissingExtra(
            'Reading YAML needs PyYAML: run pip install "refiqda[yaml]", or use .json.'
        ) from None


def _events(yaml: Any, text: str) -> Iterator[Event]:
    """What the parser meets; the one in C is ten times as fast, and not everywhere."""
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _line_of(yaml: Any, text: str, keys: list[str | int]) -> int:
    tree = _Tree(None)
    for event in _events(yaml, text):
        is_value, here = tree.take(event), tree.where.keys
        # A list or mapping that has just begun is the innermost itself.
        if is_value and (here if hasattr(event, "value") else here[:-1]) == keys:
            return int(event.start_mark.line) + 1
    return 1


class _Tree:
    """A value that grows from events, without recursion."""

    def __init__(self, reading: Reading | None) -> None:
        self.reading = reading
        """Refuses what goes too far; None for a text that was gone through before."""
        self.value: object = None
        self.where = Where()
        self._open: list[dict[str, object] | list[object]] = []
        self._key: str | None = None
        self._events = 0
        self._documents = 0

    def take(self, event: Event) -> bool:
        """Take an event over; the answer is whether a value begins with it."""
        self._refuse(event)
        kind = type(event).__name__
        if kind == "ScalarEvent":
            return self._scalar(event)
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._begin(event, {} if kind == "MappingStartEvent" else [])
            return True
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self.where.end()
        return False

    def _scalar(self, event: Event) -> bool:
        if self._awaits_key:
            self._key = event.value
            self.where.key(event.value, event.start_mark.line + 1)
            return False
        is_empty = not event.style and event.value in ("", "~", "null", "Null", "NULL")
        self._put(None if is_empty else event.value)
        return True

    def _begin(self, event: Event, value: dict[str, object] | list[object]) -> None:
        if self._awaits_key:
            says = "a key that is no text stands there"
            raise self._refused(event, says, "Begin a line with a key such as name")
        self._put(value)
        self._open.append(value)
        if isinstance(value, dict):
            self.where.begin_mapping()
        else:
            self.where.begin_list()

    def _put(self, value: object) -> None:
        self.where.item()
        inner = self._open[-1] if self._open else None
        if isinstance(inner, dict):
            assert self._key is not None
            inner[self._key] = value
            self._key = None
        elif inner is not None:
            inner.append(value)
        else:
            self.value = value

    @property
    def _awaits_key(self) -> bool:
        return self._key is None and self.where.is_in_mapping

    def _refuse(self, event: Event) -> None:
        """Refuse what no codebook needs and what would take too much."""
        if self.reading is None:
            return
        if getattr(event, "anchor", None) is not None:
            says = f"an anchor or alias, {shown(event.anchor)}, stands there"
            raise self._refused(event, says, "Write out what it stands for")
        if getattr(event, "tag", None) is not None:
            says = f"a tag, {shown(event.tag)}, stands there"
            raise self._refused(event, says, "Take it out: all values of a codebook are texts")
        if _HALF.search(getattr(event, "value", "")):
            # The parser in C refuses it of its own accord.
            says = "this is no YAML (half a character is escaped)"
            raise self._refused(event, says, "Escape the whole of it, as in \\U0001F600")
        self._documents += type(event).__name__ == "DocumentStartEvent"
        if self._documents > 1:
            says = "a second document begins there"
            raise self._refused(event, says, "A file holds one codebook")
        self._refuse_size(event, self.reading)

    def _refuse_size(self, event: Event, reading: Reading) -> None:
        limits = reading.limits
        self._events += 1
        if self._events > limits.parts:
            raise LimitExceeded(
                f"{reading.name} holds more than {limits.parts:,} values. If the file is meant to "
                "be so, raise the limit for parts."
            )
        if len(self._open) > _ROOM * limits.depth + _ROOM:
            raise LimitExceeded(
                f"{reading.name}, line {event.start_mark.line + 1:,}: lists nested deeper than "
                f"{limits.depth} levels of codes. If it is meant to be so deep, raise the limit "
                "for depth."
            )

    def _refused(self, event: Event, says: str, hint: str) -> NotACodebook:
        assert self.reading is not None
        return self.reading.refuse(f"line {event.start_mark.line + 1:,}", says, hint)
