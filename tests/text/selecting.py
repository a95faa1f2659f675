"""Texts made up, and selections in them whose positions are worked out by encoding."""

import random
import re

from refiqda.standard.decoding import Decoded
from refiqda.text import Convention, Mark

_SENTENCE = (
    "the garden was dry and we carried every bucket by hand until it rained for a week then "
    "everybody came back with cake I still laugh when they tell how our old pump broke"
)
WORDS = _SENTENCE.split()


def made_text(words: int, *, seed: int, emoji: float = 0.0, crlf: bool = False) -> str:
    """Words in lines, with so many emoji between them."""
    chance = random.Random(seed)
    parts = []
    for _ in range(words):
        parts.append(chance.choice(WORDS))
        if chance.random() < emoji:
            parts.append(" " + chance.choice("😀🌱🎉"))
        is_break = chance.random() < 0.1
        parts.append(("\r\n" if crlf else "\n") if is_break else chance.choice([" ", " ", ", "]))
    return "".join(parts)


def counted(text: str, index: int, convention: Convention, *, bom: bool) -> int:
    """The position in the file of an index of ``text``, which has its line ends as in the file."""
    before = text[:index]
    if convention.crlf == 1:
        before = before.replace("\r\n", "\n")
    if convention.bom and bom:
        before = "\ufeff" + before
    return {
        "code point": len(before),
        "UTF-16 unit": len(before.encode("utf-16-le")) // 2,
        "UTF-8 byte": len(before.encode()),
    }[convention.unit]


def mark(
    decoded: Decoded, start: int, end: int, convention: Convention, *, quoted: bool = False
) -> Mark:
    """A selection of ``decoded.text[start:end]`` as a program would write it."""
    first = counted(decoded.text, start, convention, bom=decoded.bom)
    last = counted(decoded.text, end, convention, bom=decoded.bom) - convention.inclusive
    name = decoded.text[start:end].replace("\r\n", "\n").replace("\n", " ")
    return Mark(first, last, name if quoted else None)


def some_words(
    decoded: Decoded, count: int, convention: Convention, *, seed: int, quoted: bool = False
) -> list[Mark]:
    """So many selections of one to eight whole words."""
    chance = random.Random(seed)
    words = [match.span() for match in re.finditer(r"[a-zA-Z]+", decoded.text)]
    marks = []
    for _ in range(count):
        first = chance.randrange(len(words) - 8)
        last = first + chance.randrange(8)
        places = words[first][0], words[last][1]
        marks.append(mark(decoded, *places, convention, quoted=quoted))
    return marks


def anywhere(decoded: Decoded, count: int, convention: Convention, *, seed: int) -> list[Mark]:
    """So many selections from any character to any other."""
    chance = random.Random(seed)
    marks = []
    for _ in range(count):
        start = chance.randrange(len(decoded.text) - 60)
        marks.append(mark(decoded, start, start + chance.randrange(5, 60), convention))
    return marks
