"""Small documents that were once read, judged or written wrongly."""

from __future__ import annotations

import pytest
from properties.reading import AT_ONCE, agree, read

from refiqda.standard.plan import CODEBOOK, PROJECT

NS = PROJECT.namespace
GUID = "00000000-0000-0000-0000-000000000000"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
USER = f'<User guid="{GUID}"/>'
SOURCE = f'<TextSource guid="{GUID}" name="kept"/>'


def project(content: str, more: str = "") -> str:
    return f'<Project xmlns="{NS}" name="p" {more}>{content}</Project>'


def value(element: str) -> str:
    return project(
        f'<Cases><Case guid="{GUID}"><VariableValue><VariableRef targetGUID="{GUID}"/>{element}'
        f"</VariableValue></Case></Cases>",
        f"{XSI} {XS}",
    )


ODD = {
    # Blanks around them made the valid document invalid: no content, not even blanks, is allowed.
    "comment in an empty element": project(f'<Users><User guid="{GUID}"><!-- c --></User></Users>'),
    "instruction in an empty element": project(f'<NoteRef targetGUID="{GUID}"><?x y?></NoteRef>'),
    "blanks behind a comment": project(f'<Users><User guid="{GUID}"><!-- c --> </User></Users>'),
    "blanks in an empty element": project(f'<Users><User guid="{GUID}">\n</User></Users>'),
    # Sources of the second were freed while they were read, and lost.
    "second wrapper": project(f"<Sources><Codes/></Sources><Sources>{SOURCE}</Sources>"),
    "empty first wrapper": project(f"<Sources/><Sources>{SOURCE}</Sources>"),
    "wrapper of a vendor": project(f"<v:Sources>{SOURCE}</v:Sources>", 'xmlns:v="urn:v"'),
    "wrapper of a vendor first": project(
        f"<v:Sources>{SOURCE}</v:Sources><Sources>{SOURCE}</Sources>", 'xmlns:v="urn:v"'
    ),
    "wrapper deeper down": project(f"<Set><Sources>{SOURCE}</Sources></Set>"),
    "source in a source": project(f'<Sources><TextSource guid="x">{SOURCE}</TextSource></Sources>'),
    # The prefix of the parent was forgotten when the element declared another one.
    "prefix and a declaration": (
        f'<q:Project xmlns:q="{NS}" name=""><q:Users xmlns:v="urn:v"><q:User guid="{GUID}"/>'
        "</q:Users></q:Project>"
    ),
    "default and a declaration": project(f'<Users xmlns:v="urn:v">{USER}</Users>'),
    "prefix for one": project(f'<q:Users xmlns:q="{NS}">{USER}</q:Users>'),
    "no namespace for one": project(f'<Users xmlns="">{USER}</Users>'),
    "same namespace again": project(f'<Users xmlns="{NS}">{USER}</Users>'),
    "two prefixes": project("", 'xmlns:a="urn:v" xmlns:b="urn:v" b:x="1" a:y="2"'),
    "prefix of the inner declaration": project(
        '<Users xmlns:b="urn:v" b:x="1"/>', 'xmlns:a="urn:v" a:x="1"'
    ),
    # What XSD allows on every element, and what libxml2 makes of blanks and colons there.
    "own type": project("", f'{XSI} xsi:type="ProjectType"'),
    "own type in blanks": project("", f'{XSI} xsi:type=" ProjectType "'),
    "own type with a colon": project("", f'{XSI} xsi:type=":ProjectType"'),
    "own type with a prefix": project("", f'{XSI} xmlns:q="{NS}" xsi:type="q:ProjectType"'),
    "other type": project("", f'{XSI} xsi:type="CodeType"'),
    "own type of a reference": project(
        f'<NoteRef targetGUID="{GUID}" xsi:type="NoteRefType"/>', XSI
    ),
    "own type of a text": project('<Description xsi:type="xs:string"/>', f"{XSI} {XS}"),
    "own type of a number": value('<IntegerValue xsi:type="xs:integer">1</IntegerValue>'),
    "schema location": project("", f'{XSI} xsi:schemaLocation="{NS} x.xsd"'),
    "nil": project("<Description xsi:nil='true'/>", XSI),
    "language": project("<Description xml:lang='de'/>"),
    # Values.
    "blank behind a time zone": value("<DateTimeValue>2024-01-01T12:00:00Z\n</DateTimeValue>"),
    "blank behind a time": value("<DateTimeValue>2024-01-01T12:00:00 </DateTimeValue>"),
    "digits of other scripts": value("<IntegerValue>\u0663</IntegerValue>"),
    "underscore in a number": value("<IntegerValue>1_000</IntegerValue>"),
    "blanks around a number": value("<IntegerValue>\n +007 </IntegerValue>"),
    "comment in a number": value("<IntegerValue>1<!-- c -->2</IntegerValue>"),
    "element in a number": value("<IntegerValue>1<b/>2</IntegerValue>"),
    "two values": value("<IntegerValue>1</IntegerValue><TextValue>1</TextValue>"),
    "value before its variable": value(f'<TextValue/><VariableRef targetGUID="{GUID}"/>'),
    "cdata": project("<Description><![CDATA[<b>&amp;]]> x</Description>"),
    "text in text": project("<Description> a<b> c</b> d <!-- e --> f</Description>"),
}


@pytest.mark.parametrize("size", [AT_ONCE, 1], ids=["at-once", "byte-by-byte"])
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_read_judged_and_written_right(text, size):
    agree(text.encode(), PROJECT, size)


def test_sources_of_the_first_wrapper_are_the_sources():
    text = ODD["wrapper of a vendor first"]
    assert [source.name for source in read(text.encode(), PROJECT).sources] == ["kept"]


def test_other_namespaces_of_refi_qda_are_read_and_kept():
    for namespace in ("urn:QDA-XML:codebook:0:4", "urn:QDA-XML:codebook:1:0", ""):
        text = f'<CodeBook xmlns="{namespace}"><Codes><Code guid="{GUID}" name="a" '
        text += 'isCodable="true"/></Codes></CodeBook>'
        agree(text.encode(), CODEBOOK)
        assert [code.name for code in read(text.encode(), CODEBOOK).codes] == ["a"]
