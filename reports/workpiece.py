"""A workbook on its way: what its sheets share, what a sheet is, and how all are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Generic, TypeVar

from reports.page import Page
from reports.paper import Cover, Paper, opened
from reports.placed import Placed
from reports.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook

T = TypeVar("T")


@dataclass
class Workpiece:
    """What is told, as its sheets are drawn one after another."""

    paper: Paper
    tables: dict[str, Placed] = field(default_factory=dict, kw_only=True)
    """The tables drawn so far, by name: formulas and charts may refer to these only."""

    @property
    def workbook(self) -> Workbook:
        """The file that is written."""
        return self.paper.workbook

    @property
    def styles(self) -> Styles:
        """Its looks."""
        return self.paper.styles

    def keep(self, placed: Placed) -> Placed:
        """Remember a table so that formulas and charts of other sheets find it."""
        self.tables[placed.name] = placed
        return placed


@dataclass(frozen=True)
class Spec(Generic[T]):
    """A sheet: its name, what its tab's colour says, and how it is drawn."""

    name: str
    tab: str
    draw: Callable[[Page, T], None]


def rendered(cover: Cover, specs: Sequence[Spec[T]], begin: Callable[[Paper], T]) -> bytes:
    """The workbook as bytes; the first of its sheets is the summary of all, and drawn last."""
    content = BytesIO()
    paper = opened(content, cover)
    piece = begin(paper)
    pages = {spec.name: paper.page(spec.name, spec.tab) for spec in specs}
    for spec in (*specs[1:], specs[0]):
        spec.draw(pages[spec.name], piece)
    paper.workbook.close()
    return content.getvalue()
