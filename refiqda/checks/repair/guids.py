"""S110, S102: GUIDs in the form of the standard, and GUIDs for what has none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from refiqda.checks.repair.change import Change
from refiqda.checks.repair.owners import guids_by_name, owners_of, strange_keys
from refiqda.checks.repair.pieces import is_blank, retarget, slots_of
from refiqda.checks.survey import Survey
from refiqda.standard.document import make_guid
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, Coding, Identified
from refiqda.standard.plan import Row
from refiqda.standard.spec import ACCEPTS, BLANKS, GUID
from refiqda.standard.writer import write_document

_MARKS = re.compile(r"^urn:uuid:|[\s{}()-]", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9a-fA-F]{32}")


class _Place(NamedTuple):
    node: Any
    row: Row
    item: int
    text: str
    slots: list[int]
    """Where the references of the row stand among the children."""


def formed(survey: Survey) -> Iterator[Change]:
    """GUIDs that are not written as the standard has them, and whatever points at them.

    A text that is no GUID at all, and that something has as its own, gets one made from it, the
    same for the same text: so two files that used one text still agree. A text that nothing has
    may be the name of one thing alone; else it stays, since it is the only clue to what was meant.
    """
    places = [place for place in _places(survey) if not is_blank(place.text)]
    new = _new_guids(survey, {place.text for place in places}) if places else {}
    names: dict[str, dict[str, str]] = {}
    for place in places:
        what, guid = "GUID made from a text that is none", new.get(place.text, "")
        if canonical(place.text):
            what = "GUID respelt"
        elif not guid and place.row.target and not survey.name_of(place.text):
            target = place.row.target
            if target not in names:
                names[target] = guids_by_name(survey, target)
            guid = names[target].get(place.text.strip(), "")
            what, guid = f"GUID of the {target.lower()} of that name", new.get(guid, guid)
        if guid:
            yield Change(
                partial(retarget, *place[:3], guid, place.slots)
                if place.row.target_attribute
                else partial(setattr, place.node, place.row.key, guid),
                what,
                place.text,
                guid,
                place.node,
                place.row.key,
                place.item,
            )


def _places(survey: Survey) -> Iterator[_Place]:
    """Every field that should hold a GUID and holds something else."""
    accepts = ACCEPTS[GUID.name]
    for name, nodes in survey.groups.items():
        for row in survey.plans[name].rows():
            if row.simple is not GUID:
                continue
            for node in nodes:
                value = getattr(node, row.key)
                texts = value if row.many else [value]
                slots: list[int] | None = None
                for item, text in enumerate(texts, 1):
                    if isinstance(text, str) and not accepts(text):
                        slots = slots_of(node, row) if slots is None else slots
                        yield _Place(node, row, item if row.many else 0, text, slots)


def _new_guids(survey: Survey, texts: set[str]) -> dict[str, str]:
    """For each text the GUID to write, unless two things would come to share one.

    A text stays if its owners spell it in several ways, as ``a1`` and ``A1``: they may be two
    things. It stays as well if it also stands where the standard has no place, since what stands
    there could not follow.
    """
    keys = {text: guid_key(text) for text in texts}
    owners = owners_of(survey, set(keys.values()))
    strange = strange_keys(survey, set(keys.values()))
    owned = {key for known in survey.keys.values() for key in known}
    chosen: dict[str, str] = {}
    new: dict[str, str] = {}
    for text in sorted(texts):
        key = keys[text]
        spellings = {(node.guid or "").strip(BLANKS) for node in owners.get(key, ())}
        guid = canonical(text)
        if not guid and len(spellings) == 1:
            guid = make_guid("repair", *spellings)
        if not guid or key in strange:
            continue
        own = guid_key(guid)
        if key not in chosen and key in owned and key != own:
            if own in owned:
                continue
            owned.add(own)
        if chosen.setdefault(key, own) == own:
            new[text] = guid
    return new


def canonical(text: str) -> str:
    """The GUID in a text with other marks than the standard's, or none; empty if there is none."""
    digits = _MARKS.sub("", text.strip())
    if not _DIGITS.fullmatch(digits):
        return ""
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


# ------------------------------------------------------------------------------- what has none


def missing(survey: Survey) -> Iterator[Change]:
    """A GUID for everything that has to have one and does not have the attribute."""
    yield from _identified(survey, lambda guid: guid is None)


def blank(survey: Survey) -> Iterator[Change]:
    """The same where the attribute is there and empty."""
    yield from _identified(survey, lambda guid: isinstance(guid, str) and is_blank(guid))


def _identified(survey: Survey, is_wanting: Any) -> Iterator[Change]:
    print_of_file = ""
    for name, nodes in survey.groups.items():
        if not isinstance(nodes[0], Identified):
            continue
        for number, node in enumerate(nodes, 1):
            if not is_wanting(node.guid):
                continue
            # Of two files, the third selection is not the same thing.
            print_of_file = print_of_file or _fingerprint(survey)
            guid = make_guid("repair", print_of_file, name, str(number))
            yield Change(
                partial(setattr, node, "guid", guid),
                "GUID added",
                "",
                guid,
                node,
                "guid",
            )


def _fingerprint(survey: Survey) -> str:
    whole = hashlib.sha256()
    write_document(survey.document, survey.form, whole.update)
    return whole.hexdigest()


def codable(survey: Survey) -> Iterator[Change]:
    """A code that does not say whether it is codable, though something is coded with it.

    Of two codes with one GUID nobody can tell which of them that is.
    """
    unsaid = [
        code
        for code in survey.of(Code)
        if code.is_codable is None
        and code.guid
        and "is_codable" not in (code.extra.lexical if code.extra else {})
    ]
    used = {guid_key(coding.code) for coding in survey.of(Coding) if coding.code} if unsaid else ()
    shared = {guid_key(code.guid or "") for code in survey.repeated.get(Code.__name__, ())}
    for code in unsaid:
        key = guid_key(code.guid)
        if key in used and key not in shared:
            yield Change(
                partial(setattr, code, "is_codable", True),
                "isCodable added, since something is coded with it",
                "",
                "true",
                code,
                "is_codable",
            )
