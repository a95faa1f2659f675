"""What a member of a zip from a stranger may be, and what it may be called."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib

from refiqda.errors import NotRefiQda

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)
"""What the zip module raises when a zip is not what it says it is."""


def is_safe(name: str) -> bool:
    """Whether a member name stays in the folder it would be unpacked to."""
    parts = name.replace("\\", "/").split("/")
    drive = len(parts[0]) > 1 and parts[0][1] == ":"
    return not (".." in parts or parts[0] == "" or drive or "\0" in name)


def refuse_unsafe(name: str) -> None:
    """Refuse a member name that could leave the folder it is unpacked to."""
    if not is_safe(name):
        raise NotRefiQda(
            f"The package holds a member named {name!r}, which points outside of it. "
            "Do not unpack it; ask whoever made it."
        )


def name_of(member: zipfile.ZipInfo) -> str:
    """The name of a member; some programs write UTF-8 without the flag that says so."""
    name = member.filename
    if name.isascii() or member.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def refuse_link(member: zipfile.ZipInfo) -> None:
    """Refuse a symbolic link, which could point anywhere once it is unpacked."""
    if stat.S_ISLNK(member.external_attr >> 16):
        raise NotRefiQda(
            f"The package holds a link named {member.filename!r} in place of a file. "
            "Ask whoever made it for one without links."
        )


def refuse_packing(member: zipfile.ZipInfo) -> None:
    """Refuse what programs of the field do not write, and what unpacks in one unbounded go."""
    if member.flag_bits & 0x1:
        raise NotRefiQda(f"{member.filename} is encrypted. Export the project without a password.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotRefiQda(
            f"{member.filename} is packed in an unusual way (method {member.compress_type}). "
            "Unpack it, and pack it again as an ordinary zip."
        )
