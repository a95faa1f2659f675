"""A neutral project written for one program: driven by what its file in this room says of it."""

from __future__ import annotations

from refiqda.errors import MissingText, UnknownName
from refiqda.standard.model import PlainTextSelection, Project, TextSource
from refiqda.text import passage
from refiqda.tools.changes import Changes
from refiqda.tools.drops import tell_drops
from refiqda.tools.origins import origin_for
from refiqda.tools.program import Program
from refiqda.tools.written_files import has_no_xml, name_files, texts_in, write_texts
from refiqda.tools.written_guids import spell


def write_for(program: Program, project: Project, changes: Changes, *, packed: bool = True) -> None:
    """Turn a neutral project, in place, into what a program reads; what that costs is told.

    Without ``packed``, no files go along, so their texts go into the XML.

    Raises:
        UnknownName: if nothing is known of how to write for the program.
    """
    dialect = program.dialect
    if dialect is None:
        raise UnknownName(f"refiqda does not know how to write for {program.name}.")
    if dialect.quote is not None:
        _quote(project, dialect.quote)
    # Positions first: QualCoder has passages in notes that count in the source.
    write_texts(project, dialect, changes, packed=packed)
    for step in dialect.steps:
        step(project, changes)
    tell_drops(program, project, changes)
    spell(project, dialect.guids)
    if packed:
        name_files(project, dialect, changes)
    project.origin = origin_for(program, project.origin)
    project.is_understood = False


# ------------------------------------------------------------------------------------------- names


def _quote(project: Project, size: int) -> None:
    """Call selections without a name by their words, cut as ATLAS.ti cuts them.

    Source: atlasti-mac-8.4-annex-a2.qde has names of 100 characters and an ellipsis.
    """
    for holder in texts_in(project):
        if not isinstance(holder, TextSource) or not any(not one.name for one in holder.selections):
            continue
        try:
            text = project.text_of(holder)
        except MissingText:
            continue
        for one in holder.selections:
            if not one.name:
                one.name = _quoted(text, one, size) or one.name


def _quoted(text: str, one: PlainTextSelection, size: int) -> str | None:
    words = passage(text, one.start, one.end) or ""
    # A line break in an attribute becomes a blank for many a reader of XML, so there is none.
    name = words.replace("\n", " ").replace("\t", " ")
    if not name.strip() or has_no_xml(name):
        return None
    return name if len(name) <= size else f"{name[:size]}…"


__all__ = ["write_for"]
