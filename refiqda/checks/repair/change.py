"""What a mend is: found first, put to words and places, and only then made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from refiqda.checks.survey import Survey
from refiqda.standard.node import Node


class Mend(NamedTuple):
    """One thing that was mended, as a row: a list of mends makes a table."""

    code: str
    """The rule that the file broke here, as ``refiqda explain`` has it."""
    path: str
    """Place in the XML as the file has it, or the name of a member of the package."""
    line: int | None
    """Line of the XML; None for members, and where no file is at hand."""
    what: str
    before: str
    """What stood there, in full; empty where nothing did."""
    after: str
    """What stands there now; empty where nothing does."""


class Change(NamedTuple):
    """A mend that can be made. Whoever finds it changes nothing yet."""

    make: Callable[[], object]
    what: str
    """What is done, in few words; the element with its name is put behind it."""
    before: str
    after: str
    node: Node | None = None
    """The element; None for a member of the package, or where the path is known."""
    field: str = ""
    """The field of the element that it is about."""
    item: int = 0
    """Which item of a field that holds many references, counted from 1."""
    tail: str = ""
    """What follows the path of the element, where it is about no field of it."""
    path: str = ""
    """The whole path, where there is no element."""


Finder = Callable[[Survey], Iterator[Change]]
"""Finds what can be mended in one matter. What cannot be mended safely is passed over."""


class Mender(NamedTuple):
    """How what breaks one rule is mended."""

    code: str
    says: str
    """What is done, for people."""
    finders: tuple[Finder, ...]
    """In the order in which they have to run; none where writing the file anew is the mend."""
    always: bool = False
    """Whether every finding of the rule can be mended; of other rules, some are left."""
