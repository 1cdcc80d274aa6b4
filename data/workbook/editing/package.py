"""The parts of a workbook in memory, some of them as trees; written back, the rest is untouched."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from data.workbook.editing.markup import children, made, root, tree, within, written

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

_TYPES = "[Content_Types].xml"


class Package:
    """A workbook's parts by name. It has been read before, so it is known to be sound."""

    def __init__(self, path: Path) -> None:
        """Reads everything."""
        with zipfile.ZipFile(path) as file:
            self._infos = file.infolist()
            self._parts = {info.filename: file.read(info) for info in self._infos}
        self._trees: dict[str, Document] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Of all parts."""
        return tuple(self._parts)

    def content(self, name: str) -> bytes:
        """A part as it was read."""
        return self._parts[name]

    def tree(self, name: str) -> Document:
        """A part as a tree; what is changed in it is written."""
        if name not in self._trees:
            self._trees[name] = tree(self._parts[name])
        return self._trees[name]

    def put(self, name: str, content: bytes) -> None:
        """A part as these bytes, new or not."""
        self._parts[name] = content
        self._trees.pop(name, None)

    def drop(self, name: str) -> None:
        """Takes a part out, and what says that it is there."""
        self._parts.pop(name, None)
        self._trees.pop(name, None)
        for override in children(root(self.tree(_TYPES)), "Override"):
            if override.getAttribute("PartName").lstrip("/") == name:
                root(self.tree(_TYPES)).removeChild(override)
        for rels in [part for part in self._parts if part.endswith(".rels")]:
            if posixpath.basename(name).encode() in self._parts[rels]:
                self._unlink(rels, name)

    def _unlink(self, rels: str, name: str) -> None:
        top = root(self.tree(rels))
        for link in children(top, "Relationship"):
            if _target(rels, link) == name:
                top.removeChild(link)

    def linked(self, part: str, kind: str) -> list[str]:
        """The parts that a part links to, by the last word of the link's type."""
        rels = rels_of(part)
        if rels not in self._parts:
            return []
        links = children(root(self.tree(rels)), "Relationship")
        return [
            _target(rels, link)
            for link in links
            if link.getAttribute("Type").rpartition("/")[2] == kind
        ]

    def link(self, part: str, kind: str, target: str) -> str:
        """Links a part to another one; gives the link's ID."""
        rels = rels_of(part)
        if rels not in self._parts:
            self._parts[rels] = _NO_LINKS
        top = root(self.tree(rels))
        taken = {link.getAttribute("Id") for link in children(top, "Relationship")}
        name = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        link = made(top, "Relationship", Id=name, Type=f"{_LINKS}/{kind}", Target=f"/{target}")
        top.appendChild(link)
        return name

    def declare(self, name: str, kind: str) -> None:
        """Says in the list of contents what a new part is."""
        top = root(self.tree(_TYPES))
        top.appendChild(made(top, "Override", PartName=f"/{name}", ContentType=f"{_KINDS}{kind}"))

    def unused(self, pattern: str) -> str:
        """The first name of a pattern, as in `xl/worksheets/sheet{}.xml`, that no part has."""
        names = {name.casefold() for name in self._parts}
        return next(
            pattern.format(n)
            for n in range(1, len(names) + 2)
            if pattern.format(n).casefold() not in names
        )

    def elements(self, name: str) -> list[Element]:
        """All elements of a part."""
        return list(within(root(self.tree(name))))

    def write(self, path: Path) -> None:
        """Writes all parts, in their order, new ones at the end."""
        known = {info.filename: info for info in self._infos}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in self._parts.items():
                changed = name in self._trees
                info = zipfile.ZipInfo(name, known[name].date_time if name in known else _MADE)
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, written(self._trees[name]) if changed else content)


def rels_of(part: str) -> str:
    """The part with the links of a part."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _target(rels: str, link: Element) -> str:
    folder = posixpath.dirname(posixpath.dirname(rels))
    target = link.getAttribute("Target")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_NO_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_MADE = (2026, 1, 1, 0, 0, 0)
"""The same for all new parts, so that the same edit gives the same bytes."""
