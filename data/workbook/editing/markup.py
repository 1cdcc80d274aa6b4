"""XML as a tree that is written as it was read: prefixes, declarations and order are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.dom import Node as Kinds

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element, Node

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def tree(content: bytes) -> Document:
    """The document; the reader has refused document types before."""
    from defusedxml.minidom import parseString

    document: Document = parseString(content, forbid_dtd=True)  # type: ignore[arg-type]
    return document


def root(document: Document) -> Element:
    """Its outermost element."""
    element = document.documentElement
    if element is None:
        raise ValueError("a document without an element")
    return element


def children(parent: Element, name: str | None = None) -> list[Element]:
    """The elements right below, of this local name."""
    return [
        node
        for node in parent.childNodes
        if node.nodeType == Kinds.ELEMENT_NODE and name in (None, node.localName)
    ]


def first(parent: Element, name: str) -> Element | None:
    """The first element right below of this local name."""
    return next(iter(children(parent, name)), None)


def within(parent: Element) -> Iterator[Element]:
    """All elements below, from the first to the last."""
    for child in children(parent):
        yield child
        yield from within(child)


def made(like: Element, name: str, /, **attributes: str) -> Element:
    """A new element in the namespace, and with the prefix, of another one."""
    document = like.ownerDocument
    if document is None:
        raise ValueError("an element outside of a document")
    prefix, _, _ = like.tagName.rpartition(":")
    element = document.createElementNS(like.namespaceURI, f"{prefix}:{name}" if prefix else name)
    for key, value in attributes.items():
        element.setAttribute(key, value)
    return element


def text_of(element: Element) -> str:
    """The characters right in it."""
    kinds = (Kinds.TEXT_NODE, Kinds.CDATA_SECTION_NODE)
    nodes = (node for node in element.childNodes if node.nodeType in kinds)
    return "".join(node.data for node in nodes)  # type: ignore[union-attr]


def set_text(element: Element, text: str) -> None:
    """Nothing but this text in it."""
    for node in list(element.childNodes):
        element.removeChild(node)
    document = element.ownerDocument
    if document is not None:
        element.appendChild(document.createTextNode(text))


def written(document: Document) -> bytes:
    """The document as bytes; the library's own writer loses line ends within attributes."""
    pieces = [_HEAD]
    for node in document.childNodes:
        _write(node, pieces)
    return "".join(pieces).encode()


def _write(node: Node, pieces: list[str]) -> None:
    if node.nodeType in (Kinds.TEXT_NODE, Kinds.CDATA_SECTION_NODE):
        pieces.append(_escaped(node.data))  # type: ignore[attr-defined]
    elif node.nodeType == Kinds.ELEMENT_NODE:
        element: Element = node  # type: ignore[assignment]
        pieces.append(f"<{element.tagName}")
        for name, value in element.attributes.items():
            pieces.append(f' {name}="{_quoted(value)}"')
        if not element.childNodes:
            pieces.append("/>")
            return
        pieces.append(">")
        for child in element.childNodes:
            _write(child, pieces)
        pieces.append(f"</{element.tagName}>")


def _escaped(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")


def _quoted(text: str) -> str:
    plain = _escaped(text).replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")
