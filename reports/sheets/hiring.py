"""The sheet Hiring: what the plan hires, contracts or teaches, and when."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan_tables import HIRES
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page


def _columns(book: Book) -> tuple[Column, ...]:
    pay = (
        (Column("Cost per FTE and period", Kind.MONEY), Column("One-off per FTE", Kind.MONEY))
        if book.context.view.pay
        else ()
    )
    return (
        Column("Option", widest=40),
        Column("Kind"),
        Column("Skill", widest=30),
        Column("Period"),
        Column("FTE", Kind.FTE),
        Column("Most", Kind.FTE),
        *pay,
    )


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    context = book.context
    options = {option.id: option for option in context.portfolio.hiring}
    for row in context.plan.hires:
        option = options[row.option]
        yield (
            row.option,
            option.kind.value,
            option.skill,
            context.names.period(row.period),
            row.slices,
            option.most,
            *((option.cost, option.one_off) if context.view.pay else ()),
        )


def draw(page: Page, book: Book) -> None:
    """One row per option and period."""
    page.title("Hiring", "How many FTE of each hiring option are there in each period.")
    book.keep(page.table(HIRES.name, _columns(book), _rows(book)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Hiring", "people", draw)
