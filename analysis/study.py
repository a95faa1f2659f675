"""The study as its tables, pictures and report see it: a project, verdicts, what is determined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analysis.determined.results import Determined
from analysis.model import Project
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
