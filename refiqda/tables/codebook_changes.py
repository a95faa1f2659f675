"""The frames of what codebooks have different, what was merged, and what was applied."""

from __future__ import annotations

from refiqda.tables.columns import Column, Table

_PATH = "names from the top code down to it, joined by ' > '"

DIFFERENCES = Table(
    "differences",
    "one difference of one code or set, in the order of the second codebook; what is only in the "
    "first stands where it stood",
    (
        Column(
            "change",
            "name",
            "added, removed, renamed, moved, described (otherwise), recoloured, made a folder, "
            "made codable, GUID changed, reordered (of the codes below it), set added, set "
            "removed, set renamed, set described, set GUID changed, put into set, taken out of set",
        ),
        Column("code_path", "text", f"the code in the first codebook: {_PATH}; missing if added"),
        Column("now", "text", "the code in the second codebook; missing if removed"),
        Column("set", "name", "the set, by its name in the second codebook if it is there"),
        Column("before", "text", "what the first codebook says; of a place, the code above"),
        Column("after", "text", "what the second codebook says"),
        Column("matched", "name", "by what it is known to be the same: guid, path or name"),
        Column("guid", "text", "its GUID in the second codebook, else in the first"),
    ),
)

CONFLICTS = Table(
    "conflicts",
    "one thing that two codebooks say differently of one code or set",
    (
        Column(
            "what",
            "name",
            "name, place, colour, folder, description, name of a set, description of a set; GUID "
            "or GUID of a set (two have the same, and one got another); perhaps the same (two "
            "codes of one name, both kept)",
        ),
        Column("code_path", "text", f"the code in the result: {_PATH}; the name of a set"),
        Column("guid", "text", "its GUID in the result"),
        Column("kept", "text", "what stands; of two descriptions the other stands below it"),
        Column("of", "name", "the file that says so"),
        Column("other", "text", "what the other file says"),
        Column("from", "name", "the other file"),
    ),
)

MERGED = Table(
    "merged",
    "one code of one of the codebooks, and where it is in the result",
    (
        Column("file", "name", "the file"),
        Column("code_path", "text", f"the code in that file: {_PATH}"),
        Column("guid", "text", "its GUID there; missing if the file holds none"),
        Column("now", "text", "the code in the result"),
        Column("guid_now", "text", "its GUID in the result"),
        Column(
            "matched",
            "name",
            "by what it is known to be a code that was there: guid, path, or name where one of the "
            "codebooks shows no levels; missing if it is new",
        ),
    ),
)

APPLIED = Table(
    "applied",
    "one thing that was done to a code or a set of the project, or that stays though the codebook "
    "has it otherwise",
    (
        Column(
            "change",
            "name",
            "added, renamed, moved, described, recoloured, made a folder, made codable, set added, "
            "set renamed, set described, put into set; stays (the codebook has no such code), "
            "stays codable (something is coded with it), stays in set",
        ),
        Column("code_path", "text", f"the code before: {_PATH}; missing if added"),
        Column("now", "text", "the code after"),
        Column("set", "name", "the set, by its name after"),
        Column("before", "text", "what the project said; of a place, the code above"),
        Column("after", "text", "what it says now"),
        Column("guid", "text", "its GUID in the project"),
    ),
)
