"""R102, P401: users that are pointed at and missing, and user names in paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import count

from refiqda.checks.catalogue import package as rules
from refiqda.checks.paths import leaks, located
from refiqda.checks.repair.change import Change
from refiqda.checks.survey import Survey
from refiqda.standard.index import guid_key
from refiqda.standard.model import User
from refiqda.standard.node import Node
from refiqda.standard.package import SourcePath
from refiqda.standard.plan import Row
from refiqda.standard.spec import ACCEPTS, GUID

_INFORMATIVE = ("base_path", "current_path")
"""Paths that tell where something was; the others lead to a file."""


def missing_users(survey: Survey) -> Iterator[Change]:
    """A user for each GUID that is said to be one and that nothing has."""
    project = survey.project
    names = {user.name for user in project.users}
    seen: set[str] = set()
    for node, row, guid in _named(survey):
        key = guid_key(guid)
        if key in seen or survey.name_of(guid) or not ACCEPTS[GUID.name](guid):
            continue
        seen.add(key)
        name = next(each for n in count(1) if (each := f"unknown user {n}") not in names)
        names.add(name)
        user = User(guid=guid.strip(), name=name)
        yield Change(
            partial(project.users.append, user),
            f"user {name!r} added",
            "",
            f"{name} ({guid.strip()})",
            node,
            row.key,
        )


def _named(survey: Survey) -> Iterator[tuple[Node, Row, str]]:
    for name, nodes in survey.groups.items():
        for row in survey.plans[name].attributes.values():
            if row.target == User.__name__:
                for node in nodes:
                    guid = getattr(node, row.key)
                    if isinstance(guid, str):
                        yield node, row, guid


# ------------------------------------------------------------------------------ names in paths


def user_names(survey: Survey) -> Iterator[Change]:
    """The folder of a person, cut from paths that only tell where something once was."""
    needed = _is_needed(survey)
    for found in leaks(survey):
        kept = found.field == "base_path" and needed
        if found.rule is rules.USER_NAME and found.field in _INFORMATIVE and not kept:
            text = getattr(found.node, found.field)
            folder = rf"[/\\]{re.escape(found.values['user'])}(?:[/\\]+|$)"
            rest = re.split(folder, text, maxsplit=1)[-1]
            yield Change(
                partial(setattr, found.node, found.field, rest or None),
                "folder of a person cut from the path",
                text,
                rest,
                found.node,
                found.field,
            )


def _is_needed(survey: Survey) -> bool:
    """Whether a file outside of the package is looked for from the basePath."""
    files = survey.document.files
    return any(
        SourcePath.parse(place.text).scheme == "relative" and files.find(place.text) is None
        for place in located(survey)
    )
