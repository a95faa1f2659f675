"""The frame of what a conversion loses."""

from __future__ import annotations

from refiqda.tables.columns import Column, Table

TABLE = Table(
    "losses",
    "one thing that did not arrive",
    (
        Column("what", "name", "its kind: user, source, note of a code, file, attribute ..."),
        Column("name", "text", "its name, if it has one"),
        Column("guid", "text", "its GUID, if it has one"),
        Column("where", "text", "its path in the source"),
        Column("why", "name", "why the target cannot hold it"),
    ),
)
