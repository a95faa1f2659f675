"""What does not arrive, item by item: the report that section 7 of the standard asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

from refiqda.checks.places import Place, field_path, places_of
from refiqda.standard.index import Index
from refiqda.standard.model import CodeBook, Coding, Project, VariableValue
from refiqda.standard.node import Node
from refiqda.tools.changes import Change, Changes
from refiqda.tools.program import How


class Loss(NamedTuple):
    """One thing that the target does not hold, or that the program it is for does not read."""

    what: str
    """Its kind, in the standard's words: code, coding, note, member of a set, file."""
    name: str
    guid: str
    """Its own GUID; of a reference, the GUID that it refers to."""
    where: str
    """The path in the source, down to the attribute, as findings have it."""
    why: str
    evidence: str = ""
    """How it is known, and what shows it, of what a program does not read."""
    in_file: bool = False
    """Whether it is in the file that is written all the same."""
    now: str = ""
    """What stands in its place, such as another name."""
    text: str = ""
    """What a cell or a row of a table said that is left out, or its beginning."""


class Kind(NamedTuple):
    """Losses of one kind, counted."""

    what: str
    number: int
    in_file: bool
    how: str
    """How it is known that a program does not read it: measured, documented or reported."""
    why: str


@dataclass(slots=True)
class LossReport:
    """All losses of one conversion."""

    source: str
    target: str
    program: str = ""
    """The program that the target is written for, by its name; empty for none."""
    is_asked: bool = True
    """Whether the summary says so where nothing is known that the program leaves out.

    Of a table it does not: what is known of its import stands in the reference.
    """
    refused: str = ""
    """Why the program does not open such a file, as a sentence; empty where it does."""
    losses: list[Loss] = field(default_factory=list)
    added: list[Loss] = field(default_factory=list)
    """What the target says and the source does not, since the program asks for it: no losses."""
    remarks: list[str] = field(default_factory=list)
    """What else a person should know of the conversion, each a sentence or two."""

    def __bool__(self) -> bool:
        """Whether anything was lost, or the file is one that the program does not open."""
        return bool(self.losses or self.refused)

    def add(self, what: str, name: str, guid: str, where: str, why: str) -> None:
        """Record one loss."""
        self.losses.append(Loss(what, name or "", guid or "", where, why))

    def add_changes(
        self, document: Project | CodeBook, changes: Changes, rows: Mapping[int, str] | None = None
    ) -> None:
        """Record what was told of the elements of a document, or of copies of them.

        ``rows`` says where the elements stand, by their ``id``, in a file that is no XML.
        """
        # What a step made two of is told of both, and both are the one that the source has.
        told = list({(id(one.node), *one[2:], one.what): one for one in changes.rows}.values())
        places = places_of(document, (one.node for one in (*told, *changes.added)))
        names = _Names(document)
        losses = [_loss(one, places[id(one.node)], names) for one in told]
        added = [_loss(one, places[id(one.node)], names) for one in changes.added]
        if rows is not None:
            losses = [
                loss._replace(where=rows.get(id(one.node), ""))
                for loss, one in zip(losses, told, strict=True)
            ]
        self.losses += losses
        self.added += added

    def totals(self) -> dict[str, int]:
        """How many of each kind were lost."""
        return dict(Counter(loss.what for loss in self.losses))

    def kinds(self) -> list[Kind]:
        """The losses by kind and reason, in the order in which each is first met."""
        counts = Counter((one.what, one.in_file, how_known(one), one.why) for one in self.losses)
        return [Kind(what, n, in_file, how, why) for (what, in_file, how, why), n in counts.items()]

    def summary(self) -> str:
        """One line for a person."""
        if not all(loss.in_file for loss in self.losses):
            totals = Counter(loss.what for loss in self.losses if not loss.in_file)
            listed = ", ".join(f"{what} ({count})" for what, count in totals.items())
            says = f"{self.target} does not hold everything of {self.source}: {listed}."
        else:
            says = f"{self.target} holds all that {self.source} held."
        return " ".join(filter(None, (says, self._reading(), self.refused)))

    def _reading(self) -> str:
        """What the program is known, or said, to leave out of what the file holds."""
        unread = Counter(how_known(loss) == "reported" for loss in self.losses if loss.in_file)
        known, said = unread[False], unread[True]
        if not self.program or (not unread and not self.is_asked):
            return ""
        if not unread:
            return f"Whether {self.program} takes all of it over is not known."
        parts = []
        if known:
            parts.append(f"known not to read {_things(known)}")
        if said:
            parts.append(f"said not to read {_things(said, more=bool(known))}")
        return (
            f"As far as is known, not all of it arrives: {self.program} is {' and '.join(parts)}."
        )

    def table(self) -> str:
        """The losses by kind, as lines for a terminal; empty where there are none."""
        rows = [
            (f"{kind.number:,}", kind.what, "yes" if kind.in_file else "no", kind.how, kind.why)
            for kind in self.kinds()
        ]
        if not rows:
            return ""
        head = ("number", "what", "in the file", "known", "why")
        widths = [max(len(row[at]) for row in (head, *rows)) for at in range(4)]
        return "\n".join(
            "  ".join((f"{row[0]:>{widths[0]}}", *map(str.ljust, row[1:4], widths[1:]), row[4]))
            for row in (head, *rows)
        )

    def frame(self) -> Any:
        """The losses as a DataFrame, one row each."""
        from refiqda.tables import losses  # pandas is fetched for a report that is looked at

        return losses.TABLE.from_rows(self.losses)


def how_known(loss: Loss) -> str:
    """By which kind of evidence a loss is known; empty where it is what refiqda itself did."""
    word = loss.evidence.partition(":")[0]
    return word if word in get_args(How) else ""


def _things(number: int, *, more: bool = False) -> str:
    things = "1 thing" if number == 1 else f"{number:,} things"
    return f"{number:,} more" if more else things


# ------------------------------------------------------------------------------ rows from changes


class _Names:
    """What to call an element that has no name of its own."""

    def __init__(self, document: Project | CodeBook) -> None:
        self.document = document
        self._index: Index | None = None

    def of(self, node: Node) -> tuple[str, str]:
        """Name and GUID: of a coding the name of its code, of a value its variable's both."""
        guid = getattr(node, "guid", None) or ""
        if isinstance(node, Coding):
            return self._called(node.code), guid
        if isinstance(node, VariableValue):
            return self._called(node.variable), node.variable or ""
        return getattr(node, "name", None) or "", guid

    def _called(self, guid: str | None) -> str:
        if self._index is None:
            self._index = Index(self.document)
        return getattr(self._index.get(guid), "name", None) or ""


def _loss(change: Change, place: Place, names: _Names) -> Loss:
    name, guid = names.of(change.node)
    where = place.path
    if change.field:
        target = _reference(change)
        if target is None or target:
            where = field_path(place, change.node, change.field, change.item)
        guid = target or guid
    what = change.what or word_of(place.path)
    return Loss(what, name, guid, where, change.why, change.evidence, change.is_written, change.now)


def _reference(change: Change) -> str | None:
    """The GUID that a change of one reference is about; "" if the file says it in another way."""
    value = getattr(change.node, change.field, None)
    if not isinstance(value, list):
        return None
    return value[change.item - 1] if 0 < change.item <= len(value) else ""


def word_of(path: str) -> str:
    """What an element is, in words: ``plain text selection`` for ``.../PlainTextSelection[3]``."""
    name = path.rpartition("/")[2].partition("[")[0]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("PDF", "PDF ").lower().strip()
