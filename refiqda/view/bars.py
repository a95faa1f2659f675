"""Counts as horizontal bars: a row for each code, a panel for each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refiqda.tables.columns import Frame
from refiqda.tables.counting.wording import listed
from refiqda.view.alternative import capital, extent, number_and_noun
from refiqda.view.limits import CannotDraw, refuse_too_many
from refiqda.view.measure import shortened, width_of
from refiqda.view.reading import PATH, Numbered, known, largest, names_in, numbered
from refiqda.view.rows import Rows, below, labels_of, short_names
from refiqda.view.sheet import Drawing, Sheet
from refiqda.view.style import BAR, RULE, SOFT, TEXT, WIDEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LABELS = 66.0
"""Millimetres that labels may take."""
_GAP = 3.0
_WIDEST_PANEL = 78.0
_SHORTEST = 12.0
"""Millimetres that the longest bar has at least."""
_ABREAST = 4
"""Panels side by side; more go below."""
_HEAD = 5.5
"""Millimetres for the names of units."""
_AIR = 1.2
_IN_WORDS = 3


def draw(frame: Frame) -> Drawing:
    """The bars of a table of counts.

    Raises:
        CannotDraw: if no column holds numbers.
    """
    paths = names_in(frame, PATH)
    refuse_too_many(len(paths), "codes")
    panels = numbered(frame)
    if not panels:
        raise CannotDraw("The table has no column of counts, so there is nothing to draw.")
    labels, common = labels_of(paths)
    rows = Rows(labels, _LABELS)
    abreast, room = _abreast(panels, rows)
    bands = [panels[first : first + abreast] for first in range(0, len(panels), abreast)]
    height = (_HEAD + rows.height) * len(bands) + _GAP * (len(bands) - 1)

    def paint(sheet: Sheet) -> None:
        for number, band in enumerate(bands):
            _band(sheet.moved(0, number * (_HEAD + rows.height + _GAP)), rows, band, room)

    width = rows.width + (_GAP + room) * abreast
    return Drawing(width, height, paint, _summary(paths, panels), below(common))


def _abreast(panels: list[Numbered], rows: Rows) -> tuple[int, float]:
    """How many panels stand side by side, and how wide each is: bars have some room in all."""
    widest = max(width_of(text, rows.size) for panel in panels for text in panel.texts)
    for number in range(min(_ABREAST, len(panels)), 0, -1):
        room = (WIDEST - rows.width) / number - _GAP
        if room >= widest + _AIR + _SHORTEST:
            break
    return number, min(room, _WIDEST_PANEL)


def _band(sheet: Sheet, rows: Rows, panels: list[Numbered], room: float) -> None:
    """One set of labels, and the panels right of it."""
    rows.paint(sheet.moved(0, _HEAD))
    for number, panel in enumerate(panels):
        left = rows.width + _GAP + number * (_GAP + room)
        unit = shortened(capital(panel.name), room, TEXT)
        sheet.write(left, _HEAD / 2 - 0.5, unit, size=TEXT, colour=SOFT)
        _panel(sheet, rows, panel, (left, _HEAD, room, rows.height))


def _panel(
    sheet: Sheet, rows: Rows, panel: Numbered, box: tuple[float, float, float, float]
) -> None:
    """Bars from one line on, the number at the end of each."""
    left, top, room, height = box
    reach = room - max(width_of(text, rows.size) for text in panel.texts) - _AIR
    most = largest(panel.numbers) or 1.0
    axes = sheet.axes(box, (0.0, room), (0.0, height))
    _line_at_zero(axes, height)
    lengths = [max(number or 0.0, 0.0) / most * reach for number in panel.numbers]
    axes.barh(
        [row.middle for row in rows.rows],
        lengths,
        height=0.62 * min(row.height for row in rows.rows),
        color=BAR,
    )
    for row, length, text in zip(rows.rows, lengths, panel.texts, strict=True):
        sheet.write(left + length + _AIR, top + row.middle, text, size=rows.size)


def _line_at_zero(axes: Axes, height: float) -> None:
    axes.plot([0, 0], [0, height], color=RULE, linewidth=0.8, clip_on=False, zorder=0.5)


def _summary(paths: list[str], panels: list[Numbered]) -> list[str]:
    """How many codes, and from where to where each unit goes."""
    names = short_names(paths)
    units = listed([panel.name for panel in panels], "and")
    sentences = [f"Bars of {number_and_noun(len(paths), 'code')}, counted in {units}."]
    for panel in panels[:_IN_WORDS]:
        sentences.append(extent(panel.name, names, panel.numbers))
        unused = sum(number == 0 for number in known(panel.numbers))
        if len(panels) == 1 and 0 < unused < len(paths):
            sentences.append(f"Of {len(paths)} codes, {unused} have none.")
    return sentences
