"""How long a question may take, and how large its answer may be."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator

import pytest
from where import FIXTURES

import refiqda
from refiqda.errors import LimitExceeded
from refiqda.formats.database import query
from refiqda.formats.database.staging import Staging
from refiqda.formats.database.tables import Tables
from refiqda.model import Project

MANY = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
ENDLESS = MANY.replace("SELECT x FROM", "SELECT count(*) FROM")


@pytest.fixture(scope="module")
def project() -> Project:
    return refiqda.open(FIXTURES / "made" / "good.qdpx")


def test_a_question_that_takes_too_long_is_stopped(project: Project) -> None:
    begin = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"longer than 0\.2 seconds"):
        query(project, ENDLESS, seconds=0.2)
    assert time.monotonic() - begin < 30
    assert len(query(project, "SELECT 1")) == 1


def test_the_clock_runs_while_tables_are_filled(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object) -> Iterator[tuple[object, ...]]:
        begin = time.monotonic()
        while time.monotonic() - begin < 30:
            yield ("guid", "name", "id")

    monkeypatch.setattr(Tables, "rows", endless)
    monkeypatch.setattr(Staging, "fill", lambda self, table, rows: deque(rows, maxlen=0))
    begin = time.monotonic()
    with pytest.raises(LimitExceeded, match=r"longer than 0\.2 seconds"):
        query(project, "SELECT count(*) FROM users", seconds=0.2)
    assert time.monotonic() - begin < 10


def test_the_clock_runs_while_keys_are_looked_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite does on the way to the question is stopped by it, too."""
    monkeypatch.setattr(
        Staging, "index", lambda self, *_: self.connection.execute(ENDLESS).fetchall()
    )
    with pytest.raises(LimitExceeded, match=r"longer than 0\.2 seconds"):
        query(project, "SELECT code_guid FROM codes", seconds=0.2)


def test_an_answer_has_a_limit_of_rows(project: Project) -> None:
    limits = refiqda.Limits(rows=1000)
    assert len(query(project, f"{MANY} LIMIT 1000", limits=limits)) == 1000
    with pytest.raises(LimitExceeded, match=r"more than 1,000 rows\..* the limit for rows"):
        query(project, f"{MANY} LIMIT 1001", limits=limits)
    with pytest.raises(LimitExceeded, match=r"more than 2,000,000 rows"):
        query(project, MANY)


def test_an_answer_has_a_limit_of_memory(project: Project) -> None:
    megabytes = f"SELECT zeroblob(1048576) FROM ({MANY} LIMIT {{}})"
    limits = refiqda.Limits(answer=4 << 20)
    assert len(query(project, megabytes.format(3), limits=limits)) == 3
    with pytest.raises(LimitExceeded, match=r"larger than 4 MiB\..* the limit for answer"):
        query(project, megabytes.format(1000), limits=limits)


def test_an_answer_that_memory_cannot_hold_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Iterator[object]:
        raise MemoryError
        yield

    monkeypatch.setattr("refiqda.formats.database.asking._within", full)
    with pytest.raises(LimitExceeded, match="not enough memory for the answer"):
        query(project, "SELECT 1")


def test_a_question_in_time_is_answered(project: Project) -> None:
    assert len(query(project, "SELECT * FROM codings", seconds=600)) == 8
