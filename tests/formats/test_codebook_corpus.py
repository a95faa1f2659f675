"""Every ``.qdc`` to every layout and back, as files: the report against what really differs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from layout_proof import Taken
from lxml import etree
from where import FIXTURES, corpus_params

import refiqda
from refiqda.formats.codebooks.bookfile import neutral_book
from refiqda.formats.codebooks.registry import WRITTEN, by_key
from refiqda.formats.loss import Loss

MADE = sorted((FIXTURES / "made").glob("*.qdc"))
BOOKS = [*(pytest.param(path, id=path.name) for path in MADE), *corpus_params(".qdc")]
FORMS = [
    *((key, suffix) for key in WRITTEN for suffix in (".csv", ".xlsx")),
    ("", ".csv"),
    ("", ".tsv"),
    ("", ".json"),
    ("", ".yaml"),
]
_FACTS = {
    "@name": "name",
    "@guid": "guid",
    "@color": "color",
    "@isCodable": "codable",
    "Description": "description",
}


@pytest.mark.parametrize(("to", "suffix"), FORMS, ids=lambda part: part or "-")
@pytest.mark.parametrize("path", BOOKS)
def test_what_a_file_holds_comes_back_and_the_rest_is_told(
    path: Path, to: str, suffix: str, tmp_path: Path
) -> None:
    table, back = tmp_path / f"codes{suffix}", tmp_path / "back.qdc"
    report = refiqda.convert(path, table, to=to)
    # OpenQDA's colours are against the schema, and stay as they are where nothing is lost.
    returned = refiqda.convert(table, back, layout=to, allow_invalid=True)
    assert not returned.losses
    before = refiqda.read_codebook(path)
    if to and to != "plain":
        before = neutral_book(before)
    else:
        assert not set(report.totals()) - {"comment"}, "a form that holds all loses something"
    mine, other = Taken(before), Taken(refiqda.read_codebook(back))
    root = etree.fromstring(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    told = {key for loss in report.losses if not loss.in_file for key in facts_of(loss, root, mine)}
    keys = {**mine.facts, **other.facts}
    differing = {key for key in keys if mine.facts.get(key) != other.facts.get(key)}
    assert differing <= told, sorted(differing - told)
    false = told - differing
    assert not false, f"told as lost and is there: {false}"


def facts_of(loss: Loss, root: etree._Element, mine: Taken) -> list[tuple[Any, ...]]:
    """The facts that a row of the report is about, by what stands at its place in the file."""
    if loss.what in ("folder of all codes", "comment"):
        return []
    *steps, last = loss.where.strip("/").split("/")
    if last not in _FACTS and not last.startswith("@"):
        steps, last = [*steps, last], ""
    assert etree.QName(root).localname == steps[0]
    element = root
    for step in steps[1:]:
        name, _, number = step.rstrip("]").partition("[")
        found = list(element.iterchildren("{*}" + name))
        element = found[int(number or 1) - 1]
    kind = etree.QName(element).localname
    if kind == "CodeBook":
        return [("book", last.removeprefix("@"))]
    if kind == "Set":
        number = len(list(element.itersiblings("{*}Set", preceding=True)))
        own = [key for key in mine.facts if key[:2] == ("set", number)]
        return [("set", number, _FACTS[last])] if last else [*own, ("book", "order of the sets")]
    assert kind == "Code", loss
    codes = list(root.iter("{*}Code"))
    removed = len(codes) - sum(key[-1] == "place" for key in mine.facts)
    place = codes.index(element) - removed
    return [("code", place, "place" if loss.what == "place of a code" else _FACTS[last])]


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("atlasti-report.csv", "atlasti_report"),
        ("atlasti.csv", "atlasti"),
        ("atlasti.xlsx", "atlasti"),
        ("dedoose.xlsx", "dedoose"),
        ("maxqda-levels.xlsx", "maxqda_levels"),
        ("maxqda.xlsx", "maxqda"),
        ("nvivo.xlsx", "nvivo"),
        ("openqda.csv", "openqda"),
        ("qualcoder.csv", "qualcoder"),
        ("qualcoder.txt", "qualcoder"),
        ("requal.csv", "requal"),
        ("taguette.csv", "taguette"),
    ],
)
def test_each_layout_is_known_by_its_header(name: str, layout: str, tmp_path: Path) -> None:
    report = refiqda.convert(FIXTURES / "made" / f"codes-{name}", tmp_path / "codes.qdc")
    said = [re.fullmatch(r".* was read in the layout: (.*)\.", each) for each in report.remarks]
    key = layout.replace("_", "-")
    (found,) = [each[1] for each in said if each]
    assert found == next(each.name for each in map(by_key, (key,)))
