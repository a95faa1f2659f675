"""Tables for LaTeX: what is written is read again by a small reader of LaTeX."""

import re
import unicodedata
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.tables.caption import describe
from refiqda.tables.columns import array
from refiqda.tables.latex import LONGEST, MOST_LINES, escaped, latex

WORDS = st.text(
    st.sampled_from("\\&%$#_{}~^<>|\"'`-,[]*= \n\t\x00\x1b\u2028\u202eäß語😀")
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
)
ROWS = st.lists(st.tuples(WORDS, WORDS, st.none() | st.integers(-(10**6), 10**6)), max_size=5)
COMMANDS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciigrave": "`",
}
_TOKEN = re.compile(r"\\symbol\{34\}|\\([a-z]+)\{\}|\\([&%$#_{}])|(\{\})|(\$-\$)|([^\\{}$&%#_~^])")


def read(cell: str) -> str:
    """What LaTeX prints for a cell; fails on a character that would be a command."""
    found, at = [], 0
    while at < len(cell):
        token = _TOKEN.match(cell, at)
        assert token is not None, cell[at:]
        command, character, nothing, minus, plain = token.groups()
        if command:
            found.append(COMMANDS[command])
        elif nothing is None:
            found.append(character or ("-" if minus else plain or '"'))
        at = token.end()
    return "".join(found)


def rows_of(text: str) -> list[list[str]]:
    """The cells of a table between its rules, the heads first."""
    inner = text.partition("\\toprule\n")[2].partition("\\bottomrule")[0]
    lines = [line for line in inner.splitlines() if line != "\\midrule"]
    assert all(line.endswith(r" \\") for line in lines)
    return [[read(cell) for cell in line.removesuffix(r" \\").split(" & ")] for line in lines]


def printed(text: str) -> str:
    """What is to be seen of a text: one line, without control characters."""
    kept = (
        each
        for each in text
        if each.isspace()
        or each in "\u200c\u200d"
        or unicodedata.category(each)[0] != "C"
        or unicodedata.category(each) in ("Cn", "Co")
    )
    return re.sub("[^\\S\u00a0\u202f]+", " ", "".join(kept)).strip(" ")


def framed(rows: list[tuple[str, str, int | None]]) -> pd.DataFrame:
    first, second, third = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {"a_b": array("text", first), "[b]": array("name", second), "n": array("integer", third)}
    )


@given(ROWS)
def test_cells_read_back_as_they_are_printed(rows: list[tuple[str, str, int | None]]) -> None:
    expected = [
        [printed(first), printed(second), "" if number is None else str(number)]
        for first, second, number in rows
    ]
    assert rows_of(latex(framed(rows))) == [["a_b", "[b]", "n"], *expected]


@given(ROWS, WORDS, WORDS)
def test_braces_and_environments_are_balanced(
    rows: list[tuple[str, str, int | None]], title: str, sentence: str
) -> None:
    text = latex(describe(framed(rows), "counts", title, [sentence], [sentence]))
    lines = [line for line in text.splitlines() if not line.startswith("%")]
    bare = re.sub(r"\\[\\{}%&$#_]", "", "\n".join(lines))
    depth = 0
    for brace in re.findall("[{}]", bare):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
    opened: list[str] = []
    for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", bare):
        if kind == "begin":
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []
    assert "\n\n" not in text.rstrip("\n"), "a blank line ends a paragraph"


@given(WORDS)
def test_no_row_is_taken_for_an_option_of_the_one_above(word: str) -> None:
    text = latex(pd.DataFrame({word: [word, word]}))
    for above, line in pairwise(text.splitlines()):
        if above.endswith((r"\\", "rule")):
            # A no-break space is no blank to TeX, so it does not pass over one.
            assert not line.lstrip(" \t").startswith(("[", "*"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&D 100% $5 #1 a_b {c}", r"R\&D 100\% \$5 \#1 a\_b \{c\}"),
        (r"C:\new", r"C:\textbackslash{}new"),
        ("~x^2 <b> a|b", r"\textasciitilde{}x\textasciicircum{}2 \textless{}b\textgreater{} "),
        ('she said "no"', r"she said \symbol{34}no\symbol{34}"),
        ("don't -- ''so''", "don't -{}- '{}'so'{}'"),
        ("`x,,", r"\textasciigrave{}x,{},"),
        ("two\r\n\r\nlines\x00\x1b", "two lines"),
        ("-\x00-", "-{}-"),
        ("bad\udcff name", "bad name"),
        ("Iași 語 😀 1\u00a0000", "Iași 語 😀 1\u00a0000"),
    ],
)
def test_what_latex_would_obey_is_printed(text: str, expected: str) -> None:
    assert escaped(text).startswith(expected)
    assert read(escaped(text)).startswith(read(expected))


