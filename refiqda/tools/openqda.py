"""OpenQDA: codebooks with transparent colours; projects are being worked on."""

from __future__ import annotations

from refiqda.tools.program import Dropped, Known, Program, Silent

_CODES = "OpenQDA source, CodebookCodesController.php (commit 0efe2977)"
_BUILDER = "OpenQDA source, QdeFileBuilder.php, of pull request 191, which is not merged"

OPENQDA = Program(
    key="openqda",
    name="OpenQDA",
    origin=r"^\W*openqda",
    known=(
        Known(
            "files",
            "It reads and writes codebooks (.qdc), and reads the codebook out of a .qde. Projects "
            "are wished for (issue 12) and worked on (pull request 191).",
            "measured",
            f"{_CODES}; OpenQDA issue 12",
        ),
        Known(
            "files",
            "At import a codebook may be in any namespace.",
            "measured",
            f"{_CODES}, getCodeBookElement",
        ),
        Known(
            "files",
            "The projects of the pull request have paths below internal://sources/ and elements "
            "that the standard does not have (Picture, PDFDocument, Audio, Video).",
            "measured",
            _BUILDER,
        ),
        Known(
            "codes",
            "Codes are nested, and all can be used to code. A colour may be written rgba(…), which "
            "the schema forbids.",
            "measured",
            _CODES,
        ),
        Known(
            "codes",
            "At import of a codebook from NVivo, a code “Nodes” that cannot be used to code is "
            "taken away, and what is below it stays.",
            "measured",
            f"{_CODES}, handleNvivoSpecificIssues",
        ),
        Known(
            "users, GUIDs and dates",
            "At import every code gets a new GUID.",
            "measured",
            f"{_CODES}, processCodes",
        ),
    ),
    drops=(
        Dropped("sets", "Sets of a codebook are not read.", "measured", _CODES),
        Dropped("folder codes", "Every code can be used to code.", "measured", _CODES),
    ),
    silent=(
        Silent("How positions count: no released version writes any."),
        Silent("Everything but codebooks."),
    ),
)
