"""The pictures: readable, told in words, the same bytes again, and drawn from the tables."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import refiqda
from analysis.determined.results import Bounds, Determined
from analysis.figures import FIGURES, write_figures
from analysis.figures.canvas import DARK, LIGHT, WIDTH, Shade, width_of, wrapped
from analysis.figures.figure1 import links
from analysis.study import Study

SVG = "{http://www.w3.org/2000/svg}"
NAMES = sorted(FIGURES)


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


@pytest.fixture(scope="module")
def drawn(whole: Study) -> dict[str, str]:
    return {name: figure.draw(whole) for name, figure in FIGURES.items()}


def desc(svg: str) -> str:
    return ElementTree.fromstring(svg).findtext(f"{SVG}desc") or ""


@pytest.mark.parametrize("name", NAMES)
def test_it_is_as_before(
    name: str, drawn: dict[str, str], file_regression: FileRegressionFixture
) -> None:
    file_regression.check(drawn[name], extension=".svg", newline="")


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_shows(name: str, drawn: dict[str, str]) -> None:
    root = ElementTree.fromstring(drawn[name])
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    ids = [each.get("id") for each in named if each is not None]
    assert root.get("aria-labelledby") == " ".join(map(str, ids))
    assert root.findtext(f"{SVG}title") == FIGURES[name].title
    assert len(desc(drawn[name])) > 100


def test_ids_do_not_clash_in_one_page(drawn: dict[str, str]) -> None:
    found = [
        (name, each.get("id"))
        for name, svg in drawn.items()
        for each in ElementTree.fromstring(svg).iter()
        if each.get("id")
    ]
    assert len({id for _, id in found}) == len(found) == 3 * len(drawn)
    assert all(str(id).startswith(f"{name}-") for name, id in found)


@pytest.mark.parametrize("name", NAMES)
def test_its_style_reaches_nothing_else_in_a_page(name: str, drawn: dict[str, str]) -> None:
    root = ElementTree.fromstring(drawn[name])
    style = root.findtext(f"{SVG}style") or ""
    selectors = re.findall(r"([^{}]+)\{", style.partition("{")[2])
    assert len(selectors) == 2 * len(DARK)
    assert all(each.strip().startswith(f"#{root.get('id')} .") for each in selectors)
    used = {word for each in root.iter() for word in each.get("class", "").split()}
    assert used <= {each.strip().partition(".")[2] for each in selectors}


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_nothing(name: str, drawn: dict[str, str]) -> None:
    text = drawn[name].replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"href|url\(|@import|http|<script|<image", text)


def places(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Every piece of text with its left, right, upper and lower edge."""
    found = []
    for each in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        size = float(each.get("font-size", "0"))
        wide = width_of(each.text or "", size, bold=each.get("font-weight") == "bold")
        shift = {"start": 0.0, "middle": wide / 2, "end": wide}[each.get("text-anchor", "start")]
        x, y = float(each.get("x", "0")) - shift, float(each.get("y", "0"))
        found.append((each.text or "", x, x + wide, y - 0.72 * size, y + 0.2 * size))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_words_stay_inside_and_do_not_collide(name: str, drawn: dict[str, str]) -> None:
    texts = places(drawn[name])
    high = float(ElementTree.fromstring(drawn[name]).get("height", "0"))
    assert [t for t in texts if t[1] < 0 or t[2] > WIDTH or t[3] < 0 or t[4] > high] == []
    assert [
        (one[0], other[0])
        for one, other in combinations(texts, 2)
        if one[1] < other[2] and other[1] < one[2] and one[3] < other[4] and other[3] < one[4]
    ] == []


