"""The frame of what a conversion loses."""

from __future__ import annotations

from refiqda.tables.columns import Column, Table

TABLE = Table(
    "losses",
    "one thing that did not arrive, or that the program it is for does not read",
    (
        Column("what", "name", "its kind: user, source, note of a code, file, attribute ..."),
        Column("name", "text", "its name; of a coding its code's, of a value its variable's"),
        Column("guid", "text", "its GUID; of a reference, the GUID that it refers to"),
        Column("where", "text", "its path in the source, down to the attribute"),
        Column("why", "name", "why the target cannot hold it, or what changed"),
        Column("evidence", "name", "how it is known that a program does not read it"),
        Column("in_file", "truth", "whether it is in the file that is written all the same"),
        Column("now", "text", "what stands in its place, such as another name"),
        Column("text", "text", "what a cell or row that is left out said, cut at 200 characters"),
    ),
)
