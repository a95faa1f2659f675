"""The peculiar structures of programs, and what they are in the standard's own idiom.

Each step names the evidence that a program writes so; the files of the programs say which of them
apply. Steps that can do no harm in a file of another program apply to every file: ``COMMON``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from refiqda.standard.index import guid_key, holders_of
from refiqda.standard.model import (
    AudioSelection,
    AudioSource,
    Case,
    Code,
    Coding,
    PDFSelection,
    PDFSource,
    Project,
    VariableValue,
    VideoSource,
)
from refiqda.standard.package import SourcePath
from refiqda.tools.steps import State, Step

# ------------------------------------------------------------------ cases that are codes as well

_AS_A_CASE = "the case of the same GUID stands for it"


def _find_case_codes(state: State) -> None:
    cases = {guid_key(case.guid): case for case in state.project.cases if case.guid}
    if cases:
        state.project.codes = list(_without_cases(state, state.project.codes, cases))
    if not state.case_codes:
        return
    for case in state.project.cases:
        for item, guid in enumerate(case.codes, 1):
            # A case that refers to the code that it is says nothing by it.
            if guid_key(guid) in state.case_codes and guid_key(guid) != guid_key(case.guid or ""):
                why = f"{_AS_A_CASE}, and a case has no place for cases"
                state.changes.tell("case in a case", case, "codes", item, why=why)
        case.codes = [guid for guid in case.codes if guid_key(guid) not in state.case_codes]
    for each in state.project.sets:
        for item, guid in enumerate(each.codes, 1):
            if guid_key(guid) in state.case_codes:
                why = f"{_AS_A_CASE}, and a set has no place for cases"
                state.changes.tell("case in a set", each, "codes", item, why=why)
        each.codes = [guid for guid in each.codes if guid_key(guid) not in state.case_codes]


def _without_cases(state: State, codes: list[Code], cases: dict[str, Case]) -> Iterator[Code]:
    for code in codes:
        code.codes = list(_without_cases(state, code.codes, cases))
        case = cases.get(guid_key(code.guid or ""))
        if case is None:
            yield code
            continue
        state.case_codes[guid_key(code.guid)] = case
        _tell_code(state, code, case)
        for below in code.codes:
            why = "the code above it is a case, which has no place for codes below it"
            state.changes.tell("place of a code below a case", below, why=why, is_written=True)
        yield from code.codes


def _tell_code(state: State, code: Code, case: Case) -> None:
    """What the code says that its case has no place for."""
    case.name = case.name or code.name
    case.description = case.description or code.description
    lost = [
        field
        for field, is_lost in (
            ("name", code.name != case.name),
            ("description", bool(code.description) and code.description != case.description),
            ("color", bool(code.color)),
            ("notes", bool(code.notes)),
        )
        if is_lost
    ]
    for field in lost:
        state.changes.tell(f"{field} of a code that is a case", code, field, why=_AS_A_CASE)


def _take_from_case_codes(state: State, source: Any) -> Any:
    if not state.case_codes:
        return source
    for holder in _all_holders(source):
        for selection in holder.selections:
            for coding in _taken(state, selection):
                case = state.case_codes[guid_key(coding.code)]
                state.belongs(case, selection.guid, is_source=False)
        for coding in _taken(state, holder):
            case = state.case_codes[guid_key(coding.code)]
            state.belongs(case, source.guid, is_source=True)
    return source


def _taken(state: State, coded: Any) -> list[Coding]:
    """The codings with the code of a case, taken from what they code."""
    codings = getattr(coded, "codings", ())
    found = [coding for coding in codings if guid_key(coding.code or "") in state.case_codes]
    if found:
        coded.codings = [coding for coding in codings if coding not in found]
        why = "the case holds the passage itself, which says neither who put it there nor when"
        for coding in found:
            state.changes.tell("coding with a case", coding, why=why)
    return found


def _all_holders(source: Any) -> Iterator[Any]:
    for holder in holders_of(source):
        yield holder
        for selection in holder.selections:
            if isinstance(selection, PDFSelection) and selection.text is not None:
                yield selection.text


CASES_ONCE = Step(
    "A case stands among the codes as well, with the same GUID; what is coded with that code "
    "belongs to the case.",
    "reported",
    "QualCoder's importer (refi.py) reads NVivo's files so",
    head=_find_case_codes,
    each=_take_from_case_codes,
)


# ------------------------------------------------------------------------- quotations of a PDF


def _one_quotation(state: State, source: Any) -> Any:
    if not isinstance(source, PDFSource) or source.text is None:
        return source
    passages = {guid_key(one.guid): one for one in source.text.selections if one.guid}
    pairs = [area for area in source.selections if guid_key(area.guid or "") in passages]
    if not pairs:
        return source
    others: dict[tuple[Any, ...], PDFSelection] = {}
    for area in source.selections:
        if guid_key(area.guid or "") not in passages:
            others.setdefault((_made(area), area.page), area)
    for area in pairs:
        passage = passages[guid_key(area.guid)]
        _drop_doubled(state, area, passage.codings)
        # A quotation over several pages has an area on each; only the first has the GUID.
        page = area.page
        while _made(area) is not None and type(page) is int:
            page += 1
            other = others.get((_made(area), page))
            if other is None:
                break
            _drop_doubled(state, other, passage.codings)
    return source


def _made(area: PDFSelection) -> tuple[str, str, str] | None:
    """What the areas of one quotation share: its name, and who made it when."""
    if not (area.name and area.created):
        return None
    return area.name, area.created, area.creating_user or ""


DOUBLED = "coding said twice"
"""What a coding at an area is called that stands at the words of the quotation as well."""


def _drop_doubled(state: State, area: PDFSelection, codings: list[Coding]) -> None:
    codes = {(guid_key(one.code or ""), guid_key(one.creating_user or "")) for one in codings}
    for coding in area.codings:
        if (guid_key(coding.code or ""), guid_key(coding.creating_user or "")) in codes:
            why = "the same code stands at the words of the same quotation, and counts once"
            state.changes.tell(DOUBLED, coding, why=why)
    area.codings = [
        coding
        for coding in area.codings
        if (guid_key(coding.code or ""), guid_key(coding.creating_user or "")) not in codes
    ]


PDF_QUOTATIONS = Step(
    "A quotation of a PDF is written as an area of the page and as a passage of the text, both "
    "with one GUID and both coded; the codings count once, at the passage.",
    "measured",
    "atlasti-mac-8.4-annex-a2.qde",
    each=_one_quotation,
)


# ------------------------------------------------------------- values of sources at nameless cases


def _find_values(state: State) -> None:
    project = state.project
    known = {guid_key(source.guid) for source in project.sources if source.guid}
    drawn = referred(project) if any(map(_only_holds_values, project.cases)) else set()
    kept = []
    for case in project.cases:
        key = guid_key(case.sources[0]) if len(case.sources) == 1 else ""
        # Before the sources are read, nobody knows which of them are there.
        is_there = key in known or state.is_streamed
        if not (key and is_there and _only_holds_values(case)) or (
            guid_key(case.guid or "") in drawn or _has_one(state.values.get(key, ()), case)
        ):
            kept.append(case)
            continue
        state.values.setdefault(key, []).extend(case.values)
    project.cases = kept


def _has_one(values: Iterable[VariableValue], case: Case) -> bool:
    """Whether a source would have two values of one variable."""
    variables = {guid_key(value.variable or "") for value in values}
    return any(guid_key(value.variable or "") in variables for value in case.values)


def referred(project: Project) -> set[str]:
    """By GUID key, what links and graphs refer to."""
    guids: list[str | None] = []
    for link in project.links:
        guids += [link.origin, link.target]
    for graph in project.graphs:
        guids += [vertex.represented for vertex in graph.vertices]
        guids += [edge.represented for edge in graph.edges]
    return {guid_key(guid) for guid in guids if guid}


def _only_holds_values(case: Case) -> bool:
    return bool(
        not (case.name or "").strip()
        and case.values
        and not (case.selections or case.codes or case.description)
    )


def _give_values(state: State, source: Any) -> Any:
    values = state.values.pop(guid_key(source.guid or ""), ())
    if values and hasattr(source, "values"):
        source.values.extend(values)
    return source


VALUES_AT_CASES = Step(
    "The variables of a source are written as a case without a name that holds the source and "
    "the values; they are the source's own.",
    "reported",
    "QualCoder's importer (refi.py) for MAXQDA; QualCoder issue 465 for Quirkos",
    head=_find_values,
    each=_give_values,
)


# ----------------------------------------------------------------------- sound among the films

_SOUND = (".m4a", ".mp3", ".wav", ".aac", ".ogg", ".oga", ".flac", ".wma", ".aif", ".aiff")


def _sound(state: State, source: Any) -> Any:
    if not isinstance(source, VideoSource):
        return source
    file = (source.path or source.current_path or source.name or "").lower()
    if not file.endswith(_SOUND):
        return source
    audio = _as(AudioSource, source)
    audio.selections = [_as(AudioSelection, selection) for selection in source.selections]
    for new, old in zip(audio.selections, source.selections, strict=True):
        state.changes.made_from(new, old)
    state.changes.made_from(audio, source)
    return audio


def _as(cls: type[Any], node: Any) -> Any:
    """A node of one class with the fields of another that has the same."""
    new = cls()
    for field in cls.__dataclass_fields__:
        setattr(new, field, getattr(node, field))
    return new


SOUND_IN_FILMS = Step(
    "A recording of sound stands among the films; by the ending of its file it is sound.",
    "reported",
    "QualCoder's importer (refi.py) and Magnolia's notes on MAXQDA exports",
    each=_sound,
)


# ------------------------------------------------------------------------------ the root "Nodes"


def _without_root(state: State) -> None:
    codes = state.project.codes
    if len(codes) != 1 or codes[0].name != "Nodes" or codes[0].is_codable is not False:
        return
    root = codes[0]
    if root.color or root.description or root.notes or _is_used(state.project, root):
        return  # it says more than that it holds all codes
    why = "the folder Nodes holds all codes, and is no code of the project"
    state.changes.tell("folder of all codes", root, why=why, evidence=_EVIDENCE_NODES)
    state.project.codes = root.codes


def _is_used(project: Project, code: Code) -> bool:
    key = guid_key(code.guid or "")
    return any(guid_key(guid) == key for each in project.sets for guid in each.codes)


_EVIDENCE_NODES = "reported: OpenQDA's importer leaves it out as well"

NODES_ROOT = Step(
    "In a codebook, all codes stand below one folder called Nodes, which is no code of the "
    "project.",
    "reported",
    "OpenQDA's importer leaves it out",
    codebook=_without_root,
)


# ------------------------------------------------------------- cases that name a file, not a source


def _find_named_files(state: State) -> None:
    for case in state.project.cases:
        for guid in case.sources:
            state.by_file.setdefault(guid_key(guid), []).append(case)


def _put_sources(state: State, source: Any) -> Any:
    own = guid_key(source.guid or "")
    inner = getattr(source, "text", None)
    paths = [
        getattr(each, field, None)
        for each in (source, inner)
        if each is not None
        for field in ("path", "plain_text_path", "rich_text_path")
    ]
    for path in filter(None, paths):
        key = guid_key(PurePosixPath(SourcePath.parse(path).name).stem)
        if key == own:
            continue
        for case in state.by_file.pop(key, ()):
            case.sources = [guid for guid in case.sources if guid_key(guid) != key]
            state.belongs(case, source.guid, is_source=True)
    return source


FILES_FOR_SOURCES = Step(
    "A case names the file of a source in place of the source.",
    "measured",
    "qualcoder-3.8-synthetic.qdpx",
    head=_find_named_files,
    each=_put_sources,
)

MEMO_LINK = re.compile(r"Memo-\w+ Relation")
"""What ATLAS.ti calls the link of a memo (atlasti-mac-8.4-annex-a2.qde)."""


COMMON = (CASES_ONCE, PDF_QUOTATIONS, SOUND_IN_FILMS)
"""What is understood so whatever program wrote the file."""