def test_words_on_one_another_would_be_seen() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text x="9" y="20" font-size="14">one</text>'
        '<text x="40" y="24" font-size="14" text-anchor="end">two</text></svg>'
    )
    one, two = places(svg)
    assert one[1] < two[2]
    assert two[1] < one[2]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("ink", "ground", 7),
        ("ink", "pale", 7),
        ("soft", "ground", 4.5),
        ("deep", "ground", 3),
        ("deep", "middle", 2.5),
        ("line", "ground", 3),
        ("soft", "middle", 2.5),
        ("middle", "ground", 1.8),
    ],
)
def test_colours_differ_in_grey(
    one: Shade, other: Shade, least: float, colours: dict[Shade, str]
) -> None:
    assert contrast(colours[one], colours[other]) >= least


def test_all_are_written(whole: Study, drawn: dict[str, str], tmp_path: Path) -> None:
    written = write_figures(whole, tmp_path)
    assert {path.stem: path.read_bytes().decode("utf-8") for path in written} == drawn


# ------------------------------------------------------------------------- what they show


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("flow", "70 could be reached and were invited (53% of 133)."),
        ("flow", "Left out: the other 47; why is not told."),
        ("groups", "career support 1 (printed)"),
        ("groups", "Diversity of values 4 (read strictly)"),
        ("groups", "pursuit of interest 3 to 5"),
        ("overlaps", "Perspective transformation and Career design: 10 to 16; if independent 11.8"),
        ("overlaps", "Diversity of values and Leadership: 5 to 14; if independent 8.5"),
        ("saturation", "90% with 13 participants. 95% with 17 participants."),
        ("saturation", "7.8 with 1, 13.0 with 2, 16.6 with 3"),
        ("figure1", "held by 17, 16, 17, 14, 14 of 23."),
        ("figure1", "Held by 17 and 14 of 23, and both together by 8 to 14."),
        ("figure1", "What a linkage is, is not defined in print."),
    ],
)
def test_numbers_by_hand(name: str, words: str, drawn: dict[str, str]) -> None:
    assert words in desc(drawn[name])


def test_the_graph_has_seven_links_of_which_three_are_linkages(whole: Study) -> None:
    found = links(whole.project.graphs[0])
    assert [len(link.targets) for link in found] == [5, 1, 1, 1, 1, 1, 1]
    assert [link.is_linkage for link in found] == [False] * 4 + [True] * 3


def test_links_follow_the_graph_of_the_project(project: refiqda.Project) -> None:
    """Without the linkages the five themes stand in one row, and no linkage is told."""
    graph = project.graphs[0]
    graph.edges = [edge for edge in graph.edges if edge.direction != "Associative"]
    svg = FIGURES["figure1"].draw(Study(project))
    assert "Linkage of" not in desc(svg)
    assert "each of the 5 primary themes" in desc(svg)
    ElementTree.fromstring(svg)
    project.graphs = []
    with pytest.raises(refiqda.UnknownName, match="no graph 'Figure 1'"):
        FIGURES["figure1"].draw(Study(project))


def test_bounds_are_those_that_were_derived(study: Path) -> None:
    """Other bounds, another picture: the numbers are not the figure's own."""
    whole = Study(refiqda.open(study))
    bounds = dict(Determined.read().bounds)
    themes = "Perspective transformation & Self-development"
    bounds["L2", themes, ""] = Bounds(12, 15)
    bounds["L2", "empathy", "women"] = Bounds(2, 2)
    bounds["L1", "empathy", "women"] = Bounds(2, 2)
    vars(whole)["determined"] = Determined(bounds, {})
    assert "both together by 12 to 15" in desc(FIGURES["figure1"].draw(whole))
    assert "and Self-development: 12 to 15" in desc(FIGURES["overlaps"].draw(whole))
    assert "empathy 2 (printed)" in desc(FIGURES["groups"].draw(whole))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("one two", ["one two"]),
        ("self-transformation", ["self-", "transformation"]),
        ("insufficient information sharing", ["insufficient", "information", "sharing"]),
    ],
)
def test_words_are_broken_at_blanks_and_hyphens(words: str, lines: list[str]) -> None:
    assert wrapped(words, 14, 100) == lines
