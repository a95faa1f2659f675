"""What is said of a table that is in no layout: what it has, what it lacks, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.layout import Layout, Row, Sheet, as_header
from refiqda.formats.codebooks.layouts.common import COMMON, DESCRIPTIONS, NAMES
from refiqda.formats.codebooks.own.mapped import Columns, missing, named
from refiqda.formats.codebooks.registry import LAYOUTS, LOOKED_AT
from refiqda.formats.codebooks.rows.headers import argument, words
from refiqda.formats.codebooks.sheets.separated import WRAPPED

_NAMES = (
    *NAMES,
    *("codes", "subcode", "sub-code", "sub-theme", "subtheme", "subcategory"),
    *("oberkategorie", "hauptkategorie", "unterkategorie", "subkategorie", "oberthema"),
    *("sous-thème", "subtema", "subcategoría", "subcategoria", "tag", "label", "title"),
)
"""What columns of names may be called, from the top level down in a table that has several."""
_DESCRIPTIONS = (
    *DESCRIPTIONS,
    *("memo", "comment", "comments", "note", "notes", "meaning", "explanation"),
    *("kommentar", "erläuterung", "notiz", "commentaire", "comentario", "comentário"),
    *("what it means", "code description", "code definition"),
)
_FIRST = ("nvivo", "maxqda", "atlasti")
"""The layouts that most people mean."""
_HALF = 0.5
_SHOWN = 12
_SHEETS = 3


def lacking(sheets: Sequence[Sheet], name: str, columns: Columns) -> str:
    """Which of the columns that are named is in no header, and which columns there are."""
    rows = [(sheet, row) for sheet in sheets for row in sheet.rows if any(map(str.strip, row))]
    if not rows:
        return f"{name} is empty. Look at the file."
    wanted = len(list(named(columns)))
    sheet, best = max(rows, key=lambda each: wanted - len(missing(columns, each[1])))
    lost = missing(columns, best)
    if len(lost) == wanted:
        sheet, best = rows[0][0], header_of(rows[0][0])
        lost = missing(columns, best) or lost
    where = f"{name}, sheet {shown(sheet.name)}," if len(sheets) > 1 else name
    kind = "column" if len(lost) == 1 else "columns"
    return f"{where} has no {kind} {' or '.join(map(shown, lost))}. It has: {_columns(best)}."


def described(sheets: Sequence[Sheet], name: str, forced: Layout | None) -> str:
    """What a table that fits no layout has, what is missing, and what to do."""
    headers = [(sheet, header_of(sheet)) for sheet in sheets if any(sheet.rows)]
    if not headers:
        return f"{name} is empty. Look at the file."
    seen = "; ".join(
        (f"sheet {shown(sheet.name)}: " if len(headers) > 1 else "") + _columns(row)
        for sheet, row in headers[:_SHEETS]
    )
    sheet, row = headers[0]
    hint = " ".join(_hints(sheet, row, is_whole=forced is not None))
    if forced is not None:
        needs = f" ({', '.join(forced.columns)})" if forced.columns else ""
        return f"{name} is not in the layout {forced.name}{needs}. Its columns are {seen}. {hint}"
    near = _nearest(row)
    return f"{name} is in no layout that is known. Its columns are {seen}.{near} {hint}"


def header_of(sheet: Sheet) -> Row:
    """The row that most looks like a header.

    That is the one with most of the words that headers have, if any has one; else the first one
    with several cells, since a title above a table has one; else the first one.
    """
    rows = [row for row in sheet.rows[:LOOKED_AT] if any(map(str.strip, row))]
    if not rows:
        return next((row for row in sheet.rows if any(map(str.strip, row))), [])
    best = max(rows, key=_known)
    if _known(best):
        return best
    return next((row for row in rows if sum(map(bool, map(str.strip, row))) > 1), rows[0])


def _known(row: Row) -> int:
    return len({word for word in words(row) if word in _HEADERS})


def _headers() -> Iterator[str]:
    yield from (*_NAMES, *_DESCRIPTIONS)
    for layout in LAYOUTS:
        yield from map(as_header, layout.columns)


_HEADERS = frozenset(_headers())


def _columns(row: Row) -> str:
    names = [shown(" ".join(text.split())) for text in row if text.strip()]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" * (len(names) > _SHOWN))


# ------------------------------------------------------------------------------------ what to do


def _hints(sheet: Sheet, row: Row, *, is_whole: bool) -> Iterator[str]:
    filled = [place for place, text in enumerate(row) if text.strip()]
    if filled and all(WRAPPED.fullmatch(row[place].strip()) for place in filled):
        yield "The cells stand in typographic quotation marks, which no csv knows: replace them."
    if len(sheet.rows) > LOOKED_AT and not _known(row) and not is_whole:
        yield f"A header was looked for in the first {LOOKED_AT} rows."
    is_list = len(filled) <= 1 and not _known(row)
    if is_list:
        yield "If it has no header, say --no-header --name-column 1; or --layout."
        return
    options = " ".join(_options(row, filled))
    yield f"Say which column holds what, as in {options}; or choose the --layout."
    if not _known(row):
        yield "If no row is a header, say --no-header --name-column 1."


def _options(row: Row, filled: Sequence[int]) -> Iterator[str]:
    """Options that fit the columns of a table, as far as their headers show what they hold."""
    there = words(row)
    names = [place for place in filled if there[place] in _NAMES]
    texts = [place for place in filled if _is_description(there[place])]
    others = [place for place in filled if place not in texts]
    for place in names or others[:1] or filled[:1]:
        yield f"--name-column {argument(row, place)}"
    if texts:
        yield f"--description-column {argument(row, texts[0])}"


def _is_description(word: str) -> bool:
    """Whether a header is a word for descriptions, or begins with one: “Definition (short)”."""
    return any(word == each or word.startswith(f"{each} ") for each in _DESCRIPTIONS)


def _nearest(row: Row) -> str:
    """The layout whose headers a row has most of, and those that it lacks."""
    there = set(words(row))
    found: list[tuple[float, bool, Layout, list[str]]] = []
    for layout in LAYOUTS:
        if layout is COMMON or not layout.columns:
            continue  # what these lack is better said by the options for naming columns
        lost = [name for name in layout.columns if as_header(name) not in there]
        if not lost:
            return ""
        share = 1 - len(lost) / len(layout.columns)
        is_likely = layout.key in _FIRST
        if share > _HALF or (is_likely and share == _HALF):
            found.append((share, is_likely, layout, lost))
    if not found:
        return ""
    _, _, layout, lost = max(found, key=lambda each: each[:2])
    return f" For the layout {layout.name} it lacks {' and '.join(lost)}."
