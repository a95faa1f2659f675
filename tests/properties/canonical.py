"""Two XML documents that say the same: canonical XML, blanks between elements aside.

Knows nothing of refiqda's table. Which elements hold only elements is typed here from the official
schemas; in every other element, blanks count.
"""

from __future__ import annotations

import re

from lxml import etree

ONLY_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """
        Project Users CodeBook Codes Code Variables Variable VariableValue Cases Case Sources
        TextSource PictureSource PDFSource AudioSource VideoSource PlainTextSelection
        PictureSelection PDFSelection AudioSelection VideoSelection Transcript TranscriptSelection
        TextDescription Representation Coding Notes Note Links Link Sets Set Graphs Graph
        """,
    )
)
BLANKS = " \t\r\n"


def parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, collect_ids=False)
    return etree.fromstring(data, parser)


def canonical(data: bytes) -> bytes:
    """Canonical XML 1.0 with comments, without the blanks that only lay the elements out."""
    root = parse(data)
    for element in root.iter("*"):
        if etree.QName(element).localname not in ONLY_ELEMENTS:
            continue
        if element.text and not element.text.strip(BLANKS):
            element.text = None
        for child in element:
            if child.tail and not child.tail.strip(BLANKS):
                child.tail = None
    return etree.tostring(root.getroottree(), method="c14n", with_comments=True)
