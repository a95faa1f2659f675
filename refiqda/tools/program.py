"""What is known of one program: how to recognise it, how it counts, what it does and drops.

Each program has a file of its own in this room. Whatever is said of it comes with the file, page
or report that shows it, and with how it is known:

- *measured*: counted in a file that the program wrote, or read in its source code;
- *documented*: its maker says so;
- *reported*: somebody else says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from refiqda.standard.model import Project
from refiqda.text.conventions import Convention
from refiqda.text.inference import Expected
from refiqda.tools.origins import shown_origin

if TYPE_CHECKING:
    from refiqda.tools.changes import Changes
    from refiqda.tools.steps import Step

How = Literal["measured", "documented", "reported"]

Topic = Literal[
    "files",
    "text and positions",
    "codes",
    "codings",
    "memos and annotations",
    "cases and variables",
    "pictures and PDF",
    "audio and video",
    "links, sets and graphs",
    "users, GUIDs and dates",
]
"""What statements about programs are sorted by, on the page that compares them."""


class Known(NamedTuple):
    """One statement about what a program writes or reads."""

    topic: Topic
    says: str
    how: How
    evidence: str
    """The file, the vendor's page, or the report (issue, commit, wiki page) that shows it."""


class Dropped(NamedTuple):
    """Something that a program is known not to take over when it opens a REFI-QDA file."""

    what: str
    """A key of :data:`refiqda.tools.drops.DROPS`, which finds the elements concerned."""
    says: str
    how: How
    evidence: str


class Silent(NamedTuple):
    """Something that nothing is known of."""

    says: str
    is_on_codes: bool = False
    """Whether it is about codes or sets of codes, so that it is open of a codebook alone too."""


LineEnd = Literal["\n", "\r\n"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How to write for a program; what is not named here is written as the standard has it."""

    convention: Convention = field(default_factory=Convention)
    """How the positions are counted that it reads."""
    line_end: LineEnd = "\n"
    """Of its text files."""
    bom: bool = False
    """Whether its text files begin with a byte order mark."""
    guids: Literal["lower", "upper", "kept"] = "kept"
    folder: str = "sources"
    quote: int | None = None
    """How many characters of its words a selection without a name is called by."""
    steps: tuple[Callable[[Project, Changes], None], ...] = ()
    """What turns the standard's structures into its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program, or one edition of it."""

    key: str
    """Short name in lower case: ``nvivo-windows``."""
    name: str
    """As its maker writes it: ``NVivo for Windows``."""
    target: str = ""
    """What ``convert --for`` calls it; empty for what cannot be written for."""
    origin: str = ""
    """A regular expression that its ``origin`` matches, whatever the case."""
    traces: Callable[[Project], str] | None = None
    """Recognises a file whose origin says nothing; the answer says by what, or is empty."""
    positions: tuple[Expected, ...] = ()
    """How it is known to count, the likeliest first; empty where nothing is known."""
    steps: tuple[Step, ...] = ()
    """How its peculiar structures are to be understood."""
    is_elsewhere: Callable[[Any], bool] | None = None
    """Whether the selections of a note count in another text than the note's own."""
    dialect: Dialect | None = None
    known: tuple[Known, ...] = ()
    drops: tuple[Dropped, ...] = ()
    silent: tuple[Silent, ...] = ()
    """What nothing is known of."""

    def wrote(self, origin: str | None) -> bool:
        """Whether an origin is this program's; what refiqda adds to it does not count."""
        shown = shown_origin(origin)
        return bool(self.origin and shown and re.search(self.origin, shown, re.IGNORECASE))
