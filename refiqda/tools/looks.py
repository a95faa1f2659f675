"""How the files of each program look, and where those that were looked at come from.

For the tables of the reference page; the statements in the files of the programs say how each of
these is known.
"""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """What one sees of a program's files; ``?`` where nothing is known."""

    origins: tuple[str, ...]
    """As they are spelt in files."""
    line_ends: str = "?"
    """Of text files."""
    bom: str = "?"
    """Whether text files begin with a byte order mark."""
    folder: str = "?"
    guids: str = "?"


LOOKS: dict[str, Look] = {
    "nvivo-windows": Look(("NVivo for Windows 12.6",), "CRLF", "yes", "`Sources`", "lower case"),
    "nvivo-mac": Look(
        ("NVivo for Mac 12.7.0", "NVivo for Mac 15.0.0", "NVivo 12 For Mac"),
        "LF",
        "no",
        "`sources`",
        "lower case",
    ),
    "atlasti-windows": Look(
        ("ATLAS.ti for Windows 23.2.3.27778", "ATLAS.ti Win 9.0.19"),
        "CRLF",
        folder="`sources`",
        guids="upper case",
    ),
    "atlasti-mac": Look(
        (
            "ATLAS.ti 8.4.0 573 , macOS Version 10.14.3 (Build 18D109)",
            "ATLAS.ti 26.0.1 33971 , macOS Version 26.5 (Build 25F71)",
        ),
        folder="`sources`",
        guids="upper case",
    ),
    "maxqda": Look(
        (
            "MAXQDA 2020 (Release 20.4.2)",
            "MAXQDA 2022 (Release 22.4.0)",
            "MAXQDA 24 (Release 24.7.0)",
        ),
        "LF (macOS)",
        "no (macOS)",
        "`sources`",
        "upper case",
    ),
    "qualcoder": Look(
        ("QualCoder 3.8.2+git-c320464", "QualCoder"),
        "LF; CRLF if chosen",
        "yes",
        "`sources`",
        "lower case",
    ),
    "qc": Look(("qc 1.3.2",), "LF", "no", "`sources`", "lower case"),
    "transana": Look(("Transana 3.22b2-QDE-Win",), guids="lower case"),
    "quirkos": Look(()),
    "taguette": Look(("Taguette 1.5.2",), "no projects", "", "", "upper case"),
    "openqda": Look(("OpenQDA", "OpenQDA-1.0.7"), "no projects", "", "", "lower case"),
    "standard": Look(("refiqda",), "not said", "not said", "`sources`", "either"),
}
"""By the key of the program."""

SPECIMENS: dict[str, str] = {
    "nvivo-mac-15.qdpx": "cproctor/qualitative-coding",
    "qc-1.3.2.qdpx": "cproctor/qualitative-coding",
    "atlasti-win-23-codes.qdpx": "enricllagostera/ponte",
    "atlasti-win-9-namespace-0-4.qdc": "portableQDA",
    "atlasti-mac-8.4-annex-a2.qde": "Annex A.2 of REFI-QDA 1.5, as in sky-loom/refi-qda",
    "transana-3.22-annex-a3.qde": "Annex A.3 of REFI-QDA 1.5, as in sky-loom/refi-qda",
    "qualcoder-3.8-mannheimer.qdpx": "QualCoder's exporter on interviews by S. Mannheimer (CC-BY "
    "4.0), as in ndporter/open-qualitative-research-qualcoder",
    "qualcoder-3.8-mannheimer-crlf.qdpx": "the same, with the choice for MAXQDA",
    "qualcoder-3.8-mannheimer.qdc": "the same, its codebook",
    "qualcoder-3.8-synthetic.qdpx": "QualCoder's exporter on a made-up project",
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
