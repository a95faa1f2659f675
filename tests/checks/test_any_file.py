"""Whatever is done to a file, it can be checked, and each finding leads to its place."""

import tempfile
from copy import deepcopy
from pathlib import Path

from checked_files import element_at
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from where import ROOT

import refiqda
from refiqda.checks import check

WHOLE = [
    etree.fromstring((ROOT / "fixtures" / name).read_bytes())
    for name in ("good.xml", "codebook.xml")
]
VALUES = [
    "",
    " ",
    "-5",
    "1e3",
    "x",
    "true",
    "0",
    "9" * 20,
    "00000000-0000-4000-8000-000000000004",
    "{00000000-0000-4000-8000-000000000031}",
    "C:/Users/anna/x",
    "internal://",
    "relative:///x",
    "://",
    "2020-05-01T10:00:00",
]
STEPS = st.tuples(
    st.sampled_from(["set", "drop", "remove", "copy", "text", "odd", "move"]),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
)


def damaged(root: etree._Element, steps: list[tuple[str, int, int]]) -> etree._Element:
    root = deepcopy(root)
    for what, where, how in steps:
        elements = list(root.iter("*"))
        element, other = elements[where % len(elements)], elements[how % len(elements)]
        names = sorted(str(name) for name in element.attrib)
        if what == "set" and names:
            element.set(names[how % len(names)], VALUES[how % len(VALUES)])
        elif what == "drop" and names:
            del element.attrib[names[how % len(names)]]
        elif what == "remove" and element is not root:
            element.getparent().remove(element)
        elif what == "copy" and element not in (other, *other.iterancestors()):
            other.append(deepcopy(element))
        elif what == "text":
            element.text = VALUES[how % len(VALUES)]
        elif what == "odd":
            element.set("odd", "1")
        elif what == "move" and len(element) > 1:
            element.append(element[how % len(element)])
    return root


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(WHOLE), st.lists(STEPS, min_size=1, max_size=6))
def test_every_finding_of_a_damaged_file_has_its_place(whole, steps):
    root = damaged(whole, steps)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.xml"
        path.write_bytes(etree.tostring(root))
        try:
            findings = check(path)
        except refiqda.NotRefiQda:
            return  # the root itself was taken away
    for finding in findings:
        assert finding.line is not None, finding
        element = element_at(root, finding.path)
        name = finding.path.partition("/@")[2]
        if name and finding.code != "S102":
            assert name in {etree.QName(key).localname for key in element.attrib}, finding
