"""However a project is given, its tables are the same: a path, an open project, a neutral one."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest
from where import FIXTURES, corpus_params

import refiqda
from refiqda import tables
from refiqda.model import (
    Case,
    Code,
    Coding,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    Project,
    TextSource,
    VideoSelection,
    VideoSource,
)

PIECES = ["ab ", "we met", " ", "\r\n", "\n", "😀", "é", ". ", "the bus ", "学生"]
ORIGINS = [None, "NVivo for Windows 12.6", "QualCoder 3.8", "MAXQDA 2022", "ATLAS.ti 8.4 macOS"]
ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16"]


class Made:
    """A random project; the same seed makes the same one."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.number = 0
        self.project = Project(name="P", origin=self.random.choice(ORIGINS))
        self.codes = [Code(guid=self.guid(), name=name, is_codable=True) for name in "KLM"]
        self.project.codes = self.codes
        for _ in range(self.random.randint(1, 4)):
            self.project.sources.append(self.source())
        if self.random.random() < 0.3:
            self.project.notes.append(self.text("note"))
        self.add_cases()

    def guid(self) -> str:
        self.number += 1
        return f"00000000-0000-4000-8000-{self.number:012d}"

    def codings(self, most: int = 2) -> list[Coding]:
        some = range(self.random.randint(0, most))
        return [Coding(guid=self.guid(), code=self.random.choice(self.codes).guid) for _ in some]

    def source(self) -> TextSource | PDFSource | VideoSource:
        kind = self.random.random()
        if kind < 0.7:
            return self.text("text")
        if kind < 0.85:
            inner = self.text("inner")
            areas = [
                PDFSelection(guid=one.guid, page=0, first_x=0, first_y=0, second_x=1, second_y=1)
                for one in inner.selections[:2]
            ]
            for area in areas:
                area.codings = self.codings()
            path = "internal://x.pdf"
            return PDFSource(guid=self.guid(), path=path, text=inner, selections=areas)
        span = VideoSelection(guid=self.guid(), begin=0, end=5, codings=self.codings())
        path = self.random.choice(["relative://x.mp4", "relative://x.m4a"])
        return VideoSource(guid=self.guid(), name="film", path=path, selections=[span])

    def text(self, name: str) -> TextSource:
        words = "".join(self.random.choice(PIECES) for _ in range(self.random.choice([0, 5, 60])))
        source = TextSource(guid=self.guid(), name=name, codings=self.codings(1))
        if self.random.random() < 0.3:
            source.content = words
        elif self.random.random() < 0.9:
            source.plain_text_path = f"internal://{source.guid}.txt"
            data = words.encode(self.random.choice(ENCODINGS))
            self.project.files[f"sources/{source.guid}.txt"] = data
        for _ in range(self.random.choice([0, 1, 5, 30])):
            start, end = sorted(self.random.randint(0, len(words) + 2) for _ in range(2))
            called = self.random.choice([None, words[start:end], "A title"])
            one = PlainTextSelection(guid=self.guid(), start=start, end=end, name=called)
            one.codings = self.codings()
            source.selections.append(one)
        return source

    def add_cases(self) -> None:
        for name in ("C", "B", None):
            case = Case(guid=self.guid(), name=name)
            case.sources = [
                each.guid for each in self.project.sources if self.random.random() < 0.4
            ]
            places = [one.guid for each in self.project.sources for one in each.selections]
            case.selections = [guid for guid in places if self.random.random() < 0.1]
            self.project.cases.append(case)
        if self.random.random() < 0.5:
            # NVivo: a case that is a code as well.
            self.project.cases[0].guid = self.codes[0].guid


def same(path: Path) -> None:
    project = refiqda.open(path)
    streamed = tables.codings(path)
    pd.testing.assert_frame_equal(streamed, tables.codings(project))
    pd.testing.assert_frame_equal(streamed, tables.codings(refiqda.understood(project)))
    chosen = tables.selections(path)
    pd.testing.assert_frame_equal(chosen, tables.selections(refiqda.understood(project)))


@pytest.mark.parametrize("seed", range(120))
def test_any_project_is_read_in_one_way(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "made.qdpx"
    Made(seed).project.save(path, allow_invalid=True)
    same(path)


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "made").glob("*.qdpx")), ids=lambda path: path.stem
)
def test_every_fixture_is_read_in_one_way(path: Path) -> None:
    same(path)


@pytest.mark.parametrize("path", corpus_params(".qdpx"))
def test_every_real_file_is_read_in_one_way(path: Path) -> None:
    same(path)
