"""Reads a portfolio, and tells everything that is wrong with it in one pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from data.assembly import ORDER, TITLES, Assembly
from data.context import Notation
from data.grid import Book
from data.refusal import Refusal
from data.rows import error
from data.sources import Sources, located
from models.issue import Issue
from models.portfolio import Portfolio
from models.references import check


@dataclass(frozen=True)
class Hidden:
    """What was hidden in one sheet, and read all the same."""

    sheet: str
    rows: int
    columns: int
    whole: bool


@dataclass(frozen=True)
class Reading:
    """What came of reading: a portfolio if nothing stops planning, and all there is to say."""

    portfolio: Portfolio | None
    issues: tuple[Issue, ...]
    """Errors and warnings, their cells filled in."""
    hidden: tuple[Hidden, ...] = ()
    sources: Sources = field(default_factory=dict, repr=False)

    def locate(self, issue: Issue) -> Issue:
        """The issue with the cells of its places filled in, where the input has cells."""
        return located(issue, self.sources)


def read(path: Path | str, *, strict: bool = False) -> Reading:
    """Reads `.xlsx`, `.json` or a folder of CSV files; raises nothing for what is in them.

    With `strict`, columns and sheets that Headgate does not know are errors, not warnings.
    """
    path = Path(path)
    try:
        return _read(path, strict=strict)
    except Refusal as refusal:
        return Reading(None, (error(path.name, None, refusal.what, refusal.allowed),))
    except OSError as failure:
        reason = (failure.strerror or "it cannot be read").lower()
        return Reading(None, (error(path.name, None, reason, "a file that can be read"),))


def _read(path: Path, *, strict: bool) -> Reading:
    if path.is_dir():
        from data.folder.reading import read_folder

        return _assembled(*read_folder(path, TITLES), strict=strict)
    match path.suffix.casefold():
        case ".json":
            from data.document import read_document

            return _checked(*read_document(path))
        case ".xlsm" | ".xltm" | ".xlam":
            raise Refusal("the workbook is one with macros", "the workbook saved as .xlsx")
        case _:
            from data.workbook.reading import read_workbook

            return _assembled(read_workbook(path, TITLES), None, strict=strict)


def _assembled(book: Book, notation: Notation | None, *, strict: bool) -> Reading:
    assembly = Assembly(book, notation, strict=strict)
    hidden = tuple(
        Hidden(grid.title, grid.hidden_rows, grid.hidden_columns, grid.hidden)
        for grid in book.grids
        if grid.title in TITLES and (grid.hidden or grid.hidden_rows or grid.hidden_columns)
    )
    portfolio = Portfolio(settings=assembly.settings, **assembly.fields)
    found = check(portfolio, assembly.broken)
    issues = [*assembly.issues, *(located(issue, assembly.sources) for issue in found)]
    issues.sort(key=_order)
    stops = any(issue.stops for issue in issues)
    return Reading(None if stops else portfolio, tuple(issues), hidden, assembly.sources)


def _order(issue: Issue) -> tuple[int, int, str]:
    """By sheet as in the workbook, then by row, then by column."""
    sheet, cell = issue.place.sheet, issue.place.cell or ""
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return ORDER.get(sheet, -1), int(digits or 0), f"{cell.removesuffix(digits):>3}"


def _checked(portfolio: Portfolio | None, issues: tuple[Issue, ...]) -> Reading:
    if portfolio is None:
        return Reading(None, issues)
    issues += check(portfolio)
    return Reading(None if any(issue.stops for issue in issues) else portfolio, issues)
