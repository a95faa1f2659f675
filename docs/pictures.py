"""The pictures of the page that explains what is counted.

Each draws a project of a few words, and beside it what refiqda counts in it. So a picture cannot
say anything else than the library does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from docs.drawing import MARGIN, WIDTH, Canvas, Grid, draw_grid
from docs.examples import CASES, CODERS, FILES, LENGTHS, MERGED, PARENTS, PLACES, SHARES, people
from docs.stripes import Bracket, bars_of, describe, draw_cells, draw_text
from refiqda import model as m
from refiqda import tables

INSIDE = WIDTH - 2 * MARGIN
LEFT = 372.0
"""How wide the texts are where a table stands beside them."""
BESIDE = MARGIN + LEFT + 20


Draw = Callable[[Canvas], None]


def counted(made: m.Project, unit: Any, **how: Any) -> dict[str, Any]:
    """What is counted of each code, by its name."""
    frame = tables.counts(made, unit=unit, **how)
    names = [path.split(" > ")[-1] for path in frame["code_path"]]
    return dict(zip(names, frame[unit].tolist(), strict=True))


def crossed(made: m.Project, by: str, **how: Any) -> Grid:
    """A crosstab as a table to be drawn."""
    frame = tables.crosstab(made, by, **how)
    rows = tuple(tuple(str(cell) for cell in row) for row in frame.itertuples(index=False))
    return Grid(("", *frame.columns[1:]), rows)


def texts(
    canvas: Canvas,
    made: m.Project,
    width: float = INSIDE,
    *,
    across: int = 1,
    coders: bool = False,
    boxed: bool = False,
    below: Callable[[m.TextSource], Sequence[Bracket]] = lambda source: (),
) -> float:
    """Draw every text of a project under its name, and say where the lowest ends.

    ``below`` gives the brackets of a text; ``across`` is how many texts stand side by side.
    """
    top: float = MARGIN
    for number, source in enumerate(made.sources):
        assert isinstance(source, m.TextSource)
        bars, brackets = bars_of(made, source, coders=coders), below(source)
        canvas.said.append(describe(source, bars, brackets))
        x = MARGIN + number % across * width
        canvas.words(x, top + 16, str(source.name), size=18, bold=True)
        text = source.content or ""
        draw_text(canvas, x, top + 27, width, text, bars, brackets, boxed=boxed)
        if number % across == across - 1:
            top = canvas.bottom + 20
    return canvas.bottom + 22


# -------------------------------------------------------------------------- files and references


def _files(canvas: Canvas) -> None:
    texts(canvas, FILES)
    rows = tuple((unit, str(counted(FILES, unit)["Waiting"])) for unit in ("references", "files"))
    draw_grid(canvas, BESIDE, 122, Grid(("unit", "Waiting"), rows), (130, 86))


# -------------------------------------------------------------------------- selections, segments


def _places(canvas: Canvas) -> None:
    texts(canvas, PLACES, LEFT, coders=True, boxed=True)
    units = ("references", "selections", "segments")
    rows = tuple((unit, str(counted(PLACES, unit)["Trust"])) for unit in units)
    draw_grid(canvas, BESIDE, 24, Grid(("unit", "Trust"), rows), (130, 66))


# -------------------------------------------------------------------------- parents and children

AGGREGATES = ("own", "children", "descendants")


def _parents(canvas: Canvas) -> None:
    y = texts(canvas, PARENTS)
    for unit in ("references", "files"):
        several = [counted(PARENTS, unit, aggregate=each) for each in AGGREGATES]
        rows = tuple(
            ("  " * level + name, *(str(each[name]) for each in several))
            for level, name in enumerate(("Waiting", "Noise", "Night noise"))
        )
        grid = Grid(("code", *AGGREGATES), rows, caption=unit.capitalize())
        draw_grid(canvas, MARGIN, y, grid, (230, 90, 120, 150))
        y = canvas.bottom + 22


# -------------------------------------------------------------------------- cases


def _held(source: m.TextSource) -> list[Bracket]:
    """What of a text belongs to which case."""
    found = []
    for case in CASES.cases:
        if source.guid in case.sources:
            found.append(Bracket(0, len(source.content or ""), f"{case.name}: the whole source"))
        for each in source.selections:
            if each.guid in case.selections:
                found.append(Bracket(each.start, each.end, f"{case.name}: this passage"))
    return found


def _cases(canvas: Canvas) -> None:
    y = texts(canvas, CASES, below=_held)
    by_case = tables.crosstab(CASES, "cases").set_index("code_path").drop(columns="Total")
    files, cases = counted(CASES, "files"), counted(CASES, "cases")
    rows = tuple(
        (
            code,
            str(files[code]),
            str(cases[code]),
            ", ".join(by_case.columns[by_case.loc[code] > 0]),
        )
        for code in ("Trust", "Dispute")
    )
    draw_grid(
        canvas, MARGIN, y, Grid(("code", "files", "cases", "which"), rows), (150, 80, 80, 110)
    )


# -------------------------------------------------------------------------- coders

WHOSE: dict[str, Any] = {"any": "any", "Ann": ["Ann"], "Ben": ["Ben"], "all": "all"}


def _coders(canvas: Canvas) -> None:
    y = texts(canvas, CODERS, coders=True)
    units = ("references", "segments", "files")
    rows = tuple(
        (name, *(str(counted(CODERS, unit, coders=whose)["Noise"]) for unit in units))
        for name, whose in WHOSE.items()
    )
    draw_grid(canvas, MARGIN, y, Grid(("coders", *units), rows, "Noise"), (120, 120, 120, 90))


# -------------------------------------------------------------------------- joined ranges

MERGES = ("none", "union")
MEASURES = ("references", "characters")


def _merged(canvas: Canvas) -> None:
    y: float = MARGIN
    for source in MERGED.sources:
        assert isinstance(source, m.TextSource)
        name = str(source.name)
        bars = bars_of(MERGED, source)
        canvas.said.append(describe(source, bars))
        canvas.words(MARGIN, y + 16, name, size=18, bold=True)
        draw_cells(canvas, MARGIN, y + 27, source.content or "", bars)
        several = [
            [str(counted(MERGED, unit, merge=merge, sources=name)["Waiting"]) for merge in MERGES]
            for unit in MEASURES
        ]
        rows = tuple((unit, *cells) for unit, cells in zip(MEASURES, several, strict=True))
        draw_grid(canvas, BESIDE - 8, y, Grid(("", *MERGES), rows), (112, 56, 56))
        y = canvas.bottom + 22


# -------------------------------------------------------------------------- words, characters


def _lengths(canvas: Canvas) -> None:
    y = texts(canvas, LENGTHS)
    rows = tuple(
        (unit, *(shown(counted(LENGTHS, unit, merge=merge)["Waiting"]) for merge in MERGES))
        for unit in ("words", "characters", "coverage")
    )
    draw_grid(canvas, MARGIN, y, Grid(("unit", *MERGES), rows, "Waiting"), (150, 90, 90))


def shown(number: Any) -> str:
    """A count, or a share with the digits that it has."""
    return f"{number:g}"


# -------------------------------------------------------------------------- n of N


def _groups(source: m.TextSource) -> list[Bracket]:
    """The cases to which a text belongs, with their groups."""
    several = [
        f"{case.name} ({'group ' + str(case.values[0].text) if case.values else 'no group'})"
        for case in SHARES.cases
        if source.guid in case.sources
    ]
    return [Bracket(0, len(source.content or ""), ", ".join(several))]


def _shares(canvas: Canvas) -> None:
    y = texts(canvas, SHARES, INSIDE / 2, across=2, below=_groups)
    for unit, percent in (("cases", "column"), ("files", None)):
        grid = crossed(SHARES, "Group", unit=unit, percent=percent)
        grid = grid._replace(caption=f"Group: {unit}")
        draw_grid(canvas, MARGIN, y, grid, (92, 129, 129, 129, 129), size=17)
        y = canvas.bottom + 22


# -------------------------------------------------------------------------- small numbers


def of_people(holders: int, everyone: int) -> str:
    """``3/4 (75.0%)``, as a crosstab of such a project has it."""
    frame = tables.crosstab(people(holders, everyone), "Group", unit="cases", percent="column")
    return str(frame["all"].iloc[0])


SMALL = ((3, 4), (30, 40))
ACROSS = 14
"""How many dots stand in a row."""


def _small(canvas: Canvas) -> None:
    y: float = MARGIN
    for holders, everyone in SMALL:
        said = f"{holders} of {everyone} cases have the code"
        canvas.said.append(f"{said}.")
        canvas.words(MARGIN, y + 16, said, size=18, bold=True)
        for number in range(everyone):
            row, column = divmod(number, ACROSS)
            x, down = MARGIN + 9 + column * 20, y + 40 + row * 22
            canvas.dot(x, down, 8, filled=number < holders)
        rows = tuple(
            (words, of_people(holders + more, everyone))
            for words, more in (("one case less", -1), ("as it is", 0), ("one case more", 1))
        )
        draw_grid(canvas, BESIDE - 58, y, Grid(("", "Trust"), rows), (130, 144))
        y = canvas.bottom + 24


SCENES: dict[str, tuple[str, Draw]] = {
    "files-and-references": ("Files and references", _files),
    "selections-and-segments": ("References, selections and segments", _places),
    "parents-and-children": ("Parents and children", _parents),
    "cases": ("Cases, through sources and through passages", _cases),
    "coders": ("Any coder, one coder, all coders", _coders),
    "joined-ranges": ("Ranges that overlap, touch and lie within one another", _merged),
    "words-and-characters": ("Words, characters and coverage", _lengths),
    "shares-and-totals": ("Cases and files of two groups, with totals", _shares),
    "small-numbers": ("What one case more or less does to a percentage", _small),
}
"""The title of each picture, and how it is drawn."""


def drawn(title: str, draw: Draw) -> str:
    """A picture as SVG."""
    canvas = Canvas(title)
    draw(canvas)
    return canvas.svg()


PICTURES: dict[str, Callable[[], str]] = {
    f"{name}.svg": partial(drawn, *scene) for name, scene in SCENES.items()
}
"""What ``make docs`` writes into ``docs/pictures``."""
