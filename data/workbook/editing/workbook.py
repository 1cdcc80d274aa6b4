"""Applies the revisions of sheets to a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from data.revision import Revision
from data.sheets.outcomes import SHEET
from data.values import Shown
from data.workbook.archive import opened
from data.workbook.editing.addition import add_sheet
from data.workbook.editing.markup import children, first, made, root, set_text, text_of, within
from data.workbook.editing.moves import Moves, moved_formula
from data.workbook.editing.package import Package
from data.workbook.editing.page import Page
from data.workbook.editing.styles import Styles
from data.workbook.editing.surroundings import follow, move_notes, stretch, tell
from data.workbook.parts import SheetPart, find_parts


def edit_workbook(source: Path, target: Path, revisions: Sequence[Revision]) -> None:
    """Writes the workbook with its sheets revised, and everything else as it is.

    A revision of a sheet that is not there adds it. Raises OSError.
    """
    _Editor(source).edit(revisions).write(target)


class _Editor:
    """One workbook being edited."""

    def __init__(self, source: Path) -> None:
        with opened(source) as archive:
            parts = find_parts(archive)
        self._package = Package(source)
        self._since_1904 = parts.since_1904
        self._sheets = {sheet.title: sheet for sheet in parts.sheets}
        self._styles = Styles(self._package, parts.styles)
        self._pages: dict[str, Page] = {}
        self._to_fill: list[tuple[Page, tuple[int, int], int]] = []
        """Formulas of people's own columns, to be filled down once all references have moved."""
        self._workbook = self._package.linked("", "officeDocument")[0]

    def edit(self, revisions: Sequence[Revision]) -> Package:
        moves: dict[str, Moves] = {}
        for revision in revisions:
            if revision.title not in self._sheets:
                self._add(revision)
            moves[revision.title] = self._rows(revision)
        for title, each in moves.items():
            self._surround(title, each)
        shifting = {title: each for title, each in moves.items() if _shifts(each)}
        if shifting:
            self._formulas(shifting)
        for page, place, number in self._to_fill:
            page.copy_formula(place, number)
        self._recalculate()
        return self._package

    def _page(self, title: str) -> Page:
        if title not in self._pages:
            document = self._package.tree(self._sheets[title].part)
            self._pages[title] = Page(document, since_1904=self._since_1904)
        return self._pages[title]

    def _add(self, revision: Revision) -> None:
        model = self._sheets[SHEET.title].part, self._page(SHEET.title)
        added: SheetPart = add_sheet(
            self._package, self._workbook, revision.title, revision.headers, model
        )
        self._sheets[revision.title] = added
        revision.source.columns.update({name: at for at, name in enumerate(revision.headers)})

    def _rows(self, revision: Revision) -> Moves:
        """Changes, removes and adds the rows of a sheet."""
        page, columns = self._page(revision.title), revision.source.columns
        for number, cells in revision.changed.items():
            for header, value in cells.items():
                style = self._styles.fitting(page.style(number, columns[header]), value)
                page.put(number, columns[header], value, style)
        known = revision.source.rows or list(revision.source.keys.values())
        last = max(known, default=1)
        removed = tuple(sorted(revision.removed))
        kept = last - len(removed)
        moves = Moves(removed, last, kept + len(revision.added))
        above = _above(page, last, columns.values())
        own = set(above) - set(columns.values()) if last not in revision.removed else set()
        page.move(moves)
        for number, cells in enumerate(revision.added, start=kept + 1):
            self._append(page, number, above, {columns[name]: cells[name] for name in cells})
            self._to_fill += [(page, (kept, column), number) for column in sorted(own)]
        return moves

    def _append(
        self, page: Page, number: int, above: Mapping[int, str], cells: Mapping[int, Shown]
    ) -> None:
        """A new row in the styles of the row above."""
        there = page.cells(number)
        for column, style in above.items():
            if column in cells:
                page.put(number, column, cells[column], self._styles.fitting(style, cells[column]))
            elif column not in there:
                page.put(number, column, None, style)

    def _surround(self, title: str, moves: Moves) -> None:
        part = self._sheets[title].part
        follow(self._page(title), moves)
        stretch(self._package, part, moves)
        if moves.removed:
            move_notes(self._package, part, moves)

    def _formulas(self, moves: Mapping[str, Moves]) -> None:
        """Formulas anywhere follow the rows that moved."""
        marks = [title.replace("'", "''").replace("&", "&amp;").encode() for title in moves]
        for title, sheet in self._sheets.items():
            content = self._package.content(sheet.part)
            if title in moves or any(mark in content for mark in marks):
                page, change = self._page(title), partial(moved_formula, moves=moves, home=title)
                page.formulas(change)
                tell(page, change)
        for name in [self._workbook, *self._charts()]:
            if any(mark in self._package.content(name) for mark in marks):
                for element in within(root(self._package.tree(name))):
                    if element.localName in ("definedName", "f") and text_of(element):
                        set_text(element, moved_formula(text_of(element), moves, None))

    def _charts(self) -> list[str]:
        return [name for name in self._package.names if name.startswith("xl/charts/chart")]

    def _recalculate(self) -> None:
        """Stored values may be old now: whoever opens the workbook calculates anew."""
        for chain in self._package.linked(self._workbook, "calcChain"):
            self._package.drop(chain)
        top = root(self._package.tree(self._workbook))
        calculation = first(top, "calcPr")
        if calculation is None:
            names = ("sheets", "functionGroups", "externalReferences", "definedNames")
            before = [child for child in children(top) if child.localName in names][-1]
            calculation = made(top, "calcPr")
            top.insertBefore(calculation, before.nextSibling)  # type: ignore[arg-type]
        calculation.setAttribute("fullCalcOnLoad", "1")


def _above(page: Page, last: int, columns: Iterable[int]) -> dict[int, str]:
    """The styles that a new row takes: those of the last row, one's own columns included."""
    if last == 1:
        return {column: page.style(2, column) for column in columns}
    return {column: page.style(last, column) for column in (*columns, *page.cells(last))}


def _shifts(moves: Moves) -> bool:
    return bool(moves.removed) or moves.new_last != moves.last
