"""Readers that others wrote: what we write for the standard, they read with the same words.

``make peers`` installs them; without them these tests are skipped.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
from where import CORPUS, FIXTURES

import refiqda

STORIES = sorted((FIXTURES / "made").glob("story-*.qdpx"))
MANNHEIMER = CORPUS / "qualcoder-3.8-mannheimer.qdpx"
NVIVO = FIXTURES / "made" / "story-nvivo-windows.qdpx"
ALL = [
    *(pytest.param(path, id=path.stem) for path in STORIES),
    pytest.param(
        MANNHEIMER,
        id=MANNHEIMER.stem,
        marks=pytest.mark.skipif(not MANNHEIMER.exists(), reason="../shared/corpus is not here"),
    ),
]


def passages(path: Path) -> dict[tuple[str, str], str]:
    """The words of each text coding, by selection and code, as refiqda reads them."""
    frame = refiqda.tables.codings(path)
    texts = frame[frame["kind"] == "text"]
    keys = zip(texts["selection_guid"].str.lower(), texts["code_guid"].str.lower(), strict=True)
    return dict(zip(keys, texts["passage"], strict=True))


def by_qdapy(path: Path) -> dict[tuple[str, str], str]:
    """The same as qdapy reads them, which slices texts by code points."""
    qdapy = pytest.importorskip("qdapy", reason="qdapy is not installed: make peers")
    found = qdapy.read_qdpx(str(path), warn=False).fragments
    texts = found[found["positionKind"] == "text"]
    keys = zip(texts["annotationKey"].str.lower(), texts["codeId"].str.lower(), strict=True)
    return dict(zip(keys, texts["text"], strict=True))


@pytest.mark.parametrize("path", ALL)
def test_qdapy_reads_the_same_words(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "standard.qdpx"
    refiqda.convert(path, target, to="standard")
    theirs = by_qdapy(target)
    ours = passages(path)
    assert theirs
    # What it leaves out (texts of PDFs) is known; what it reads has to be the same.
    assert {key: ours.get(key) for key in theirs} == theirs
    assert len(theirs) >= 0.9 * len(ours)


def test_qdapy_reads_the_converted_file_right_and_the_original_wrong(tmp_path: Path) -> None:
    """Positions in UTF-16 units with CRLF, as NVivo for Windows writes them."""
    target = tmp_path / "standard.qdpx"
    refiqda.convert(NVIVO, target, to="standard")
    ours = passages(NVIVO)
    before, after = by_qdapy(NVIVO), by_qdapy(target)
    assert all(after[key] == ours[key] for key in after)
    frame = refiqda.tables.codings(NVIVO)
    chat = set(frame[frame["source"] == "Chat of Anna and Ben"]["selection_guid"])
    with_emoji = [key for key in before if key[0] in chat]
    wrong = [key for key in with_emoji if before[key].replace("\r\n", "\n") != ours[key]]
    # Before the first emoji both ways of counting agree.
    assert len(wrong) >= len(with_emoji) - 1 > 10


@pytest.mark.parametrize("path", ALL)
def test_pyrefiqda_loads_every_coding(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyrefiqda", reason="pyrefiqda is not installed: make peers")
    target = tmp_path / "standard.qdpx"
    refiqda.convert(path, target, to="standard")
    monkeypatch.chdir(tmp_path)
    project = importlib.import_module("pyrefiqda").RefiProject.load(target)
    written = refiqda.tables.codings(target)["coding_guid"]
    assert sorted(codings_in(project)) == sorted(guid.lower() for guid in written)


def codings_in(node: Any) -> list[str]:
    """The GUIDs of all codings below an object of pyrefiqda, whatever its classes are called."""
    if isinstance(node, list):
        return [guid for each in node for guid in codings_in(each)]
    if not hasattr(node, "model_fields_set"):
        return []
    own = [node.guid.lower()] if type(node).__name__ == "CodingType" else []
    fields = type(node).model_fields
    return own + [guid for name in fields for guid in codings_in(getattr(node, name))]
