"""Which columns of the tables are keys, as far as the rows of a file obey them.

GUIDs are repeated, missing, or point at nothing in files of the wild. Then the rows are all there
and the key is not, which is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from refiqda.tables.columns import Table

PRIMARY = {
    "codes": "code_guid",
    "sources": "source_guid",
    "selections": "selection_guid",
    "codings": "coding_guid",
    "cases": "case_guid",
    "links": "link_guid",
    "users": "user_guid",
    "texts": "text_guid",
}
"""For each table with one row for each thing, the GUID of that thing."""


class Foreign(NamedTuple):
    """A column whose values are GUIDs of the rows of another table."""

    table: str
    column: str
    parent: str


FOREIGN = (
    Foreign("codes", "parent_guid", "codes"),
    Foreign("sources", "creator_guid", "users"),
    Foreign("selections", "source_guid", "sources"),
    Foreign("selections", "creator_guid", "users"),
    Foreign("codings", "code_guid", "codes"),
    Foreign("codings", "coder_guid", "users"),
    Foreign("codings", "source_guid", "sources"),
    Foreign("codings", "selection_guid", "selections"),
    Foreign("notes", "creator_guid", "users"),
    Foreign("case_codings", "case_guid", "cases"),
    Foreign("case_codings", "coding_guid", "codings"),
    Foreign("case_sources", "case_guid", "cases"),
    Foreign("case_sources", "source_guid", "sources"),
    Foreign("case_selections", "case_guid", "cases"),
    Foreign("case_selections", "selection_guid", "selections"),
)
"""What points into one table; other GUIDs may point at things of several kinds.

A place in a note has the note for its source. Where there are such, the column is no key.
"""


@dataclass(slots=True)
class Keys:
    """The keys that the rows of the tables obey."""

    primary: dict[str, str] = field(default_factory=dict)
    foreign: list[Foreign] = field(default_factory=list)
    no_primary: dict[str, str] = field(default_factory=dict)
    """For each table without one, the sentence that says why."""
    no_foreign: dict[str, list[str]] = field(default_factory=dict)
    """For each table, the sentences that say which foreign keys it does not have, and why."""

    def of(self, table: str) -> list[Foreign]:
        """The foreign keys of a table."""
        return [each for each in self.foreign if each.table == table]


def joining(table: Table) -> list[str]:
    """The columns of a table that many rows of others are found by, beside its own key.

    Users are few, so that nothing is found more quickly by them.
    """
    without = {each.column for each in FOREIGN if each.parent == "users"}
    without.add(PRIMARY.get(table.name, ""))
    return [each.name for each in table.columns if is_guid(each.name) and each.name not in without]


def is_guid(column: str) -> bool:
    """Whether a column holds GUIDs."""
    return column.endswith("_guid")
