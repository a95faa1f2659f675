"""The codings of a plain text source as columns at once, without an object for each.

Nearly all codings of a large project are of one shape: a selection of a text with one coding, and
that with one code. libxml2 gathers the attributes of a thousand such in the time that making the
objects of a hundred takes; ``docs/explanation/performance.md`` has the figures. Whatever is not of
that shape goes to the reader that knows everything.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from refiqda.standard.index import guid_key
from refiqda.standard.model import Case, Code, Coding, PlainTextSelection, Project, TextSource
from refiqda.standard.plan import PROJECT, Plan, Row, plan_of
from refiqda.standard.reader import Reader

Texts = list[str]
Spread = Callable[[list[Any]], list[Any]]
Query = Callable[[etree._Element], Any]


class TextCodings(NamedTuple):
    """The codings of one text source, column by column."""

    source: TextSource
    """The source with its own attributes and its text, without selections."""
    codes: Texts
    users: list[str | None]
    created: list[str | None]
    starts: list[int]
    ends: list[int]
    selections: Texts
    guids: Texts
    names: Texts
    """The names of the selections, which tell how positions are counted; none if one has none."""


class BulkReader:
    """Reads plain text sources of a stream as columns, all others as objects."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._queries: dict[str, _Queries] = {}
        self._is_able: bool | None = None

    def __call__(self, element: etree._Element, plan: Plan, namespace: str) -> Any:
        """A source as columns where it is plain enough, as an object otherwise."""
        if (
            plan.cls is TextSource
            and not self._reader.careful
            and element.tag == _name(namespace, _SOURCE)
        ):
            queries = self._queries.get(namespace)
            if queries is None:
                queries = self._queries[namespace] = _Queries(namespace)
            if self._is_able is None:
                # A case that holds selections needs those of its source to find its codings, and
                # one that is a code as well gets what is coded with that code.
                root = element.getroottree().getroot()
                self._is_able = not queries.parts_of_cases(root) and not queries.case_codes(root)
            columns = queries.columns(element) if self._is_able else None
            if columns is not None:
                return columns
        return self._reader.node(element, plan, namespace)


