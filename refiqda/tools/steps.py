"""How a peculiar structure is understood: one step, with the evidence that a program writes so.

A step works on a copy of the project, in place. A large project is read source by source, so a
step says separately what it does with the head of the project (users, codes, variables, cases),
with each source, and with the whole at the end, once notes and links are there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from refiqda.standard.index import guid_key
from refiqda.standard.model import Case, Project, VariableValue
from refiqda.tools.changes import Changes

if TYPE_CHECKING:
    from refiqda.tools.program import How


class Member(NamedTuple):
    """A source, or a selection, found to belong to a case."""

    case: Case
    guid: str
    is_source: bool


class State:
    """One project while it is understood."""

    def __init__(self, project: Project, changes: Changes, *, is_streamed: bool = False) -> None:
        self.project = project
        """The copy; while a project is read source by source, without sources and what follows."""
        self.changes = changes
        self.case_codes: dict[str, Case] = {}
        """By GUID key of a code: the case that it is as well."""
        self.values: dict[str, list[VariableValue]] = {}
        """By GUID key of a source: its values, found at a nameless case."""
        self.by_file: dict[str, list[Case]] = {}
        """By GUID key of a file: the cases that name it in place of its source."""
        self.is_streamed = is_streamed
        """Whether the sources come one by one, after the head."""
        self._held: dict[tuple[int, bool], set[str]] = {}
        self.members: list[Member] = []
        """What was found to belong to cases, for those who look cases up meanwhile."""

    def belongs(self, case: Case, guid: str, *, is_source: bool) -> None:
        """Let a case hold a source or a selection."""
        guids = case.sources if is_source else case.selections
        held = self._held.get((id(case), is_source))
        if held is None:
            held = self._held[id(case), is_source] = set(map(guid_key, guids))
        if guid_key(guid) not in held:
            held.add(guid_key(guid))
            guids.append(guid)
            self.members.append(Member(case, guid, is_source))


class Step(NamedTuple):
    """One peculiarity, and what makes the standard's own idiom of it."""

    says: str
    """What the program writes and how it is understood, as a sentence for the reference."""
    how: How
    evidence: str
    head: Callable[[State], None] | None = None
    """Looks at codes and cases before any source is read."""
    each: Callable[[State, Any], Any] | None = None
    """Gives a source as it is understood: the same one changed, or another in its place."""
    whole: Callable[[State], None] | None = None
    """Looks at what needs notes, links or other sources."""
    codebook: Callable[[State], None] | None = None
    """Looks at a codebook, which is as a project that has codes and sets alone."""