def test_numbers_stand_right_and_have_a_minus() -> None:
    frame = pd.DataFrame({"text": ["-1"], "n": array("integer", [-1]), "x": [-0.5]})
    text = latex(frame)
    assert r"\begin{tabular}{lrr}" in text
    assert r"-1 & $-$1 & $-$0.5 \\" in text


def test_guids_are_left_out_which_a_comment_says() -> None:
    frame = pd.DataFrame({"code": ["trust"], "code_guid": ["1"], "a\n_guid": ["2"]})
    text = latex(frame)
    assert "% Without GUIDs, which the other formats have: code_guid, a _guid\n" in text
    assert rows_of(text) == [["code"], ["trust"]]
    alone = latex(frame[["code_guid"]])
    assert rows_of(alone) == [["code_guid"], ["1"]]
    assert "Without" not in alone


def test_a_long_table_runs_over_several_pages() -> None:
    frame = pd.DataFrame({"[n]": range(MOST_LINES)})
    short = latex(describe(frame, "counts", "Title", ["Sentence."]))
    assert "longtable" not in short
    assert "\\begin{table}\n\\centering\n\\caption{Title}\n\\begin{tabular}{r}\n" in short
    assert short.endswith("\\par\n\\end{flushleft}\n\\end{table}\n")
    frame = pd.DataFrame({"[n]": range(MOST_LINES + 1)})
    long = latex(describe(frame, "counts", "Title", ["Sentence."]))
    assert r"% Needs \usepackage{longtable}" in long
    assert r"\begin{table}" not in long
    assert "\\begin{longtable}{r}\n\\caption{Title} \\\\\n\\toprule\n{}[n] \\\\\n" in long
    head = "\\toprule\n{}[n] \\\\\n\\midrule\n"
    assert f"{head}\\endfirsthead\n{head}\\endhead\n\\bottomrule\n\\endfoot\n0 \\\\\n" in long
    assert "\n40 \\\\\n\\end{longtable}\n\\begin{flushleft}\n" in long


def test_long_texts_are_paragraphs_that_fit_beside_the_other_columns() -> None:
    passage = "word " * 100
    one = latex(pd.DataFrame({"code": ["trust"], "passage": [passage], "n": [1]}))
    assert r"\begin{tabular}{l>{\raggedright\arraybackslash}p{0.79\linewidth}r}" in one
    assert r"% Needs \usepackage{array}" in one
    two = latex(pd.DataFrame({"a": [passage], "b": [passage]}))
    assert two.count(r"p{0.46\linewidth}") == 2
    narrow = pd.DataFrame({"a": ["x" * LONGEST], "b": ["y" * LONGEST]})
    assert r"\begin{tabular}{ll}" in latex(narrow)
    # Eight passages of 500 characters take more lines than a page has.
    assert "longtable" in latex(pd.DataFrame({"passage": [passage] * 8}))
    assert "longtable" not in latex(pd.DataFrame({"passage": [passage]}))


def test_a_frame_without_columns_is_a_table() -> None:
    assert r"\begin{tabular}{l}" in latex(pd.DataFrame())
