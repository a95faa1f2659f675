"""What the project says about itself: that it is a reconstruction, and where each thing is from.

None of it may read like a person speaking; every passage says in brackets what it stands for.
"""

from __future__ import annotations

from analysis.facts import AUTHORS, DOI, JOURNAL, TITLE, Facts, Participant, Quotation

MATRICES = "about 10^114"
"""How many participant by subtheme matrices fit Box 2 together with the printed facts: the main
theme section of each quotation, and the two subthemes of women alone (counted exactly, by
inclusion and exclusion; without the printed facts it is about 10^117)."""

FIRST_NOTE = "Read this first"
PROJECT_NAME = "Hayashi et al. 2020, a reconstruction from the printed tables"

DESCRIPTION = (
    "RECONSTRUCTION, NOT THE STUDY'S DATA. Made from the printed text of "
    f"{AUTHORS}. {TITLE}. {JOURNAL}. doi:{DOI}. The interviews and reports are confidential and "
    "are not here. Every text is filler of ours. The codings are one of "
    f"{MATRICES} sets that fit what the paper prints. Nothing about a single participant that the "
    "paper does not print can be learnt from this project. See the note 'Read this first'."
)

PROVENANCE = {
    "printed": (
        "Printed. The paper prints it. On a coding: the paper prints a fact about this very "
        "participant and theme, namely that a quotation stands in the section of the primary "
        "theme, or that the subtheme was drawn only from women (which of the women is not "
        "printed). On a code: Box 2 prints the name and how many participants hold it."
    ),
    "strict reading": (
        "Strict reading. The paper says it in words that leave room, and we take them strictly: "
        "'throughout' the training in low-income to middle-income countries (lines 737-741) is "
        "taken as diversity of values in all four participants with such a host country, and 'the "
        "majority' of the research participants (lines 769-772) as pursuit of interest in at "
        "least three of the five."
    ),
    "inferred": (
        "Inferred. The paper quotes this participant, and we conclude from the quotation or from "
        "the sentence before it which subtheme it illustrates. The paper names no subtheme for "
        "any quotation. The description of the segment says how strong the conclusion is."
    ),
    "imposed": (
        "Imposed. The paper prints only how many participants hold the subtheme. That it is this "
        "participant is a choice of the reconstruction, made so that all printed numbers hold. "
        "Recounting an imposed number tests the software, not the study."
    ),
    "filler": (
        "Filler. The words are ours and stand for confidential text. Their length, order and "
        "wording mean nothing."
    ),
}
"""What each kind of provenance means; each is a note that sources, segments and codings share."""


def read_this_first(facts: Facts) -> str:
    """The note about the whole project."""
    return "\n\n".join(
        (
            "This project is a RECONSTRUCTION. It is not the data of the study.",
            f"The study: {AUTHORS}. {TITLE}. {JOURNAL}. doi:{DOI}. Its interviews and reports are "
            "confidential. What is public is the article.",
            "What was done: Table 1, Box 2, the labels of the quotations and the sentences about "
            "groups of participants were typed from the article. Then one matrix of participants "
            f"by subthemes was chosen of {MATRICES} that fit the printed facts, and written as "
            "codings of filler texts. Another choice would fit as well.",
            "What can be learnt here: whether the printed numbers agree with each other, and "
            "whether a program counts them as printed. What cannot be learnt: what any "
            "participant said, or who holds a subtheme.",
            "Sources: each of the 23 participants has one interview. Of the 16 reports, 8 are "
            f"proven by quotations ({', '.join(facts.proven_reports)}). The owners of the other 8 "
            "are not printed; they are ASSUMED to be the participants with the lowest numbers "
            f"that are left ({', '.join(facts.assumed_reports)}). No report that is assumed has "
            "codings.",
            "Where a coding stands: a quotation stands in the source that its label names, coded "
            "with the subtheme we read in it. Every other coding stands in the interview. The "
            "paper merges both kinds of source in its counts and does not say which had what.",
            "Where each thing is from is told by its description and by the notes 'Provenance: "
            "printed', 'strict reading', 'inferred', 'imposed' and 'filler'. No attribute of a "
            "participant was added to those of Table 1; 'Host income group' and 'Elective group' "
            "are derived from it.",
            "There are no dates, and the only user stands for the program that wrote the project.",
        )
    )


FIGURE_NOTE = (
    "The graph 'Figure 1' draws what the caption of Figure 1 says in words (lines 577-584): the "
    "five primary themes, gained from the elective experiences; the linkage of three of them; and "
    "that electives could promote reflective self-relativisation and contribute to professional "
    "identity formation on the basis of the idea of cross-cultural understanding. Shapes, places "
    "and lines are ours; the printed drawing was not copied."
)


def about_participant(person: Participant, report: str) -> str:
    """The description of a case."""
    return (
        f"Participant {person.number} of Table 1. Provenance: printed. Host country as printed: "
        f"'{person.host_printed}'. Type of electives as printed: '{person.type_printed}'. "
        f"The interview is imposed (23 interviews, 23 participants). {report}"
    )


def about_report(owner: str, facts: Facts) -> str:
    """Whether a participant has a report, and how we know."""
    if owner in facts.proven_reports:
        return "The report is printed: the paper quotes from it."
    if owner in facts.assumed_reports:
        return (
            "The report is ASSUMED (provenance: imposed): the paper does not say who wrote 8 of "
            "the 16, and the lowest numbers that are left were taken."
        )
    return "No report is assumed."


def heading(owner: str, source: str) -> str:
    """The first lines of a text."""
    return (
        f"[Reconstruction. This text stands for the {source} of participant {owner}. It holds no "
        "word of the study's data, which are confidential.]"
    )


def uncoded() -> str:
    """What a text says that nothing is coded in."""
    return "[Reconstruction. Nothing is coded in this text.]"


def for_subtheme(owner: str, subtheme: str) -> str:
    """The passage that stands for one participant and one subtheme."""
    return (
        f"[Reconstruction. This passage stands for what participant {owner} is counted for under "
        f"'{subtheme}'. The study's own words are confidential.]"
    )


def for_quotation(quotation: Quotation) -> str:
    """The passage that stands for one quotation."""
    return (
        f"[Reconstruction. This passage stands for the quotation printed as the "
        f"{quotation.place} under '{quotation.section}', {quotation.words} words. Its words "
        "are in the article.]"
    )


def about_quotation(quotation: Quotation, is_section_of_theme: bool) -> str:
    """The description of the segment of a quotation."""
    main = (
        f"The primary theme is printed (section '{quotation.section}')."
        if is_section_of_theme
        else f"It stands in the section '{quotation.section}', which names no theme for it."
    )
    return (
        f"Quotation {quotation.id}, printed with the label {quotation.label_printed}, lines "
        f"{quotation.lines}. {main} The subtheme '{quotation.subtheme}' is inferred, strength "
        f"{quotation.strength}: {quotation.basis}. The text is filler."
    )


def about_cell(owner: str, subtheme: str, count: int, kinds: list[str]) -> str:
    """The description of the segment of one participant and one subtheme."""
    others = [kind for kind in kinds if kind != "imposed"]
    also = f" Further provenance: {', '.join(others)}." if others else ""
    return (
        f"{owner} counted under '{subtheme}'. Provenance: imposed; Box 2 prints {count} "
        f"participants, and that {owner} is one of them is our choice.{also} The text is filler."
    )
