"""The names of refiqda that the study uses to make a project: imported here, and only here."""

from refiqda import Project, RefiQdaError, make_guid
from refiqda import open as open_project
from refiqda.model import (
    Case,
    Code,
    Coding,
    Edge,
    Graph,
    Link,
    PlainTextSelection,
    Set,
    TextSource,
    User,
    Variable,
    VariableValue,
    Vertex,
)

__all__ = [
    "Case",
    "Code",
    "Coding",
    "Edge",
    "Graph",
    "Link",
    "PlainTextSelection",
    "Project",
    "RefiQdaError",
    "Set",
    "TextSource",
    "User",
    "Variable",
    "VariableValue",
    "Vertex",
    "make_guid",
    "open_project",
]
