"""Where selections lie, whatever the file counts in: for frames made whole or source by source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

from refiqda.standard.decoding import Decoded
from refiqda.standard.model import Project
from refiqda.tables.bulk import TextCodings
from refiqda.text.conventions import STANDARD, Convention
from refiqda.text.inference import Mark, weigh
from refiqda.text.positions import Positions
from refiqda.tools.program import Program
from refiqda.tools.programs import recognise
from refiqda.tools.texts import Reading, is_plain
from refiqda.tools.understanding import texts_of
from refiqda.tools.unknown import UNKNOWN

Survey = Callable[[], Iterable[Any]]


class Placer:
    """Finds how the positions of each text are counted.

    A text that every convention reads alike needs nothing else. The first one that does not makes
    all texts of the project be weighed, since one may have to borrow from another.
    """

    def __init__(
        self,
        project: Project,
        program: Program,
        survey: Survey,
        convention: Convention | str | None = None,
    ) -> None:
        self.texts = texts_of(project, program, convention)
        self.is_understood = project.is_understood
        self.project = project
        self.program = program
        self.survey = survey
        """Gives every source and note once more, in their order."""
        self._verdicts: dict[tuple[int, int], Convention] | None = None

    def of(self, number: int, source: Any) -> dict[int, Positions]:
        """By the identity of what holds selections: the positions that have to be counted anew."""
        if self.is_understood:
            return {}
        found: dict[int, Positions] = {}
        for place, reading in enumerate(self.texts.weighed(source)):
            if reading.why_missing:
                continue
            convention = self._convention(number, place, reading)
            if reading.decoded is not None or convention != STANDARD or reading.runs_over:
                decoded = reading.decoded or self.texts.text_of(reading.holder)
                found[id(reading.holder)] = Positions(decoded, convention)
        return found

    def of_columns(self, number: int, columns: TextCodings, decoded: Decoded) -> Positions | None:
        """The same of a text whose selections were read as columns; None if they stay."""
        source = columns.source
        if self.is_understood:
            return None
        plain = is_plain(decoded)
        kept = None if plain else decoded
        if plain and self.texts.forced is None and not _tells(decoded.text, columns):
            return None
        names = columns.names or repeat(None)
        marks = list(map(Mark, columns.starts, columns.ends, names))
        weights = weigh(decoded, marks)
        reading = Reading(source, source, kept, "", len(marks), weights, is_plain=plain)
        convention = self._convention(number, 0, reading)
        return None if kept is None and convention == STANDARD else Positions(decoded, convention)

    def _convention(self, number: int, place: int, reading: Reading) -> Convention:
        if self.texts.forced is not None:
            return self.texts.forced
        if reading.is_plain:
            # The end is all that can differ, and of it the text itself has to tell.
            return STANDARD._replace(
                inclusive=self.texts.decided_alone(reading).convention.inclusive
            )
        if self._verdicts is None:
            self._verdicts = self._survey()
        return self._verdicts.get((number, place), STANDARD)

    def _survey(self) -> dict[tuple[int, int], Convention]:
        places: list[tuple[int, int]] = []
        readings: list[Reading] = []
        for number, source in enumerate(self.survey()):
            self._look_for_traces(source)
            for place, reading in enumerate(self.texts.weighed(source)):
                reading.decoded = None  # memory holds one text at a time
                places.append((number, place))
                readings.append(reading)
        self.texts.decided(readings)
        return {place: reading.convention for place, reading in zip(places, readings, strict=True)}

    def _look_for_traces(self, source: Any) -> None:
        """Recognise by a source what the head of a file did not show; it may come without any."""
        if self.program is not UNKNOWN:
            return
        head = self.project
        seen = Project(name=head.name, origin=head.origin, users=head.users, sources=[source])
        self.program, _ = recognise(seen)
        self.texts.expected = self.program.positions


_SAMPLE = 4


def _tells(text: str, columns: TextCodings) -> bool:
    """Whether a selection may show by its name that its end is included, in a plain text.

    Only a name that is the whole passage could show it, and most such names show the contrary:
    four of them are looked at.
    """
    spans = zip(columns.names, columns.starts, columns.ends, strict=False)
    whole = [
        (name, start, end)
        for name, start, end in spans
        if -1 <= end - start - len(name) <= 0 and len(name) > 2
    ]
    step = max(len(whole) // _SAMPLE, 1)
    return any(text[start:end] != name for name, start, end in whole[::step])
