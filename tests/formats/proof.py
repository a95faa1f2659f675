"""The proof of a loss report: without what it names, the source and what was written are equal.

A project is taken apart into facts, each about one element: the value of an attribute, one
reference, the text, where the element is. So nothing can hide in an order or a spelling, and what
the report names can be taken away from both sides.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from refiqda.checks.places import places_of
from refiqda.errors import MissingText
from refiqda.formats import Loss, LossReport
from refiqda.model import CodeBook, Project, VariableValue
from refiqda.standard.index import guid_key, walk
from refiqda.standard.model import Identified
from refiqda.standard.opening import open_document
from refiqda.standard.plan import plan_of
from refiqda.tables import codings
from refiqda.tools.origins import first_origin
from refiqda.tools.understanding import understand

Key = tuple[Any, ...]
Facts = dict[Key, Any]
_FILES = ("path", "plain_text_path", "rich_text_path")


class Taken:
    """A project, or a codebook, taken apart."""

    def __init__(self, document: Project | CodeBook) -> None:
        self.project = _as_project(document)
        self.facts: Facts = {}
        self.owners: dict[int, Key] = {}
        self.inside: dict[Key, Key] = {}
        """For the owner of facts, the owner that it is part of."""
        self.members: dict[str, list[Key]] = {}
        """By the name of a file, the facts that are about it."""
        self._seen: Counter[Key] = Counter()
        self._take(self.project, ("Project",))
        for node, parent in walk(self.project):
            self._take_below(node, parent)

    def _take_below(self, node: Any, parent: Any) -> None:
        above = self.owners[id(parent)]
        if isinstance(node, VariableValue):
            own = (*above, "value of", guid_key(node.variable or ""))
        else:
            own = (_kind(node, above), guid_key(getattr(node, "guid", None) or ""))
        self._seen[own] += 1
        if self._seen[own] > 1:
            own = (*own, self._seen[own])
        self.inside[own] = above
        self.facts[own, "is in"] = above
        self._take(node, own)

    def _take(self, node: Any, own: Key) -> None:
        self.owners[id(node)] = own
        for field in dataclasses.fields(node):
            spec = field.metadata.get("spec")
            value = getattr(node, field.name)
            if spec is None or field.name == "guid" or spec.kind in ("one", "many"):
                continue
            if field.name == "origin" and isinstance(node, Project):
                self.facts[own, "origin"] = first_origin(value)
            elif field.name in _FILES:
                self._take_file(own, field.name, value)
            elif spec.kind == "refs":
                for guid in map(guid_key, value):  # to refer twice to the same says no more
                    self.facts[own, field.name, guid] = True
            elif field.name != "content" and value not in (None, ""):
                is_guid = spec.target and isinstance(value, str)
                same = guid_key if is_guid else _hex if field.name == "color" else _itself
                self.facts[own, field.name] = same(value)
        if hasattr(node, "plain_text_path"):
            self.facts[own, "text"] = self._text(node)

    def _take_file(self, own: Key, field: str, path: str | None) -> None:
        if not path:
            return
        name = self.project.files.find(path)
        if field == "plain_text_path":
            # A text may go from its file into the XML and back, so it is compared as a text.
            self.members.setdefault(name or "", []).append((own, "text"))
            return
        self.facts[own, field] = (
            hashlib.sha256(self.project.files[name]).hexdigest() if name else "no file"
        )
        if name:
            self.members.setdefault(name, []).append((own, field))

    def _text(self, node: Any) -> str | None:
        try:
            return self.project.text_of(node)
        except MissingText:
            return None

    def without(self, lost: Iterable[Key]) -> Facts:
        """The facts but for some, and for all of what is an owner among them."""
        gone = set(lost)
        return {
            key: value
            for key, value in self.facts.items()
            if key not in gone and not gone.intersection(self._around(key[0]))
        }

    def _around(self, own: Key) -> Iterator[Key]:
        here: Key | None = own
        while here is not None:
            yield here
            here = self.inside.get(here)


_SOUND = re.compile(r"(?i).*\.(?:m4a|mp3|wav|aac|ogg|oga|flac|wma|aiff?)")


def _kind(node: Any, above: Key) -> str:
    """The class of an element; MAXQDA keeps sound among the films, which stays sound."""
    name = type(node).__name__
    if name == "VideoSource" and _SOUND.fullmatch(
        node.path or node.current_path or node.name or ""
    ):
        return "AudioSource"
    return "AudioSelection" if name == "VideoSelection" and above[0] == "AudioSource" else name


def _itself(value: Any) -> Any:
    return value


def _hex(colour: str) -> str:
    """A colour in the standard's notation, where it is said in numbers."""
    numbers = re.fullmatch(r"rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?1)?\)", colour)
    if numbers is None:
        return colour.lower()
    return "#" + "".join(f"{int(number):02x}" for number in numbers.groups())


def _as_project(document: Project | CodeBook) -> Project:
    if isinstance(document, Project):
        return document
    return Project(
        name="a codebook", origin=document.origin, codes=document.codes, sets=document.sets
    )


# ---------------------------------------------------------------------------- what the report names


def named(report: LossReport, raw: Project | CodeBook, taken: Taken) -> Iterator[Key]:
    """The owners and facts that the rows of a report name, of what did not arrive as it was."""
    nodes = [raw, *(node for node, _ in walk(raw))]
    places = places_of(raw, nodes)
    by_path = {places[id(node)].path: node for node in nodes}
    own = Taken(raw).owners
    for loss in report.losses:
        assert loss.where, loss
        if loss.what == "file":
            yield from taken.members.get(loss.where, ())
        elif not loss.in_file:
            yield from _named(loss, by_path, own, raw)


