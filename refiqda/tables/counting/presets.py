"""What programs themselves count, as far as it is known, each row with its evidence.

A preset answers "what would the program print"; where its rule is not documented, it says so.
"""

from __future__ import annotations

from typing import NamedTuple

from refiqda.errors import UnknownName
from refiqda.tables.counting.rows import Aggregate
from refiqda.tables.counting.units import Merge, Unit
from refiqda.tables.counting.wording import listed, perhaps


class Preset(NamedTuple):
    """What one program shows beside its codes."""

    program: str
    units: tuple[Unit, ...]
    aggregate: Aggregate
    merge: Merge
    says: str
    """What the program calls these numbers."""
    evidence: str
    """The vendor's page, the source code or the report that shows it."""
    unknown: tuple[str, ...] = ()
    """What is not documented, in whole sentences."""


PRESETS: dict[str, Preset] = {
    "nvivo": Preset(
        "NVivo",
        ("files", "references"),
        "own",
        "none",
        "Files and References as in the list of codes, with Aggregate coding from children off; "
        "with it on, use --aggregate children.",
        "Files: files with content coded at the code; References: separate coded excerpts (USF "
        "LibGuide 10027340; Toronto MDL, Working with codes). Aggregation gathers the direct "
        "children (NVivo 12 help, Coding comparison query).",
        (
            "Whether References of a parent that aggregates counts overlapping references of its "
            "children once is not documented; --merge union shows the other reading.",
            "Whether coded memos count as files is not documented; --notes counts them.",
        ),
    ),
    "atlasti": Preset(
        "ATLAS.ti",
        ("selections",),
        "own",
        "none",
        "Groundedness: the number of quotations linked to a code. A quotation is a selection.",
        "ATLAS.ti manual, Code Manager: groundedness is the number of linked quotations.",
        (
            "Whether a category shows the sum over its sub-codes is not documented here; use "
            "--aggregate descendants.",
        ),
    ),
    "maxqda": Preset(
        "MAXQDA",
        ("references",),
        "own",
        "none",
        "Frequency: the number of coded segments. A collapsed parent code shows the sum over its "
        "subcodes (unless the option is off): use --aggregate descendants.",
        "MAXQDA manual, Code System: the number behind a code is that of its coded segments.",
        ("Whether coded segments in memos count is not documented; --notes counts them.",),
    ),
    "taguette": Preset(
        "Taguette",
        ("selections", "files"),
        "own",
        "none",
        "Number of highlights and of documents, of the tag with exactly this path.",
        "taguette/database/models.py at 8415bbc: highlights_count is the number of rows of "
        "highlight_tags, documents_count of distinct documents; exact path, nothing rolled up.",
    ),
    "qualcoder": Preset(
        "QualCoder",
        ("references",),
        "own",
        "none",
        "Count: codings by all coders, of texts, pictures and recordings together.",
        "QualCoder, report_codes.py and the codebook export: every coding of the code, whoever "
        "coded.",
        (
            "A category of QualCoder has no codings of its own, so it counts nothing; use "
            "--aggregate descendants for the sum over its codes.",
        ),
    ),
}
"""By the name that ``--as`` takes."""


def preset(name: str) -> Preset:
    """The preset of a program.

    Raises:
        UnknownName: if there is none of that name.
    """
    found = PRESETS.get(name.lower())
    if found is None:
        raise UnknownName(
            f"No program {name!r} is known here{perhaps(name, PRESETS)}. Use {listed(PRESETS)}."
        )
    return found
