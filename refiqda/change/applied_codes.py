"""The codes of a project renamed, moved, described and coloured as a codebook has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from refiqda.change.alike import same_colour, same_text
from refiqda.change.arranging import arranged, siblings
from refiqda.change.cases import case_keys, placed_without
from refiqda.change.flat import is_flat_beside, remark_unclear, unclear
from refiqda.change.matching import match_codes
from refiqda.change.mending import Mending, NewGuids
from refiqda.change.rows import Done
from refiqda.change.sides import Side
from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.index import PATH_SEPARATOR, all_codings, walk
from refiqda.standard.model import Code, Identified, Project, Set


class AppliedCodes:
    """The codes of one project while a codebook is applied."""

    def __init__(self, side: Side, own: Side, project: Project) -> None:
        self.side, self.own = side, own
        self.project = project
        self.before = {id(placed.code): placed for placed in own.codes}
        """By identity of a code of the project: where it stood."""
        self.matched = match_codes(own.codes, side.codes, own.key, side.key)
        self.twins: dict[int, Code] = {}
        """By identity of a code of the codebook: the same code of the project."""
        self.remarks: list[str] = []
        self.mending = Mending()
        self._done: list[tuple[str, Code, str | None, str | None]] = []
        self._arriving: set[int] = set()

    def apply(self) -> None:
        """Do it."""
        other_guids = 0
        for placed in self.side.codes:
            match = self.matched.of_after.get(id(placed.code))
            if match is None:
                self._add(placed)
                continue
            code = match.before.code
            self.twins[id(placed.code)] = code
            self._rename(code, placed)
            self._say(code, placed.code)
            theirs = self.side.key(placed.code)
            other_guids += bool(theirs) and theirs != guid_key(code.guid or "")
        self._arrange()
        self._remark(other_guids)

    # ----------------------------------------------------------------------- what is said of them

    def _tell(self, change: str, code: Code, before: str | None, after: str | None) -> None:
        self._done.append((change, code, before or None, after or None))

    def _add(self, placed: Placed) -> None:
        old = placed.code
        new = Code(
            guid=self.guids.free(old.guid, *placed.steps),
            name=old.name or "",
            is_codable=old.is_codable is not False,
            color=self.mending.colour(old.color, self.side.name),
            description=old.description or None,
        )
        self.mended(new, old)
        self.twins[id(old)] = new
        self._arriving.add(id(new))
        self._tell("added", new, None, new.name)

    def _rename(self, code: Code, placed: Placed) -> None:
        """Name and place."""
        name = placed.code.name
        if name and name != code.name:
            self._tell("renamed", code, code.name, name)
            code.name = name
        here = self.before[id(code)]
        above = self.twins[id(placed.parent)] if placed.parent is not None else None
        # Every code that both have comes to stand as in the codebook, which is a tree, and all
        # others keep their parents: so no code can come to stand below itself.
        if "levels" in self.side.holds and above is not here.parent:
            self._arriving.add(id(code))
            self._tell("moved", code, PATH_SEPARATOR.join(here.steps[:-1]), None)

    def _say(self, code: Code, said: Code) -> None:
        """Whether it is a folder, its colour and its description, where the codebook says so."""
        holds = self.side.holds
        if "codable" in holds and said.is_codable is not None:
            self._set_codable(code, said.is_codable)
        if "color" in holds and said.color and not same_colour(code.color, said.color):
            colour = self.mending.colour(said.color, self.side.name)
            if colour:
                self._tell("recoloured", code, code.color, colour)
                code.color = colour
        is_said = "description" in holds and bool(said.description)
        if is_said and not same_text(code.description, said.description):
            self._tell("described", code, code.description, said.description)
            code.description = said.description

    def _set_codable(self, code: Code, is_codable: bool) -> None:
        if code.is_codable is is_codable:
            return
        was = None if code.is_codable is None else "codable" if code.is_codable else "folder"
        if is_codable:
            self._tell("made codable", code, was, "codable")
        elif guid_key(code.guid or "") in self._used:
            self._tell("stays codable", code, was, was)
            return
        else:
            self._tell("made a folder", code, was, "folder")
        code.is_codable = is_codable

    @cached_property
    def _used(self) -> set[str]:
        """The GUIDs of codes that something is coded with."""
        return {guid_key(placed.coding.code or "") for placed in all_codings(self.project)}

    @cached_property
    def guids(self) -> NewGuids:
        """GUIDs that nothing of the project has."""
        nodes = (node for node, _ in walk(self.project) if isinstance(node, Identified))
        return NewGuids("codebook", "applied", taken=(node.guid or "" for node in nodes))

    def mended(self, new: Code | Set, old: Code | Set) -> None:
        """Note what of a code or set that is added could not be as the codebook has it."""
        self.mending.name(new, old, self.side.name)
        if "guid" in self.side.holds:
            self.mending.guid(old.guid, self.side.name)

    # --------------------------------------------------------------------------- where they stand

    def _arrange(self) -> None:
        """Take codes from where they stood, and put them and the new ones where they belong."""
        for several in list(self._all_siblings()):
            if any(id(code) in self._arriving for code in several):
                several[:] = [code for code in several if id(code) not in self._arriving]
        for parent, below in siblings(self.side.codes).items():
            wanted = [self.twins[id(placed.code)] for placed in below]
            if any(id(code) in self._arriving for code in wanted):
                above = self.twins[parent].codes if parent is not None else self.project.codes
                above[:] = arranged(above, wanted, self._arriving)

    def _all_siblings(self) -> Iterator[list[Code]]:
        waiting = [self.project.codes]
        while waiting:
            several = waiting.pop()
            yield several
            waiting += [code.codes for code in several if code.codes]

    # ------------------------------------------------------------------------------- what is told

    @cached_property
    def known(self) -> dict[str, Code]:
        """By GUID: the codes of the project that the codebook has too."""
        matches = self.matched.of_before.values()
        return {guid_key(match.before.code.guid or ""): match.before.code for match in matches}

    @cached_property
    def after(self) -> dict[int, Placed]:
        """By identity of a code of the project: where it stands now."""
        placed = placed_without(self.project.codes, case_keys(self.project))
        return {id(each.code): each for each in placed}

    def rows(self) -> Iterator[Done]:
        """What was done, in the order of the codebook; then what only the project has."""
        for change, code, before, after in self._done:
            now = self.after[id(code)]
            if change == "moved":
                after = PATH_SEPARATOR.join(now.steps[:-1]) or None
            was = self.before.get(id(code))
            yield Done(
                change, was.path if was else None, now.path, None, before, after, code.guid or None
            )
        for placed in self.before.values():
            if id(placed.code) not in self.matched.of_before:
                now = self.after[id(placed.code)]
                yield Done("stays", placed.path, now.path, guid=placed.code.guid or None)

    def _remark(self, other_guids: int) -> None:
        if is_flat_beside(self.side, self.own):
            names = unclear(self.matched, self.own.codes, self.side.codes)
            then = "those of the codebook were added beside those of the project"
            self.remarks += remark_unclear(self.side.name, names, then)
        if other_guids:
            codes = "1 code has" if other_guids == 1 else f"{other_guids:,} codes have"
            self.remarks.append(
                f"{codes} another GUID in {self.side.name}: those of the project stay, since its "
                "codings refer to them."
            )
