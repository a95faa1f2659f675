"""The study as an RO-Crate: a folder that says of each of its files what it is and whence it came.

The metadata are JSON-LD by RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), written with Python's own
``json``. The library ``rocrate`` writes the moment of writing into each crate and brings a program
for the network with it; here the same files give the same bytes, and it reads the crate in the
tests. Version 1.2 asks for the address of the software, which has none yet.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.build import PROJECT_FILE
from analysis.facts import AUTHORS, DOI, HERE, JOURNAL, TITLE
from analysis.figures import FIGURES
from analysis.model import Project, RefiQdaError, open_project
from analysis.tables import SUFFIXES, TABLES
from analysis.verdicts import CAPTION
from analysis.wording import DESCRIPTION, PROJECT_NAME
from refiqda import __version__

METADATA = "ro-crate-metadata.json"
ZIPPED = "study.crate.zip"
DATE = "2026-11-27"
"""The day of this version of the reconstruction. A crate has to have a date and no project of the
study has one, so it is set here by hand, as the number of a version is; who publishes the crate
later gives the day of that."""
INPUTS = ("published/*.*", "reconstruction/*.csv", "determined/results/*.csv", "*.toml")
"""What was typed, chosen or derived once, below this folder: what everything else is made from."""
REPORT = "report.html"
OTHER_REPORTS = {
    "report.docx": "The report for a word processor",
    "report.pdf": "The report as it is printed",
}
"""They are made on request, so that they may be missing."""
KINDS = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".qdpx": "application/zip",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
}
PAPER = f"https://doi.org/{DOI}"
LICENCE = "https://spdx.org/licenses/MIT"
STANDARD = "https://www.qdasoftware.org/"
US = "#developers"
PROGRAM = "#refiqda"
DIGEST = "#content-digest"

Entity = dict[str, Any]


class NotComplete(RefiQdaError, FileNotFoundError):
    """What should go into the crate has not been made."""


@dataclass(frozen=True)
class Part:
    """A file of the crate."""

    name: str
    """Its place below the folder."""
    says: str
    is_input: bool = False

    def entity(self, target: Path) -> Entity:
        """How the crate describes it."""
        content = (target / self.name).read_bytes()
        entity: Entity = {
            "@id": self.name,
            "@type": "File",
            "name": self.says,
            "encodingFormat": KINDS.get(Path(self.name).suffix, "text/plain"),
            "contentSize": str(len(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        if self.name == PROJECT_FILE:
            entity |= {
                "description": DESCRIPTION,
                "encodingFormat": [entity["encodingFormat"], _to(STANDARD)],
                "isBasedOn": _to(PAPER),
                "identifier": _to(DIGEST),
            }
        return entity


def write_crate(target: Path, date: str = DATE, *, with_other_reports: bool = False) -> list[Path]:
    """Describe the study in a folder, with what it was made from; the files written.

    Args:
        target: the folder that holds the project, the tables, the figures and the report.
        date: the day that the crate gives as its publication, such as 2027-01-31.
        with_other_reports: describe report.docx and report.pdf too, where they are there. They
            may be left over from another day, so that this is for who has just written them.

    Raises:
        NotComplete: if something of the study is not there.
    """
    made = list(_made(target))
    if with_other_reports:
        made += [Part(*each) for each in OTHER_REPORTS.items() if (target / each[0]).is_file()]
    inputs = list(_inputs())
    written = []
    for part, source in inputs:
        path = target / part.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.read_bytes())
        written.append(path)
    graph = _graph(target, [*made, *(part for part, _ in inputs)], date)
    context = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"}]
    text = json.dumps({"@context": context, "@graph": graph}, indent=2, ensure_ascii=False)
    (target / METADATA).write_bytes(f"{text}\n".encode())
    return [*written, target / METADATA]


def zip_crate(target: Path) -> Path:
    """The crate as one file beside what it holds: what it describes, and nothing else."""
    described = json.loads((target / METADATA).read_text(encoding="utf-8"))["@graph"]
    files = sorted(entity["@id"] for entity in described if entity["@type"] == "File")
    path = target / ZIPPED
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as crate:
        for name in (METADATA, *files):
            entry = zipfile.ZipInfo(name)  # of 1980, the first date that a zip can hold
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            crate.writestr(entry, (target / name).read_bytes())
    return path


# ---------------------------------------------------------------- the files


def _made(target: Path) -> Iterator[Part]:
    wanted = [Part(PROJECT_FILE, PROJECT_NAME)]
    wanted += [
        Part(f"{table.name}{suffix}", table.title)
        for table in TABLES.values()
        for suffix in SUFFIXES
    ]
    wanted += [Part(f"verdicts{suffix}", CAPTION) for suffix in SUFFIXES]
    wanted += [Part(f"{figure.name}.svg", figure.title) for figure in FIGURES.values()]
    wanted += [Part(REPORT, "The report: every claim of the paper with its verdict")]
    for part in wanted:
        if not (target / part.name).is_file():
            raise NotComplete(
                f"{target / part.name} does not exist. Run this first: "
                f"python -m analysis all -o {target}"
            )
        yield part


def _inputs() -> Iterator[tuple[Part, Path]]:
    yield Part("LICENSE", "The MIT License, for everything here"), HERE.parent / "LICENSE"
    for pattern in INPUTS:
        for source in sorted(HERE.glob(pattern)):
            place = source.relative_to(HERE).as_posix()
            yield Part(f"inputs/{place}", _about(place), is_input=True), source


def _about(place: str) -> str:
    folder = place.rpartition("/")[0]
    whence = {
        "": "Written by hand from the paper and what is said of it",
        "published": "Typed by hand from the paper",
        "reconstruction": "Chosen by us for the reconstruction",
        "determined/results": "Derived by a solver from what the paper prints",
    }
    return f"{whence[folder]}: {Path(place).name}"


# ---------------------------------------------------------------- the graph


def _graph(target: Path, parts: list[Part], date: str) -> list[Entity]:
    files = [part.entity(target) for part in parts]
    inputs = [part.name for part in parts if part.is_input]
    results = [part.name for part in parts if not part.is_input and part.name != "LICENSE"]
    return [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "about": _to("./"),
            "conformsTo": _to("https://w3id.org/ro/crate/1.1"),
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": PROJECT_NAME,
            "description": DESCRIPTION,
            "datePublished": date,
            "version": __version__,
            "license": _to(LICENCE),
            "author": _to(US),
            "publisher": _to(US),
            "isBasedOn": _to(PAPER),
            "citation": _to(PAPER),
            "keywords": ["REFI-QDA", "reconstruction", "qualitative research", "verification"],
            "hasPart": [_to(entity["@id"]) for entity in files],
            "mentions": _to("#making"),
        },
        *files,
        _digest(open_project(target / PROJECT_FILE)),
        {
            "@id": "#making",
            "@type": "CreateAction",
            "name": "python -m analysis all",
            "description": (
                "The project was made from what was typed and chosen, and the tables, figures, "
                "verdicts and the report from the project. When that was makes no difference."
            ),
            "agent": _to(US),
            "instrument": _to(PROGRAM),
            "object": [_to(name) for name in inputs],
            "result": [_to(name) for name in results],
        },
        *_context(),
    ]


def _digest(project: Project) -> Entity:
    return {
        "@id": DIGEST,
        "@type": "PropertyValue",
        "name": "content digest",
        "propertyID": "SHA-256 over the names and bytes of all members (refiqda info)",
        "value": project.digest(),
    }


def _context() -> list[Entity]:
    return [
        {
            "@id": PROGRAM,
            "@type": "SoftwareApplication",
            "name": "refiqda, with the study's own programs",
            "softwareVersion": __version__,
            "license": _to(LICENCE),
            "author": _to(US),
        },
        {"@id": US, "@type": "Organization", "name": "The refiqda developers"},
        {
            "@id": PAPER,
            "@type": "ScholarlyArticle",
            "name": TITLE,
            "author": AUTHORS,
            "isPartOf": JOURNAL,
            "identifier": PAPER,
            "description": "Cited, and not contained.",
        },
        {"@id": LICENCE, "@type": "CreativeWork", "name": "MIT License", "identifier": "MIT"},
        {"@id": STANDARD, "@type": "WebSite", "name": "REFI-QDA Standard"},
    ]


def _to(id: str) -> Entity:
    return {"@id": id}
