"""The sheet Loans: who works away from home, for how long, and when they return."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audience import Sees
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page

TABLE = "LoanList"
_COLUMNS = (
    Column("Person", widest=30),
    Column("ID", Kind.ID),
    Column("Home", widest=30),
    Column("Works for", widest=30),
    Column("From"),
    Column("Through"),
    Column("Loan", Kind.WORD, narrowest=12),
    Column("Returns in"),
    Column("Returns on", Kind.DATE),
    Column("Periods", Kind.COUNT),
    Column("Longest allowed", Kind.COUNT),
    Column("FTE at least", Kind.FTE),
    Column("FTE at most", Kind.FTE),
    Column("Works on", widest=60),
)


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    context, names = book.context, book.context.names
    for loan in book.people.loans:
        first = max(loan.first, 0)
        work = {
            name
            for t in range(first, loan.last + 1)
            for name in book.people.work(loan.person.id, t, loan.team)
        }
        yield (
            loan.person.name,
            loan.person.id,
            names.home(loan.person.id),
            names.team(loan.team),
            "in force" if loan.first < 0 else names.period(loan.first),
            names.period(loan.last),
            loan.mark(context.horizon),
            names.period(loan.back),
            context.starts_on(loan.back),
            loan.periods,
            loan.person.longest_loan,
            loan.fewest,
            loan.most,
            ", ".join(sorted(work)),
        )


def draw(page: Page, book: Book) -> None:
    """One row per unbroken time at one team."""
    page.title(
        "Loans",
        "People who work away from home, team by team, and the first day of the period in which "
        "they are back. Longest allowed is what home agreed to, in periods of this plan.",
    )
    words = ("returns", "goes on", "at its limit", "too long")
    page.legend(2, 2, words, ("returns", "goes on after it", "at its limit", "too long"))
    book.keep(page.table(TABLE, _COLUMNS, _rows(book)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Loans", "people", draw, Sees.PEOPLE)
