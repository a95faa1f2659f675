"""Codes that occur together as a network: codes on a circle, wider lines for more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refiqda.tables.columns import Frame
from refiqda.tables.people import one_line
from refiqda.view.alternative import holders, number_and_noun
from refiqda.view.circle import GAP, RADIUS, Circle, circle_of
from refiqda.view.limits import refuse_too_many
from refiqda.view.lines import NODE, ink_of_line, paint_lines, width_of_line
from refiqda.view.measure import width_of
from refiqda.view.pairs import Edge, strongest
from refiqda.view.reading import carried, names_in, numbers_in, told
from refiqda.view.rows import short_names
from refiqda.view.sheet import Align, Drawing, Sheet
from refiqda.view.style import INK, SMALL, SOFT, WHITE, WIDEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_KEY = 9.0
_MOST_CODES = 60
"""If there are more codes, those without a line are left out."""

_ARROWS = "Arrows go from the first code of a pair to the second, as in one that encloses another."


def draw(frame: Frame) -> Drawing:
    """The network of a table of pairs.

    Raises:
        CannotDraw: if the columns of pairs are missing, or there are too many codes.
    """
    codes, found = _pairs(frame)
    edges, remark = strongest(found)
    names = short_names(codes)
    shown, drawn, left_out = _shown(len(codes), edges)
    circle = circle_of([names[place] for place in shown])
    height = 2 * circle.reach
    is_directed = any(edge.one > edge.other for edge in found)

    def paint(sheet: Sheet) -> None:
        _network(sheet.moved(WIDEST / 2, height / 2), circle, drawn, is_directed=is_directed)
        if drawn:
            _key(sheet.moved(0, height + 2.0), drawn, len(_linked(drawn)) < len(shown))

    remarks = [sentence for sentence in (remark, left_out, _ARROWS * is_directed) if sentence]
    full = height + (_KEY if edges else 0.0)
    return Drawing(WIDEST, full, paint, _summary(names, found, edges), remarks)


def _pairs(frame: Frame) -> tuple[list[str], list[Edge]]:
    """All codes in the order of the codebook, and those pairs of two that occur together."""
    first, second = names_in(frame, "code_a"), names_in(frame, "code_b")
    counts = numbers_in(frame, "count")
    known = map(one_line, carried(frame, "codes"))
    places = {code: place for place, code in enumerate(dict.fromkeys([*known, *first, *second]))}
    return list(places), [
        Edge(places[one], places[other], count)
        for one, other, count in zip(first, second, counts, strict=True)
        if count is not None and count > 0 and one != other
    ]


def _shown(number: int, edges: Sequence[Edge]) -> tuple[list[int], list[Edge], str]:
    """The codes that are drawn, the edges between their new places, and what is left out.

    All codes are drawn if there is room for them, else those with a line alone.
    """
    linked = sorted(_linked(edges))
    if number <= _MOST_CODES or not linked:
        refuse_too_many(number, "codes")
        return list(range(number)), list(edges), ""
    place = {code: new for new, code in enumerate(linked)}
    moved = [Edge(place[edge.one], place[edge.other], edge.times) for edge in edges]
    gone = number - len(linked)
    remark = f"{number_and_noun(gone, 'code')} without a line left out." if gone else ""
    return linked, moved, remark


def _linked(edges: Sequence[Edge]) -> set[int]:
    return {place for edge in edges for place in (edge.one, edge.other)}


def _network(sheet: Sheet, circle: Circle, edges: Sequence[Edge], *, is_directed: bool) -> None:
    """Lines, the strongest on top; then codes and names. The sheet begins at the middle."""
    box = (-RADIUS, -circle.depth, 2 * RADIUS, 2 * circle.depth)
    axes = sheet.axes(box, (-RADIUS, RADIUS), (-circle.depth, circle.depth))
    paint_lines(axes, circle.spots, edges, is_directed=is_directed)
    linked = _linked(edges)
    for place, spot in enumerate(circle.spots):
        side = 1 if spot.is_right else -1
        if abs(spot.label_down - spot.down) > 0.3:
            ends = [spot.across, spot.across + side * (GAP - 0.8)]
            downs = [spot.down, spot.label_down]
            axes.plot(ends, downs, color=SOFT, linewidth=0.4, clip_on=False, zorder=1.5)
        _node(axes, spot.across, spot.down, place in linked)
        align: Align = "left" if spot.is_right else "right"
        beside = spot.across + side * GAP
        sheet.write_lines(beside, spot.label_down, spot.lines, size=circle.size, align=align)


def _node(axes: Axes, across: float, down: float, is_linked: bool) -> None:
    axes.plot(
        [across],
        [down],
        marker="o",
        markersize=NODE,
        markerfacecolor=INK if is_linked else WHITE,
        markeredgecolor=INK,
        clip_on=False,
        zorder=3,
    )


def _key(sheet: Sheet, edges: Sequence[Edge], has_unlinked: bool) -> None:
    """What the widths of lines mean, and a code without a line."""
    counts = sorted({edge.times for edge in edges})
    shown = list(dict.fromkeys([counts[0], counts[len(counts) // 2], counts[-1]]))
    words, without = "Occur together:", "Without a line"
    left, middle = width_of(words, SMALL) + 3.0, 4.0
    sheet.write(0, middle, words, size=SMALL, colour=SOFT)
    for count in shown:
        axes = sheet.axes((left, middle - 1.5, 8.0, 3.0), (0, 1), (0, 1))
        axes.plot(
            [0, 1],
            [0.5, 0.5],
            color=ink_of_line(count, counts[-1]),
            linewidth=width_of_line(count, counts[-1], len(edges)),
            solid_capstyle="butt",
            clip_on=False,
        )
        sheet.write(left + 9.5, middle, told(count), size=SMALL)
        left += 15.0 + width_of(told(count), SMALL)
    if has_unlinked:
        axes = sheet.axes((left, middle - 1.5, 3.0, 3.0), (0, 1), (0, 1))
        _node(axes, 0.5, 0.5, is_linked=False)
        sheet.write(left + 4.0, middle, without, size=SMALL, colour=SOFT)


def _summary(names: Sequence[str], found: Sequence[Edge], edges: Sequence[Edge]) -> list[str]:
    """How many codes and pairs, the strongest pair, and the code that most others occur with."""
    codes = number_and_noun(len(names), "code")
    if not edges:
        return [f"Network of {codes} on a circle; no two of them occur together."]
    most, least = edges[-1].times, min(edge.times for edge in found)
    pairs = [f"{names[it.one]} with {names[it.other]}" for it in found if it.times == most]
    partners = [0] * len(names)
    for edge in found:
        partners[edge.one] += 1
        partners[edge.other] += 1
    linked = [name for name, number in zip(names, partners, strict=True) if number == max(partners)]
    return [
        f"Network of {codes} on a circle, in the order of the codebook; the more often two codes "
        "occur together, the wider and darker the line between them.",
        f"{number_and_noun(len(found), 'pair')} with a count, from {told(least)} to {told(most)} "
        f"({holders(pairs, 'pair')}).",
        f"Most partners: {holders(linked)} ({max(partners)}).",
    ]
