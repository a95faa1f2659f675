"""Where the repository and the real files are, for tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
FIXTURES = ROOT / "fixtures"


def corpus(*suffixes: str) -> list[Path]:
    """The real files of the corpus; none where the shared folder is missing."""
    wanted = suffixes or (".qdpx", ".qde", ".qdc")
    return sorted(path for path in CORPUS.glob("*") if path.suffix in wanted)


def corpus_params(*suffixes: str) -> list[object]:
    """The corpus as parameters; one skipped parameter, with its reason, where it is missing."""
    found = corpus(*suffixes)
    if found:
        return [pytest.param(path, id=path.name) for path in found]
    reason = "the corpus of real files (../shared/corpus) is not here"
    return [pytest.param(None, id="no-corpus", marks=pytest.mark.skip(reason=reason))]
