"""What the things of a project are called in tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from refiqda.standard.index import CodeTree, guid_key
from refiqda.standard.model import (
    AudioSource,
    Case,
    Code,
    Coding,
    Edge,
    Graph,
    Link,
    PDFSource,
    PictureSource,
    Project,
    Set,
    SyncPoint,
    TextSource,
    Transcript,
    User,
    Variable,
    Vertex,
    VideoSource,
)

SEPARATOR = "; "
"""Between several names or values in one cell."""

SOURCE_KINDS: dict[type[Any], str] = {
    TextSource: "text",
    PictureSource: "picture",
    PDFSource: "pdf",
    AudioSource: "audio",
    VideoSource: "video",
}
_KINDS: dict[type[Any], str] = {
    Project: "project",
    User: "user",
    Code: "code",
    Coding: "coding",
    Variable: "variable",
    Case: "case",
    Transcript: "transcript",
    SyncPoint: "sync point",
    Link: "link",
    Set: "set",
    Graph: "graph",
    Vertex: "vertex",
    Edge: "edge",
    **dict.fromkeys(SOURCE_KINDS, "source"),
}


class Names:
    """Names of users, codes and cases, and of whatever else a project holds."""

    def __init__(self, project: Project) -> None:
        self.tree = CodeTree(project.codes)
        self.users: dict[str, User] = {}
        for user in project.users:
            if user.guid:  # of several with one GUID the first, as for codes
                self.users.setdefault(guid_key(user.guid), user)
        self.notes = {id(note) for note in project.notes}

    def user(self, guid: str | None) -> str | None:
        """The name of a user; the GUID where there is no name or no such user."""
        user = self.users.get(guid_key(guid)) if guid else None
        return (user.name or user.guid) if user else guid or None

    def user_guid(self, guid: str | None) -> str | None:
        """The GUID of a user, spelt as the user itself has it."""
        user = self.users.get(guid_key(guid)) if guid else None
        return user.guid if user else guid or None

    def code(self, guid: str) -> tuple[str | None, str | None, str]:
        """Name, path and GUID of a code, the GUID spelt as the code itself has it."""
        code = self.tree.get(guid)
        if code is None:
            return None, None, guid
        return code.name, self.tree.path(guid), code.guid

    def kind(self, node: Any) -> str:
        """What a node is, in a word."""
        if id(node) in self.notes:
            return "note"
        return _KINDS.get(type(node), "selection")

    def name(self, node: Any) -> str | None:
        """The name of a node; of a coding, the name of its code."""
        if isinstance(node, Coding):
            return self.code(node.code)[0] if node.code else None
        found: str | None = getattr(node, "name", None)
        return found


def joined_cases(cases: Iterable[Case]) -> str | None:
    """The names of cases in one cell; a case without a name is shown by its GUID."""
    return SEPARATOR.join(case.name or case.guid or "" for case in cases) or None
