"""The study as its tables, pictures and report see it: a project, verdicts, what is determined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analysis.copies import first_difference, is_of_study
from analysis.determined.results import Determined
from analysis.model import Project, RefiQdaError
from analysis.verdicts import Verdicts, judge


@dataclass(frozen=True)
class Study:
    """What everything that is shown is made from; nothing of it is copied from what was typed."""

    project: Project

    @cached_property
    def verdicts(self) -> Verdicts:
        """The claims of the paper, held against the project."""
        return judge(self.project)

    @cached_property
    def determined(self) -> Determined:
        """What the printed numbers determine, as it was derived and committed."""
        return Determined.read()


def study_of(project: Project, name: str, *, any_copy: bool = False) -> Study:
    """The study of a project that has what the tables and the report are made from.

    Args:
        project: the reconstruction, or a copy of it with other codings.
        name: what a message calls it.
        any_copy: any change will do, as for the verdicts, which need none of the bounds.

    Raises:
        RefiQdaError: if it is another project altogether, or, unless any copy will do, one that
            differs from the study in more than its codings.
    """
    if not is_of_study(project):
        raise RefiQdaError(
            f"{name} is not the project of this study: it has none of its codes. Name study.qdpx "
            "or a copy of it; for other projects there is refiqda itself."
        )
    different = None if any_copy else first_difference(project)
    if different:
        raise RefiQdaError(
            f"{name} is a changed copy of the study: {different}. The bounds in the tables and the "
            "report hold for its participants, groups, themes and sources as they are; only "
            "codings may differ. python -m analysis verify takes any copy."
        )
    return Study(project)
