"""P: the zip, its members, and the paths that lead to them."""

from __future__ import annotations

from refiqda.checks.finding import ERROR, NOTE, WARNING
from refiqda.checks.rule import Rule

MISSING = Rule(
    code="P101",
    severity=ERROR,
    title="A file of a source is not in the package",
    message="{what} has its file in {path!r}, which is not in the package.",
    hint="Export the project again together with its sources, or put the file into sources/.",
    why="A path with internal:// means a file in the folder sources of the package (section 8.3). "
    "Without it the source is empty for every reader.",
    sketch='The project has plainTextPath="internal://interview.txt", but the package holds no '
    "sources/interview.txt.",
)
BARE = Rule(
    code="P102",
    severity=NOTE,
    title="The project stands without its package",
    message="The project is a bare file, but paths lead into a package ({count:,} of them).",
    hint="Check the .qdpx that it comes from, to see whether the files are there.",
    why="A .qde alone holds no files of sources; only texts written into it can be looked at "
    "(section 5.3).",
    sketch="""
    <Sources>
      <PictureSource guid="#1" name="Photo" \
path="internal://00000000-0000-4000-8000-000000000001.png"/>
    </Sources>
    """,
)
NO_PATH = Rule(
    code="P103",
    severity=WARNING,
    title="A source without a file",
    message="{what} does not say where its file is.",
    hint="Export the project again together with its sources.",
    why="A picture, PDF or recording is a file; without a path nothing can be shown or played "
    "(section 8.3).",
    sketch="""
    <Sources>
      <VideoSource guid="#1" name="Ward round"/>
    </Sources>
    """,
)
SCHEME = Rule(
    code="P104",
    severity=ERROR,
    title="A path of a kind that the standard does not have",
    message="{what} has the path {path!r}; it may begin with internal://, relative:// or "
    "absolute://.",
    hint="Put the file into the package and write internal:// and its name.",
    why="Section 8.3 knows three kinds of paths. A web address or file:// is understood by no "
    "reader.",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="https://example.org/interview1.m4a"/>
    </Sources>
    """,
)
EXTERNAL = Rule(
    code="P105",
    severity=NOTE,
    title="A recording lies outside of the package",
    message="{what} has its file outside of the package, in {path!r}.",
    hint="Hand the recording over together with the package, or say that it is withheld.",
    why="Sound and video may stay outside (section 8.3). Who receives the package alone cannot "
    "play them.",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="absolute:///media/interview1.m4a"/>
    </Sources>
    """,
)
EXTERNAL_FORBIDDEN = Rule(
    code="P106",
    severity=ERROR,
    title="A file outside of the package that has to be inside",
    message="{what} has its file outside of the package, in {path!r}; only sound and video may.",
    hint="Put the file into the package and write internal:// and its name.",
    why="Texts, PDFs and pictures are always inside of the package (sections 9.1.2 to 9.1.5).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" plainTextPath="absolute:///texts/interview1.txt"/>
    </Sources>
    """,
)
NO_BASE = Rule(
    code="P107",
    severity=WARNING,
    title="A relative path without a place to start from",
    message="{what} has the relative path {path!r}, but the project has no basePath.",
    hint="Give the project a basePath, or put the file into the package.",
    why="A path with relative:// counts from the basePath of the project (section 8.3).",
    sketch="""
    <Sources>
      <AudioSource guid="#1" name="Interview 1" path="relative:///interview1.m4a"/>
    </Sources>
    """,
)
FOLDER_CASE = Rule(
    code="P201",
    severity=WARNING,
    title="The folder of sources is written in another case",
    message="The package has a folder {folder!r}; the standard calls it 'sources'.",
    hint="Rename the folder to sources, all in lower case.",
    why="Section 8.1 says sources. NVivo for Windows writes Sources, and so does Annex A of the "
    "standard (atlasti-mac-8.4-annex-a2.qdpx). On systems that mind the case, files are not found; "
    "ATLAS.ti is reported to refuse such packages.",
    sketch="The package holds Sources/interview.txt, with a capital letter.",
)
NAME_CASE = Rule(
    code="P202",
    severity=WARNING,
    title="A file is found only when case is ignored",
    message="{what} names {path!r}; the package has it as {member!r}.",
    hint="Write the name in both places alike.",
    why="Names that differ in case are the same on some systems and not on others.",
    sketch='The project has path="internal://PHOTO.PNG", the package holds sources/photo.png.',
)
PROJECT_NAME = Rule(
    code="P203",
    severity=WARNING,
    title="The project in the package has another name",
    message="The project in the package is called {name!r}, not 'project.qde'.",
    hint="Rename it to project.qde.",
    why="Section 5.3 asks for project.qde. ATLAS.ti 26 for macOS names it after the project, "
    "ATLAS.ti 8.4 writes Project.qde (atlasti-mac-8.4-annex-a2.qdpx); some programs find only the "
    "one name.",
    sketch="The package holds My study.qde at its top.",
)
NO_SCHEME = Rule(
    code="P204",
    severity=WARNING,
    title="A path without internal://",
    message="{what} has the path {path!r}, without internal:// before it.",
    hint="Write internal:// before the name; put the file into the package first, if it lies "
    "elsewhere.",
    why="Section 8.3 asks for it. qc 1.3 left it out, and NVivo 15 for Mac imported such texts as "
    "one blank (qc-1.3.2.qdpx, nvivo-mac-15.qdpx).",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" \
plainTextPath="00000000-0000-4000-8000-000000000001.txt"/>
    </Sources>
    """,
)
SUBFOLDER = Rule(
    code="P205",
    severity=WARNING,
    title="A file in a folder below sources",
    message="{what} has its file in {path!r}, in a folder below sources.",
    hint="Put the file directly into sources.",
    why="The folder sources is flat (section 8.1); readers look only there.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" \
plainTextPath="internal://site-a/00000000-0000-4000-8000-000000000001.txt"/>
    </Sources>
    """,
)
OUTSIDE_SOURCES = Rule(
    code="P206",
    severity=WARNING,
    title="A file beside the folder sources",
    message="{what} has its file in {path!r}; the package has it as {member!r}, not in sources.",
    hint="Move the file into sources.",
    why="A path with internal:// means a file in the folder sources (section 8.3). refiqda looks "
    "further, other readers do not.",
    sketch='The project has path="internal://photo.png", the package holds photo.png at its top.',
)
NO_GUID = Rule(
    code="P207",
    severity=NOTE,
    title="A file that is not named by a GUID",
    message="{what} has its file in {path!r}, which is no GUID with an ending.",
    hint="Look whether the name gives away more than it should; else leave it.",
    why="Section 8.3 names files by a GUID and the original ending. Other names work, but may "
    "clash, or name a participant.",
    sketch="""
    <Sources>
      <TextSource guid="#1" name="Interview 1" plainTextPath="internal://interview-ada.txt"/>
    </Sources>
    """,
)
FILE_TYPE = Rule(
    code="P208",
    severity=WARNING,
    title="A file of a type that the standard does not name here",
    message="{what} has its file in {path!r}; it should end in {wanted}.",
    hint="Convert the file, and change its name and its path.",
    why="Plain text is .txt, styled text .docx, a PDF .pdf, a picture .jpg or .png (sections 9.1.2 "
    "to 9.1.5). Other types are refused, or shown by some programs only.",
    sketch="""
    <Sources>
      <PictureSource guid="#1" name="Photo" \
path="internal://00000000-0000-4000-8000-000000000001.gif"/>
    </Sources>
    """,
)
TOO_LARGE = Rule(
    code="P301",
    severity=ERROR,
    title="A file larger than the standard allows",
    message="{path!r} has {size:,} bytes; a file in a package has 2,147,483,647 at most.",
    hint="Keep the recording outside of the package, with a path that begins with relative://.",
    why="Section 8.5 sets the limit, and asks programs to tell their users.",
    sketch="The package holds a video of 3 GB.",
)
UNREFERENCED = Rule(
    code="P302",
    severity=WARNING,
    title="A file that no source points at",
    message="{path!r} is in the package, but no source points at it.",
    hint="Look what it holds before you pass the package on; remove it if it is a leftover.",
    why="No program shows such a file, so what was deleted from a project may still be handed "
    "over with it. QualCoder 3.8 packs some texts twice (qualcoder-3.8-synthetic.qdpx).",
    sketch="The package holds sources/interview-deleted.txt, and no source names it.",
)
REPEATED = Rule(
    code="P303",
    severity=ERROR,
    title="Two files of the same name",
    message="The package holds {path!r} more than once.",
    hint="Pack it again with one file of each name.",
    why="Programs find one of the two, and not all the same one.",
    sketch="The zip has two entries named sources/interview.txt.",
)
DAMAGED = Rule(
    code="P304",
    severity=ERROR,
    title="A file that cannot be unpacked",
    message="{path!r} cannot be read: {reason}",
    hint="Copy or export the package again, without a password.",
    why="The entry is damaged, encrypted, or packed in a way that only few programs know. Texts "
    "are read through; of other files only the entry is looked at.",
    sketch="The zip entry of sources/interview.txt has a wrong checksum.",
)
USER_NAME = Rule(
    code="P401",
    severity=WARNING,
    title="A path gives away the name of a person",
    message="{what} holds the path {path!r}, with the user name {user!r}.",
    hint="Empty the attribute before you pass the project on.",
    why="Paths below C:/Users, /Users or /home name the person whose computer it was. An archive "
    "may not want to publish that (basePath in atlasti-mac-8.4-annex-a2.qde).",
    sketch="""
    <Sources>
      <PictureSource guid="#1" name="Photo" path="internal://00000000-0000-4000-8000-000000000001.png"
          currentPath="C:/Users/anna/Desktop/photo.png"/>
    </Sources>
    """,
)
FULL_PATH = Rule(
    code="P402",
    severity=NOTE,
    title="A path shows the folders of a computer",
    message="{what} holds the path {path!r}.",
    hint="Empty the attribute if the names of folders are nobody's business.",
    why="Names of folders may tell of places, projects and people.",
    sketch="""
    <Sources>
      <PictureSource guid="#1" name="Photo" path="internal://00000000-0000-4000-8000-000000000001.png"
          currentPath="E:/Data/Ward 7/photo.png"/>
    </Sources>
    """,
)
ENCODING = Rule(
    code="P501",
    severity=ERROR,
    title="The XML is not UTF-8",
    message="The XML is written in {encoding}; the standard asks for UTF-8.",
    hint="Save it as UTF-8; refiqda convert writes UTF-8.",
    why="Section 5.1 asks for UTF-8. Other encodings are read by some programs only.",
    sketch='The first line of project.qde is <?xml version="1.0" encoding="iso-8859-1"?>.',
)
