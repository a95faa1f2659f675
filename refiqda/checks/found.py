"""What a check says it has found, before places and words are put to it."""

from __future__ import annotations

from typing import Any, NamedTuple

from refiqda.checks.rule import Rule
from refiqda.standard.node import Node


class Found(NamedTuple):
    """A rule that applies, and where. Paths and messages are made later, for what is found only."""

    rule: Rule
    node: Node | None
    """The element; None for a member of the package, or where the path is known."""
    field: str
    """The field of the element that it is about; empty for the element itself."""
    item: int
    """Which item of a field that holds many references, counted from 1."""
    path: str
    """The path, where it is known: a member's name, or as the schema check has it."""
    values: dict[str, Any]
    """What the message of the rule has places for."""


def at(rule: Rule, node: Node, field: str = "", item: int = 0, /, **values: Any) -> Found:
    """Found at an element, or at one of its fields."""
    return Found(rule, node, field, item, "", values)


def on(rule: Rule, path: str, /, **values: Any) -> Found:
    """Found at a place that has its path already."""
    return Found(rule, None, "", 0, path, values)
