"""A whole document read piece by piece: each source as it ends, so that no tree grows large."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from refiqda.errors import LimitExceeded, NotRefiQda
from refiqda.standard.node import Extra, Node
from refiqda.standard.plan import Form, Plan, Row, plan_of
from refiqda.standard.reader import OURS, Reader, raw_of

ReadSource = Callable[[etree._Element, Plan, str], Any]


class Stream:
    """Reads one document from chunks of bytes.

    ``keep`` says whether the sources end up in the document; without it, memory holds one source
    at a time. Iterate with :meth:`sources`, or take :meth:`whole` at once.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        name: str,
        cls: type[Any],
        form: Form,
        depth: int,
        *,
        keep: bool,
    ) -> None:
        self.reader = Reader(depth)
        self.read_source: ReadSource = self.reader.node
        """What makes a source of its element; tables put their own reader here."""
        self.name = name
        self.chunks = chunks
        self.keep = keep
        self.plan = plan_of(cls, form)
        self.form = form
        self._wrapper = _streamed(self.plan)
        self._declared = 0
        self._parent: etree._Element | None = None
        self._other: etree._Element | None = None
        """What was last found not to be the wrapper of the sources."""
        self._parser = etree.XMLPullParser(
            events=("start-ns", "end"),
            tag=[f"{{*}}{row.xml}" for row in self._items()] or "{}none",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            collect_ids=False,
        )

    def _items(self) -> tuple[Row, ...]:
        return self._wrapper.plan.elements if self._wrapper and self._wrapper.plan else ()

    def whole(self) -> Any:
        """Read all and return the document."""
        run = self.sources()
        with without_collecting():
            while True:
                try:
                    next(run)
                except StopIteration as stop:
                    return stop.value

    def sources(self) -> Generator[Node, None, Any]:
        """Yield each source as it ends; return the document."""
        for chunk in self.chunks:
            self._feed(chunk)
            yield from self._ended()
        try:
            root = self._parser.close()
        except etree.XMLSyntaxError as error:
            raise self._damaged(error) from None
        yield from self._ended()
        return self._document(root)

    def head(self) -> Any:
        """The document so far, without its sources: users, codes, variables and cases."""
        assert self._parent is not None
        root = self._parent.getparent()
        assert root is not None
        return self._document(root)

    def _feed(self, chunk: bytes) -> None:
        try:
            self._parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            raise self._damaged(error) from None

    def _damaged(self, error: etree.XMLSyntaxError) -> NotRefiQda | LimitExceeded:
        fatal = next(iter(self._parser.feed_error_log.filter_from_fatals()), None)
        line = fatal.line if fatal is not None else error.lineno or 0
        reason = (fatal.message if fatal is not None else error.msg) or "unknown reason"
        if "depth" in reason:
            return LimitExceeded(
                f"{self.name} is nested far deeper than any project (line {line}). "
                "Ask whoever made the file for one that is not."
            )
        reason = reason.partition(", line ")[0].strip()
        return NotRefiQda(f"{self.name} is damaged at line {line}: {reason}.")

    def _ended(self) -> Generator[Node, None, None]:
        for event, element in self._parser.read_events():
            if event == "start-ns":
                self._declared += 1
                continue
            assert isinstance(element, etree._Element)
            row = self._row(element)
            if row is None:
                continue
            assert row.plan is not None
            self._look_closely(element.getroottree().getroot())
            node = self.read_source(element, row.plan, etree.QName(element).namespace or "")
            if self.keep:
                self.reader.done[element] = node
            _empty(element)
            yield node

    def _row(self, element: etree._Element) -> Row | None:
        """The row of a source in its right place: below the first wrapper of its name."""
        parent = element.getparent()
        if parent is None or self._wrapper is None or self._wrapper.plan is None:
            return None
        if parent is not self._parent and not self._is_wrapper(parent):
            return None
        local = etree.QName(element).localname
        return self._wrapper.plan.by_name.get(local) if _is_ours(element, local) else None

    def _is_wrapper(self, parent: etree._Element) -> bool:
        """Whether sources in this element are sources of the document."""
        assert self._wrapper is not None
        root = parent.getparent()
        name = self._wrapper.xml
        if self._parent is not None or parent is self._other or root is None:
            return False
        first = next((each for each in root if _is_ours(each, name)), None)
        if root.getparent() is not None or parent is not first:
            # Kept, since it may hold very many, and stand behind very many.
            self._other = parent
            return False
        self._parent = parent
        return True

    def _look_closely(self, root: etree._Element) -> None:
        """Whether some element below the root declares a namespace or has a prefix."""
        of_standard = [
            prefix for prefix, uri in root.nsmap.items() if prefix and uri.startswith(OURS)
        ]
        self.reader.careful = bool(
            self._declared > len(root.nsmap) or of_standard or None not in root.nsmap
        )

    def _document(self, root: etree._Element) -> Any:
        self._look_closely(root)
        self.reader.skip = None if self.keep else self._parent
        document = self.reader.node(root, self.plan, etree.QName(root).namespace or "")
        before = [raw_of(node) for node in root.itersiblings(preceding=True)][::-1]
        after = [raw_of(node) for node in root.itersiblings()]
        if root.nsmap != {None: self.form.namespace} or before or after:
            extra = document.extra = document.extra or Extra()
            declared = {prefix or "": uri for prefix, uri in root.nsmap.items()}
            extra.namespaces = declared or {"": ""}
            extra.prefix = root.prefix
            extra.before, extra.after = before, after
        return document


@contextmanager
def without_collecting() -> Iterator[None]:
    """While a tree of objects grows, looking for cycles in it finds none and takes a quarter."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _streamed(plan: Plan) -> Row | None:
    """The wrapper whose items are read one at a time: the one that holds several classes."""
    for row in plan.elements:
        if row.plan is not None and len({inner.xml for inner in row.plan.elements}) > 1:
            return row if row.kind == "wrapper" else None
    return None


def _is_ours(element: etree._Element, local: str) -> bool:
    """Whether the reader takes an element for the one of this name: vendors may have one too."""
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    return name.localname == local and (not name.namespace or name.namespace.startswith(OURS))


def _empty(element: etree._Element) -> None:
    """Free what an element holds; it stays as a mark of its place."""
    del element[:]
    element.attrib.clear()
    element.text = None
