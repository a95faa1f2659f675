"""What the tests of the study share: the facts, and the project built once."""

from pathlib import Path

import pytest

import refiqda
from analysis.build import build
from analysis.facts import Facts


@pytest.fixture(scope="session")
def facts() -> Facts:
    return Facts()


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the reconstruction; tests read it and leave it as it is."""
    return build(tmp_path_factory.mktemp("study"))


@pytest.fixture
def project(study: Path) -> refiqda.Project:
    """The project read back from the file, free to be changed."""
    return refiqda.open(study)


@pytest.fixture(scope="session")
def paper(shared: Path) -> list[str]:
    """The lines of the paper's text; line 1 is the first."""
    return (shared / "study" / "paper.txt").read_text(encoding="utf-8").splitlines()
