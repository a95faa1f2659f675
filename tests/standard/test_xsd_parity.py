"""The table says what the official schemas say: both ways, types, orders, occurrences, facets."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from lxml import etree

from refiqda.cli import main
from refiqda.standard.plan import CODEBOOK, FORMS, PROJECT, Form
from refiqda.standard.xsd import XSD, schema_text

OFFICIAL = {PROJECT: "Project.xsd", CODEBOOK: "Codebook.xsd"}
OCCURS = {"minOccurs": "1", "maxOccurs": "1"}


def normal(element: etree._Element) -> object:
    """A schema component as plain data, without comments, annotations and defaults."""
    parts = [child for child in element.iterchildren("*") if local(child) != "annotation"]
    named = dict(element.attrib)
    match local(element):
        case "schema":
            named.pop("version")
            return named, {(local(part), part.get("name")): normal(part) for part in parts}
        case "complexType":
            attributes = {part.get("name"): normal(part) for part in parts if is_attribute(part)}
            return attributes, [normal(part) for part in parts if not is_attribute(part)]
        case "sequence" | "choice" | "element" as kind if element.getparent() is not None:
            occurs = {} if local(element.getparent()) == "schema" else OCCURS
            return kind, {**occurs, **named}, [normal(part) for part in parts]
        case "attribute":
            return {"use": "optional", **named}
        case kind:
            return kind, named, [normal(part) for part in parts]


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def is_attribute(element: etree._Element) -> bool:
    return local(element) == "attribute"


def components(text: bytes) -> tuple[dict[str, str], dict[tuple[str, str], object]]:
    return normal(etree.fromstring(text))


@pytest.fixture(params=FORMS, ids=lambda form: form.name)
def form(request: pytest.FixtureRequest) -> Form:
    return request.param


@pytest.fixture
def official(form: Form, shared) -> tuple[dict[str, str], dict[tuple[str, str], object]]:
    return components((shared / "standard" / OFFICIAL[form]).read_bytes())


@pytest.fixture
def printed(form: Form) -> tuple[dict[str, str], dict[tuple[str, str], object]]:
    return components(schema_text(form).encode())


def test_namespace_and_qualification_are_the_official_ones(official, printed):
    assert printed[0] == official[0]


def test_no_component_is_missing_and_none_is_invented(official, printed):
    assert printed[1].keys() == official[1].keys()


def test_every_component_says_the_same(official, printed):
    different = {
        name: (printed[1][name], component)
        for name, component in official[1].items()
        if printed[1][name] != component
    }
    assert different == {}


@pytest.mark.parametrize(
    ("form", "complex_types", "simple_types"), [(PROJECT, 40, 6), (CODEBOOK, 6, 2)]
)
def test_all_types_are_compared(form, complex_types, simple_types, official):
    kinds = [kind for kind, _ in official[1]]
    assert kinds.count("complexType") == complex_types
    assert kinds.count("simpleType") == simple_types
    assert kinds.count("element") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('name="Users" type="UsersType" minOccurs="0"', 'name="Users" type="UsersType"'),
        ('name="User" type="UserType" maxOccurs="unbounded"', 'name="User" type="UserType"'),
        ('<xsd:choice maxOccurs="unbounded">', "<xsd:choice>"),
        (
            'name="FloatValue" type="xsd:decimal" minOccurs="0"',
            'name="FloatValue" type="xsd:decimal"',
        ),
        ('name="id" type="xsd:string"', 'name="id" type="GUIDType"'),
        ('name="page" type="xsd:integer" use="required"', 'name="page" type="xsd:integer"'),
        ("[A-Fa-f0-9]{6}", "[A-F0-9]{6}"),
        ('<xsd:enumeration value="dashed"/>', ""),
        ('elementFormDefault="qualified"', 'elementFormDefault="unqualified"'),
    ],
)
def test_the_comparison_sees_a_small_difference(before, after):
    """A comparison that finds nothing has to be able to find something."""
    text = schema_text(PROJECT)
    assert before in text
    assert components(text.replace(before, after, 1).encode()) != components(text.encode())


def test_the_comparison_sees_an_order(form):
    root = etree.fromstring(schema_text(form).encode())
    was = normal(root)
    sequence = root.find(f"{{{XSD}}}complexType/{{{XSD}}}sequence")
    assert sequence is not None
    sequence.append(sequence[0])
    assert normal(root) != was


def test_the_printed_schema_is_a_schema(form):
    assert etree.XMLSchema(etree.fromstring(schema_text(form).encode()))


def test_the_command_prints_the_schema(form):
    result = CliRunner().invoke(main, ["schema", form.name])
    assert result.exit_code == 0
    assert result.stdout == schema_text(form)


def test_the_command_writes_a_file(form, tmp_path):
    target = tmp_path / "printed.xsd"
    result = CliRunner().invoke(main, ["schema", form.name, "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text("utf-8") == schema_text(form)


def test_a_target_that_cannot_be_written_is_one_line(tmp_path):
    result = CliRunner().invoke(main, ["schema", "project", "-o", str(tmp_path / "no" / "x.xsd")])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "x.xsd could not be written" in result.stderr


def test_another_document_is_wrong_usage():
    assert CliRunner().invoke(main, ["schema", "atlas"]).exit_code == 2
