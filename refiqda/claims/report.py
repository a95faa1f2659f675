"""The verdicts for a reader, and for a machine that watches over them."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

import pandas as pd
from lxml import etree

from refiqda.claims.combine import (
    CONTRADICTED,
    EDITORIAL,
    EXTERNAL,
    NOT_CHECKABLE,
    TENSION,
    VERDICTS,
)
from refiqda.tables.counting.wording import listed
from refiqda.tables.render import render
from refiqda.tables.terminal import WIDEST as CELL

WIDTH, WIDEST = 80, 120
"""How many columns of a terminal the table takes, where ids and numbers are short."""
_SAYS, _NARROWEST, _LEAST = 30, 16, 16
"""How many columns of it a claim may have to say what it says: as a rule, and where ids are long;
and how many what is expected and what is found have together at least."""
_GAP = 2
_TAB = "    "
_SKIPPED = (NOT_CHECKABLE, EXTERNAL, TENSION, EDITORIAL)
"""What is neither passed nor failed."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def summary(frame: pd.DataFrame) -> str:
    """One line: ``54 claims: 49 reproduced, 3 imposed and 2 contradicted.``."""
    counts = frame["verdict"].value_counts()
    parts = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS if verdict in counts]
    return f"{len(frame)} claim{'' if len(frame) == 1 else 's'}: {listed(parts, 'and')}."


def as_text(frame: pd.DataFrame, caption: str = "", width: int = WIDTH) -> str:
    """A table for the terminal; below it, why each claim that did not hold did not."""
    width = min(max(width, WIDTH), WIDEST)
    shown = frame[["id", "says", "expected", "found", "verdict"]].copy()
    for name, room in _rooms(shown, width).items():
        shown[name] = [_shortened(text, room) for text in shown[name]]
    title = "".join(f"{line}\n" for line in textwrap.wrap(plain(caption), width))
    head = f"{title}\n" if title else ""
    return head + render(shown, "table") + "".join(_reasons(frame, width))


def _rooms(shown: pd.DataFrame, width: int) -> dict[str, int]:
    """How wide the columns are that are shortened.

    What a claim says comes first, by which a reader knows it. Then what is expected and found have
    what they need; if there is less, both the same, or one what the other leaves.
    """
    needed = {
        str(name): min(CELL, max([len(str(name)), *(len(plain(each)) for each in shown[name])]))
        for name in shown.columns
    }
    left = width - needed["id"] - needed["verdict"] - _GAP * (len(needed) - 1)
    both = needed["expected"] + needed["found"]
    least = min(both, _LEAST)
    says = min(needed["says"], max(_SAYS, left - both))
    says = max(min(_NARROWEST, needed["says"]), min(says, left - least))
    rest = max(left - says, least)
    expected = min(needed["expected"], max(rest // 2, rest - needed["found"]))
    return {"says": says, "expected": expected, "found": min(needed["found"], rest - expected)}


def _reasons(frame: pd.DataFrame, width: int) -> Iterator[str]:
    told = frame[frame["verdict"].isin([CONTRADICTED, *_SKIPPED])]
    for id, where, verdict, why in told[["id", "where", "verdict", "why"]].itertuples(index=False):
        place = f" ({plain(where)})" if where else ""
        text = f"{plain(id)}{place}: {verdict}. {plain(why)}"
        yield "\n" + "\n".join(textwrap.wrap(text, width, subsequent_indent=_TAB)) + "\n"


def _shortened(text: str, room: int) -> str:
    text = plain(text)
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def plain(text: str) -> str:
    """One line without control characters, which a terminal would obey and XML forbids."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(each) in ("Cc", "Cs", "Cn") else each
        for each in " ".join(text.split())
        if unicodedata.category(each) != "Cf"  # such as marks that turn the order of the text
    )


def as_junit(frame: pd.DataFrame, name: str = "claims") -> str:
    """The verdicts in the XML that JUnit writes, which servers for tests read.

    A contradicted claim is a failure, what can neither hold nor fail is
    skipped, such as one that is not checkable. There is no time in
    it, so equal verdicts give equal bytes.
    """
    counts = frame["verdict"].value_counts()
    numbers: dict[str | bytes | etree.QName, str | bytes | bytearray | etree.QName] = {
        "name": plain(name),
        "tests": str(len(frame)),
        "failures": str(counts.get(CONTRADICTED, 0)),
        "errors": "0",
        "skipped": str(sum(counts.get(each, 0) for each in _SKIPPED)),
    }
    root = etree.Element("testsuites", numbers)
    suite = etree.SubElement(root, "testsuite", numbers)
    for row in frame.to_dict("records"):
        _testcase(suite, {str(key): plain(value) for key, value in row.items()}, plain(name))
    etree.indent(root)
    return f"{_DECLARATION}\n{etree.tostring(root, encoding='unicode')}\n"


def _testcase(suite: etree._Element, row: dict[str, str], name: str) -> None:
    case = etree.SubElement(suite, "testcase", {"classname": name, "name": row["id"]})
    if row["verdict"] == CONTRADICTED:
        message = f"expected {row['expected']}, found {row['found'] or 'nothing'}"
        failure = etree.SubElement(case, "failure", {"message": message, "type": CONTRADICTED})
        failure.text = row["why"]
    elif row["verdict"] == NOT_CHECKABLE:
        etree.SubElement(case, "skipped", {"message": row["why"]})
    elif row["verdict"] in _SKIPPED:
        etree.SubElement(case, "skipped", {"message": f"{row['verdict']}: {row['why']}"})
    out = etree.SubElement(case, "system-out")
    parts = (row["where"], row["says"], f"{row['verdict']}: {row['why']}")
    out.text = " | ".join(part for part in parts if part)
