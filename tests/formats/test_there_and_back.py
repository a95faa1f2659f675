"""From one program to another and back: every coding stays, and what does not is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from proof import prove, rows
from where import CORPUS, FIXTURES

import refiqda
from refiqda.tools.origins import first_origin
from refiqda.tools.programs import TARGETS, recognise

MANNHEIMER = CORPUS / "qualcoder-3.8-mannheimer.qdpx"
ROUNDS = [
    pytest.param(FIXTURES / "made" / f"story-{name}.qdpx", own, id=name)
    for name, own in (
        ("nvivo-windows", "nvivo"),
        ("atlasti-windows", "atlasti"),
        ("maxqda", "maxqda"),
        ("qualcoder", "qualcoder"),
        ("transana", "transana"),
        ("standard", "standard"),
    )
]


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize(("path", "own"), ROUNDS)
def test_there_and_back_keeps_every_coding_and_tells_the_rest(
    path: Path, own: str, to: str, tmp_path: Path
) -> None:
    there, back = tmp_path / "there.qdpx", tmp_path / "back.qdpx"
    away = refiqda.convert(path, there, to=to)
    report = refiqda.convert(there, back, to=own)
    assert rows(back) == rows(path)
    prove(path, there, away, neutral=True)
    prove(there, back, report, neutral=True)
    assert first_origin(refiqda.open(back).origin) == refiqda.open(path).origin
    assert recognise(refiqda.open(back))[0].target == own


@pytest.mark.parametrize("to", TARGETS)
def test_what_is_written_is_recognised_as_written_for_its_program(to: str, tmp_path: Path) -> None:
    """So that whoever reads it counts its positions as they are, here and in other programs."""
    path = FIXTURES / "made" / "story-unknown.qdpx"
    refiqda.convert(path, tmp_path / "there.qdpx", to=to)
    assert recognise(refiqda.open(tmp_path / "there.qdpx"))[0].target == to


@pytest.mark.skipif(not MANNHEIMER.exists(), reason="the corpus (../shared/corpus) is not here")
@pytest.mark.parametrize("to", TARGETS)
def test_a_real_project_goes_there_and_back(to: str, tmp_path: Path) -> None:
    there, back = tmp_path / "there.qdpx", tmp_path / "back.qdpx"
    refiqda.convert(MANNHEIMER, there, to=to)
    refiqda.convert(there, back, to="qualcoder")
    assert rows(MANNHEIMER).total() == 753
    assert rows(back) == rows(MANNHEIMER)


# ------------------------------------------------------------------ read by nobody but the test

NAMESPACE = "{urn:QDA-XML:project:1.0}"


def _units(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


CUTS: dict[str, Callable[[bytes, int, int], str]] = {
    # UTF-16 units of a file with CRLF and a mark that does not count (corpus/README.md).
    "nvivo": lambda data, start, end: _units(data.decode("utf-8-sig"), start, end),
    # A line break counts 1, however the file has it (QualCoder's importer, load_text_source).
    "atlasti": lambda data, start, end: data.decode().replace("\r\n", "\n")[start:end],
    "maxqda": lambda data, start, end: data.decode().replace("\r\n", "\n")[start:end],
    # load_text_source opens the file as UTF-8 and cuts the passage out of what it reads.
    "qualcoder": lambda data, start, end: io.TextIOWrapper(io.BytesIO(data), "utf-8").read()[
        start:end
    ],
    "transana": lambda data, start, end: data.decode()[start:end],
    "standard": lambda data, start, end: data.decode()[start:end],
}


def passages(path: Path, cut: Callable[[bytes, int, int], str]) -> dict[str, str]:
    """The words of every coded passage of the texts, by the GUID of the coding."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("project.qde"))
        found = {}
        for source in root.iter(f"{NAMESPACE}TextSource"):
            name = source.get("plainTextPath", "").replace("internal://", "sources/")
            for one in source.iter(f"{NAMESPACE}PlainTextSelection"):
                words = cut(
                    package.read(name), int(one.get("startPosition")), int(one.get("endPosition"))
                )
                for coding in one.iter(f"{NAMESPACE}Coding"):
                    found[coding.get("guid").lower()] = words.replace("\r\n", "\n")
        return found


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("name", ["standard", "nvivo-windows", "atlasti-windows", "utf-8-bytes"])
def test_the_words_are_there_for_a_reader_that_counts_as_the_program(
    name: str, to: str, tmp_path: Path
) -> None:
    """The story is the same in all its dialects, and in the standard's it can be cut as it is."""
    made = FIXTURES / "made"
    expected = passages(made / "story-standard.qdpx", CUTS["standard"])
    assert len(expected) > 40
    refiqda.convert(made / f"story-{name}.qdpx", tmp_path / "there.qdpx", to=to)
    assert passages(tmp_path / "there.qdpx", CUTS[to]) == expected
