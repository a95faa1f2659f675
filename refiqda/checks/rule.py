"""A rule of the catalogue: one row of data, from which messages, help and reference are made."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from refiqda.checks.finding import Severity
from refiqda.standard.plan import PROJECT

_SHORT_GUID = re.compile(r'"#(\d{1,3})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is looked for, how grave it is, and how it is told."""

    code: str
    severity: Severity
    title: str
    message: str
    """A template; ``{what}`` is the element with its name."""
    hint: str
    why: str
    """What the matter is, with the section of the standard or the file that shows it."""
    sketch: str
    """An example: XML with GUIDs cut to ``"#1"``, or a situation in words."""

    @property
    def is_xml(self) -> bool:
        """Whether the example is XML, so that it can be checked."""
        return self.sketch.lstrip().startswith("<")

    @property
    def example(self) -> str:
        """The example with its GUIDs written out."""
        text = textwrap.dedent(self.sketch).strip()
        return _SHORT_GUID.sub(lambda match: f'"{short_guid(int(match[1]))}"', text)

    def document(self) -> str:
        """The example as a whole file: a part of a project gets its project around it."""
        text = self.example
        if "urn:QDA-XML:" in text:
            return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<Project xmlns="{PROJECT.namespace}" name="Example" origin="refiqda">\n'
            f"{textwrap.indent(text, '  ')}\n"
            "</Project>\n"
        )


def short_guid(number: int) -> str:
    """A GUID that people can tell from another, for examples."""
    return f"00000000-0000-4000-8000-{number:012d}"
