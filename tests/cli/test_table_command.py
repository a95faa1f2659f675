"""``refiqda table``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner
from pytest_regressions.file_regression import FileRegressionFixture

from refiqda import tables
from refiqda.cli import main
from refiqda.cli import output as output_module
from refiqda.cli import table as table_module
from refiqda.cli.output import FILES, TABLES, Output, output_options, reading
from refiqda.standard.model import Code, Coding, PlainTextSelection, Project, TextSource, User
from refiqda.tables.render import FORMATS, SUFFIXES, render


@pytest.fixture
def small(tmp_path: Path) -> Path:
    project = Project(name="small", users=[User(guid="u1", name="Ada")])
    project.codes = [Code(guid="c1", name="trust", is_codable=True)]
    source = TextSource(guid="s1", name="interview", content="One, zwei, trois.")
    for at, (start, end) in enumerate(((0, 3), (5, 9))):
        selection = PlainTextSelection(guid=f"p{at}", start=start, end=end, creating_user="u1")
        selection.codings = [Coding(guid=f"d{at}", code="c1", created="2024-05-01T12:00:00Z")]
        source.selections.append(selection)
    project.sources = [source]
    path = tmp_path / "small.qdpx"
    project.save(path, allow_invalid=True)
    return path


def run(*args: object) -> str:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_names_and_formats_are_those_of_the_library() -> None:
    assert (*tables.FRAMES, *tables.BRIDGES) == table_module.NAMES
    assert TABLES == FORMATS
    assert FILES == SUFFIXES


@pytest.mark.parametrize("name", table_module.NAMES)
def test_a_table_is_printed(name: str, small: Path) -> None:
    text = run("table", name, small, "--format", "csv")
    assert text == render({**tables.FRAMES, **tables.BRIDGES}[name](small), "csv")


def test_the_caption_of_a_table_is_in_words(small: Path) -> None:
    assert run("table", "case_codings", small).startswith("Case codings in small.qdpx\n")


def test_codings_on_a_terminal(small: Path, file_regression: FileRegressionFixture) -> None:
    text = run("table", "codings", small)
    file_regression.check(text, extension=".txt", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("suffix", FILES)
def test_the_ending_picks_the_format(suffix: str, small: Path, tmp_path: Path) -> None:
    target = tmp_path / f"out{suffix.upper()}"
    assert run("table", "codings", small, "-o", target) == ""
    if FILES[suffix] in TABLES:
        expected = render(tables.codings(small), FILES[suffix], "Codings in small.qdpx")
        assert target.read_bytes() == expected.encode()
    elif suffix == ".parquet":
        assert len(pd.read_parquet(target)) == 2
    else:
        assert len(pd.read_excel(target)) == 2


def test_a_named_format_wins_over_the_ending(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.dat"
    run("table", "codes", small, "-o", target, "--format", "json")
    assert json.loads(target.read_text(encoding="utf-8"))[0]["code"] == "trust"


def test_unknown_names_and_endings_are_wrong_usage(small: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["table", "documents", str(small)])
    assert result.exit_code == 2
    for name in table_module.NAMES:
        assert name in result.stderr
    result = CliRunner().invoke(main, ["table", "codes", str(small), "-o", "out.doc"])
    assert result.exit_code == 2
    assert "'out.doc' ends in '.doc'" in result.stderr
    assert ".csv" in result.stderr


@pytest.mark.parametrize("name", ["codings", "users", "codes"])
def test_what_is_no_project_is_one_line(name: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.qdpx"
    bad.write_bytes(b"not a zip")
    target = tmp_path / "out.csv"
    result = CliRunner().invoke(main, ["table", name, str(bad), "-o", str(target)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: bad.qdpx")
    assert result.stderr.count("\n") == 1
    assert not target.exists()


def test_damage_far_in_leaves_nothing_behind(small: Path, tmp_path: Path) -> None:
    whole = Project.open(small)
    whole.save(tmp_path / "whole.qde", allow_invalid=True)
    whole.files.close()
    data = (tmp_path / "whole.qde").read_bytes()
    cut = tmp_path / "cut.qde"
    cut.write_bytes(data[: data.index(b"</Sources>")])
    target = tmp_path / "out.csv"
    result = CliRunner().invoke(main, ["table", "codings", str(cut), "-o", str(target)])
    assert result.exit_code == 1
    assert "is damaged" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cut.qde",
        "small.qdpx",
        "whole.qde",
    ]


def test_a_codebook_has_two_tables(small: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.qdc"
    book.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        '<Code guid="c" name="trust" isCodable="true"/></Codes></CodeBook>',
        encoding="utf-8",
    )
    assert '"trust"' in run("table", "codes", book, "--format", "json")
    assert run("table", "sets", book, "--format", "csv").count("\n") == 1
    for name in ("users", "codings"):
        result = CliRunner().invoke(main, ["table", name, str(book)])
        assert result.exit_code == 1
        assert "codebook" in result.stderr


def test_help_does_not_load_pandas() -> None:
    code = (
        "import sys\nfrom refiqda.cli import main\n"
        "try:\n    main(['table', '--help'])\nexcept SystemExit:\n    pass\n"
        "assert 'pandas' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "codings" in done.stdout


def test_a_command_may_have_formats_of_its_own(tmp_path: Path) -> None:
    @click.command()
    @output_options(formats=("text", "junit"), suffixes={".xml": "junit"})
    def own(output: Output) -> None:
        output.text(f"{output.format}\n")

    runner = CliRunner()
    assert runner.invoke(own, []).stdout == "text\n"
    assert runner.invoke(own, ["--format", "junit"]).stdout == "junit\n"
    target = tmp_path / "out.xml"
    assert runner.invoke(own, ["-o", str(target)]).exit_code == 0
    assert target.read_text() == "junit\n"
    assert runner.invoke(own, ["-o", "out.csv"]).exit_code == 2
    assert runner.invoke(own, ["--format", "csv"]).exit_code == 2


def test_the_bar_is_for_large_files_on_a_terminal(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = type("Terminal", (), {"isatty": lambda self: True})()
    with reading(small, Output()) as progress:
        assert progress is None
    monkeypatch.setattr(output_module, "LARGE", 10)
    with reading(small, Output()) as progress:
        assert progress is None  # standard error is no terminal here
    monkeypatch.setattr(output_module.sys, "stderr", _Terminal())
    with reading(small, Output(Path("out.csv"))) as progress:
        assert progress is not None
        sizes: list[int] = []
        for _ in tables.pieces("codings", small, lambda size: (sizes.append(size), progress(size))):
            pass
    assert sum(sizes) == output_module._xml_size(small)
    monkeypatch.setattr(output_module.sys, "stdout", terminal)
    with reading(small, Output()) as progress:
        assert progress is None  # the table itself goes to the terminal


class _Terminal:
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


def test_the_bar_does_not_trip_over_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "bad.qdpx").write_bytes(b"no zip")
    assert output_module._xml_size(tmp_path / "bad.qdpx") == 0
    assert output_module._xml_size(tmp_path / "missing.qde") == 0


def test_a_result_does_not_take_the_place_of_its_source(tmp_path):
    path = tmp_path / "p.qdpx"
    Project(name="p").save(path)
    before = path.read_bytes()
    run = CliRunner().invoke(
        main, ["table", "codes", str(path), "-o", str(path), "--format", "csv"]
    )
    assert run.exit_code == 2
    assert "would be lost" in run.stderr
    assert path.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_standard_output_is_one_line(tmp_path):
    Project(name="p").save(tmp_path / "p.qde")
    command = [sys.executable, "-m", "refiqda", "info", str(tmp_path / "p.qde")]
    with open("/dev/full", "w") as full:
        # Without a buffer, Python would not try again to write what is left when it ends.
        with_buffer = {name: os.environ[name] for name in os.environ if name != "PYTHONUNBUFFERED"}
        run = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=with_buffer
        )
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        "Error: The result could not be written: No space left on device."
    ]