class _Queries:
    """The XPath expressions for one namespace; every name in them comes from the table."""

    def __init__(self, namespace: str) -> None:
        def query(path: str) -> Query:
            return etree.XPath(path, namespaces={"q": namespace}, smart_strings=False)

        def step(row: Row) -> str:
            return f"q:{row.xml}" if namespace else row.xml

        marked, coding, code = step(_SELECTIONS), step(_CODINGS), step(_CODE)
        coded = f"{marked}[{coding}]"
        self.parts_of_cases = query(f"boolean(//{step(_PARTS)})")
        self.cases = query(f"//{step(_CASES)}/@{_attribute(Case, 'guid')}")
        self.all_codes = query(f"//{step(_CODES)}/@{_attribute(Code, 'guid')}")
        self.is_unusual = query(f"boolean({coding} | {marked}/{coding}/{code}[2])")
        self.number = query(f"count({marked}/{coding})")
        self.number_marked = query(f"count({coded})")
        self.first = query(f"{marked}/{coding}[1]/@{_attribute(Coding, 'guid')}")
        self.codes = query(f"{marked}/{coding}/{code}/@{_CODE.target_attribute}")
        self.text = query(step(_CONTENT))
        self.of_coding = {
            key: query(f"{marked}/{coding}/@{_attribute(Coding, key)}")
            for key in ("guid", "creating_user", "created")
        }
        self.of_selection = {
            key: query(f"{coded}/@{_attribute(PlainTextSelection, key)}")
            for key in ("guid", "name", "start", "end", "creating_user", "created")
        }

    def case_codes(self, root: etree._Element) -> bool:
        """Whether a case is a code as well: both have one GUID."""
        cases = {guid_key(guid) for guid in self.cases(root)}
        return bool(cases) and any(guid_key(guid) in cases for guid in self.all_codes(root))

    def columns(self, element: etree._Element) -> TextCodings | None:
        """The codings of a source; None where one of them is not plain."""
        if self.is_unusual(element):
            return None
        number = int(self.number(element))
        guids = self.of_coding["guid"](element)
        spread = self._spread(element, guids, number)
        source = self._source(element)
        if source is None or spread is None:
            return None
        selection = self.of_selection
        names = spread(selection["name"](element))
        columns = TextCodings(
            source,
            self.codes(element),
            self._either(element, "creating_user", spread, number),
            self._either(element, "created", spread, number),
            spread(_integers(selection["start"](element))),
            spread(_integers(selection["end"](element))),
            spread(selection["guid"](element)),
            guids,
            names if len(names) == number else [],
        )
        # Were one value missing, it would not be known which coding lacks it.
        return columns if all(len(column) == number for column in columns[1:-1]) else None

    def _spread(self, element: etree._Element, guids: Texts, number: int) -> Spread | None:
        """What gives each coding the value of its selection, which may have several codings."""
        marked = int(self.number_marked(element))
        if marked == number:
            return lambda values: values
        firsts = set(self.first(element))
        if len(firsts) != marked or len(set(guids)) != number:
            return None
        places = list(itertools.accumulate(guid in firsts for guid in guids))

        def spread(values: list[Any]) -> list[Any]:
            return [values[place - 1] for place in places] if len(values) == marked else []

        return spread

    def _either(self, element: etree._Element, key: str, spread: Spread, number: int) -> list[Any]:
        """What the codings say, or else their selections; nothing where only some say it."""
        own = self.of_coding[key](element)
        found = own or spread(self.of_selection[key](element))
        if own or found:
            return found if all(found) else []
        return [None] * (0 if self.of_selection[key](element) else number)

    def _source(self, element: etree._Element) -> TextSource | None:
        source = TextSource()
        for name, text in element.items():
            row = _ATTRIBUTES.get(name)
            if row is not None:
                setattr(source, row.key, text)
        texts = self.text(element)
        if len(texts) > 1 or (texts and len(texts[0])):
            return None
        source.content = (texts[0].text or "") if texts else None
        return source


def _integers(texts: Texts) -> list[int]:
    """Whole numbers; none at all where one of them is none."""
    try:
        return list(map(int, texts))
    except ValueError:
        return []


def _name(namespace: str, local: str) -> str:
    return f"{{{namespace}}}{local}" if namespace else local


def _row(cls: type[Any], key: str) -> Row:
    return next(row for row in plan_of(cls, PROJECT).elements if row.key == key)


def _inner(cls: type[Any], key: str) -> Row:
    """The row of the items of a field, inside its wrappers."""

    def rows(plan: Plan) -> Iterator[Row]:
        for row in plan.elements:
            if row.kind == "wrapper" and row.plan is not None:
                yield from rows(row.plan)
            elif row.key == key:
                yield row

    return next(rows(plan_of(cls, PROJECT)))


def _attribute(cls: type[Any], key: str) -> str:
    return next(row.xml for row in plan_of(cls, PROJECT).attributes.values() if row.key == key)


def _source_name() -> str:
    """What a text source is called among the sources; notes are the same class."""
    wrapper = next(
        row.plan
        for row in plan_of(Project, PROJECT).elements
        if row.plan is not None and any(inner.key == "sources" for inner in row.plan.elements)
    )
    return next(
        row.xml for row in wrapper.elements if row.plan is not None and row.plan.cls is TextSource
    )


_SOURCE = _source_name()
_ATTRIBUTES = plan_of(TextSource, PROJECT).attributes
_SELECTIONS = _row(TextSource, "selections")
_CONTENT = _row(TextSource, "content")
_CODINGS = _row(PlainTextSelection, "codings")
_CODE = _row(Coding, "code")
_PARTS = _row(Case, "selections")
_CASES = _inner(Project, "cases")
_CODES = _inner(Project, "codes")
