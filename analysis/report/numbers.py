"""The numbers in the prose of the report, each from the project or from what was derived."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from analysis.model import Case, Project
from analysis.study import Study
from analysis.tables.box2 import counts_of
from refiqda import tables

LEVELS = ("L0", "L1", "L2")


def numbers_of(study: Study) -> Mapping[str, object]:
    """Every number that the prose may name."""
    project = study.project
    return {
        **_verdicts(study),
        **_themes(study),
        **_people(project),
        **_sources(project),
        **_determined(study),
        "codings": len(tables.codings(project)),
    }


def power(number: int | None) -> str:
    """About how large a number is, as a power of ten.

    Example:
        >>> power(2 * 10**6)
        '10^6.3'
    """
    return "" if number is None else f"10^{math.log10(number):.1f}".removesuffix(".0")


def _verdicts(study: Study) -> dict[str, object]:
    printed = {name: study.verdicts.part(id)["expected"] for name, id in _FLOW.items()}
    totals = {word.replace(" ", "_"): count for word, count in study.verdicts.totals.items()}
    return {**printed, **totals, "claims": len(study.verdicts.frame)}


_FLOW = {"students": "S10", "invited": "S11"}
"""Numbers of people who are not in the project, by the claim that prints them."""


def _themes(study: Study) -> dict[str, object]:
    held = counts_of(study)
    single = [sub for (_, sub), count in held.items() if sub and count == 1]
    return {
        "codes": len(held),
        "themes": sum(not sub for _, sub in held),
        "subthemes": sum(bool(sub) for _, sub in held),
        "single": len(single),
        "single_names": ", ".join(single),
    }


def _people(project: Project) -> dict[str, object]:
    values = {case.guid: _values(project, case) for case in project.cases}
    women = [guid for guid, of in values.items() if "F" in of["Sex"]]
    research = [of for of in values.values() if "Research" in of["Type of elective"]]
    sites = Counter(site for of in research for site in of["Host site"])
    site, most = next(iter(sites.most_common(1)), ("any one site", 0))
    both = sum("LMIC" in of["Host income group"] for of in research)
    return {
        "participants": len(values),
        "women": len(women),
        "men": len(values) - len(women),
        "research": len(research),
        "research_low_middle_said": str(both) if both else "None",
        "research_main": most,
        "research_site": site,
    }


def _values(project: Project, case: Case) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {each.name: [] for each in project.variables}
    names = {each.guid: each.name for each in project.variables}
    for value in case.values:
        found[names[value.variable]].append(value.text or "")
    return found


def _sources(project: Project) -> dict[str, object]:
    members = {each.name: set(each.sources) for each in project.sets}
    section = next(each.guid for each in project.variables if each.name == "Quoted in section")
    quoted = {
        source.guid
        for source in project.sources
        if any(value.variable == section for value in source.values)
    }
    never = [case for case in project.cases if not quoted.intersection(case.sources)]
    return {
        "sources": len(project.sources),
        "interviews": len(members["Interviews"]),
        "reports": len(members["Reports"]),
        "quotations": len(quoted),
        "never_quoted": len(never),
    }


def _determined(study: Study) -> dict[str, object]:
    determined = study.determined
    found: dict[str, object] = {}
    for level in LEVELS:
        cells = [
            each for (of, _, group), each in determined.bounds.items() if of == level and group
        ]
        found["cells"] = len(cells)
        found[f"identified_{level}"] = sum(each.identified for each in cells)
        found[f"matrices_{level}"] = power(determined.matrices(level))
    return found
