"""The study as its tables, pictures and report see it: a project, verdicts, what is determined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analysis.build import VARIABLES
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


def study_of(project: Project, name: str) -> Study:
    """The study of a project that has what the tables and the report are made from.

    Args:
        project: the reconstruction, or a copy of it that was changed.
        name: what a message calls it.

    Raises:
        RefiQdaError: if it is another project altogether.
    """
    there = {variable.name for variable in project.variables}
    missing = [variable for variable in VARIABLES if variable not in there]
    if missing:
        raise RefiQdaError(
            f"{name} is not the project of this study: it has no variable {missing[0]!r}. Name "
            "study.qdpx or a copy of it; for other projects there is refiqda itself."
        )
    return Study(project)
