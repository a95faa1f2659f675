"""Each theme by kind of source: what print says of interviews and reports, which is little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.model import Project
from analysis.tables.box2 import counts_of
from analysis.tables.people import owners
from analysis.tables.reading import TO, Joined
from analysis.tables.shape import shaped, texts_of
from refiqda import tables
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Themes by interview and by report"
INTERVIEWS, REPORTS = "Interviews", "Reports"
"""The sets of sources in the project."""
QUOTED = "Quoted in section"
COLUMNS = (
    Column("theme", "text", ""),
    Column("subtheme", "text", "empty in the row of a theme."),
    Column("count", "integer", "participants who hold it, in whichever source."),
    Column(
        "interview_quoted",
        "integer",
        "participants quoted from the interview in the section of the theme. Of subthemes the "
        "paper says nothing of the kind.",
    ),
    Column("interview_least", "integer", "the fewest participants with it in the interview."),
    Column("interview_most", "integer", "the most participants with it in the interview."),
    Column("report_quoted", "integer", "the same as interview_quoted, from the report."),
    Column("report_least", "integer", "the fewest participants with it in a report."),
    Column("report_most", "integer", "the most participants with it in a report."),
    Column(
        "interview_reconstruction",
        "integer",
        "participants with it in the interview in the reconstruction, where everything but the "
        "quotations from reports was put into interviews. Chosen by us, no finding.",
    ),
    Column("report_reconstruction", "integer", "the same, in the report."),
)

JOINED = (
    Joined(
        "interview_possible",
        ("interview_least", "interview_most"),
        TO,
        "how many participants can have it in the interview.",
    ),
    Joined(
        "report_possible",
        ("report_least", "report_most"),
        TO,
        "how many participants can have it in a report.",
    ),
)


@dataclass(frozen=True)
class Print:
    """What print says of a theme and the two kinds of source, in sets of participants."""

    count: int
    """How many hold it."""
    from_interview: frozenset[str]
    """Who is quoted from the interview in its section."""
    from_report: frozenset[str]
    """Who is quoted from the report in its section."""
    authors: frozenset[str]
    """Who is known to have a report."""
    reports: int
    """How many reports there are, each by another participant."""

    def in_interviews(self) -> tuple[int, int]:
        """The fewest and the most who have it in the interview.

        Who has it in no interview has it in a report, and is nobody who is quoted from an
        interview. So they are at most the reports that are not by those.
        """
        elsewhere = self.reports - len(self.from_interview & self.authors)
        return max(len(self.from_interview), self.count - elsewhere), self.count

    def in_reports(self) -> tuple[int, int]:
        """The fewest and the most who have it in a report."""
        return len(self.from_report), min(self.count, self.reports)


def sources(study: Study) -> pd.DataFrame:
    """One row for each theme and subtheme."""
    project = study.project
    interviews, reports = (len(owners(project, kind)) for kind in (INTERVIEWS, REPORTS))
    return shaped(
        "sources",
        TITLE,
        COLUMNS,
        _rows(study),
        joined=JOINED,
        definition=_reasons(interviews, reports),
        notes=[
            "The paper counts a theme once for a participant, whether it came up in the interview, "
            "more than ten years later, or in the report written at the time. What was felt then "
            "and what lasted cannot be told apart by these counts.",
            "Who wrote the reports that are not quoted is not printed; the bounds do not depend on "
            "the owners that the reconstruction assumes.",
        ],
    )


def _reasons(interviews: int, reports: int) -> list[str]:
    return [
        f"There are {interviews} interviews, one with each participant, and {reports} reports. We "
        "take no participant to have two reports; if one had, fewer would have any, and the "
        "numbers would lie within the same bounds.",
        "The fewest in an interview: who has a theme, but not in the interview, has it in a report "
        f"and is not quoted from the interview under it. There are at most {reports} such "
        "participants, less those who are quoted from the interview under it and are known to have "
        "a report. The other holders have it in the interview. The most: all holders, since "
        "everybody was interviewed.",
        "The fewest in a report: who is quoted from the report under it; all others may have said "
        f"it in the interview alone. The most: all holders, but no more than {reports}.",
    ]


def _rows(study: Study) -> Iterator[tuple[Any, ...]]:
    project = study.project
    quoted = {kind: _quoted(project, kind) for kind in (INTERVIEWS, REPORTS)}
    authors = frozenset(name for several in quoted[REPORTS].values() for name in several)
    reports = len(owners(project, REPORTS))
    found = {kind: _counted(project, kind) for kind in (INTERVIEWS, REPORTS)}
    for (theme, subtheme), count in counts_of(study).items():
        name = subtheme or theme
        said = Print(
            count,
            quoted[INTERVIEWS].get(name, frozenset()),
            quoted[REPORTS].get(name, frozenset()),
            authors,
            reports,
        )
        proven = (None, None) if subtheme else (len(said.from_interview), len(said.from_report))
        yield (
            theme,
            subtheme or None,
            count,
            proven[0],
            *said.in_interviews(),
            proven[1],
            *said.in_reports(),
            found[INTERVIEWS][theme, subtheme],
            found[REPORTS][theme, subtheme],
        )


def _quoted(project: Project, kind: str) -> dict[str, frozenset[str]]:
    """Who is quoted from a kind of source, by the section that the quotation stands in."""
    by = owners(project, kind)
    frame = tables.variables(project)
    frame = frame[(frame["owner_kind"] == "source") & (frame["variable"] == QUOTED)]
    found: dict[str, frozenset[str]] = {}
    for source, section in texts_of(frame, "owner_guid", "value"):
        if source in by:
            found[section] = found.get(section, frozenset()) | by[source]
    return found


def _counted(project: Project, kind: str) -> dict[tuple[str, str], int]:
    frame = tables.counts(project, unit="cases", aggregate="descendants", sources=kind)
    paths = (str(path).partition(" > ") for path in frame["code_path"])
    return {
        (theme, subtheme): int(count)
        for (theme, _, subtheme), count in zip(paths, frame["cases"], strict=True)
    }
