"""R102, P401: users that are pointed at and missing, and user names in paths."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count

from refiqda.checks.catalogue import package as rules
from refiqda.checks.paths import leaks, located, person_in
from refiqda.checks.repair.change import Change
from refiqda.checks.repair.guids import canonical
from refiqda.checks.repair.names import Names, at_end
from refiqda.checks.repair.owners import guids_by_name
from refiqda.checks.repair.pieces import is_blank
from refiqda.checks.survey import Survey
from refiqda.standard.document import make_guid
from refiqda.standard.index import guid_key
from refiqda.standard.model import User
from refiqda.standard.node import Node
from refiqda.standard.package import SourcePath
from refiqda.standard.plan import Row
from refiqda.standard.spec import ACCEPTS, GUID

_INFORMATIVE = ("base_path", "current_path")
"""Paths that tell where something was; the others lead to a file."""


def missing_users(survey: Survey) -> Iterator[Change]:
    """A user for each GUID that is said to be one and that nothing has.

    Where a name stands in the place of the GUID, it is that of the user.
    """
    users = survey.project.users
    new = _Users(survey)
    for node, row, text in _named(survey):
        if is_blank(text) or survey.name_of(text):
            continue
        guid, name = new.of(text)
        kept = ACCEPTS[GUID.name](text)
        if name:
            make = partial(_add, users, User(guid=guid, name=name), node, row, kept)
            shown = "" if kept else text
            what = f"user {name!r} added"
            yield Change(make, what, shown, f"{name} ({guid})", node, row.key)
        elif not kept:
            make = partial(setattr, node, row.key, guid)
            what = "GUID respelt" if canonical(text) else "GUID of the user of that name"
            yield Change(make, what, text, guid, node, row.key)


class _Users:
    """Users for texts that name them and that nothing has as its GUID."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.known = guids_by_name(survey, User.__name__)
        self.names = Names(user.name or "" for user in survey.project.users)
        self.numbers = count(1)
        self.added: set[str] = set()
        """Keys of the GUIDs of new users."""

    def of(self, text: str) -> tuple[str, str]:
        """The GUID that a text should be, and the name of the user to add; empty for none."""
        text = text.strip()
        guid = text if ACCEPTS[GUID.name](text) else canonical(text)
        is_name = not guid
        if is_name:
            guid = self.known.get(text) or make_guid("repair", text)
        key = guid_key(guid)
        if key in self.added or self.survey.name_of(guid):
            return guid, ""
        self.added.add(key)
        return guid, self._called(text) if is_name else self._unknown()

    def _called(self, text: str) -> str:
        if self.names.has(text):
            return self.names.numbered(text, at_end)
        self.names.take(text)
        return text

    def _unknown(self) -> str:
        name = next(each for n in self.numbers if not self.names.has(each := f"unknown user {n}"))
        self.names.take(name)
        return name


def _add(users: list[User], user: User, node: Node, row: Row, kept: bool) -> None:
    users.append(user)
    if not kept:
        setattr(node, row.key, user.guid)


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
            person = person_in(text)
            assert person is not None
            rest = text[person.end() :].lstrip("/\\")
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
