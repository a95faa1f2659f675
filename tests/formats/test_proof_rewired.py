"""The proof on stories whose references were mixed up: what nobody thought of, written and told."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path
from typing import Any

import pytest
from proof import prove
from where import FIXTURES

import refiqda
from refiqda.model import Project
from refiqda.standard.index import walk
from refiqda.standard.spec import Spec
from refiqda.tools.programs import TARGETS

STORIES = (
    "good",
    "story-standard",
    "story-nvivo-windows",
    "story-atlasti-mac",
    "story-maxqda",
    "story-qualcoder",
)


@pytest.mark.parametrize("seed", range(48))
def test_a_story_with_other_references_is_written_without_an_untold_loss(
    seed: int, tmp_path: Path
) -> None:
    path, target = tmp_path / "mixed.qdpx", tmp_path / "written.qdpx"
    project = refiqda.open(FIXTURES / "made" / f"{STORIES[seed % len(STORIES)]}.qdpx")
    _mix(project, random.Random(seed))
    project.save(path, allow_invalid=True)
    to = TARGETS[(seed // len(STORIES)) % len(TARGETS)]
    report = refiqda.convert(path, target, to=to, allow_invalid=True)
    prove(path, target, report, neutral=True)


def _mix(project: Project, chance: random.Random) -> None:
    """Let references go elsewhere, and take away some codings, dates and descriptions."""
    pools = _pools(project)
    for node in (project, *(node for node, _ in walk(project))):
        for field in dataclasses.fields(node):
            spec: Spec | None = field.metadata.get("spec")
            pool = pools.get(spec.target) if spec is not None and spec.target else None
            if pool and spec is not None and chance.random() < 0.4:
                _point_elsewhere(node, field.name, spec, pool, chance)
        if hasattr(node, "description") and chance.random() < 0.1:
            node.description = chance.choice([None, "It was said twice."])
        if hasattr(node, "codings") and chance.random() < 0.2:
            node.codings = []
        if hasattr(node, "created") and chance.random() < 0.1:
            node.created = None


def _point_elsewhere(
    node: Any, field: str, spec: Spec, pool: list[str], chance: random.Random
) -> None:
    if spec.kind == "refs":
        setattr(node, field, chance.sample(pool, min(len(pool), chance.randint(0, 2))))
    elif getattr(node, field) or chance.random() < 0.5:
        setattr(node, field, chance.choice(pool))


def _pools(project: Project) -> dict[str, list[str]]:
    """What references of each kind may point at."""
    pools: dict[str, list[str]] = {}
    for node, _ in walk(project):
        for cls in type(node).__mro__ if hasattr(node, "guid") else ():
            pools.setdefault(cls.__name__, []).append(node.guid)
    selections = [name for name in pools if name.endswith("Selection")]
    pools["Selection"] = [guid for name in selections for guid in pools[name]]
    pools["Source"] = [source.guid for source in project.sources]
    pools["Note"] = [note.guid for note in project.notes]
    return {name: list(dict.fromkeys(guids)) for name, guids in pools.items()}
