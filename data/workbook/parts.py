"""Which part of the archive is what: the workbook, its sheets, shared texts and styles."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from data.refusal import Refusal
from data.workbook.archive import ACCEPTED, Archive
from data.workbook.markup import Handler, parse


@dataclass(frozen=True)
class Relation:
    """A link from one part to another, or out of the workbook."""

    type: str
    """The last word of its type, as in `worksheet`."""
    target: str
    outside: bool


@dataclass
class SheetPart:
    """A sheet as the workbook lists it."""

    title: str
    part: str
    hidden: bool


@dataclass
class Parts:
    """Where everything is."""

    sheets: list[SheetPart] = field(default_factory=list)
    texts: str | None = None
    styles: str | None = None
    since_1904: bool = False
    """Whether days are counted from 1904, as old Macs did."""


class _Relations(Handler):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        outside = attributes.get("TargetMode", "Internal").casefold() == "external"
        target = attributes.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = Relation(kind, target, outside)


class _Workbook(Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            link = next((text for key, text in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), link, hidden))


class _Types(Handler):
    def __init__(self) -> None:
        self.types: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Override":
            self.types.append(attributes.get("ContentType", ""))


def find_parts(archive: Archive) -> Parts:
    """Follows the archive's own links; raises Refusal if they lead out of it or nowhere."""
    _refuse_types(archive)
    _refuse_links(archive)
    top = relations(archive, "")
    main = next((link.target for link in top.values() if link.type == "officeDocument"), None)
    if main is None or main not in archive.names:
        raise Refusal("the file is no Excel workbook", ACCEPTED)
    links = relations(archive, main)
    book = _Workbook()
    parse(archive.chunks(main), book, main)
    parts = Parts(since_1904=book.since_1904)
    for title, link, hidden in book.sheets:
        relation = links.get(link)
        if relation is None or relation.target not in archive.names:
            raise Refusal(f"the sheet {title} is missing in the file", ACCEPTED)
        if relation.type == "worksheet":
            parts.sheets.append(SheetPart(title, relation.target, hidden))
    for relation in links.values():
        if relation.type == "sharedStrings" and relation.target in archive.names:
            parts.texts = relation.target
        elif relation.type == "styles" and relation.target in archive.names:
            parts.styles = relation.target
    return parts


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """The links of a part by their ID; of the archive itself for an empty name."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    handler = _Relations(folder)
    if links in archive.names:
        parse(archive.chunks(links), handler, links)
    return handler.found


def _refuse_types(archive: Archive) -> None:
    """Refuses workbooks that say they have macros, whatever they are called."""
    if "[Content_Types].xml" not in archive.names:
        raise Refusal("the file is no Excel workbook", ACCEPTED)
    handler = _Types()
    parse(archive.chunks("[Content_Types].xml"), handler, "[Content_Types].xml")
    if any("macroenabled" in each.casefold() for each in handler.types):
        raise Refusal("the workbook is one with macros", "the workbook saved as .xlsx")


def _refuse_links(archive: Archive) -> None:
    """Links of cells to pages are texts to us; anything else outside would have to be fetched."""
    for name in sorted(archive.names):
        if not name.endswith(".rels"):
            continue
        handler = _Relations("")
        parse(archive.chunks(name), handler, name)
        for link in handler.found.values():
            if link.outside and link.type != "hyperlink":
                what = f"the workbook takes something from outside: {link.target[:80]}"
                raise Refusal(what, "a workbook that holds all its values itself")
