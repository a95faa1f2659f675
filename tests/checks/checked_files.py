"""The files that tests of checks read: our fixtures, and the corpus where it is."""

import re
from pathlib import Path

import pytest
from lxml import etree
from where import FIXTURES, corpus_params

from refiqda.standard.document import Opened

MADE = FIXTURES / "made"
BROKEN = FIXTURES / "broken"


def fixtures() -> list[Path]:
    """Those that a script writes; the paper of a made study and its claims are written by hand."""
    return sorted([*MADE.glob("*.q*"), *BROKEN.iterdir()])


def tables() -> list[Path]:
    """Codebooks as tables, which are no REFI-QDA files."""
    return sorted(MADE.glob("codes-*"))


def every_file() -> list[object]:
    """All fixtures and all of the corpus, as parameters."""
    return [*(pytest.param(path, id=path.name) for path in fixtures()), *corpus_params()]


def broken(code: str) -> Path:
    """The file that breaks one rule."""
    (path,) = BROKEN.glob(f"{code}.*")
    return path


def xml_of(path: Path) -> etree._Element:
    """The XML as lxml reads it, not refiqda."""
    opened = Opened(path)
    try:
        return etree.fromstring(b"".join(opened.xml()))
    finally:
        opened.files.close()


def element_at(root: etree._Element, path: str) -> etree._Element:
    """The element of a path, found by local names alone."""
    first, *steps = path.partition("/@")[0].split("/")[1:]
    assert etree.QName(root).localname == first
    for step in steps:
        match = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", step)
        same = [
            child for child in root.iterchildren("*") if etree.QName(child).localname == match[1]
        ]
        root = same[int(match[2] or 1) - 1]
    return root