def _named(loss: Loss, by_path: dict[str, Any], own: dict[int, Key], raw: Any) -> Iterator[Key]:
    if loss.what in ("attribute", "comment", "element", "text", "instruction"):
        return  # what the standard has no name for is no fact
    node = by_path.get(loss.where)
    if node is not None:
        is_own = not isinstance(node, Identified) or guid_key(loss.guid) == guid_key(
            node.guid or ""
        )
        yield own[id(node)] if is_own else _reference(own[id(node)], "notes", loss.guid)
        return
    path, _, last = loss.where.rpartition("/")
    if path not in by_path:
        path, _, last = path.rpartition("/")
    node = by_path[path]
    name = re.sub(r"\[\d+\]$", "", last.lstrip("@"))
    row = next(row for row in plan_of(type(node), raw.form).rows() if row.xml == name)
    if row.kind == "refs":
        yield _reference(own[id(node)], row.key, loss.guid)
    else:
        yield own[id(node)], row.key


def _reference(own: Key, field: str, guid: str) -> Key:
    return own, field, guid_key(guid)


_ADDED = {"date": "modified", "name": "name"}


def _said_to_be_added(report: LossReport, raw: Any) -> set[Key]:
    """The facts that the report says were added for the program."""
    nodes = [raw, *(node for node, _ in walk(raw))]
    places = places_of(raw, nodes)
    by_path = {places[id(node)].path: node for node in nodes}
    own = Taken(raw).owners
    return {(own[id(by_path[one.where])], _ADDED[one.what]) for one in report.added}


# ------------------------------------------------------------------------ what was added on the way


def is_explained(key: Key, value: Any, written: Taken) -> bool:
    """Whether something that only the written file says is said elsewhere in it as well."""
    own, field = key[0], key[1]
    facts = written.facts
    if field == "name" and own[0] == "PlainTextSelection":
        text = facts.get((written.inside[own], "text")) or ""
        words = re.sub(r"[\n\t]", " ", text[facts[own, "start"] : facts[own, "end"]])
        if value == words or (value.endswith("…") and words.startswith(value[:-1])):
            return True
    if field == "description" and own[0] == "PlainTextSelection":
        notes = [one[2] for one in facts if one[0] == own and one[1] == "notes"]
        texts = (facts.get((("TextSource", note), "text")) for note in notes)
        if value == "\n\n".join(filter(None, texts)):
            return True
    if field == "selections":
        return ("PlainTextSelection", key[2]) in written.inside
    return own[0].endswith("Selection") and _is_of_codings(own, field, value, written)


def _is_of_codings(own: Key, field: str, value: Any, written: Taken) -> bool:
    """Whether a selection says what its codings say, or what its twin at the same place says."""
    facts, inside = written.facts, written.inside
    if field in ("creating_user", "created"):
        codings = [one for one, around in inside.items() if around == own and one[0] == "Coding"]
        said = [facts.get((one, field)) for one in codings]
        if value in said and (field == "created" or set(said) == {value}):
            return True
    place = ("start", "end", "begin", "first_x", "first_y", "second_x", "second_y", "page")
    return any(
        inside[twin] == inside[own]
        and all(facts.get((twin, each)) == facts.get((own, each)) for each in (*place, field))
        for twin in inside
        if twin[0] == own[0] and twin != own
    )


# ---------------------------------------------------------------------------------------- the proof


def _without_name(taken: Taken, other: Project | CodeBook) -> None:
    """A codebook has no name; a project around one is called by its file."""
    if isinstance(other, CodeBook):
        taken.facts.pop((("Project",), "name"), None)


def prove(source: Path, target: Path, report: LossReport, *, neutral: bool) -> None:
    """Assert that nothing is missing from a report.

    ``neutral`` compares what the files mean rather than what they say, as it has to be where a
    file was written for a program.
    """
    raw, result = open_document(source), open_document(target)
    before, after = Taken(_read(raw, neutral)), Taken(_read(result, neutral))
    _without_name(before, raw)
    _without_name(after, raw)
    gone = list(named(report, raw, before))
    left, arrived = before.without(gone), after.without(gone)
    missing = {key: left[key] for key in left.keys() - arrived.keys()}
    assert not missing, f"lost and not told: {missing}"
    changed = {key: (left[key], arrived[key]) for key in left if left[key] != arrived[key]}
    assert not changed, f"changed and not told: {changed}"
    told = _said_to_be_added(report, raw)
    added = {
        key: arrived[key]
        for key in arrived.keys() - left.keys() - told
        if not is_explained(key, arrived[key], after)
    }
    assert not added, f"added: {added}"
    assert _order(before, left) == _order(after, left), "the codes are in another order"


def _read(document: Project | CodeBook, neutral: bool) -> Project | CodeBook:
    if not neutral:
        return document
    is_codebook = isinstance(document, CodeBook)
    return understand(_as_project(document), is_codebook=is_codebook).project


def _order(taken: Taken, left: Facts) -> list[Key]:
    """The codes in their order, as far as they are in both."""
    return [own for own in taken.inside if own[0] == "Code" and (own, "is in") in left]


CODING = (
    "source_guid",
    "code_guid",
    "code_path",
    "coder",
    "kind",
    "passage",
    "start",
    "end",
    "coding_guid",
)


def rows(path: Path) -> Counter[tuple[Any, ...]]:
    """Each coding: where it is, its code, who made it, on which words, under which GUID."""
    frame = codings(path)
    columns = [frame[name].astype("object").where(frame[name].notna(), None) for name in CODING]
    return Counter(
        tuple(guid_key(cell) if name.endswith("guid") and cell else cell for name, cell in row)
        for row in (zip(CODING, cells, strict=True) for cells in zip(*columns, strict=True))
    )
