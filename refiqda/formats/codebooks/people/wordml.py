"""Pieces of WordprocessingML: runs of text, marks that links lead to, and fields."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from refiqda.formats.codebooks.people.words import is_right_to_left

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Run(NamedTuple):
    """A stretch of text in one look."""

    text: str
    fill: str = ""
    """A colour behind it: ``FF0000``."""


def element(parent: etree._Element, kind: str, /, **said: str) -> etree._Element:
    """An element of a kind inside of another, with its attributes."""
    return etree.SubElement(parent, W + kind, {W + key: value for key, value in said.items()})


def add_run(paragraph: etree._Element, run: Run) -> None:
    """Add a run to a paragraph, or to a link in it."""
    made = etree.SubElement(paragraph, f"{W}r")
    is_turned = is_right_to_left(run.text)
    if run.fill or is_turned:
        look = etree.SubElement(made, f"{W}rPr")
        if run.fill:
            edge = {"val": "single", "sz": "4", "space": "0", "color": "767B82"}
            shade = {"val": "clear", "color": "auto", "fill": run.fill}
            etree.SubElement(look, f"{W}bdr", {W + name: value for name, value in edge.items()})
            etree.SubElement(look, f"{W}shd", {W + name: value for name, value in shade.items()})
        if is_turned:
            etree.SubElement(look, f"{W}rtl")
    for number, line in enumerate(run.text.split("\n")):
        if number:
            etree.SubElement(made, f"{W}br")
        etree.SubElement(made, f"{W}t", {_SPACE: "preserve"}).text = line


def add_marked(paragraph: etree._Element, mark: str, number: int, runs: tuple[Run, ...]) -> None:
    """Add runs that a link can lead to by the name of a mark; no two marks have one number."""
    element(paragraph, "bookmarkStart", id=str(number), name=mark)
    for run in runs:
        add_run(paragraph, run)
    element(paragraph, "bookmarkEnd", id=str(number))


def add_link(paragraph: etree._Element, mark: str, runs: tuple[Run, ...]) -> None:
    """Add runs that lead to a mark."""
    link = element(paragraph, "hyperlink", anchor=mark, history="1")
    for run in runs:
        add_run(link, run)


def begin_field(paragraph: etree._Element, instruction: str) -> None:
    """Begin a field; what follows is what it says until a program works it out anew."""
    element(element(paragraph, "r"), "fldChar", fldCharType="begin")
    said = element(element(paragraph, "r"), "instrText")
    said.set(_SPACE, "preserve")
    said.text = f" {instruction} "
    element(element(paragraph, "r"), "fldChar", fldCharType="separate")


def end_field(paragraph: etree._Element) -> None:
    """End it, maybe some paragraphs on."""
    element(element(paragraph, "r"), "fldChar", fldCharType="end")


def add_field(paragraph: etree._Element, instruction: str, now: str) -> None:
    """A field inside of a paragraph, such as the number of the page."""
    begin_field(paragraph, instruction)
    add_run(paragraph, Run(now))
    end_field(paragraph)
