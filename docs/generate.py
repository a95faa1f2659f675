"""Writes reference pages and pictures; ``--check`` says which are out of date."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from docs.pictures import PICTURES
from refiqda.cli import COMMANDS, main
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.plan import CODEBOOK, PROJECT, Form, Plan, Row, plan_of

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
DRAWN = DOCS / "pictures"
NOTE = "<!-- Written by `make docs`; change what it describes, not this page. -->\n"


def commands_page() -> str:
    """Every command with its help, as the terminal shows it."""
    intro = (
        "Data goes to standard output, everything else to standard error. The exit status is 0 "
        "when all is well, 1 when something was found or went wrong, 2 when the command was not "
        "understood."
    )
    parts = [NOTE, "# Commands", "", intro, ""]
    assert isinstance(main, click.Group)
    with click.Context(main, info_name="refiqda", **main.context_settings) as context:
        parts += _help_of(main, context)
        for name in COMMANDS:
            command = main.get_command(context, name)
            assert command is not None
            parts += _section(command, name, context, "##")
    return "\n".join(parts) + "\n"


def _section(command: click.Command, name: str, parent: click.Context, mark: str) -> Iterator[str]:
    """A command with its help; below a group, those of its commands."""
    with click.Context(command, info_name=name, parent=parent) as context:
        yield from ("", f"{mark} {name}", "", *_help_of(command, context))
        for inner, each in getattr(command, "commands", {}).items():
            yield from _section(each, inner, context, f"{mark}#")


def _help_of(command: click.Command, context: click.Context) -> list[str]:
    context.max_content_width = 92
    context.terminal_width = 92
    return ["```text", command.get_help(context), "```"]


def model_page() -> str:
    """The standard's table: every class, its attributes and child elements in order."""
    parts = [
        NOTE,
        "# The model",
        "",
        "REFI-QDA 1.0 as Python classes: `refiqda.model`. Required fields are marked with `!`, "
        "fields that hold several with `*`. GUIDs, dates and decimal numbers are text as in the "
        "file.",
    ]
    seen: set[str] = set()
    for cls, form, title in (
        (Project, PROJECT, "Project (.qde, in a .qdpx)"),
        (CodeBook, CODEBOOK, "Codebook (.qdc)"),
    ):
        parts += ["", f"## {title}", f"Namespace `{form.namespace}`."]
        for plan in _plans(plan_of(cls, form), set()):
            assert plan.cls is not None
            marker = f"{plan.cls.__name__} in {form.name}"
            if marker not in seen:
                seen.add(marker)
                parts += ["", *_class_section(plan, form)]
    return "\n".join(parts) + "\n"


def _plans(plan: Plan, seen: set[int]) -> Iterator[Plan]:
    if id(plan) in seen:
        return
    seen.add(id(plan))
    if plan.cls is not None:
        yield plan
    for row in plan.elements:
        if row.plan is not None:
            yield from _plans(row.plan, seen)


def _class_section(plan: Plan, form: Form) -> Iterator[str]:
    assert plan.cls is not None
    yield f"### {plan.cls.__name__}"
    yield ""
    yield (plan.cls.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    yield ""
    yield "| field | XML | type | points at |"
    yield "|---|---|---|---|"
    for row, path in _fields(plan):
        mark = "*" if row.many else "!" if row.required else ""
        kind = f"`{row.plan.cls.__name__}`" if row.plan and row.plan.cls else row.simple.name
        yield f"| `{row.key}`{mark} | `{path}` | {kind} | {row.target} |"


def _fields(plan: Plan) -> Iterator[tuple[Row, str]]:
    for row in plan.attributes.values():
        yield row, f"@{row.xml}"
    for row in plan.elements:
        if row.kind == "wrapper" and row.plan is not None:
            for inner, path in _fields(row.plan):
                yield inner, f"{row.xml}/{path}"
        else:
            suffix = f"/@{row.target_attribute}" if row.target_attribute else ""
            yield row, row.xml + suffix


def from_module(module: str, function: str) -> Callable[[], str]:
    """A page that a room of the package writes itself."""
    return lambda: str(getattr(importlib.import_module(module), function)())


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "model.md": model_page,
    "tables.md": from_module("refiqda.tables.reference", "page"),
    "rules.md": from_module("refiqda.checks.reference", "page"),
    "programs.md": from_module("refiqda.tools.reference", "page"),
    "codebooks.md": from_module("refiqda.formats.codebooks.reference", "page"),
    "counting.md": from_module("refiqda.tables.counting.reference", "page"),
}


def written() -> Iterator[tuple[Path, Callable[[], str]]]:
    """Every generated file with what makes its text: pages and pictures."""
    for name, page in PAGES.items():
        yield REFERENCE / name, page
    for name, picture in PICTURES.items():
        yield DRAWN / name, picture


def generate(*, check: bool) -> int:
    """Write all pages and pictures, or with ``check`` only compare; how many are out of date."""
    stale = 0
    for path, made in written():
        text = made()
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                shown = path.relative_to(DOCS).as_posix()
                sys.stderr.write(f"docs/{shown} is out of date: run make docs\n")
                stale += 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    sys.exit(1 if generate(check=arguments.parse_args().check) else 0)
