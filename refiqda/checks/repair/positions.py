"""T309: positions that cut a character in two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from refiqda.checks.repair.change import Change
from refiqda.checks.survey import Survey
from refiqda.errors import MissingText, RefiQdaError
from refiqda.standard.decoding import Decoded
from refiqda.standard.model import Transcript
from refiqda.text.positions import Positions
from refiqda.tools.programs import recognise
from refiqda.tools.texts import positions_of
from refiqda.tools.understanding import texts_of


def between(survey: Survey) -> Iterator[Change]:
    """Positions inside a character or a line break, where it is known how the text counts.

    A start goes to the beginning of the character and an end behind it, so that nothing that was
    marked is left out.
    """
    project = survey.project
    texts = texts_of(project, recognise(survey.document)[0])
    texts.text_of = partial(_text, survey)
    for reading in texts.of_all((*project.sources, *project.notes)):
        if reading.verdict is None or not reading.verdict.is_decided:
            continue
        positions = positions_of(reading, texts.text_of)
        if positions is not None and not positions.is_plain:
            yield from _of(reading.holder, positions)


def _text(survey: Survey, holder: Any) -> Decoded:
    try:
        return survey.document.decoded_of(holder)
    except RefiQdaError as error:
        raise MissingText(str(error)) from None


def _of(holder: Any, positions: Positions) -> Iterator[Change]:
    if isinstance(holder, Transcript):
        places = [(point, "position", False) for point in holder.sync_points]
    else:
        places = [
            (one, field, field == "end") for one in holder.selections for field in ("start", "end")
        ]
    for node, field, is_end in places:
        value = getattr(node, field)
        moved = positions.moved(value, is_end=is_end) if type(value) is int else None
        if moved is not None and moved.why.startswith("inside"):
            yield Change(
                partial(setattr, node, field, moved.to),
                f"position {moved.why} moved to the whole of it",
                str(value),
                str(moved.to),
                node,
                field,
            )
