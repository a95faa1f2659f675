"""Builds the project of the reconstruction: cases, variables, sources, codes, codings, sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from analysis import wording
from analysis.facts import Facts, Participant, Quotation, Theme
from analysis.figure import figure_one, linkages
from analysis.model import (
    Case,
    Code,
    Coding,
    PlainTextSelection,
    Project,
    Set,
    TextSource,
    User,
    Variable,
    VariableValue,
)
from analysis.names import coder_guid, guid, note_guid
from analysis.provenance import of_coding

PROJECT_FILE = "study.qdpx"
ORIGIN = "refiqda, analysis of the study"

VARIABLES = {
    "Sex": "Provenance: printed (Table 1, column Sex). M, male; F, female.",
    "Specialty": "Provenance: printed (Table 1, column Specialty).",
    "Host country": (
        "Provenance: printed (Table 1, column Host country); one value for each country. The "
        "'US' of participant 9 is written USA here; the case has it as printed."
    ),
    "Host site": (
        "Provenance: printed (Table 1, column Host country, in brackets); one value for each "
        "site, with its country."
    ),
    "Type of elective": (
        "Provenance: printed (Table 1, column Type of electives); one value for each type."
    ),
    "Elective group": (
        "Provenance: strict reading. Research if any elective was a research elective, otherwise "
        "Clinical. The printed 18 and 5 (lines 728-729) add up to 23 only if R18, who had both, "
        "is counted under research."
    ),
    "Host income group": (
        "Provenance: inferred from Host country by the World Bank's classes, which put each of "
        "the seven countries on the same side in every year from 2001 to 2018. HIC, high income; "
        "LMIC, low to middle income; one value for each group. The paper names no list."
    ),
    "Quoted in section": (
        "Of sources, not of cases. Provenance: printed. The section of the article in which a "
        "quotation from this source stands."
    ),
    "Quotation": (
        "Of sources, not of cases. Provenance: ours. The number that we give the one quotation "
        "from this source, in the order of the article."
    ),
    "Printed label": (
        "Of sources, not of cases. Provenance: printed. The label that stands below the quotation "
        "from this source, as it is printed."
    ),
    "Printed at lines": (
        "Of sources, not of cases. Provenance: printed. Where the quotation from this source "
        "stands, in lines of the plain text of the article."
    ),
    "Words printed": (
        "Of sources, not of cases. Provenance: printed. How many words the quotation from this "
        "source has, counted between blanks. The words themselves are not here."
    ),
    "Strength of reading": (
        "Of sources, not of cases. Provenance: ours. What we read the subtheme of the quotation "
        "from this source by: lead-in, the sentence before it; words, its own words; weak, "
        "neither of them plainly."
    ),
}
NUMBERS = ("Words printed",)
"""The variables whose values are whole numbers."""


def build(target: Path) -> Path:
    """Write ``study.qdpx`` into a folder, which is made if it is missing."""
    target.mkdir(parents=True, exist_ok=True)
    path = target / PROJECT_FILE
    reconstruct(Facts()).save(path)
    return path


def reconstruct(facts: Facts) -> Project:
    """The whole project, not saved yet."""
    project = Project(name=wording.PROJECT_NAME, origin=ORIGIN, creating_user=coder_guid())
    project.description = wording.DESCRIPTION
    project.users = [User(guid=coder_guid(), name="Reconstruction")]
    project.codes = _codes(facts.box2)
    project.variables = [
        Variable(
            guid=guid("variable", name),
            name=name,
            type="Integer" if name in NUMBERS else "Text",
            description=text,
        )
        for name, text in VARIABLES.items()
    ]
    for person in facts.participants:
        texts = _texts_of(person, facts)
        project.cases.append(_case(person, texts, facts))
        for text in texts:
            source = text.source
            source.plain_text_path = f"internal://{source.guid}.txt"
            project.files[f"sources/{source.guid}.txt"] = text.content.encode("utf-8")
            project.sources.append(source)
    project.notes = _notes(facts)
    project.links = linkages()
    project.sets = _sets(facts)
    project.graphs = [figure_one(facts)]
    project.note_refs = [note_guid(wording.FIRST_NOTE), note_guid("Figure 1")]
    return project


# ---------------------------------------------------------------- codes, notes and sets


def _codes(box2: list[Theme]) -> list[Code]:
    themes: dict[str, Code] = {}
    for row in box2:
        code = Code(
            guid=guid("code", row.subtheme or row.theme),
            name=row.subtheme or row.theme,
            is_codable=True,
            description=f"Box 2 prints '{row.printed}'.",
            notes=[note_guid("printed")],
        )
        if row.subtheme:
            themes[row.theme].codes.append(code)
        else:
            themes[row.theme] = code
    return list(themes.values())


def _notes(facts: Facts) -> list[TextSource]:
    texts = {wording.FIRST_NOTE: wording.read_this_first(facts), "Figure 1": wording.FIGURE_NOTE}
    texts.update(wording.PROVENANCE)
    return [
        TextSource(
            guid=note_guid(name),
            name=f"Provenance: {name}" if name in wording.PROVENANCE else name,
            content=text,
        )
        for name, text in texts.items()
    ]


def _sets(facts: Facts) -> list[Set]:
    interviews = [person.name for person in facts.participants]
    reports = [name for name in interviews if name in facts.proven_reports + facts.assumed_reports]
    rows = [
        ("Interviews", "interview", interviews, "23 interviews (lines 205-206), one each."),
        ("Reports", "report", reports, "16 reports (lines 206-207); the owners of 8 are assumed."),
        (
            "Reports proven",
            "report",
            facts.proven_reports,
            "Provenance: printed. The paper quotes from these reports.",
        ),
        (
            "Reports assumed",
            "report",
            facts.assumed_reports,
            "Provenance: imposed. The owners of these reports are not printed: the lowest numbers "
            "among the participants without a proven report were taken.",
        ),
    ]
    return [
        Set(
            guid=guid("set", name),
            name=name,
            description=about,
            sources=[guid("source", kind, owner) for owner in owners],
        )
        for name, kind, owners, about in rows
    ]


# ---------------------------------------------------------------- cases


def _case(person: Participant, texts: list[Text], facts: Facts) -> Case:
    values = [
        ("Sex", (person.sex,)),
        ("Specialty", (person.specialty,)),
        ("Host country", person.countries),
        ("Host site", person.sites),
        ("Type of elective", person.types),
        ("Elective group", (person.elective_group,)),
        ("Host income group", person.income_groups),
    ]
    return Case(
        guid=guid("case", person.name),
        name=person.name,
        description=wording.about_participant(person, wording.about_report(person.name, facts)),
        values=[_value(name, value) for name, several in values for value in several],
        sources=[text.source.guid for text in texts],
    )


def _value(name: str, value: str) -> VariableValue:
    return VariableValue(variable=guid("variable", name), text=value)


# ---------------------------------------------------------------- sources, segments and codings


@dataclass
class Text:
    """A source with its text, grown paragraph by paragraph."""

    source: TextSource
    paragraphs: list[str] = field(default_factory=list)

    @property
    def content(self) -> str:
        """The text as it is written to the package."""
        return "".join(f"{paragraph}\n\n" for paragraph in self.paragraphs)

    def add(self, paragraph: str) -> tuple[int, int]:
        """Append a paragraph; where it starts and ends, in code points, half-open."""
        start = len(self.content)
        self.paragraphs.append(paragraph)
        return start, start + len(paragraph)


def _texts_of(person: Participant, facts: Facts) -> list[Text]:
    """The interview of a participant and, where there is one, the report.

    A quotation stands in the source of its label and carries the coding of its subtheme; the
    other subthemes of the participant are coded in the interview.
    """
    quoted = [row for row in facts.quotations if row.participant == person.name]
    interview = _text(person.name, "interview", facts)
    texts = {"interview": interview}
    if person.name in facts.proven_reports + facts.assumed_reports:
        texts["report"] = _text(person.name, "report", facts)
    for quotation in quoted:
        _add_quotation(texts[quotation.source], person, quotation, facts)
    carried = {quotation.subtheme for quotation in quoted}
    for subtheme in facts.holders[person.name]:
        if subtheme not in carried:
            _add_subtheme(interview, person, subtheme, facts)
    for text in texts.values():
        if not text.source.selections:
            text.add(wording.uncoded())
    return list(texts.values())


def _text(owner: str, kind: str, facts: Facts) -> Text:
    about = (
        "The interview: one for each participant (23 of each; provenance: imposed)."
        if kind == "interview"
        else wording.about_report(owner, facts)
    )
    source = TextSource(
        guid=guid("source", kind, owner),
        name=f"{owner} {kind}",
        creating_user=coder_guid(),
        description=f"{about} The text is filler.",
        notes=[note_guid("filler")],
    )
    text = Text(source)
    text.add(wording.heading(owner, kind))
    return text


def _add_quotation(text: Text, person: Participant, quotation: Quotation, facts: Facts) -> None:
    is_theme = facts.theme_of[quotation.subtheme] == quotation.section
    kinds = of_coding(person, quotation.subtheme, facts, quotation)
    segment = _segment(text, wording.for_quotation(quotation), quotation.subtheme, kinds)
    segment.name = f"{quotation.id}, {person.name} {quotation.source}"
    segment.description = wording.about_quotation(quotation, is_theme)
    text.source.values = [
        _value("Quoted in section", quotation.section),
        _value("Quotation", quotation.id),
        _value("Printed label", quotation.label_printed),
        _value("Printed at lines", quotation.lines),
        VariableValue(variable=guid("variable", "Words printed"), integer=quotation.words),
        _value("Strength of reading", quotation.strength),
    ]


def _add_subtheme(text: Text, person: Participant, subtheme: str, facts: Facts) -> None:
    kinds = of_coding(person, subtheme, facts)
    count = next(row.count for row in facts.box2 if row.subtheme == subtheme)
    passage = wording.for_subtheme(person.name, subtheme)
    segment = _segment(text, passage, subtheme, kinds)
    segment.name = f"{person.name}, {subtheme}"
    segment.description = wording.about_cell(person.name, subtheme, count, kinds)


def _segment(text: Text, passage: str, subtheme: str, kinds: list[str]) -> PlainTextSelection:
    start, end = text.add(passage)
    source = text.source.guid
    segment = PlainTextSelection(
        guid=guid("segment", source, subtheme),
        creating_user=coder_guid(),
        start=start,
        end=end,
        codings=[
            Coding(
                guid=guid("coding", source, subtheme),
                creating_user=coder_guid(),
                code=guid("code", subtheme),
                notes=[note_guid(kind) for kind in kinds],
            )
        ],
        notes=[note_guid("filler")],
    )
    text.source.selections.append(segment)
    return segment
