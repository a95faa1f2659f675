"""How the files of each program look, and where those that were looked at come from.

For the tables of the reference page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from refiqda.tools.program import How

Trait = Literal["line ends", "byte order mark", "folder", "GUIDs"]
"""What one sees of the files; line ends and byte order marks are those of text files."""


class Seen(NamedTuple):
    """What is known of one trait, and by what."""

    trait: Trait
    says: str
    how: How
    evidence: str


class Look(NamedTuple):
    """What one sees of a program's files; of what is not there nothing is known."""

    origins: tuple[str, ...]
    """As they are spelt in files."""
    seen: tuple[Seen, ...] = ()


def _seen(how: How, evidence: str, **said: str) -> Iterator[Seen]:
    """What one file, page or report shows of several traits."""
    traits: dict[str, Trait] = {
        "line_ends": "line ends",
        "bom": "byte order mark",
        "folder": "folder",
        "guids": "GUIDs",
    }
    return (Seen(traits[key], says, how, evidence) for key, says in said.items())


_NVIVO_12 = "an NVivo for Windows 12.6 export that cannot be shared"
_NVIVO_MAC_12 = "an NVivo for Mac 12.7.0 export that cannot be shared"
_NVIVO_MAC_15 = "nvivo-mac-15.qdpx"
_MAXQDA_24 = "a MAXQDA 24.7 export (macOS) that cannot be shared"
_ATLAS_FOLDER = "atlas-qdpx source, qdpx.py, which reads exports of ATLAS.ti alone"
_MANNHEIMER = "qualcoder-3.8-mannheimer.qdpx"

LOOKS: dict[str, Look] = {
    "nvivo-windows": Look(
        ("NVivo for Windows 12.6",),
        (
            *_seen(
                "measured",
                _NVIVO_12,
                line_ends="CRLF",
                bom="yes",
                folder="`Sources`",
                guids="lower case",
            ),
        ),
    ),
    "nvivo-mac": Look(
        ("NVivo for Mac 12.7.0", "NVivo for Mac 15.0.0", "NVivo 12 For Mac"),
        (
            *_seen("measured", _NVIVO_MAC_12, line_ends="LF", bom="no"),
            *_seen("measured", _NVIVO_MAC_15, folder="`sources`", guids="lower case"),
        ),
    ),
    "atlasti-windows": Look(
        ("ATLAS.ti for Windows 23.2.3.27778", "ATLAS.ti Win 9.0.19"),
        (
            *_seen(
                "reported",
                "QualCoder source, refi.py, load_text_source (commit 5a7c3665)",
                line_ends="CRLF",
            ),
            *_seen("reported", _ATLAS_FOLDER, folder="`sources`"),
            *_seen("measured", "atlasti-win-23-codes.qdpx", guids="upper case"),
        ),
    ),
    "atlasti-mac": Look(
        (
            "ATLAS.ti 8.4.0 573 , macOS Version 10.14.3 (Build 18D109)",
            "ATLAS.ti 26.0.1 33971 , macOS Version 26.5 (Build 25F71)",
        ),
        (
            *_seen("reported", _ATLAS_FOLDER, folder="`sources`"),
            *_seen("measured", "atlasti-mac-8.4-annex-a2.qde", guids="upper case"),
        ),
    ),
    "maxqda": Look(
        (
            "MAXQDA 2020 (Release 20.4.2)",
            "MAXQDA 2022 (Release 22.4.0)",
            "MAXQDA 24 (Release 24.7.0)",
        ),
        (
            *_seen(
                "measured",
                _MAXQDA_24,
                line_ends="LF on macOS",
                bom="no on macOS",
                folder="`sources`",
                guids="upper case",
            ),
        ),
    ),
    "qualcoder": Look(
        ("QualCoder 3.8.2+git-c320464", "QualCoder"),
        (
            *_seen(
                "measured",
                f"{_MANNHEIMER} and qualcoder-3.8-mannheimer-crlf.qdpx",
                line_ends="LF, or CRLF if chosen",
            ),
            *_seen("measured", _MANNHEIMER, bom="yes", folder="`sources`", guids="lower case"),
        ),
    ),
    "qc": Look(
        ("qc 1.3.2",),
        (
            *_seen(
                "measured",
                "qc-1.3.2.qdpx",
                line_ends="LF in the texts seen",
                bom="no",
                folder="`sources`",
                guids="lower case",
            ),
        ),
    ),
    "transana": Look(
        ("Transana 3.22b2-QDE-Win",),
        (*_seen("measured", "transana-3.22-annex-a3.qde", guids="lower case"),),
    ),
    "quirkos": Look(()),
    "taguette": Look(
        ("Taguette 1.5.2",), (*_seen("measured", "taguette-1.5.2.qdc", guids="upper case"),)
    ),
    "openqda": Look(("OpenQDA", "OpenQDA-1.0.7")),
    "standard": Look(
        ("refiqda",),
        (
            *_seen("documented", "REFI-QDA 1.5, section 8.1", folder="`sources`"),
            *_seen("documented", "REFI-QDA 1.5, Project.xsd, GUIDType", guids="either case"),
        ),
    ),
}
"""By the key of the program."""

