"""A published table as a picture: the kind of table picks the kind of plot."""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from refiqda.errors import MissingExtra, UnknownName
from refiqda.standard.package import replacing
from refiqda.tables.caption import definition_of, kind_of, notes_of, title_of
from refiqda.tables.columns import Frame
from refiqda.tables.people import one_line
from refiqda.view import agreement, bars, curve, groups, heatmap, network
from refiqda.view.alternative import Words
from refiqda.view.files import ENDINGS, encoded
from refiqda.view.limits import CannotDraw
from refiqda.view.measure import line_height, wrapped
from refiqda.view.sheet import INCH, Drawing, Sheet
from refiqda.view.style import MARGIN, NARROWEST, RC, SMALL, SOFT, TITLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DRAWERS: dict[str, Callable[[Frame], Drawing]] = {
    "counts": bars.draw,
    "crosstab": heatmap.draw_crosstab,
    "cooccurrence": network.draw,
    "cooccurrence matrix": heatmap.draw_matrix,
    "saturation": curve.draw,
    "compare": groups.draw,
    "agreement": agreement.draw,
}
"""What draws each kind of table (:func:`refiqda.tables.caption.kind_of`)."""

_GAP = 2.5
_SAFE = 0.97
"""Of the width, for lines of text: some programs set small type a little wider."""
_LINES = 3
"""Of a definition; what does not go into them is told in the alternative text alone."""
_CJK = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans SC",
    "Noto Sans JP",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "Yu Gothic",
    "Meiryo",
    "Malgun Gothic",
    "PingFang SC",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Arial Unicode MS",
)
"""Fonts that names in Chinese, Japanese and Korean are shown with, where a machine has one."""


def plot(frame: Frame, path: Path | str) -> None:
    """Draw a published table to a file; its ending picks SVG, PNG or PDF.

    The file says in words, too, what it shows: as title and description of the SVG, as
    ``Description`` of the PNG, as subject of the PDF. Equal tables give equal files, and what
    stood there stays whole until the new file is complete.

    Raises:
        UnknownName: if the ending is none of the three.
        CannotDraw: if the table is of a kind that has no plot, is empty, or is too large.
        MissingExtra: if matplotlib is not installed.
        CannotWrite: if the target cannot be written.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnknownName(
            f"{path.name} ends in {path.suffix!r}, which is no plot. "
            f"Choose one of {' '.join(ENDINGS)}."
        )
    draw = DRAWERS.get(kind_of(frame))
    if draw is None:
        kind = f"of the kind {kind_of(frame)!r}" if kind_of(frame) else "of no known kind"
        raise CannotDraw(f"A table {kind} has no plot. There are plots of {', '.join(DRAWERS)}.")
    if not len(frame):
        raise CannotDraw("The table has no rows, so there is nothing to draw.")
    with _drawing(ending):
        drawing = draw(frame)
        figure = _composed(drawing, title_of(frame), definition_of(frame))
        words = _words(drawing, frame)
        data = encoded(figure, ending, words)
    with replacing(path) as stream:
        stream.write(data)


def require_matplotlib() -> None:
    """Refuse to draw, before anything is counted, where what draws is not there.

    Raises:
        MissingExtra: if matplotlib is not installed.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise _missing()


def _missing() -> MissingExtra:
    return MissingExtra(
        'A plot needs matplotlib: run pip install "refiqda[plot]", or write the table alone.'
    )


@contextmanager
def _drawing(ending: str) -> Iterator[None]:
    """Matplotlib in our style and in nobody else's, for as long as one plot takes.

    A character that no font has is drawn as a box; that is no reason for a warning to a reader
    who cannot mend it.
    """
    try:
        style = importlib.import_module("matplotlib.style")
        fonts = importlib.import_module("matplotlib.font_manager")
    except ImportError:
        raise _missing() from None
    families = ["sans-serif"]
    if ending != ".svg":
        present = set(fonts.fontManager.get_font_names())
        families += [name for name in _CJK if name in present]
    settings = {**RC, "font.family": families}
    with style.context(settings, after_reset=True), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from", UserWarning)
        yield


def _composed(drawing: Drawing, title: str, definition: list[str]) -> Figure:
    """The whole figure: title, plot, remarks, and what of the definition has room."""
    from matplotlib.figure import Figure

    width = max(drawing.width, NARROWEST)
    room = width * _SAFE
    above = wrapped(one_line(title), room, TITLE, most=4, bold=True) if title else []
    below = [line for remark in drawing.remarks for line in wrapped(remark, room, SMALL, most=9)]
    below += _defined(definition, room)
    head = len(above) * line_height(TITLE) + (_GAP if above else 0)
    foot = len(below) * line_height(SMALL) + (_GAP if below else 0)
    size = (width + 2 * MARGIN, head + drawing.height + foot + 2 * MARGIN)
    figure = Figure(figsize=(size[0] / INCH, size[1] / INCH))
    sheet = Sheet(figure, MARGIN, MARGIN)
    for number, line in enumerate(above):
        sheet.write(0, (number + 0.5) * line_height(TITLE), line, size=TITLE, bold=True)
    drawing.paint(sheet.moved(0, head))
    start = head + drawing.height + _GAP
    for number, line in enumerate(below):
        place = start + (number + 0.5) * line_height(SMALL)
        sheet.write(0, place, line, size=SMALL, colour=SOFT)
    return figure


def _defined(definition: list[str], room: float) -> list[str]:
    """The first sentences of a definition, as many as go into a few lines, and a sign of more."""
    told: list[str] = []
    for number in range(len(definition), 0, -1):
        more = " …" if number < len(definition) else ""
        text = one_line(" ".join(definition[:number])) + more
        told = wrapped(text, room, SMALL, most=_LINES if number == 1 else _LINES + 1)
        if len(told) <= _LINES:
            break
    return told


def _words(drawing: Drawing, frame: Frame) -> Words:
    """The title and the alternative text: what is shown, how it was counted, what to mind."""
    sentences = [*drawing.summary, *drawing.remarks, *definition_of(frame), *notes_of(frame)]
    description = one_line(" ".join(sentence.strip() for sentence in sentences))
    return Words(one_line(title_of(frame)) or f"Plot of {kind_of(frame)}", description)
