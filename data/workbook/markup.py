"""XML, read as a stream and without anything that XML can do besides marking up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn
from xml.parsers import expat

from data.refusal import Refusal


class Handler:
    """What a stream of markup is told to; the names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """A piece of text in it."""

    def end(self, name: str) -> None:
        """It ends."""


class _Bare(dict[str, str]):
    """Names without their namespace; a part has few of them, and each many times."""

    def __missing__(self, full: str) -> str:
        return self.setdefault(full, full.rpartition(" ")[2])


def parse(chunks: Iterable[bytes], handler: Handler, name: str) -> None:
    """Tells the handler what the part holds; raises Refusal for a DTD and for broken markup.

    Entities can be declared in a DTD only, so refusing it refuses external entities and
    entity bombs before the first of them is seen.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    bare = _Bare()

    def start(full: str, attributes: dict[str, str]) -> None:
        handler.start(bare[full], attributes)

    def end(full: str) -> None:
        handler.end(bare[full])

    def doctype(*_: object) -> NoReturn:
        raise Refusal(f"the part {name} declares a document type", "a workbook as Excel saves it")

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by position only
        parser.Parse(b"", True)  # noqa: FBT003 - as above
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refusal(
            f"the part {name} is damaged", "the workbook opened in Excel and saved again"
        ) from error
