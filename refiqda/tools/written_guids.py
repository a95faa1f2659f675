"""GUIDs, and what refers to them, in one spelling."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Literal

from refiqda.standard.index import guid_key, walk
from refiqda.standard.model import Identified, Project
from refiqda.standard.node import Node
from refiqda.standard.spec import GUID, Spec

_IS_GUID = re.compile(GUID.pattern).fullmatch

Spelling = Literal["lower", "upper", "kept"]


def is_guid(text: str) -> bool:
    """Whether a text is a GUID as the standard has it, in either case, with braces or without."""
    return _IS_GUID(text.strip()) is not None


def spelt(guid: str, spelling: Spelling) -> str:
    """A GUID as a program writes it; what is no GUID stays as it is."""
    if spelling == "kept" or not is_guid(guid):
        return guid
    bare = guid_key(guid)
    return bare if spelling == "lower" else bare.upper()


def spell(project: Project, spelling: Spelling) -> None:
    """Give every GUID one spelling, and every reference the spelling of what it refers to.

    Programs compare GUIDs as text: QualCoder's importer does (refi.py, load_codings_for_text).
    """
    own: dict[str, str] = {}
    for node, _ in walk(project):
        if isinstance(node, Identified) and node.guid:
            node.guid = own.setdefault(guid_key(node.guid), spelt(node.guid, spelling))
    for each in (project, *(node for node, _ in walk(project))):
        for field, is_list in _references(type(each)):
            value = getattr(each, field)
            if is_list:
                setattr(each, field, [_as_known(guid, own, spelling) for guid in value])
            elif value:
                setattr(each, field, _as_known(value, own, spelling))


def _as_known(guid: str, own: dict[str, str], spelling: Spelling) -> str:
    known = own.get(guid_key(guid))
    return spelt(guid, spelling) if known is None else known


_REFERENCES: dict[type[Node], tuple[tuple[str, bool], ...]] = {}


def _references(cls: type[Any]) -> tuple[tuple[str, bool], ...]:
    """The fields of a class that hold GUIDs of others, and whether they hold several."""
    known = _REFERENCES.get(cls)
    if known is None:
        specs: list[tuple[str, Spec]] = [
            (field.name, field.metadata["spec"])
            for field in dataclasses.fields(cls)
            if "spec" in field.metadata
        ]
        known = _REFERENCES[cls] = tuple(
            (name, spec.kind == "refs") for name, spec in specs if spec.target
        )
    return known
