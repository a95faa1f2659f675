"""A codebook out of a project, and a project around a codebook; what stays behind is told."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.standard.index import walk
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.standard.node import Node
from refiqda.tools.changes import Changes

_ONLY_CODES = "a codebook holds codes and sets of codes only"
_DETAILS = (
    "name",
    "creating_user",
    "created",
    "modifying_user",
    "modified",
    "base_path",
    "description",
)


def project_of_codes(project: Project, changes: Changes) -> Project:
    """A project with nothing in it but what a codebook can hold; the old one stays as it is."""
    kept = [each for each in project.sets if each.codes or not (each.sources or each.notes)]
    for detail in _DETAILS:
        if getattr(project, detail):
            changes.tell("detail of the project", project, detail, why=_ONLY_CODES)
    for item, _ in enumerate(project.note_refs, 1):
        changes.tell("note of the project", project, "note_refs", item, why=_ONLY_CODES)
    carried = {id(each) for each in kept}
    for code in project.codes:
        carried.update((id(code), *(id(below) for below, _ in walk(code))))
    for node, _ in walk(project):
        if id(node) not in carried:
            changes.tell("", node, why=_ONLY_CODES)
    codes = [_bare_code(code, changes) for code in project.codes]
    sets = [_bare_set(each, changes) for each in kept]
    return Project(name=project.name, origin=project.origin, codes=codes, sets=sets)


def codebook_of(project: Project) -> CodeBook:
    """The codebook of a project that holds nothing else."""
    return CodeBook(origin=project.origin, codes=project.codes, sets=project.sets)


def project_around(codebook: CodeBook, name: str, changes: Changes) -> Project:
    """A project that holds a codebook and nothing else."""
    return Project(
        name=name,
        origin=codebook.origin,
        codes=[_bare_code(code, changes) for code in codebook.codes],
        sets=[_bare_set(each, changes) for each in codebook.sets],
    )


def _bare_code(code: Code, changes: Changes) -> Code:
    """A code as both forms can hold it."""
    for item, _ in enumerate(code.notes, 1):
        changes.tell("note of a code", code, "notes", item, why=_ONLY_CODES)
    bare = Code(
        guid=code.guid,
        name=code.name,
        is_codable=code.is_codable,
        color=code.color,
        description=code.description,
        codes=[_bare_code(child, changes) for child in code.codes],
    )
    changes.made_from(bare, code)
    return bare


def _bare_set(each: Set, changes: Changes) -> Set:
    for what, field in (("source", "sources"), ("note", "notes")):
        for item, _ in enumerate(getattr(each, field), 1):
            changes.tell(f"{what} in a set", each, field, item, why=_ONLY_CODES)
    bare = Set(guid=each.guid, name=each.name, description=each.description, codes=list(each.codes))
    changes.made_from(bare, each)
    return bare


def origins(project: Project, changes: Changes) -> Iterator[Node]:
    """The elements of a document that the codes and sets of a project were made from."""
    return (changes.origin(node) for node in (*project.codes, *project.sets))
