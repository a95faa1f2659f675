"""What the XML of a file says, read without refiqda: attributes, references, elements, texts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

Owner = tuple[str, ...]
_GUID = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")
_SOUND = re.compile(r"(?i).*\.(?:m4a|mp3|wav|aac|ogg|oga|flac|wma|aiff?)")
_SCHEMAS = "{http://www.w3.org/2001/XMLSchema-instance}"
_ONE = re.compile(
    "Users|CodeBook|Codes|Variables|Cases|Sources|Notes|Links|Sets|Graphs|Description|Project|"
    "PlainTextContent|Representation|TextDescription|VariableRef|"
    "(?:Text|Boolean|Integer|Float|Date|DateTime)Value"
).fullmatch
_COUNTED_OTHERWISE = frozenset(("startPosition", "endPosition", "position"))
"""What has other numbers for another program; that the words are the same is proved elsewhere."""
CALLED_OTHERWISE = frozenset(("plainTextPath", "richTextPath", "path", "origin"))


class Fact(NamedTuple):
    """One thing that a file says."""

    owner: Owner
    what: str
    value: str
    where: str


class Said:
    """Everything that the XML of a file says, by the GUIDs of its elements."""

    def __init__(self, path: Path) -> None:
        self.package = zipfile.ZipFile(path) if zipfile.is_zipfile(path) else None
        self.root = self._root(path)
        self.names = {name.casefold(): name for name in self._members()}
        self.facts = list(self._facts())
        self.has = {fact[:3] for fact in self.facts}
        self.by_guid: dict[str, list[Any]] = {}
        for element in self.elements():
            if element.get("guid"):
                self.by_guid.setdefault(bare(element.get("guid")), []).append(element)

    def _root(self, path: Path) -> Any:
        data = path.read_bytes()
        if self.package is not None:
            names = (n for n in self.package.namelist() if n.lower().endswith(".qde"))
            data = self.package.read(next(names))
        return etree.fromstring(data, etree.XMLParser(huge_tree=True))

    def _members(self) -> list[str]:
        return self.package.namelist() if self.package is not None else []

    def elements(self) -> Iterator[Any]:
        return (each for each in self.root.iter() if isinstance(each.tag, str))

    def _facts(self) -> Iterator[Fact]:
        for element in self.elements():
            own, where, name = owner(element), path_of(element), local(element)
            if element.get("guid") and not name.startswith("Member"):
                yield Fact(own, "is there", "", where)
            for attribute, value in element.attrib.items():
                if attribute.startswith(_SCHEMAS) or not value:
                    continue
                if attribute == "guid" and not name.startswith("Member"):
                    continue
                reference = attribute in ("targetGUID", "guid")
                what = f"{name} to" if reference else f"@{attribute}"
                if attribute in _COUNTED_OTHERWISE | CALLED_OTHERWISE:
                    value = ""
                yield Fact(own, what, same(value), f"{where}/@{attribute}")
            if name in ("PlainTextContent", "MemberNote") or not (element.text or "").strip():
                continue
            if len(element) == 0:
                yield Fact(own, name, element.text, where)
        yield from self._texts()

    def _texts(self) -> Iterator[Fact]:
        """The text of an element, whether it stands in the XML or in a file."""
        for element in self.elements():
            text = text_of(element, self)
            if text is not None:
                yield Fact(owner(element), "text", text, path_of(element))

    def file(self, path: str) -> bytes | None:
        name = path.partition("://")[2] or path
        found = self.names.get(f"sources/{name}".casefold()) or self.names.get(name.casefold())
        return self.package.read(found) if self.package is not None and found else None


def local(element: Any) -> str:
    return str(etree.QName(element).localname)


def bare(guid: str) -> str:
    return guid.strip().strip("{}").lower()


def same(value: str) -> str:
    return bare(value) if _GUID.fullmatch(value.strip()) else value


def kind(element: Any) -> str:
    """What an element is; sound among the films of MAXQDA is sound."""
    name = local(element)
    source = element if name == "VideoSource" else element.getparent()
    if name in ("VideoSource", "VideoSelection") and source is not None:
        file = source.get("path") or source.get("currentPath") or source.get("name") or ""
        if _SOUND.fullmatch(file):
            return name.replace("Video", "Audio")
    return name


def owner(element: Any) -> Owner:
    """Whose fact it is: the nearest element with a GUID, or its value of one variable."""
    while element.getparent() is not None:
        if element.get("guid") and not local(element).startswith("Member"):
            return kind(element), bare(element.get("guid"))
        if local(element) == "VariableValue":
            return (*owner(element.getparent()), "value of", variable_of(element))
        element = element.getparent()
    return ("Project",)


def variable_of(value: Any) -> str:
    found = value.find("{*}VariableRef")
    return "" if found is None else bare(found.get("targetGUID") or "")


def path_of(element: Any) -> str:
    """The path as a report has it."""
    steps: list[str] = []
    while element is not None:
        above, name = element.getparent(), local(element)
        if above is None or _ONE(name) or (name == "CodeRef" and local(above) == "Coding"):
            steps.append(name)
        else:
            number = sum(1 for each in element.itersiblings(element.tag, preceding=True))
            steps.append(f"{name}[{number + 1}]")
        element = above
    return "/" + "/".join(reversed(steps))


def text_of(element: Any, said: Said) -> str | None:
    inside = element.find("{*}PlainTextContent")
    if inside is not None:
        return _lines("".join(inside.itertext()))
    data = said.file(element.get("plainTextPath")) if element.get("plainTextPath") else None
    if data is None:
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _lines(data.decode("utf-16"))
    try:
        return _lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _lines(data.decode("cp1252"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
