"""What a codebook says that the standard forbids: mended where it is taken over, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from refiqda.change.alike import standard_colour
from refiqda.change.naming import quoted, values
from refiqda.standard.document import make_guid
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, Set
from refiqda.standard.spec import ACCEPTS, GUID


def is_guid(text: str | None) -> bool:
    """Whether the standard takes a text for a GUID."""
    return bool(text) and ACCEPTS[GUID.name](text or "")


class NewGuids:
    """GUIDs for what is new: each is there once."""

    def __init__(self, *purpose: str, taken: Iterable[str] = ()) -> None:
        self._purpose = purpose
        self.taken = {guid_key(guid) for guid in taken}
        """Those that something has."""
        self._next: Counter[tuple[str, ...]] = Counter()
        """By the names that GUIDs were made of: how many of these are tried already."""

    def free(self, wanted: str | None, *names: str) -> str:
        """The GUID that is wanted, if it is one and nothing has it; else one made of names."""
        guid = wanted or ""
        while not is_guid(guid) or guid_key(guid) in self.taken:
            self._next[names] += 1
            number = self._next[names]
            again = (str(number),) if number > 1 else ()
            guid = make_guid(*self._purpose, *names, *again)
        self.taken.add(guid_key(guid))
        return guid


class Mending:
    """What was mended in the codes and sets that are taken over, each file by its name."""

    def __init__(self) -> None:
        self._see_through = 0
        self._no_colours: dict[str, dict[str, None]] = {}
        self._no_guids: dict[str, dict[str, None]] = {}
        self._no_members: dict[str, Counter[str]] = {}
        self._out_of_sets: dict[int, Code] = {}
        self._unnamed: dict[str, list[Code | Set]] = {}
        self._unplaced: dict[str, list[Code]] = {}

    def colour(self, text: str | None, file: str) -> str | None:
        """A colour as the standard writes it; none for what is no colour."""
        found, opacity = standard_colour(text)
        self._see_through += bool(opacity)
        if text and not found:
            self._no_colours.setdefault(file, {})[text] = None
        return found or None

    def guid(self, text: str | None, file: str) -> None:
        """Note what is in the place of a GUID, and is none."""
        if not is_guid(text):
            self._no_guids.setdefault(file, {})[text or ""] = None

    def no_member(self, each: Set, file: str) -> None:
        """Note that a member of a set is left out."""
        self._no_members.setdefault(file, Counter())[each.name or ""] += 1

    def no_reference(self, code: Code) -> None:
        """Note a code of a project that a set has no GUID to name it by."""
        self._out_of_sets[id(code)] = code

    def name(self, new: Code | Set, old: Code | Set, file: str) -> None:
        """Note what comes in without a name, which another file may still give it."""
        if old.name is None:
            self._unnamed.setdefault(file, []).append(new)

    def codable(self, new: Code, file: str) -> None:
        """Note a code of which a file does not say whether it is a folder."""
        self._unplaced.setdefault(file, []).append(new)

    def done(self) -> None:
        """What nobody says to be a folder is none."""
        for file, codes in self._unplaced.items():
            self._unplaced[file] = [code for code in codes if code.is_codable is None]
            for code in self._unplaced[file]:
                code.is_codable = True

    def remarks(self) -> Iterator[str]:
        """All of it in sentences."""
        if self._see_through:
            codes = "1 code" if self._see_through == 1 else f"{self._see_through:,} codes"
            yield (
                f"The colours of {codes} let something shine through, which the standard has no "
                "place for."
            )
        for file, colours in self._no_colours.items():
            yield f"{values(colours)} in {file} is no colour, and was left out."
        for file, guids in self._no_guids.items():
            yield f"{values(guids)} in {file} is no GUID: another stands in its place."
        for file, members in self._no_members.items():
            number = sum(members.values())
            are = "1 member is no code" if number == 1 else f"{number:,} members are no codes"
            was = "was" if number == 1 else "were"
            sets = "set" if len(members) == 1 else "sets"
            yield f"{are} of {file}, and {was} left out of its {sets} {quoted(members)}."
        if self._out_of_sets:
            listed = quoted(code.name or "" for code in self._out_of_sets.values())
            yield f"{listed} came into no set: it has no GUID by which a set could name it."
        for file, unnamed in self._unnamed.items():
            names = sum(not each.name for each in unnamed)
            if names:
                have = "1 code or set has" if names == 1 else f"{names:,} codes or sets have"
                yield f"{have} no name in {file}: the name is empty now."
        for file, codable in self._unplaced.items():
            if codable:
                listed = quoted(code.name or "" for code in codable)
                yield f"{file} does not say whether {listed} can be coded with: now it can."
