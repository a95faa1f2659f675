"""The table of ratios that a run ends with."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table."""

    codings: int
    what: str
    floor: str
    seconds: float
    floor_seconds: float
    peak: float | None
    goal: str


ROWS: list[Row] = []


def table() -> str:
    """The rows as Markdown."""
    lines = [
        "| codings | what | seconds | floor | seconds | ratio | goal | peak memory |",
        "|---:|---|---:|---|---:|---:|---|---:|",
    ]
    for row in sorted(ROWS, key=lambda row: (row.codings, row.what)):
        ratio = f"{row.seconds / row.floor_seconds:.2f}" if row.floor_seconds else ""
        floor = f"{row.floor_seconds:.2f}" if row.floor_seconds else ""
        peak = "" if row.peak is None else f"{row.peak:.0f} MB"
        lines.append(
            f"| {row.codings:,} | {row.what} | {row.seconds:.2f} | {row.floor} | {floor} "
            f"| {ratio} | {row.goal} | {peak} |"
        )
    return "\n".join(lines)
