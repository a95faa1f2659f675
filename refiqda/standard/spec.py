"""What one field of the standard is: its kind, XML name, simple type, and what a GUID points at.

The helpers are imported ``as x`` by the model, where each is the right hand side of one field:
``start: int = x.attr("startPosition", INTEGER, required=True)``. The order of the element fields
of a class is the order of the ``xsd:sequence``.
"""

from __future__ import annotations

import dataclasses
import re
from calendar import monthrange
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

Kind = Literal["attribute", "text", "one", "many", "ref", "refs"]
Where = Literal["both", "project", "codebook"]


class Simple(NamedTuple):
    """A simple type of the schemas: an XSD built-in, or a token limited by a pattern or a list."""

    name: str
    base: str
    pattern: str = ""
    values: tuple[str, ...] = ()
    python: type = str

    @property
    def is_builtin(self) -> bool:
        """Whether the schemas take it from XSD rather than declare it."""
        return self.name == self.base


_HEX = "[0-9a-fA-F]"
_GUID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"

STRING = Simple("xsd:string", "xsd:string")
BOOLEAN = Simple("xsd:boolean", "xsd:boolean", python=bool)
INTEGER = Simple("xsd:integer", "xsd:integer", python=int)
DECIMAL = Simple("xsd:decimal", "xsd:decimal")
DATE = Simple("xsd:date", "xsd:date")
DATETIME = Simple("xsd:dateTime", "xsd:dateTime")
GUID = Simple("GUIDType", "xsd:token", pattern=f"({_GUID})|(\\{{{_GUID}\\}})")
RGB = Simple("RGBType", "xsd:token", pattern="#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
DIRECTION = Simple("directionType", "xsd:token", values=("Associative", "OneWay", "Bidirectional"))
VARIABLE_TYPE = Simple(
    "typeOfVariableType",
    "xsd:token",
    values=("Text", "Boolean", "Integer", "Float", "Date", "DateTime"),
)
SHAPE = Simple(
    "ShapeType",
    "xsd:token",
    values=(
        "Person",
        "Oval",
        "Rectangle",
        "RoundedRectangle",
        "Star",
        "LeftTriangle",
        "RightTriangle",
        "UpTriangle",
        "DownTriangle",
        "Note",
    ),
)
LINE_STYLE = Simple("LineStyleType", "xsd:token", values=("dotted", "dashed", "solid"))

BLANKS = " \t\r\n"
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)"
_DAY = r"-?([1-9]\d{4,15}|\d{4})-(\d\d)-(\d\d)"
_DATE = re.compile(f"{_DAY}{_ZONE}?", re.ASCII)
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_DATETIME = re.compile(f"{_DAY}T{_TIME}(?:{_ZONE}[{BLANKS}]*)?", re.ASCII)


def _is_day(match: re.Match[str] | None) -> bool:
    """Whether year, month and day name a day of the calendar; there is no year 0."""
    if match is None:
        return False
    year, month, day = (int(match.group(n)) for n in (1, 2, 3))
    if year == 0 or not 1 <= month <= 12:
        return False
    # The calendar repeats every 400 years, and Python's own ends at 9999. A negative year takes
    # the leap rule of its number, as libxml2 has it.
    return 1 <= day <= monthrange(2000 + year % 400, month)[1]


def _matcher(simple: Simple) -> Callable[[str], bool]:
    builtin: dict[str, Callable[[str], bool]] = {
        STRING.name: lambda text: True,
        BOOLEAN.name: lambda text: text.strip(BLANKS) in ("true", "false", "1", "0"),
        INTEGER.name: _collapsed(r"[+-]?[0-9]+"),
        DECIMAL.name: _collapsed(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
        # XSD would collapse blanks around dates too. libxml2, which validates for most programs,
        # refuses them, but for those after a time zone: better told than let through.
        DATE.name: lambda text: _is_day(_DATE.fullmatch(text)),
        DATETIME.name: lambda text: _is_day(_DATETIME.fullmatch(text)),
    }
    if simple.is_builtin:
        return builtin[simple.name]
    if simple.values:
        return lambda text: text.strip(BLANKS) in simple.values
    return _collapsed(simple.pattern)


def _collapsed(pattern: str) -> Callable[[str], bool]:
    match = re.compile(pattern).fullmatch
    return lambda text: match(text.strip(BLANKS)) is not None


SIMPLE_TYPES = (
    STRING,
    BOOLEAN,
    INTEGER,
    DECIMAL,
    DATE,
    DATETIME,
    GUID,
    RGB,
    DIRECTION,
    VARIABLE_TYPE,
    SHAPE,
    LINE_STYLE,
)
ACCEPTS: dict[str, Callable[[str], bool]] = {
    simple.name: _matcher(simple) for simple in SIMPLE_TYPES
}
"""For each simple type, whether a text of the file is one of its values."""


class Spec(NamedTuple):
    """One row of the table: how a field of the model stands in the XML."""

    kind: Kind
    xml: str
    simple: Simple = STRING
    of: tuple[str, ...] = ()
    """Names of the model classes that may stand here; their XML names, where there are several."""
    required: bool = False
    wrapper: tuple[str, ...] = ()
    target: str = ""
    """What a GUID points at: a class or a family of the model ("Code", "Source", "Selection")."""
    where: Where = "both"
    choice: bool = False
    """Shares one place in the sequence with its neighbours that say the same; one stands there."""
    attributes: tuple[str, str] = ("targetGUID", "targetGUID")
    """The attribute that holds the target of a reference, in a project and in a codebook."""
    types: tuple[str, str] = ("", "")
    """The complex type of a reference, where it is not the element's name plus ``Type``."""


def _field(spec: Spec, default: Any = None) -> Any:
    metadata = {"spec": spec}
    if spec.kind in ("many", "refs"):
        return dataclasses.field(default_factory=list, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def attr(xml: str, simple: Simple = STRING, *, required: bool = False, target: str = "") -> Any:
    """An attribute; with ``target``, a GUID that points at something."""
    return _field(Spec("attribute", xml, simple, required=required, target=target))


def text(xml: str, simple: Simple = STRING, *, choice: bool = False) -> Any:
    """A child element that holds a plain value."""
    return _field(Spec("text", xml, simple, choice=choice))


def one(xml: str, of: str) -> Any:
    """At most one child element of a class."""
    return _field(Spec("one", xml, of=(of,)))


def many(
    xml: str | tuple[str, ...],
    of: str = "",
    *,
    wrapper: tuple[str, ...] = (),
    required: bool = False,
    where: Where = "both",
) -> Any:
    """Any number of child elements of a class, or of several classes in any order."""
    names = (xml,) if isinstance(xml, str) else xml
    spec = Spec("many", names[0], of=(of,) if of else names, wrapper=wrapper, required=required)
    return _field(spec._replace(where=where))


def ref(xml: str, target: str) -> Any:
    """Exactly one child element that only points at something: its GUID as ``str``."""
    return _field(Spec("ref", xml, GUID, target=target, required=True))


def refs(
    xml: str,
    target: str,
    *,
    where: Where = "both",
    types: tuple[str, str] = ("", ""),
    attributes: tuple[str, str] = ("targetGUID", "targetGUID"),
) -> Any:
    """Child elements that only point at something: their GUIDs as ``list[str]``."""
    spec = Spec("refs", xml, GUID, target=target, where=where)
    return _field(spec._replace(types=types, attributes=attributes))
