"""What a codebook document says, worked out once: markdown, html and docx print the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from refiqda.checks.repair.colours import colour
from refiqda.formats.codebooks.people.words import (
    named,
    number_of,
    one_line,
    paragraphs,
    path_of,
)
from refiqda.formats.codebooks.trees import Placed, placed_codes
from refiqda.formats.codebooks.written.writing import sets_by_code
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.text.conventions import Convention

if TYPE_CHECKING:
    from refiqda.formats.codebooks.people.counted import Counts, Example, Used

FOLDER = "Folder, not for coding"
_PLAIN_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Paragraphs = tuple[tuple[str, ...], ...]


class Group(NamedTuple):
    """A set of codes, as an entry names it."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code, with all that is printed of it."""

    level: int
    """1 for a code at the top."""
    number: str
    """Where it stands: ``1.2.3``."""
    anchor: str
    """The same in every run, and as long as the code has its GUID."""
    name: str
    path: str
    """Names from the top down to it; of many the first and the last ones."""
    is_folder: bool
    color: str
    """As the standard writes it, or, where it is no colour, as the codebook has it; may be ""."""
    is_color: bool
    description: Paragraphs
    groups: tuple[Group, ...]
    used: str
    """How often, in words; empty where nothing was counted."""
    example: Example | None


class Member(NamedTuple):
    """A code in a set."""

    anchor: str
    number: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A set of codes with its members."""

    anchor: str
    name: str
    description: Paragraphs
    members: list[Member]
    missing: int
    """How many members are no code of the codebook."""

    @property
    def lost(self) -> str:
        """The same in a sentence, or nothing."""
        if not self.missing:
            return ""
        are = "is" if self.missing == 1 else "are"
        return f"{number_of(self.missing, 'member', 'members')} {are} no code of this codebook."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The whole document."""

    title: str
    summary: str
    definition: list[str]
    """What the numbers mean, in sentences; empty where nothing was counted."""
    notes: list[str]
    """What to be careful about with them."""
    rule: str
    """How examples were chosen, and that they were; empty where there are none."""
    entries: list[Entry]
    sets: list[Gathered]


@dataclass(slots=True)
class _Known:
    """What of a project is told beside its codes."""

    counts: Counts | None = None
    examples: dict[str, Example] = field(default_factory=dict)

    def used(self, key: str, has_codes: bool, is_folder: bool) -> str:
        """How often a code was used, in words; nothing where the project does not have it."""
        if self.counts is None or key not in self.counts.own:
            return ""
        own, below = self.counts.own[key], self.counts.below[key]
        if not has_codes:
            return _in_words(own)
        if is_folder and not own.references:
            return f"With the codes below it {_in_words(below)}"
        return f"{_in_words(own)}; with the codes below it {_in_words(below)}"


def outline(
    book: CodeBook,
    title: str,
    project: Project | None = None,
    *,
    quotes: bool = False,
    convention: Convention | str | None = None,
) -> Outline:
    """Everything that is printed of a codebook; counts and examples where a project is given."""
    known, rule = _Known(), ""
    if project is not None and book.codes:
        from refiqda.formats.codebooks.people.counted import RULE, count, examples

        known.counts = count(project, convention)
        if quotes:
            known.examples, rule = examples(project, convention), RULE
    # A set of sources or notes alone is none of codes; that of a project may be so.
    sets = [each for each in book.sets if each.codes or not (each.sources or each.notes)]
    groups = {id(each): Group(f"set-{at}", named(each.name)) for at, each in enumerate(sets, 1)}
    entries = list(_entries(book, groups, known))
    counts = known.counts
    return Outline(
        title=one_line(title) or "Codebook",
        summary=_summary(book, entries, len(sets)),
        definition=counts.definition if counts else [],
        notes=counts.notes if counts else [],
        rule=rule,
        entries=entries,
        sets=list(_sets(book, sets, groups, entries)),
    )


def _entries(book: CodeBook, groups: dict[int, Group], known: _Known) -> Iterator[Entry]:
    sets = sets_by_code(book)
    numbers: dict[int, str] = {}
    siblings: Counter[int] = Counter()
    met: set[str] = set()
    for here in placed_codes(book):
        code, above = here.code, id(here.parent)
        siblings[above] += 1
        before = f"{numbers[above]}." if here.parent is not None else ""
        number = numbers[id(code)] = f"{before}{siblings[above]}"
        key = guid_key(code.guid or "")
        # Of several codes with one GUID the first is the one that codings and sets mean.
        is_first = key not in met
        met.add(key)
        yield _entry(
            here,
            number=number,
            anchor=f"code-{key}" if is_first and _PLAIN_GUID.fullmatch(key) else f"code-{number}",
            groups=[groups[id(each)] for each in sets.get(key, ())] if is_first else [],
            used=known.used(key, bool(code.codes), _is_folder(code)) if is_first else "",
            example=known.examples.get(key) if is_first else None,
        )


def _entry(
    here: Placed,
    *,
    number: str,
    anchor: str,
    groups: list[Group],
    used: str,
    example: Example | None,
) -> Entry:
    code = here.code
    found = colour(code.color or "")
    return Entry(
        level=len(here.steps),
        number=number,
        anchor=anchor,
        name=named(code.name),
        path=path_of(here.steps),
        is_folder=_is_folder(code),
        color=found[0] if found else one_line(code.color),
        is_color=found is not None,
        description=paragraphs(code.description),
        groups=tuple(groups),
        used=used,
        example=example,
    )


def _sets(
    book: CodeBook, sets: list[Set], groups: dict[int, Group], entries: list[Entry]
) -> Iterator[Gathered]:
    if not sets:
        return
    known: dict[str, Entry] = {}
    for here, entry in zip(placed_codes(book), entries, strict=True):
        known.setdefault(guid_key(here.code.guid or ""), entry)
    for each in sets:
        keys = list(dict.fromkeys(map(guid_key, each.codes)))
        there = [known[key] for key in keys if key in known]
        yield _gathered(each, groups[id(each)], there, len(keys) - len(there))


def _gathered(each: Set, group: Group, entries: list[Entry], missing: int) -> Gathered:
    return Gathered(
        anchor=group.anchor,
        name=group.name,
        description=paragraphs(each.description),
        members=[Member(entry.anchor, entry.number, entry.path) for entry in entries],
        missing=missing,
    )


def _is_folder(code: Code) -> bool:
    return code.is_codable is False


def _in_words(used: Used) -> str:
    files = number_of(used.files, "file", "files")
    return f"{files}, {number_of(used.references, 'reference', 'references')}"


def _summary(book: CodeBook, entries: list[Entry], sets: int) -> str:
    """How large the codebook is, in a sentence or two."""
    levels = max((entry.level for entry in entries), default=0)
    said = number_of(len(entries), "code", "codes")
    if levels > 1:
        said += f" at {levels} levels"
    folders = sum(entry.is_folder for entry in entries)
    if folders:
        said += f", {folders:,} of them {'a folder' if folders == 1 else 'folders'}"
    if sets:
        said += f"; {number_of(sets, 'set', 'sets')} of codes"
    origin = f" From {one_line(book.origin)}." if one_line(book.origin) else ""
    return f"{said}.{origin}"
