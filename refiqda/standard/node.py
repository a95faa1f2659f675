"""What every element of the model carries: a slot for what the standard has no name for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

RawKind = Literal["element", "comment", "instruction", "text"]


@dataclass(slots=True, frozen=True)
class Raw:
    """A piece of XML exactly as the file has it."""

    kind: RawKind
    name: str
    """Local name of an element, target of an instruction; empty for comments and text."""
    xml: str
    field: str = ""
    """The field that it gives the value of, where only its spelling is unusual."""
    value: Any = None
    """The value read; once the field holds another, the spelling is forgotten."""


@dataclass(slots=True)
class Extra:
    """What a file says that REFI-QDA 1.0 has no name for; written back where it was."""

    prefix: str | None = None
    """Namespace prefix of the element, where it differs from its parent's; "" for none."""
    namespaces: dict[str, str] = field(default_factory=dict)
    """Namespaces declared at the element, by prefix; "" is the default one."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Attributes that the standard does not have, by ``{namespace}name``."""
    prefixes: dict[str, str] = field(default_factory=dict)
    """Prefixes of such attributes, where several prefixes stand for their namespace."""
    lexical: dict[str, tuple[Any, str]] = field(default_factory=dict)
    """Fields spelt unusually (``isCodable="1"``): the value read and the exact text."""
    order: list[str | Raw] | None = None
    """All children in file order, where it is not simply that of the schema: a field's name (or a
    wrapper's) stands for its next item."""
    wrappers: dict[str, Extra] = field(default_factory=dict)
    """The same for wrappers such as ``Users``; one without items was written empty."""
    before: list[Raw] = field(default_factory=list)
    """Comments and instructions before the root element."""
    after: list[Raw] = field(default_factory=list)
    """Comments and instructions after the root element."""


@dataclass(slots=True, kw_only=True)
class Node:
    """An element of the standard as a plain object."""

    extra: Extra | None = field(default=None, repr=False)
