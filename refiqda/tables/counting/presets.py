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
        "Files are the files coded to the code, References the separate excerpts or timespans "
        "(University of South Florida Libraries, guide page 10027340; University of Toronto, "
        "“Working with Codes” in its introduction to NVivo 14 and 15 for Windows). A parent that "
        "aggregates includes the references of its child codes (McGill Libraries, guide page "
        "5232385), those of “all its direct children” (NVivo 12 help, Coding Comparison query).",
        (
            "Whether References of a parent that aggregates counts overlapping references of its "
            "children once is not documented; --merge union shows the other reading.",
            "Whether a child that aggregates too hands on what it gathers is not documented; "
            "--aggregate descendants shows that reading.",
            "Whether what two users coded alike is one reference or two is not documented; "
            "--unit segments shows the other reading.",
            "Whether coded memos count as files is not documented; --notes counts them.",
        ),
    ),
    "atlasti": Preset(
        "ATLAS.ti",
        ("selections",),
        "own",
        "none",
        "Groundedness: the number of quotations linked to a code. A quotation is a selection, and "
        "counts once however many coders gave it the code.",
        "ATLAS.ti help centre, “What is the code manager” (Web and Desktop): groundedness shows "
        "how many quotations are linked to a code, density how many links it has to other codes.",
        (
            "Whether the groundedness of a category is that of its sub-codes together is not "
            "documented where it could be read; --aggregate descendants shows that reading.",
        ),
    ),
    "maxqda": Preset(
        "MAXQDA",
        ("references",),
        "own",
        "none",
        "Frequency: the number of coded segments in all documents. A collapsed code shows the sum "
        "over its subcodes too (unless the option is off): use --aggregate descendants.",
        "MAXQDA 2022 manual in German, “Anzeige der Codehäufigkeiten in der Liste der Codes”: "
        "behind each code stands how many segments are coded with it, and a collapsed code adds "
        "those of all its subcodes.",
        (
            "Whether what two users coded alike is one coded segment or two is not documented; "
            "--unit segments shows the other reading.",
            "Whether coded segments in memos count is not documented; --notes counts them.",
        ),
    ),
    "taguette": Preset(
        "Taguette",
        ("selections", "files"),
        "own",
        "none",
        "Number of highlights and of documents, of the tag with exactly this path: nothing is "
        "added from tags below it.",
        "Taguette source, taguette/database/models.py (commit 8415bbc; the same in 1.5.2): "
        "highlights_count is the number of rows of highlight_tags, which has a highlight and a tag "
        "together once, documents_count the number of their distinct documents; taguette/export.py "
        "writes both into the codebook.",
    ),
    "qualcoder": Preset(
        "QualCoder",
        ("references",),
        "own",
        "none",
        "Count in the codebook, and Total in the report Code frequencies: codings by all coders, "
        "of texts, pictures and recordings together. The codebook counts no categories; the report "
        "gives a category the sum over its codes and categories: use --aggregate descendants.",
        "QualCoder source, codebook.py (commit 20e4d75f), get_code_frequencies: the rows of "
        "code_text, code_image and code_av with the code, whoever owns them; reports.py (commit "
        "05c630b0), calculate_code_frequencies.",
        (
            "Neither adds to a code the counts of its sub-codes, which newer projects can have, "
            "but --aggregate descendants does; the rule is not documented.",
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
