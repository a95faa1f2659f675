"""What stands behind a claim: who or what was counted, and the codings that make it count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.report.codings import Shown
from analysis.report.grids import Grid

_COLUMNS = ("id", "part", "case", "source", "code_path", "coding_guid")


@dataclass(frozen=True)
class Link:
    """Words that lead to a place of the page; without an anchor, words alone."""

    words: str
    anchor: str = ""


@dataclass(frozen=True)
class Counted:
    """One thing that was counted, and the codings that make it count."""

    what: Link
    codings: tuple[Link, ...]


@dataclass(frozen=True)
class Behind:
    """What was counted for a claim, or for a part of it."""

    part: str
    """Empty for the claim itself."""
    counted: tuple[Counted, ...]


class Places:
    """Where the page has what a claim rests on."""

    def __init__(self, grids: Mapping[str, Grid], codings: Mapping[str, Shown]) -> None:
        self.grids = grids
        self.codings = codings

    def participant(self, name: str) -> Link:
        """The row of Table 1."""
        return Link(name, self._anchor("table1", name.removeprefix("R")))

    def code(self, name: str) -> Link:
        """The row of Box 2 of a theme or subtheme, by its name or its path."""
        name = name.rsplit(" > ", 1)[-1]
        return Link(name, self._anchor("box2", name))

    def coding(self, guid: str, *, by_source: bool = False) -> Link:
        """The row of a coding in the list of all, told by its subtheme or by its source."""
        shown = self.codings[guid]
        return Link(shown.source if by_source else shown.subtheme, shown.anchor)

    def _anchor(self, table: str, key: str) -> str:
        grid = self.grids.get(table)
        rows = grid.by_key.get(key.casefold(), []) if grid else []
        return rows[0].anchor if rows else ""


def behind_of(
    frame: pd.DataFrame, places: Places, units: Mapping[str, str]
) -> dict[str, list[Behind]]:
    """By claim: what was counted for it and for each of its parts, in the order of the project.

    Args:
        frame: as :func:`refiqda.behind` gives it.
        places: where the page has what was counted.
        units: what each claim and part counts, by its full id.
    """
    found: dict[str, dict[str, dict[Link, list[str]]]] = {}
    for id, part, case, source, path, coding in _rows(frame):
        counted = found.setdefault(id, {}).setdefault(part.removeprefix(f"{id}."), {})
        unit = units.get(f"{id}.{part.removeprefix(f'{id}.')}" if part else id, "")
        codings = counted.setdefault(_what(unit, case, source, path, places), [])
        if coding and coding not in codings:
            codings.append(coding)
    return {
        id: [Behind(part, tuple(_counted(things, places))) for part, things in parts.items()]
        for id, parts in found.items()
    }


def _rows(frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    columns = (frame[name].astype("string").fillna("").tolist() for name in _COLUMNS)
    yield from zip(*columns, strict=True)


def _what(unit: str, case: str, source: str, path: str, places: Places) -> Link:
    if unit == "codes" or not (case or source):
        return places.code(path)
    if unit == "files" or not case:
        return Link(source)
    return places.participant(case)


def _counted(things: Mapping[Link, list[str]], places: Places) -> Iterator[Counted]:
    """A thing with one coding leads straight to it; with several, each is told.

    Where all codings are of one subtheme, its name would say nothing: the source does.
    """
    every = [places.codings[guid] for guids in things.values() for guid in guids]
    is_one = len({coding.subtheme for coding in every}) == 1
    for what, guids in things.items():
        links = [places.coding(guid, by_source=is_one) for guid in guids]
        if is_one and len(links) == 1:
            yield Counted(Link(what.words, links[0].anchor), ())
        else:
            yield Counted(what, tuple(links))
