"""Whatever is in a table, its picture is drawn, and its texts stand apart on the page."""

import tempfile
from pathlib import Path
from typing import Any

from frames_drawn import frame_of, misplaced, svg_of
from hypothesis import given, settings
from hypothesis import strategies as st

STEPS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from("ab > $\\_^{}<&"),
    max_size=40,
)
PATHS = st.lists(STEPS, min_size=1, max_size=4).map(" > ".join)
WHOLE = st.none() | st.integers(0, 50_000)
SHARES = st.none() | st.floats(-1, 1)


def columns(draw: st.DrawFn, length: int, kind: st.SearchStrategy[Any], number: int) -> list[Any]:
    return [draw(st.lists(kind, min_size=length, max_size=length)) for _ in range(number)]


@st.composite
def frames(draw: st.DrawFn) -> Any:
    paths = draw(st.lists(PATHS, min_size=1, max_size=12))
    length = len(paths)
    carried: dict[str, list[str]] = {}
    kind = draw(
        st.sampled_from(
            ["counts", "crosstab", "cooccurrence", "saturation", "compare", "agreement"]
        )
    )
    if kind == "cooccurrence":
        other, count = (
            draw(st.permutations(paths)),
            draw(st.lists(st.integers(0, 999), min_size=length, max_size=length)),
        )
        made = {"code_a": paths, "code_b": other, "count": count}
        carried["codes"] = paths
    elif kind == "saturation":
        new, codes, expected = columns(draw, length, st.none() | st.integers(0, 999), 3)
        made = {"case": paths, "new_codes": new, "codes": codes, "expected": expected}
    elif kind == "compare":
        some, others = columns(draw, length, WHOLE, 2)
        values, low, high = columns(draw, length, SHARES, 3)
        made = {
            "code_path": paths,
            "one n": some,
            "one N": [50_000] * length,
            "a long name of a group n": others,
            "a long name of a group N": [50_000] * length,
            "risk_difference": values,
            "low": low,
            "high": high,
        }
        carried["groups"] = ["one", "a long name of a group"]
    elif kind == "agreement":
        agreed, kappa = columns(draw, length, SHARES, 2)
        sources = draw(st.lists(st.none() | STEPS, min_size=length, max_size=length))
        made = {"code_path": paths, "source": sources, "agreement": agreed, "kappa": kappa}
        made["agreement"][0] = 50.0
    else:
        names = draw(st.lists(STEPS.filter(str.strip), min_size=1, max_size=9, unique=True))
        values = columns(draw, length, st.integers(0, 50_000), len(names))
        made = {**dict(zip(names, values, strict=True)), "code_path": paths, "x": [1] * length}
    return frame_of(kind, made, draw(STEPS), **carried)


@settings(max_examples=40, deadline=None)
@given(frames())
def test_texts_stand_apart_on_the_page(frame: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert misplaced(svg_of(frame, Path(folder))) == []
