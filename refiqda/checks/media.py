"""T: places in pictures, pages and recordings."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.checks.catalogue import text as rules
from refiqda.checks.found import Found, at
from refiqda.checks.survey import Survey
from refiqda.standard.model import Box, PDFSelection, PictureSelection, Span

_CORNERS = ("first_x", "first_y", "second_x", "second_y")


def spans(survey: Survey) -> Iterator[Found]:
    """Stretches of sound and video."""
    for span in survey.of(Span):
        begin, end = span.begin, span.end
        if type(begin) is not int or type(end) is not int:
            continue
        for field, value in (("begin", begin), ("end", end)):
            if value < 0:
                yield at(rules.NEGATIVE, span, field, value=value)
        if begin > end:
            yield at(rules.REVERSED, span, start=begin, end=end)
        elif begin == end:
            yield at(rules.MOMENT, span, start=begin)


def boxes(survey: Survey) -> Iterator[Found]:
    """Rectangles of pictures and pages; which corner is named first makes no difference."""
    for box in survey.of(Box):
        corners = [getattr(box, field) for field in _CORNERS]
        if isinstance(box, PDFSelection) and type(box.page) is int and box.page < 0:
            yield at(rules.NEGATIVE, box, "page", value=box.page)
        if not all(type(value) is int for value in corners):
            continue
        width, height = abs(corners[2] - corners[0]), abs(corners[3] - corners[1])
        if not width or not height:
            yield at(rules.NO_AREA, box, width=width, height=height)
        # A page may begin below zero (its media box says so); a picture begins at 0.
        if isinstance(box, PictureSelection):
            for field, value in zip(_CORNERS, corners, strict=True):
                if value < 0:
                    yield at(rules.NEGATIVE, box, field, value=value)
