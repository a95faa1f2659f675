"""Codes that occur together as GraphML: NetworkX reads the same graph."""

from __future__ import annotations

import io
from typing import Any

import networkx
import pytest
from lxml import etree
from where import FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.tables.graphml import EDGE_KEYS, NAMESPACE, NODE_KEYS

STORY = FIXTURES / "made" / "story-standard.qdpx"
COUNTED = FIXTURES / "made" / "counted.qdpx"


def read(text: str) -> Any:
    return networkx.read_graphml(io.BytesIO(text.encode()))


def guid(name: str) -> str:
    return refiqda.make_guid("graph", name)


def made(*codes: m.Code) -> m.Project:
    """A text that is coded as a whole with every code."""
    source = m.TextSource(guid=guid("text"), name="text", content="words")
    source.codings = [
        m.Coding(guid=guid(f"coding {at}"), code=code.guid) for at, code in enumerate(codes)
    ]
    return m.Project(name="made", codes=list(codes), sources=[source], is_understood=True)


@pytest.mark.parametrize("how", ["overlap", "encloses", "source"])
@pytest.mark.parametrize("path", [STORY, COUNTED], ids=["story", "counted"])
def test_the_graph_is_the_table(path: Any, how: Any) -> None:
    graph = read(tables.cooccurrence_graph(path, how=how, aggregate="descendants"))
    frame = tables.cooccurrence(path, how=how, aggregate="descendants")
    assert graph.is_directed() is (how == "encloses")
    assert not graph.is_multigraph()
    found = {
        (row.code_a_guid, row.code_b_guid): {"weight": row.count, "c": row.c}
        for row in frame.itertuples()
    }
    assert found
    for (one, other), told in found.items():
        has_c = told["c"] == told["c"]
        assert graph.edges[one, other] == (told if has_c else {"weight": told["weight"]})
    assert graph.number_of_edges() == len(found)


def test_nodes_are_the_codes_of_the_codebook() -> None:
    graph = read(tables.cooccurrence_graph(STORY))
    codes = tables.codes(STORY)
    alone = tables.cooccurrence(STORY, layout="matrix")
    assert list(graph.nodes) == codes["code_guid"].tolist()
    for number, code in enumerate(codes.itertuples()):
        node = graph.nodes[code.code_guid]
        assert node["label"] == code.code
        assert node["path"] == code.code_path
        assert node["level"] == code.level
        assert node.get("parent") == (code.parent_guid if code.level > 1 else None)
        assert node["n"] == alone.iloc[number, number + 1]


def test_colours_are_those_of_the_codebook() -> None:
    project = made(
        m.Code(guid=guid("a"), name="a", color="#ff8000"),
        m.Code(guid=guid("b"), name="b", color="#abc"),
        m.Code(guid=guid("c"), name="c", color="heliotrope"),
        m.Code(guid=guid("d"), name="d"),
    )
    nodes = read(tables.cooccurrence_graph(project)).nodes
    lights = [
        [nodes[code.guid].get(key) for key in ("color", "r", "g", "b")] for code in project.codes
    ]
    assert lights == [
        ["#ff8000", 255, 128, 0],
        ["#abc", 170, 187, 204],
        ["heliotrope", None, None, None],
        [None, None, None, None],
    ]


def test_what_xml_cannot_hold_does_no_harm() -> None:
    project = made(
        m.Code(guid=guid("a"), name="bell \x07, <b> & \ud800"),
        m.Code(guid="", name="no guid"),
        m.Code(guid="{odd \x00}", name=None),
    )
    graph = read(tables.cooccurrence_graph(project))
    assert list(graph.nodes) == [guid("a"), "code-2", "{odd \N{REPLACEMENT CHARACTER}}"]
    assert (
        graph.nodes[guid("a")]["label"]
        == "bell \N{REPLACEMENT CHARACTER}, <b> & \N{REPLACEMENT CHARACTER}"
    )
    assert graph.number_of_edges() == 3


def test_edges_are_pairs_that_occur_together_often_enough() -> None:
    assert read(tables.cooccurrence_graph(COUNTED, minimum=0)).number_of_edges() == 6
    assert read(tables.cooccurrence_graph(COUNTED, minimum=3)).number_of_edges() == 2
    some = read(tables.cooccurrence_graph(COUNTED, codes="Waiting >"))
    assert [node["label"] for node in some.nodes.values()] == ["Waiting", "Noise", "Night noise"]


def test_the_file_says_what_is_counted() -> None:
    text = tables.cooccurrence_graph(COUNTED, how="near", within=7)
    root = etree.fromstring(text.encode())
    described = root.findtext(f"{{{NAMESPACE}}}desc")
    assert described is not None
    assert described.startswith("Codes that occur together, near each other\nCount: pairs")
    assert "at most 7 characters" in described
    assert "not within 0 and 1" in described
    keys = root.findall(f"{{{NAMESPACE}}}key")
    assert [key.get("id") for key in keys] == [*NODE_KEYS, *EDGE_KEYS]


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(TypeError, match="layout"):
        tables.cooccurrence_graph(COUNTED, layout="matrix")
