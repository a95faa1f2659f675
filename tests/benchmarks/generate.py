"""A large project in the shape of real ones: sources with texts, nested codes, cases, variables.

The content is made up and always the same. Texts are written as members of the package, so that
passages have to be read from them.
"""

from __future__ import annotations

import random
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

SOURCES = 2_000
CODES = 300
CASES = 500
SENTENCE = (
    "the patient said that nobody had asked before and so it went on for years until somebody "
    "noticed while we were waiting for the bus in the rain and talked about work and sleep"
)
WORDS = SENTENCE.split()


class Maker:
    """Writes one package; every GUID comes from one seeded stream."""

    def __init__(self, codings: int, sources: int = SOURCES, *, like_nvivo: bool = False) -> None:
        self.random = random.Random(codings)
        self.like_nvivo = like_nvivo
        """Texts with emoji and CRLF, positions in UTF-16 units, selections without a name."""
        self.each = codings // sources
        self.users = [self.guid() for _ in range(3)]
        self.codes = [self.guid() for _ in range(CODES)]
        self.variables = [self.guid() for _ in range(3)]
        self.sources = [self.guid() for _ in range(sources)]
        self.text = " ".join(self.random.choice(WORDS) for _ in range(self.each * 10 + 20))
        if like_nvivo:
            self.text = self.text.replace(" rain ", " \U0001f327 rain\r\n")
        self.places = [self.place(number) for number in range(self.each)]
        self.data = (b"\xef\xbb\xbf" if like_nvivo else b"") + self.text.encode()

    def guid(self) -> str:
        """The next GUID."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def write(self, path: Path) -> None:
        """Write the ``.qdpx``, and its project as a bare ``.qde`` beside it."""
        bare = path.with_suffix(".qde")
        with bare.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(self.lines())
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            package.write(bare, "project.qde")
            for guid in self.sources:
                package.writestr(f"sources/{guid}.txt", self.data)

    def lines(self) -> Iterator[str]:
        """The XML."""
        user = self.users[0]
        yield '<?xml version="1.0" encoding="utf-8"?>\n'
        yield '<Project xmlns="urn:QDA-XML:project:1.0" name="Benchmark" origin="made up" '
        yield f'creatingUserGUID="{user}" creationDateTime="2020-01-01T00:00:00Z">\n<Users>\n'
        for number, guid in enumerate(self.users):
            yield f' <User guid="{guid}" name="Coder {number}"/>\n'
        yield "</Users>\n<CodeBook><Codes>\n"
        yield from self.code_lines()
        yield "</Codes></CodeBook>\n<Variables>\n"
        for number, guid in enumerate(self.variables):
            yield f' <Variable guid="{guid}" name="Variable {number}" typeOfVariable="Text"/>\n'
        yield "</Variables>\n<Cases>\n"
        yield from self.case_lines()
        yield "</Cases>\n<Sources>\n"
        for number, guid in enumerate(self.sources):
            yield from self.source_lines(number, guid)
        yield "</Sources>\n</Project>\n"

    def code_lines(self) -> Iterator[str]:
        """Codes in three levels: every sixth opens a theme, the next is its child, four below."""
        for number, guid in enumerate(self.codes):
            level = min(number % 6, 2)
            if level == 0 and number:
                yield "</Code></Code>\n"
            yield (
                f'<Code guid="{guid}" name="Code {number}" isCodable="true" '
                f'color="#{number * 5011 % 0xFFFFFF:06x}"{"/" if level == 2 else ""}>\n'
            )
        yield "</Code></Code>\n"

    def case_lines(self) -> Iterator[str]:
        """Cases, each with three values and some sources."""
        for number in range(CASES):
            yield f'<Case guid="{self.guid()}" name="Case {number}">\n'
            for variable in self.variables:
                value = self.random.choice("ABCD")
                yield f'<VariableValue><VariableRef targetGUID="{variable}"/>'
                yield f"<TextValue>{value}</TextValue></VariableValue>\n"
            for source in self.sources[number::CASES]:
                yield f'<SourceRef targetGUID="{source}"/>\n'
            yield "</Case>\n"

    def source_lines(self, number: int, guid: str) -> Iterator[str]:
        """A source with its share of selections, one coding each, as NVivo writes them."""
        stamp = 'creationDateTime="2020-01-01T00:00:00Z"'
        yield f'<TextSource guid="{guid}" name="Source {number}" '
        yield f'plainTextPath="internal://{guid}.txt" creatingUser="{self.users[0]}" {stamp}>\n'
        for place in range(self.each):
            user = self.users[place % 3]
            start, end = self.places[place]
            name = "" if self.like_nvivo else self.text[start:end][:40]
            if self.like_nvivo:
                start, end = units(self.text[:start]), units(self.text[:end])
            yield (
                f'  <PlainTextSelection guid="{self.guid()}" name="{name}"'
                f' startPosition="{start}" endPosition="{end}" creatingUser="{user}" {stamp}>\n'
                f'    <Coding guid="{self.guid()}" creatingUser="{user}" {stamp}>\n'
                f'      <CodeRef targetGUID="{self.random.choice(self.codes)}"/>\n'
                "    </Coding>\n  </PlainTextSelection>\n"
            )
        yield "</TextSource>\n"

    def place(self, number: int) -> tuple[int, int]:
        """Where a selection is; people begin and end with words."""
        start = self.text.index(" ", number * 45) + 1
        return start, self.text.index(" ", start + 20 + number % 90)


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
