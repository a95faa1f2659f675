"""The preprint's abstract beside the article: what moved follows from both sides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import refiqda
from analysis.study import Study
from analysis.tables.preprint import preprint


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


def test_what_moved(whole: Study) -> None:
    frame = preprint(whole)
    assert frame.loc[frame["moved"], "what"].tolist() == [
        "title",
        "approach",
        "where the themes came up",
        "what the themes relate to",
        "primary factors",
        "names of the primary factors",
        "contribution to others",
    ]


def test_the_arithmetic_and_what_was_read(whole: Study) -> None:
    attrs = preprint(whole).attrs
    assert "That 30 + 6 = 31 + 5 = 36 fits" in attrs["notes"][0]
    assert "full text, its tables and any later version were not" in attrs["definition"][1]


def test_the_articles_side_follows_the_project(project: refiqda.Project) -> None:
    theme = next(code for code in project.codes if code.name == "Perspective transformation")
    moved = next(code for code in theme.codes if code.name == "contribution to others")
    theme.codes.remove(moved)
    project.codes.append(moved)
    frame = preprint(Study(project)).set_index("what")
    assert not frame.loc["names of the primary factors", "moved"]
    assert frame.loc["contribution to others", "article"] == "a primary theme, 8 of 23"
    assert not frame.loc["contribution to others", "moved"]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("approach", ["social constructivism", "constructivist paradigm", "Thematic analysis"]),
        ("where the themes came up", ["During the data analysis"]),
        ("what the electives could promote", ["reflective self- relativisation"]),
        ("electives taken", ["more than 10 years ago"]),
    ],
)
def test_typed_words_stand_where_they_say(
    what: str, words: list[str], whole: Study, paper: list[str]
) -> None:
    where = preprint(whole).set_index("what").loc[what, "article_from"]
    lines = [
        paper[number - 1]
        for span in re.findall(r"(\d+)(?:-(\d+))?", where)
        for number in range(int(span[0]), int(span[1] or span[0]) + 1)
    ]
    text = " ".join(" ".join(lines).split())
    assert [word for word in words if word not in text] == []


def test_the_article_names_no_narrative_inquiry(paper: list[str]) -> None:
    assert "narrative inquiry" not in " ".join(" ".join(paper).lower().split())
