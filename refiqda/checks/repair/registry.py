"""Which rules have a safe mend, and what it is. The order is that in which they are made."""

from __future__ import annotations

from collections.abc import Iterable

from refiqda.checks.repair import (
    guids,
    members,
    names,
    namespaces,
    order,
    people,
    pointers,
    positions,
    values,
    words,
)
from refiqda.checks.repair.change import Mender
from refiqda.errors import UnknownName

_NUMBERED = "The second of the name gets a number: Trust (2)."

MENDS: dict[str, Mender] = {
    mender.code: mender
    for mender in (
        Mender(
            "S101",
            "Namespaces of drafts become that of version 1.0.",
            (namespaces.namespaces,),
        ),
        Mender(
            "V104",
            "Namespaces of drafts become that of version 1.0.",
            (namespaces.namespaces,),
            always=True,
        ),
        Mender(
            "S103",
            "An attribute that differs from one of the standard's in case alone gets the right "
            "name; who made something and when moves into the description.",
            (words.renamed, words.stamps),
        ),
        Mender(
            "S102",
            "A reference whose GUID stands in another attribute, or as text, is put right; what "
            "has no GUID gets one; a code that something is coded with is codable.",
            (pointers.misspelt, guids.missing, guids.codable),
        ),
        Mender(
            "S108",
            "Words move into the description, where there can be one; blanks go.",
            (words.stray,),
        ),
        Mender(
            "S107",
            "A second description is joined to the first.",
            (words.second_descriptions,),
        ),
        Mender("S109", "An empty list that may be left out is left out.", (order.empty_lists,)),
        Mender(
            "S110",
            "Colours, GUIDs, truth values, numbers, dates and the words of short lists are spelt "
            "as the standard has them, where only one thing can be meant. Empty ones that need "
            "not be there are left out. A text that something has in the place of a GUID becomes "
            "a GUID, and what points at it follows; a name in the place of a GUID becomes the "
            "GUID of the one thing of that name.",
            (
                values.attributes,
                values.elements,
                guids.formed,
                guids.blank,
                pointers.without_target,
            ),
        ),
        Mender("V105", "The value is written in the usual way.", (values.spellings,), always=True),
        Mender(
            "S106",
            "Elements are put into the order of the schema.",
            (order.misplaced,),
            always=True,
        ),
        Mender(
            "V103",
            "The case points at the source whose file it named, if only one source has that file.",
            (pointers.files_for_sources,),
        ),
        Mender(
            "R403",
            "The second reference is removed, unless two things share the GUID.",
            (pointers.twice,),
        ),
        Mender(
            "R102",
            "A user with that GUID is added, named unknown user 1. Where a name stands in the "
            "place of the GUID, the user has that name.",
            (people.missing_users,),
            always=True,
        ),
        Mender("M103", _NUMBERED, (names.variables,), always=True),
        Mender("M202", _NUMBERED, (names.codes,), always=True),
        Mender("M302", _NUMBERED, (names.cases,), always=True),
        Mender(
            "M401",
            "The second of the name gets a number: Interview (2).docx.",
            (names.sources,),
            always=True,
        ),
        Mender("M802", _NUMBERED, (names.sets,), always=True),
        Mender("P203", "The project is renamed to project.qde.", (members.project_name,), True),
        Mender(
            "P201",
            "The folder is renamed to sources, if no file of that name is there already and every "
            "path leads to its file then too.",
            (members.folder,),
        ),
        Mender(
            "P206",
            "The file moves into sources, if no file of that name is there already.",
            (members.beside_sources,),
        ),
        Mender(
            "P205",
            "The file moves up into sources, if no file of that name is there already.",
            (members.in_subfolders,),
        ),
        Mender("P202", "The path is spelt as the name of the file.", (members.name_case,)),
        Mender(
            "P204",
            "internal:// is put before the name, if the package has the file or the name has no "
            "folder.",
            (members.bare_paths,),
        ),
        Mender(
            "P401",
            "The folder of the person is cut from currentPath, and from basePath where no source "
            "needs it.",
            (people.user_names,),
        ),
        Mender(
            "T309",
            "The position is moved to the edge of the character or line break, so that all of it "
            "is marked, where it is known how the text counts.",
            (positions.between,),
        ),
        Mender("P501", "Written as UTF-8.", (), always=True),
        Mender("V106", "Written without the byte order mark.", (), always=True),
    )
}
"""How each rule is mended, by its code. Rules that are not here have no safe mend."""


def menders_of(only: Iterable[str]) -> list[Mender]:
    """The menders for codes, or for beginnings of codes; all, if none are named.

    Raises:
        UnknownName: if a code is named whose rule has no safe mend.
    """
    wanted = tuple(only)
    without = [code for code in wanted if not any(known.startswith(code) for known in MENDS)]
    if without:
        raise UnknownName(
            f"There is no safe mend for {', '.join(without)}. repair mends "
            f"{', '.join(sorted(MENDS))}; refiqda explain says what else can be done."
        )
    return [mender for mender in MENDS.values() if not wanted or mender.code.startswith(wanted)]
