"""The line of a path: a second look at the XML, only when there is something to point at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.parsers import expat

_HERE = ""
"""The key under which a branch keeps the paths that end there; no step is empty."""


def lines_of(chunks: Iterable[bytes], paths: Iterable[str]) -> dict[str, int]:
    """The line on which the element of each path begins; paths that do not exist are left out.

    Paths are as findings have them: ``/Project/Sources/TextSource[2]/@name``. A step without a
    number is the first of its name.
    """
    finder = _Finder(paths)
    parser = finder.parser = expat.ParserCreate()
    parser.StartElementHandler = finder.start
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
    """Walks the elements along a tree of the steps that are wanted; all others are passed over."""

    def __init__(self, paths: Iterable[str]) -> None:
        tree: dict[str, Any] = {}
        self.left = 0
        for path in paths:
            branch = tree
            for step in path.partition("/@")[0].split("/")[1:]:
                branch = branch.setdefault(step if step.endswith("]") else f"{step}[1]", {})
            self.left += _HERE not in branch
            branch.setdefault(_HERE, []).append(path)
        self.found: dict[str, int] = {}
        self.parser: Any = None
        self.open: list[tuple[dict[str, Any], dict[str, int]]] = [(tree, {})]
        """Branches on the way down, each with how many of each name were met in it."""
        self.passed_over = 0
        """How deep inside an unwanted element."""

    def start(self, name: str, attributes: object) -> None:
        if self.passed_over:
            self.passed_over += 1
            return
        branch, counts = self.open[-1]
        local = name.rpartition(":")[2]
        count = counts[local] = counts.get(local, 0) + 1
        inner = branch.get(f"{local}[{count}]")
        if inner is None:
            self.passed_over = 1
            return
        self.open.append((inner, {}))
        if _HERE in inner:
            self.left -= 1
            for path in inner[_HERE]:
                self.found[path] = self.parser.CurrentLineNumber

    def end(self, name: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
        else:
            self.open.pop()