SPECIMENS: dict[str, str] = {
    "nvivo-mac-15.qdpx": "cproctor/qualitative-coding",
    "qc-1.3.2.qdpx": "cproctor/qualitative-coding",
    "atlasti-win-23-codes.qdpx": "enricllagostera/ponte",
    "atlasti-win-9-namespace-0-4.qdc": "portableQDA",
    "atlasti-mac-8.4-annex-a2.qde": "Annex A.2 of REFI-QDA 1.5, as in sky-loom/refi-qda",
    "transana-3.22-annex-a3.qde": "Annex A.3 of REFI-QDA 1.5, as in sky-loom/refi-qda; its "
    "namespace was moved to 1.0 by hand",
    "qualcoder-3.8-mannheimer.qdpx": "QualCoder's exporter (commit c3204641) on interviews by S. "
    "Mannheimer (CC-BY 4.0), as in ndporter/open-qualitative-research-qualcoder",
    "qualcoder-3.8-mannheimer-crlf.qdpx": "the same, with the choice for MAXQDA",
    "qualcoder-3.8-mannheimer.qdc": "the same, its codebook",
    "qualcoder-3.8-synthetic.qdpx": "QualCoder's exporter (commit c3204641) on a made-up project",
    "taguette-1.5.2.qdc": "Taguette on a made-up project",
}
"""The public files that were measured, with the repository or page where each is from."""

WORKS: dict[str, str] = {
    "NVivo help": "https://help-nv.qsrinternational.com/, page “REFI-QDA Standard”",
    "MAXQDA help": "https://www.maxqda.com/help/, page “Export and Import REFI-QDA Projects”",
    "QualCoder": "https://github.com/ccbogel/QualCoder: source, wiki and issues",
    "qc": "https://github.com/cproctor/qualitative-coding: source",
    "OpenQDA": "https://github.com/openqda/openqda: source and issues",
    "Taguette": "https://gitlab.com/remram44/taguette: source and merge requests",
    "Magnolia": "https://github.com/caledavis/Magnolia: source, changelog and issues",
    "qdpx-toolkit": "https://github.com/Ornio-app/qdpx-toolkit: findings on ATLAS.ti 26",
    "Qualia Coding": "https://github.com/mrlnlms/obsidian-qualia-coding: notes on ATLAS.ti 26",
    "ponte": "https://github.com/enricllagostera/ponte: notes of its makers",
    "atlas-qdpx": "https://github.com/borisbachmann/atlas-qdpx: source",
    "requal": "https://github.com/RE-QDA/requal: test data and issues",
    "REFI-QDA 1.5": "https://www.qdasoftware.org/: text of the standard, with Annex A",
}
"""Where the pages, sources and reports can be looked up that statements rest on."""
