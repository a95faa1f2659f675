"""The keys of a table in the claims file, as they stand in the fields of its class.

The reader, its messages and the reference page are made from these.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from refiqda.claims.kinds import Kind, Unfit
from refiqda.tables.counting.wording import listed, nearest


class Key(NamedTuple):
    """A key of a table in the claims file."""

    name: str
    kind: Kind
    default: str
    """As TOML; empty where there is none."""
    meaning: str
    required: bool
    group: str
    """Under which heading of the reference it stands."""
    is_inherited: bool
    """Whether the parts of a claim have it from the claim."""


def about(
    kind: Kind, meaning: str, *, group: str = "", inherited: bool = False, default: str = ""
) -> dict[str, Any]:
    """What a key may hold and what it means: the metadata of its field.

    ``default`` is told where the field itself has None for a key that was left out.
    """
    return {
        "kind": kind,
        "meaning": meaning,
        "group": group,
        "inherited": inherited,
        "default": default,
    }


def keys_of(table: type[Any]) -> tuple[Key, ...]:
    """The keys of a table, in the order of its fields."""
    if table not in _KNOWN:
        _KNOWN[table] = tuple(_keys_of(table))
    return _KNOWN[table]


_KNOWN: dict[type[Any], tuple[Key, ...]] = {}
"""They are asked for with every claim that is read."""


def _keys_of(table: type[Any]) -> Iterator[Key]:
    for each in dataclasses.fields(table):
        said = each.metadata
        is_required = each.default is dataclasses.MISSING
        default = said["default"] or _toml(each.default)
        yield Key(
            each.name,
            said["kind"],
            default,
            said["meaning"],
            is_required,
            said["group"],
            said["inherited"],
        )


def _toml(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return f'"{default}"' if isinstance(default, str) and default else ""


def unknown(key: str, known: tuple[str, ...], what: str = "key") -> str:
    """That there is no such key or table, with what is nearest to it."""
    near = nearest(key, known)
    hint = f"perhaps {near!r}" if near else f"there are {listed(known, 'and')}"
    return f"there is no {what} {key!r}; {hint}."


def taken(data: Mapping[str, Any], table: type[Any]) -> tuple[dict[str, Any], list[str]]:
    """The values of a table, each checked on its own; and what is wrong with the others."""
    keys = {key.name: key for key in keys_of(table)}
    found: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in data.items():
        if name not in keys:
            problems.append(unknown(name, tuple(keys)))
            continue
        try:
            found[name] = keys[name].kind.take(value)
        except Unfit as unfit:
            problems.append(f"{name} {unfit}")
    return found, problems


def table_of(table: type[Any], name: str, example: str) -> Kind:
    """The kind of a table within a table, with the keys of a class."""

    def take(value: Any) -> Any:
        if not isinstance(value, Mapping) or not value:
            raise Unfit(f"is no table of keys. Write it so: {example}.")
        found, problems = taken(value, table)
        if problems:
            raise Unfit(f"is not right: {problems[0]}")
        missing = [key.name for key in keys_of(table) if key.required and key.name not in found]
        if missing:
            raise Unfit(f"lacks {listed(missing, 'and')}. Write it so: {example}.")
        return table(**found)

    return Kind(name, take)
