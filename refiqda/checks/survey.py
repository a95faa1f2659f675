"""All elements of a document by name, and who has which GUID: gathered once for all checks.

Elements are gathered level by level into one list for each name, so that a check of a million
codings is one loop over a list, not a million steps through a tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeVar, get_args

from refiqda.standard import model
from refiqda.standard.index import guid_key
from refiqda.standard.model import CodeBook, Identified, Project
from refiqda.standard.node import Node
from refiqda.standard.plan import Plan, Row, plan_of
from refiqda.text.conventions import Convention

AnyNode = TypeVar("AnyNode", bound=Node)

_FAMILIES = {
    "Source": tuple(cls.__name__ for cls in get_args(model.Source)),
    "Selection": tuple(cls.__name__ for cls in get_args(model.Selection)),
}
"""What the table calls by one word though it has several names in XML."""


class Survey:
    """A document laid out for checking. It does not follow later changes."""

    def __init__(
        self, document: Project | CodeBook, convention: Convention | str | None = None
    ) -> None:
        self.document = document
        self.convention = convention
        """How positions are counted, where somebody said so."""
        self.form = document.form
        self.groups: dict[str, list[Any]] = {}
        """All elements of a name, such as ``Note``."""
        self.plans: dict[str, Plan] = {}
        self.keys: dict[str, dict[str, Identified]] = {}
        """For each name of elements, the first element with each GUID."""
        self.repeated: dict[str, list[Identified]] = {}
        """Elements whose GUID another of the same name had before them."""
        self._gather([document], plan_of(type(document), self.form), self.form.root)
        for name, nodes in self.groups.items():
            if issubclass(type(nodes[0]), Identified):
                self._index(name, nodes)

    def _gather(self, nodes: list[Any], plan: Plan, name: str) -> None:
        self.groups.setdefault(name, []).extend(nodes)
        self.plans[name] = plan
        for row in node_rows(plan):
            assert row.plan is not None
            cls, key = row.plan.cls, row.key
            if row.many:
                below = [item for node in nodes for item in getattr(node, key) if type(item) is cls]
            else:
                below = [item for node in nodes if type(item := getattr(node, key)) is cls]
            if below:
                self._gather(below, row.plan, row.xml)

    def _index(self, name: str, nodes: list[Identified]) -> None:
        keys: dict[str, Identified] = {}
        repeated = []
        for node in nodes:
            guid = node.guid
            if not guid:
                continue
            # Most GUIDs are their own key; a second string for each would double the memory.
            key = guid if len(guid) == 36 and guid.islower() else guid_key(guid)
            if keys.setdefault(key, node) is not node:
                repeated.append(node)
        self.keys[name] = keys
        self.repeated[name] = repeated

    def of(self, cls: type[AnyNode]) -> Iterator[AnyNode]:
        """All elements of a class of the model, subclasses included."""
        for nodes in self.groups.values():
            if isinstance(nodes[0], cls):
                yield from nodes

    def has(self, target: str, guid: str) -> bool:
        """Whether something of a kind ("Code", "Source") has a GUID."""
        key = guid_key(guid)
        if target == "Identified":
            return any(key in keys for keys in self.keys.values())
        return any(key in self.keys.get(name, ()) for name in _FAMILIES.get(target, (target,)))

    def name_of(self, guid: str) -> str:
        """What has a GUID, by the name of its element; "" if nothing has."""
        key = guid_key(guid)
        return next((name for name, keys in self.keys.items() if key in keys), "")

    @cached_property
    def project(self) -> Project:
        """The document as a project; an empty one in place of a codebook."""
        return self.document if isinstance(self.document, Project) else Project(name="")

    @property
    def is_bare(self) -> bool:
        """Whether a project was read from a ``.qde`` of its own, without its package."""
        files = self.document.files
        return files.main is None and files.path is not None and not files.names


def node_rows(plan: Plan) -> Iterator[Row]:
    """The rows whose elements are nodes of the model, those in wrappers included."""
    for row in plan.elements:
        if row.kind == "wrapper":
            assert row.plan is not None
            yield from node_rows(row.plan)
        elif row.plan is not None:
            yield row
