"""The same proof without refiqda's own reading: the XML of the source against that written.

Every attribute, reference, element and text that the source's XML has, and the written XML has
not at the element with that GUID, is named by the report, or stands elsewhere in the written XML
in one of the ways that are listed here, each of which is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from raw import CALLED_OTHERWISE, Fact, Said, bare, local, variable_of

from refiqda.formats import LossReport


def refers(said: Said, guid: str, name: str, target: str) -> bool:
    """Whether an element with a GUID has a reference to another."""
    return any(
        local(child) == name and bare(child.get("targetGUID") or "") == bare(target)
        for element in said.by_guid.get(bare(guid), ())
        for child in element.iterchildren("{*}*")
    )


def _ties(said: Said, note: str, place: str) -> bool:
    """Whether a note is said to belong to a place, in any of the ways that programs have."""
    note, place = bare(note), bare(place)
    return (
        refers(said, place, "NoteRef", note)
        or any(
            bare(link.get("originGUID") or "") == note
            and bare(link.get("targetGUID") or "") == place
            for link in said.root.iter("{*}Link")
        )
        or any(
            local(one.getparent()) == "Note" and bare(one.getparent().get("guid")) == note
            for one in said.by_guid.get(place, ())
        )
    )


def note_of_a_selection(fact: Fact, source: Said, written: Said) -> bool:
    """A note at a selection is a link for NVivo and ATLAS.ti, a passage in it for QualCoder."""
    return fact.what == "NoteRef to" and _ties(written, fact.value, fact.owner[-1])


def link_of_a_note(fact: Fact, source: Said, written: Said) -> bool:
    """A link from a note to a selection is the selection's reference to it."""
    if fact.owner[0] != "Link":
        return False
    link = source.by_guid[fact.owner[1]][0]
    if fact.what == "@name" and fact.value != "Memo-Quotation Relation":
        return False
    if (fact.what, fact.value) in (("@direction", "Bidirectional"),):
        return False
    if fact.what == "@color" and fact.value != "#000000":
        return False
    return _ties(written, link.get("originGUID") or "", link.get("targetGUID") or "")


def note_with_a_passage(fact: Fact, source: Said, written: Said) -> bool:
    """A note at a source, with a passage inside, is the annotation of that passage."""
    if fact.what != "NoteRef to":
        return False
    passages = [
        bare(one.get("guid"))
        for note in source.by_guid.get(fact.value, ())
        for one in note.iterchildren("{*}PlainTextSelection")
    ]
    return bool(passages) and all(_ties(written, fact.value, one) for one in passages)


def values_of_a_source(fact: Fact, source: Said, written: Said) -> bool:
    """The values of a source stand at a case without a name, or the other way round."""
    element = source.by_guid.get(fact.owner[1], [None])[0] if len(fact.owner) > 1 else None
    if element is None:
        return False
    holders = [fact.owner[1]]
    if local(element) == "Case" and not element.get("name"):
        holders = [bare(each.get("targetGUID")) for each in element.iterchildren("{*}SourceRef")]
        if len(holders) != 1:
            return False
        if fact.what in ("is there", "SourceRef to"):
            return all(
                (found := _values(written, holders[0])) and each in found
                for each in _values_at(element)
            )
    if "value of" not in fact.owner:
        return False
    what, value = ("VariableRef", "") if fact.what == "VariableRef to" else (fact.what, fact.value)
    return (fact.owner[-1], what, value) in _values(written, holders[0])


def _values(said: Said, source: str) -> set[tuple[str, str, str]]:
    """The values that a source has, by itself or by a case without a name that holds it alone."""
    found: set[tuple[str, str, str]] = set()
    for element in said.by_guid.get(source, ()):
        found |= _values_at(element)
    for case in said.root.iter("{*}Case"):
        held = [bare(each.get("targetGUID")) for each in case.iterchildren("{*}SourceRef")]
        if not case.get("name") and held == [source]:
            found |= _values_at(case)
    return found


def _values_at(element: Any) -> set[tuple[str, str, str]]:
    return {
        (variable_of(value), local(child), child.text or "")
        for value in element.iterchildren("{*}VariableValue")
        for child in value.iterchildren("{*}*")
    }


def source_by_its_file(fact: Fact, source: Said, written: Said) -> bool:
    """QualCoder's cases name the GUID of a file in place of that of its source."""
    if fact.what != "SourceRef to":
        return False
    names = [
        each.get("guid")
        for each in source.elements()
        if fact.value in (each.get("plainTextPath") or each.get("path") or "").lower()
    ]
    return any(refers(written, fact.owner[1], "SourceRef", name) for name in names if name)


def case_that_is_a_code(fact: Fact, source: Said, written: Said) -> bool:
    """NVivo writes a case as a code, too, with the same GUID and name."""
    if fact.owner[0] != "Code" or fact.what not in ("is there", "@name", "@isCodable"):
        return False
    code = source.by_guid[fact.owner[1]][0]
    return any(
        local(each) == "Case" and each.get("name") == code.get("name")
        for each in written.by_guid.get(fact.owner[1], ())
    )


def member_by_guid(fact: Fact, source: Said, written: Said) -> bool:
    """Transana names members by guid in place of targetGUID."""
    return fact.what.startswith("Member") and refers(
        written, fact.owner[1], fact.what.removesuffix(" to"), fact.value
    )


def colour_in_numbers(fact: Fact, source: Said, written: Said) -> bool:
    """OpenQDA writes a colour as rgba(128,128,128,1), where the standard has #808080."""
    numbers = re.fullmatch(r"rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?1)?\)", fact.value)
    if fact.what != "@color" or numbers is None:
        return False
    plain = "#" + "".join(f"{int(number):02x}" for number in numbers.groups())
    return (fact.owner, "@color", plain) in written.has


def path_as_levels(fact: Fact, source: Said, written: Said) -> bool:
    """Taguette calls a code by its path, people.friends, where others have levels."""
    if fact.owner[0] != "Code" or fact.what != "@name" or "." not in fact.value:
        return False
    for code in written.by_guid.get(fact.owner[1], ()):
        above = list(code.iterancestors("{*}Code"))
        if ".".join(each.get("name") for each in (*reversed(above), code)) == fact.value:
            return True
    return False


ELSEWHERE: tuple[Callable[[Fact, Said, Said], bool], ...] = (
    note_of_a_selection,
    link_of_a_note,
    note_with_a_passage,
    values_of_a_source,
    source_by_its_file,
    case_that_is_a_code,
    member_by_guid,
    colour_in_numbers,
    path_as_levels,
)


def untold(source: Path, target: Path, report: LossReport) -> list[Fact]:
    """What the XML of a file says, and neither what was written for it nor the report does."""
    before, after = Said(source), Said(target)
    named = [loss.where for loss in report.losses if not loss.in_file]
    return [
        fact
        for fact in before.facts
        if fact[:3] not in after.has
        and not (
            fact.what.startswith("@") and fact.what[1:] in CALLED_OTHERWISE and _moved(fact, after)
        )
        and not any(fact.where == where or fact.where.startswith(f"{where}/") for where in named)
        and not any(is_said(fact, before, after) for is_said in ELSEWHERE)
    ]


def _moved(fact: Fact, after: Said) -> bool:
    """A text that went into the XML has no path any more."""
    return fact.what == "@plainTextPath" and any(
        one[:2] == (fact.owner, "text") for one in after.has
    )
