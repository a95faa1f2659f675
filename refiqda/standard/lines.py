"""Where in the file a path is: a second look at the XML, only when there is something to point at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

_INDEX = re.compile(r"\[(\d+)\]$")


def lines_of(chunks: Iterable[bytes], paths: Iterable[str]) -> dict[str, int]:
    """The line on which the element of each path begins; paths that do not exist are left out.

    Paths are as findings have them: ``/Project/Sources/TextSource[2]/@name``. A step without a
    number is the first of its name.
    """
    wanted: dict[str, list[str]] = {}
    for path in paths:
        element = path.partition("/@")[0]
        steps = [step if _INDEX.search(step) else f"{step}[1]" for step in element.split("/")[1:]]
        wanted.setdefault("/".join(steps), []).append(path)
    finder = _Finder(wanted)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: finder.start(name, parser.CurrentLineNumber)
    parser.EndElementHandler = finder.end
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            if not finder.left:
                break
    except expat.ExpatError:
        pass  # what was found before the damage still stands
    return finder.found


class _Finder:
    def __init__(self, wanted: dict[str, list[str]]) -> None:
        self.wanted = wanted
        self.left = len(wanted)
        self.found: dict[str, int] = {}
        self.trail: list[str] = [""]
        self.counts: list[dict[str, int]] = [{}]

    def start(self, name: str, line: int) -> None:
        local = name.rpartition(":")[2]
        counts = self.counts[-1]
        count = counts[local] = counts.get(local, 0) + 1
        above = self.trail[-1]
        here = f"{above}/{local}[{count}]" if above else f"{local}[{count}]"
        self.trail.append(here)
        self.counts.append({})
        paths = self.wanted.get(here)
        if paths:
            self.left -= 1
            for path in paths:
                self.found[path] = line

    def end(self, name: str) -> None:
        self.trail.pop()
        self.counts.pop()
