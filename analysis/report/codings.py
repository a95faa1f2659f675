"""The codings of the project as the report lists them: whose, where, which subtheme, from where."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.model import Project
from refiqda import tables

PROVENANCE = "Provenance: "
"""How the notes begin that say where a coding is from."""
_SHORT = 8
"""Characters of a GUID that tell the codings of one project apart; more if they do not."""


@dataclass(frozen=True)
class Shown:
    """One coding."""

    id: str
    """The beginning of its GUID in the project."""
    participant: str
    source: str
    theme: str
    subtheme: str
    provenance: str

    @property
    def anchor(self) -> str:
        """Where the page has it."""
        return f"coding-{self.id}"


def codings_of(project: Project) -> dict[str, Shown]:
    """Every coding by its GUID, by participant and source, in the order of the project."""
    frame = tables.codings(project)
    kinds = _kinds(project)
    names = ("coding_guid", "case", "source", "code_path")
    columns = (frame[name].astype("string").fillna("").tolist() for name in names)
    guids = frame["coding_guid"].astype(str).tolist()
    short = next(size for size in range(_SHORT, 37) if _are_apart(guids, size))
    found = {}
    for guid, case, source, path in zip(*columns, strict=True):
        theme, _, subtheme = path.partition(" > ")
        found[guid] = Shown(guid[:short], case, source, theme, subtheme, kinds[guid])
    return found


def _are_apart(guids: list[str], size: int) -> bool:
    return size == 36 or len({guid[:size] for guid in guids}) == len(guids)


def _kinds(project: Project) -> dict[str, str]:
    """By coding: the kinds of provenance that its notes tell, the firmest first."""
    names = {note.guid: note.name or "" for note in project.notes}
    return {
        coding.guid: ", ".join(
            names[note].removeprefix(PROVENANCE)
            for note in coding.notes
            if names[note].startswith(PROVENANCE)
        )
        for source in project.sources
        for selection in source.selections
        for coding in selection.codings
    }
