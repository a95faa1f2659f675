"""What the house promises of itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from where import ROOT

SOURCES = sorted(
    path
    for folder in ("refiqda", "analysis", "docs", "fixtures", "tests")
    for path in (ROOT / folder).rglob("*.py")
)


def test_importing_refiqda_does_not_import_pandas() -> None:
    code = "import sys, refiqda, refiqda.cli; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_every_public_name_is_there() -> None:
    import refiqda

    for name in refiqda.__all__:
        assert getattr(refiqda, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = refiqda.nothing


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_stay_short(path: Path) -> None:
    """The one table may be longer."""
    limit = 450 if path.name == "model.py" else 400
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_only_the_table_names_the_elements_of_the_standard() -> None:
    """Reader, writer and checks know elements from the table alone."""
    names = re.compile(
        r'"(PlainTextSelection|TextSource|CodeRef|NoteRef|VariableValue|Representation)"'
    )
    for path in (ROOT / "refiqda" / "standard").glob("*.py"):
        if path.name != "model.py":
            assert not names.search(path.read_text(encoding="utf-8")), path.name
