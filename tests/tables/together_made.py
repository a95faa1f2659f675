"""Random projects with codings of every kind of place, and those codings taken apart.

What two codings have in common is told from sets of characters, milliseconds and dots, so nothing
of what is tested is used but the classes of the standard.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

import refiqda
from refiqda import model as m

CODERS = ("Ann", "Ben")
CASES = ("R1", "R2")
CODES = ("a", "b", "c", "d", "e")
BELOW = {"a": {"b", "c", "d"}, "b": {"c"}}
CHILDREN = {"a": {"b", "d"}, "b": {"c"}}
LETTERS = "xy \n\u2028😀"
NOTE = "memo"
WIDTH = 4
"""How wide and high pages and pictures are."""


def guid(*parts: object) -> str:
    return refiqda.make_guid("together", *map(str, parts))


@dataclass(frozen=True)
class Marked:
    """One coding."""

    number: int
    code: str
    coder: str | None
    source: str
    cases: frozenset[str]
    place: tuple[Any, ...]
    """Equal where two code the same place."""
    kind: str
    """``text``, ``time``, ``area``, or ``whole`` for a source without a text."""
    spots: frozenset[Any] = field(default_factory=frozenset)
    """The characters, milliseconds or dots that it has."""

    def shares(self, other: Marked) -> bool:
        if self.source == other.source and "whole" in (self.kind, other.kind):
            return all(bool(each.spots) or each.kind == "whole" for each in (self, other))
        return bool(self.spots & other.spots)

    def encloses(self, other: Marked) -> bool:
        if self.kind == "whole":
            return self.shares(other)
        return bool(other.spots) and other.spots <= self.spots

    def is_near(self, other: Marked, within: int) -> bool:
        """Of two passages of a text, both of them with characters."""
        if not (self.kind == other.kind == "text" and self.spots and other.spots):
            return False
        (holder, first), (_, last) = min(self.spots), max(self.spots)
        (holders, begin), (_, end) = min(other.spots), max(other.spots)
        between = max(begin - last, first - end) - 1
        return holder == holders and between <= within

    def paragraphs(self, texts: dict[str, str]) -> set[tuple[str, int]]:
        """Lines that are not blank, of which it has a character that is no blank at their ends."""
        found = set()
        for holder, at in self.spots if self.kind == "text" else ():
            if at >= len(texts[holder]):
                continue
            before, after = texts[holder][:at], texts[holder][at:]
            blank = not after[0].strip()
            # Blank up to an edge of the line is an end of it.
            at_start = not (before + "|").splitlines()[-1].removesuffix("|").strip()
            at_end = not ("|" + after).splitlines()[0].removeprefix("|").strip()
            if not (blank and (at_start or at_end)):
                found.add((holder, len((before + "|").splitlines())))
        return found


def family(code: str, aggregate: str) -> set[str]:
    more = {"own": {}, "children": CHILDREN, "descendants": BELOW}[aggregate]
    return {code} | more.get(code, set())


@dataclass
class Making:
    """A project on its way, with its codings taken apart."""

    draw: st.DrawFn
    texts: dict[str, str] = field(default_factory=dict)
    marked: list[Marked] = field(default_factory=list)
    held: dict[str, set[str]] = field(default_factory=dict)

    def number(self, highest: int) -> int:
        return self.draw(st.integers(0, highest))

    def span(self, highest: int) -> tuple[int, int]:
        one, other = self.number(highest), self.number(highest)
        return min(one, other), max(one, other)

    def codings(self, source: str, place: tuple[Any, ...], kind: str, spots: Any) -> list[m.Coding]:
        made = []
        for _ in range(self.draw(st.sampled_from((1, 1, 2)))):
            code = self.draw(st.sampled_from(CODES))
            coder = self.draw(st.sampled_from((*CODERS, None)))
            number = len(self.marked)
            cases = frozenset(self.held.get(source, ()))
            self.marked.append(
                Marked(number, code, coder, source, cases, place, kind, frozenset(spots))
            )
            user = guid("user", coder) if coder else None
            made.append(
                m.Coding(guid=guid("coding", number), code=guid("code", code), creating_user=user)
            )
        return made

    # ------------------------------------------------------------------------- kinds of source

    def text(self, name: str) -> m.TextSource:
        content = self.draw(st.text(LETTERS, max_size=14))
        made = m.TextSource(guid=guid(name), name=name, content=content)
        self.texts[name] = content
        for number in range(self.number(4)):
            start, end = self.span(len(content))
            passage = m.PlainTextSelection(guid=guid(name, number), start=start, end=end)
            spots = {(name, at) for at in range(start, end)}
            passage.codings = self.codings(name, (name, "text", start, end), "text", spots)
            made.selections.append(passage)
        if self.number(2) == 0:
            spots = {(name, at) for at in range(len(content))}
            place = (name, "text", 0, len(content))
            made.codings = self.codings(name, place, "text", spots)
        return made

    def whole(self, made: Any, name: str) -> Any:
        if self.number(2) == 0:
            made.codings = self.codings(name, (name, "whole"), "whole", ())
        return made

    def audio(self, name: str) -> m.AudioSource:
        made = m.AudioSource(guid=guid(name), name=name)
        said = m.Transcript(guid=guid(name, "said"), content="one\n\ntwo")
        said.sync_points = [
            m.SyncPoint(guid=guid(name, "at", at), position=at, time_stamp=at * 10)
            for at in range(9)
        ]
        holder = f"{name} said"
        self.texts[holder] = said.content
        for number in range(self.number(2)):
            start, end = self.span(8)
            part = m.TranscriptSelection(
                guid=guid(holder, number),
                from_sync_point=guid(name, "at", start),
                to_sync_point=guid(name, "at", end),
            )
            spots = {(holder, at) for at in range(start, end)}
            part.codings = self.codings(name, (holder, "text", start, end), "text", spots)
            said.selections.append(part)
        for number in range(self.number(3)):
            begin, end = self.span(9)
            stretch = m.AudioSelection(guid=guid(name, "stretch", number), begin=begin, end=end)
            spots = {(name, "ms", at) for at in range(begin, end)}
            stretch.codings = self.codings(name, (name, "ms", begin, end), "time", spots)
            made.selections.append(stretch)
        made.transcripts = [said]
        return self.whole(made, name)

    def pages(self, name: str) -> m.PDFSource:
        made = m.PDFSource(guid=guid(name), name=name)
        for number in range(self.number(4)):
            page = self.number(1)
            left, right = self.span(WIDTH)
            low, high = self.span(WIDTH)
            area = m.PDFSelection(
                guid=guid(name, number),
                page=page,
                first_x=left,
                first_y=high,
                second_x=right,
                second_y=low,
            )
            spots = {(name, page, x, y) for x in range(left, right) for y in range(low, high)}
            place = (name, page, left, right, low, high)
            area.codings = self.codings(name, place, "area", spots)
            made.selections.append(area)
        return self.whole(made, name)

    def unreadable(self, name: str) -> m.AudioSource:
        """A recording with a stretch that does not say where it is."""
        made = m.AudioSource(guid=guid(name), name=name)
        lost = m.AudioSelection(guid=guid(name, "lost"), begin=3)
        lost.codings = self.codings(name, (name, "lost"), "time", ())
        made.selections = [lost]
        return self.whole(made, name)


@dataclass(frozen=True)
class Made:
    """A project, and what it holds."""

    project: m.Project
    marked: list[Marked]
    texts: dict[str, str]

    @property
    def names(self) -> list[str | None]:
        return [source.name for source in self.project.sources]


@st.composite
def projects(draw: st.DrawFn) -> Made:
    making = Making(draw)
    kinds = [
        ("text 1", making.text),
        ("text 2", making.text),
        ("tape", making.audio),
        ("report", making.pages),
        ("film", making.unreadable),
    ]
    present = [pair for pair in kinds if draw(st.integers(0, 2))]
    notes = draw(st.sampled_from(((), (NOTE,))))
    for name, _ in present:
        making.held[name] = {case for case in CASES if draw(st.booleans())}
    sources = [make(name) for name, make in present]
    cases = [
        m.Case(
            guid=guid("case", case),
            name=case,
            sources=[guid(name) for name, _ in present if case in making.held[name]],
        )
        for case in CASES
    ]
    codes = {name: m.Code(guid=guid("code", name), name=name, is_codable=True) for name in CODES}
    codes["b"].codes = [codes["c"]]
    codes["a"].codes = [codes["b"], codes["d"]]
    project = m.Project(
        name="random",
        users=[m.User(guid=guid("user", name), name=name) for name in CODERS],
        codes=[codes["a"], codes["e"]],
        cases=cases,
        sources=sources,
        notes=[making.text(name) for name in notes],
        is_understood=True,
    )
    return Made(project, making.marked, making.texts)
