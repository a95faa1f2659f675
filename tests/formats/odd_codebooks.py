"""Codebooks with names that layouts stumble over: separators, equal siblings, blanks, nothing."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator

from hypothesis import strategies as st
from properties.strategies import TEXTS, nodes

from refiqda.standard.model import Code, CodeBook, Set
from refiqda.standard.plan import CODEBOOK

_PIECES = (
    "a",
    "b",
    " ",
    "  ",
    ": ",
    ":",
    " > ",
    ">",
    ">>",
    "\\",
    ".",
    " | ",
    "/",
    "○ ",
    "(no name)",
)
ODD_NAMES = (
    "",
    " ",
    "a",
    "b",
    "a: b",
    "a: b: c",
    "a: ",
    ": b",
    "a > b",
    "a >",
    "a\\b",
    "Nodes\\\\a\\b",
    "a.b",
    "a>>b",
    "a | b",
    "    a",
    "\ta",
    "a ",
    "○ a",
    "○ ○ a",
    "○",
    "(no name)",
    "(no name) (2)",
    "a (2)",
    "=cmd()",
    "'a",
    "1",
    "Code",
    "x" * 63 + "1",
    "x" * 63 + "2",
    "y" * 500,
    "شكرا: ب",
    "\U0001f600 \U00020000",
    "line\nfeed",
    "both\r\nof them",
)
NAMES = st.one_of(
    st.sampled_from(ODD_NAMES),
    st.lists(st.sampled_from(_PIECES), max_size=5).map("".join),
    TEXTS,
)
_SIMPLE = st.sampled_from(("a", "b", "a: b", "b: a"))
_TEXT = st.one_of(st.none(), st.sampled_from(("", " ", "said", "  of it", "=1+1")), TEXTS)
_COLOUR = st.one_of(st.none(), st.sampled_from(("", "#ff0000", "#F00", "red")))


@st.composite
def odd_codebooks(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> CodeBook:
    """Any tree of codes, drawn as a list of how much deeper or higher each code is than the last.

    Some codes share a GUID, some sets name codes that are not there.
    """
    book = CodeBook(origin=draw(st.sampled_from((None, "", "a program 1.0"))))
    above: list[Code] = []
    drawn = draw(st.lists(st.tuples(names, st.integers(0, 4), st.integers(0, 12)), min_size=1))
    for number, (name, level, again) in enumerate(drawn):
        del above[level:]
        same = number - 1 if again == 0 and number else number
        code = Code(
            guid=str(uuid.UUID(int=same + 1)),
            name=name,
            is_codable=again != 1,
            color=draw(_COLOUR) if again > 6 else None,
            description=draw(_TEXT),
        )
        (above[-1].codes if above else book.codes).append(code)
        above.append(code)
    members = st.integers(0, len(drawn)).map(lambda number: str(uuid.UUID(int=number + 1)))
    for number in range(draw(st.integers(0, 4))):
        guid = str(uuid.UUID(int=1_000_000 + number))
        codes = draw(st.lists(members, max_size=6))
        book.sets.append(
            Set(guid=guid, name=draw(names), description=draw(_TEXT), codes=codes),
        )
    return book


def pairs_of_odd_names() -> Iterator[CodeBook]:
    """A small codebook for every two odd names: each above the other, and beside it."""
    for one, other in itertools.product(ODD_NAMES, repeat=2):
        guids = (str(uuid.UUID(int=number)) for number in itertools.count(1))
        first, below, second, deeper = (
            Code(guid=next(guids), name=name, is_codable=True) for name in (one, other, other, one)
        )
        first.codes, second.codes = [below], [deeper]
        sets = [
            Set(guid=next(guids), name=name, codes=[code.guid])
            for name, code in ((one, second), (other, below))
        ]
        yield CodeBook(codes=[first, second], sets=sets)


ODD = st.one_of(odd_codebooks(), odd_codebooks(_SIMPLE))
"""Odd names, and few names again and again."""
ALLOWED = nodes(CodeBook, CODEBOOK)
"""Any codebook that the schema allows."""
