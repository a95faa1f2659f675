"""What is wrong with a claims file, one line for each thing, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from refiqda.errors import RefiQdaError, UnknownName


class BadClaims(RefiQdaError, ValueError):
    """The claims file cannot be read, or says what cannot be; ``problems`` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class UnknownInClaims(UnknownName):
    """Claims name what the project does not have; ``problems`` has a line for each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
