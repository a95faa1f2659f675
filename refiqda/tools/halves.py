"""Finders of what an importer reads by halves: notes by their use, names once, users by one field.

QualCoder's source, which alone of the importers could be read whole, is what most of them are for.
Their keys are rows of :data:`refiqda.tools.drops.DROPS`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from refiqda.errors import MissingText
from refiqda.standard.index import guid_key, walk
from refiqda.standard.model import (
    AudioSelection,
    Case,
    Code,
    Coding,
    PDFSelection,
    PDFSource,
    PictureSelection,
    PlainTextSelection,
    Project,
    TextSource,
    Transcript,
    TranscriptSelection,
    Variable,
    VideoSelection,
)
from refiqda.text.quotes import SILENT, Quote, is_telling
from refiqda.tools.finders import (
    Finder,
    Found,
    all_of,
    field_of,
    selections_of,
)

# ----------------------------------------------------------------------------------------- notes


def _texts_of(project: Project) -> Iterator[TextSource]:
    """The texts of sources: of texts themselves and of PDFs, not the descriptions of pictures."""
    for source in project.sources:
        if isinstance(source, TextSource):
            yield source
        elif isinstance(source, PDFSource) and source.text is not None:
            yield source.text


def _at_texts(project: Project) -> set[str]:
    return {guid_key(guid) for text in _texts_of(project) for guid in text.notes}


def _is_annotation(note: TextSource, at_texts: set[str]) -> bool:
    """Whether a note is what QualCoder calls an annotation: with words and a passage inside."""
    return bool(guid_key(note.guid or "") in at_texts and note.selections and note.content)


def _notes(condition: Callable[[TextSource, bool], bool]) -> Finder:
    """Notes that are no annotations, by themselves and whether a text refers to them."""

    def found(project: Project) -> Found:
        at_texts = _at_texts(project)
        for note in project.notes:
            is_at_text = guid_key(note.guid or "") in at_texts
            if condition(note, is_at_text) and not _is_annotation(note, at_texts):
                yield note, ""

    return found


def _linked_from_notes(project: Project) -> Found:
    """Notes that a link from another note with its text in a file leads to."""
    origins = {guid_key(note.guid) for note in project.notes if note.guid and note.plain_text_path}
    targets = {
        guid_key(link.target or "")
        for link in project.links
        if guid_key(link.origin or "") in origins
    }
    return ((note, "") for note in project.notes if guid_key(note.guid or "") in targets)


def _in_notes(project: Project) -> Found:
    """Passages of notes; of an annotation the one passage says where it is."""
    at_texts = _at_texts(project)
    for note in project.notes:
        is_annotation = _is_annotation(note, at_texts)
        yield from (
            (one, "") for one in (note.selections[:-1] if is_annotation else note.selections)
        )


# ---------------------------------------------------------------------------- names that are unique


def _repeated(things: Iterable[Any], key: Callable[[Any], Hashable | None]) -> Found:
    """All but the first of the things that share a key."""
    seen: set[Hashable] = set()
    for thing in things:
        own = key(thing)
        if own is not None and own in seen:
            yield thing, ""
        seen.add(own)


def _codes_of_one_name(project: Project) -> Found:
    """Codes and categories have names of their own."""
    return _repeated(all_of(Code)(project), lambda code: (code.is_codable is False, code.name))


def _sets_named_as_variables(project: Project) -> Found:
    names = {variable.name for variable in project.variables}
    for each in project.sets:
        if each.sources and each.name in names:
            yield each, ""
        names.update([each.name] if each.sources else ())


def _codings_twice(project: Project) -> Found:
    """Codings of one passage of a text with the same code by the same user."""
    for text in _texts_of(project):
        placed = (
            (coding, (one.start, one.end, guid_key(coding.code or ""), guid_key(user)))
            for one in text.selections
            for user in (one.creating_user or one.modifying_user or "",)
            for coding in one.codings
        )
        seen: set[Hashable] = set()
        for coding, key in placed:
            if key in seen:
                yield coding, ""
            seen.add(key)


def _sharing_a_guid(project: Project) -> Found:
    """Passages with the GUID of a coded stretch of a recording."""
    stretches = {
        guid_key(one.guid or "")
        for one in selections_of(project)
        if isinstance(one, AudioSelection | VideoSelection)
    }
    for one in selections_of(project):
        is_passage = isinstance(one, PlainTextSelection | TranscriptSelection)
        if is_passage and guid_key(one.guid or "") in stretches:
            yield one, ""


# -------------------------------------------------------------------------- names and descriptions


def _names_of_stretches(project: Project) -> Found:
    for one in selections_of(project):
        is_stretch = isinstance(one, AudioSelection | VideoSelection | TranscriptSelection)
        if is_stretch and one.name and one.name != one.description:
            yield one, "name"


def _names_of_passages(project: Project) -> Found:
    """Names of passages that are not their words."""
    for text in _texts_of(project):
        named = [one for one in text.selections if one.name]
        if not named:
            continue
        try:
            words = project.text_of(text)
        except MissingText:
            continue
        for one in named:
            name = one.name or ""
            quoted = words[max(one.start, 0) : max(one.end, 0)]
            if name != quoted and (not is_telling(name) or Quote.of(name).fit(quoted) == SILENT):
                yield one, "name"


def _described_pictures(project: Project) -> Found:
    for one in selections_of(project):
        if isinstance(one, PictureSelection) and one.description and one.description != one.name:
            yield one, "description"


def _not_coded(project: Project) -> Found:
    """Selections without a coding of anything but texts; areas of PDFs are a kind of their own."""
    for one in selections_of(project):
        if not isinstance(one, PlainTextSelection | PDFSelection) and not one.codings:
            yield one, ""


# ---------------------------------------------------------------------------------- users and dates


def _unlike_selection(field: str) -> Finder:
    """A field of codings that is not the same at the selection that they are at."""

    def found(project: Project) -> Found:
        for one in selections_of(project):
            if not isinstance(one, TranscriptSelection):
                yield from _unlike(getattr(one, field), one.codings, field)

    return found


def _unlike_transcript(field: str) -> Finder:
    """A field of selections, and of their codings, that is not the same at their transcript."""

    def found(project: Project) -> Found:
        for transcript in all_of(Transcript)(project):
            for one in transcript.selections:
                yield from _unlike(getattr(transcript, field), (one, *one.codings), field)

    return found


def _unlike(own: str | None, nodes: Iterable[Any], field: str) -> Found:
    for node in nodes:
        said = getattr(node, field)
        if said and guid_key(said) != guid_key(own or ""):
            yield node, field


def _changed(field: str, first: str) -> Finder:
    """Who or what came last, where it is also said who or what came first."""

    def found(project: Project) -> Found:
        annotations = {id(each) for note in _annotations(project) for each in _with_places(note)}
        for node, _ in walk(project):
            if getattr(node, field, None) and getattr(node, first) and id(node) not in annotations:
                yield node, field

    return found


def _annotations(project: Project) -> Iterator[TextSource]:
    at_texts = _at_texts(project)
    return (note for note in project.notes if _is_annotation(note, at_texts))


def _with_places(note: TextSource) -> Iterator[Any]:
    yield note
    yield from note.selections


def _made_annotations(project: Project) -> Found:
    """Who made an annotation where somebody else changed it, and when."""
    for note in _annotations(project):
        if note.creating_user and note.modifying_user:
            yield note, "creating_user"
        if note.created:
            yield note, "created"


_STAMP = ("creating_user", "created", "modifying_user", "modified")


def _places_of_annotations(project: Project) -> Found:
    for note in _annotations(project):
        one = note.selections[-1]
        yield from (
            (one, field) for field in ("name", "description", *_STAMP) if getattr(one, field)
        )


def _of_the_project(project: Project) -> Found:
    yield from ((project, field) for field in _STAMP if getattr(project, field))


def _users_of_nothing(project: Project) -> Found:
    """Users who made no source, selection or note."""
    used = {
        guid_key(
            getattr(node, "creating_user", None) or getattr(node, "modifying_user", None) or ""
        )
        for node, _ in walk(project)
        if not isinstance(node, Coding)
    }
    return ((user, "") for user in project.users if guid_key(user.guid or "") not in used)


def _pdfs(project: Project) -> Iterator[PDFSource]:
    return (source for source in project.sources if isinstance(source, PDFSource))


def _texts_of_pdfs(project: Project) -> Found:
    for source in _pdfs(project):
        for field in ("name", "created"):
            said = getattr(source.text, field, None)
            if source.text is not None and said and said != getattr(source, field):
                yield source.text, field


def _nameless(project: Project) -> Iterator[Case]:
    return (case for case in project.cases if case.name is None)


HALVES: dict[str, Finder] = {
    "notes of texts without a passage": _notes(lambda note, is_at_text: is_at_text),
    "notes without a text file": _notes(
        lambda note, is_at_text: not is_at_text and not note.plain_text_path
    ),
    "notes with an empty name": _notes(
        lambda note, is_at_text: not is_at_text and note.name == "" and bool(note.plain_text_path)
    ),
    "notes linked from notes": _linked_from_notes,
    "notes of sources but texts": field_of(
        "notes", lambda project: (one for one in project.sources if not isinstance(one, TextSource))
    ),
    "selections of notes": _in_notes,
    "variables of notes": lambda project: (
        (value, "") for note in project.notes for value in note.values
    ),
    "styled texts of notes": field_of("rich_text_path", lambda project: project.notes),
    "styled texts of transcripts": field_of("rich_text_path", all_of(Transcript)),
    "codes of one name": _codes_of_one_name,
    "cases of one name": lambda project: _repeated(project.cases, lambda case: case.name),
    "variables of one name": lambda project: _repeated(project.variables, lambda one: one.name),
    "sets with the name of a variable": _sets_named_as_variables,
    "codings that are there twice": _codings_twice,
    "passages with the GUID of a stretch": _sharing_a_guid,
    "cases without a name": lambda project: (
        (case, "") for case in _nameless(project) if len(case.sources) != 1
    ),
    "descriptions of cases without a name": field_of("description", _nameless),
    "types of variables": lambda project: (
        (one, "type") for one in all_of(Variable)(project) if one.type not in ("Text", "Float")
    ),
    "names of stretches": _names_of_stretches,
    "names of passages": _names_of_passages,
    "descriptions of picture selections": _described_pictures,
    "descriptions of PDFs": field_of("description", _pdfs),
    "variables of PDFs": lambda project: (
        (value, "") for source in _pdfs(project) for value in source.values
    ),
    "names and dates of the texts of PDFs": _texts_of_pdfs,
    "users of PDFs": field_of("creating_user", _pdfs),
    "uncoded selections but passages": _not_coded,
    "users of codings unlike the selection's": _unlike_selection("creating_user"),
    "dates of codings unlike the selection's": _unlike_selection("created"),
    "users of selections unlike the transcript's": _unlike_transcript("creating_user"),
    "dates of selections unlike the transcript's": _unlike_transcript("created"),
    "users and dates of annotations": _made_annotations,
    "passages of annotations": _places_of_annotations,
    "ids of users": field_of("id", lambda project: project.users),
    "users of nothing": _users_of_nothing,
    "users of last changes": _changed("modifying_user", "creating_user"),
    "dates of last changes": _changed("modified", "created"),
    "users and dates of the project": _of_the_project,
    "former places of files": lambda project: (
        (source, "current_path")
        for source in project.sources
        if getattr(source, "current_path", None)
    ),
}

__all__ = ["HALVES"]
