"""The frame of what a repair mended, and of what it left."""

from __future__ import annotations

from refiqda.checks.repair import RepairReport
from refiqda.tables.columns import Column, Frame, Table

TABLE = Table(
    "mends",
    "one thing that was mended, or that is left",
    (
        Column("result", "name", "mended, or left: then what says what is wrong"),
        Column("code", "name", "the rule that the file broke"),
        Column("line", "integer", "line of the XML, in IN if mended and in OUT if left"),
        Column("what", "text", "what was done, or what is wrong"),
        Column("before", "text", "what stood there"),
        Column("after", "text", "what stands there now"),
        Column("path", "text", "place in the XML, or a member of the package"),
    ),
)


def mends(report: RepairReport) -> Frame:
    """Mends, then what is left, as one table."""
    mended = (("mended", m.code, m.line, m.what, m.before, m.after, m.path) for m in report.mends)
    left = (("left", f.code, f.line, f.message, None, None, f.path) for f in report.left)
    return TABLE.from_rows([*mended, *left])
