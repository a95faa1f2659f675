"""Files of programs that nothing is known of: read as the standard says, positions weighed."""

from __future__ import annotations

from refiqda.tools.program import Known, Program, Silent
from refiqda.tools.structures import VALUES_AT_CASES

UNKNOWN = Program(
    key="unknown",
    name="an unknown program",
    steps=(VALUES_AT_CASES,),
    known=(
        Known(
            "files",
            "The origin is not always the program that wrote a file: Magnolia keeps the origin of "
            "a project that it opened.",
            "measured",
            "Magnolia source, xml-serializer.ts",
        ),
        Known(
            "files",
            "Scripts that make files for MAXQDA or NVivo write the origin of that program.",
            "measured",
            "four public scripts, with “MAXQDA 2020”, “MAXQDA 2022”, “MAXQDA 24” and “NVivo 12 For "
            "Mac”",
        ),
        Known(
            "text and positions",
            "Newer programs differ too: Magnolia and Sift count code points, Misket UTF-16 units.",
            "measured",
            "source of Magnolia, transcript-refi.ts; of Sift, refi/mod.rs; of Misket, refi.rs",
        ),
    ),
    silent=(
        Silent(
            "How positions count. They are weighed by the words in names and by the edges of "
            "words, as in every file, with nothing known beforehand."
        ),
    ),
)
