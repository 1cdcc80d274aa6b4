"""The sheet Hiring: what the plan hires, contracts or teaches, when, and what for."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan_tables import HIRES
from models.supply import HiringKind
from models.wording import counted, listed
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.facts.hires import Hires, Stay
from reports.page import FIRST_TABLE, Page

STAYS = "HirePlan"
_MOST_NAMED = 4
"""Stages or people that a cell names; the sheet Assignments has all."""


def _stay_columns(book: Book) -> tuple[Column, ...]:
    pay = (Column("Cost in this plan", Kind.MONEY, total=True),) if book.context.view.pay else ()
    return (
        Column("Option taken", widest=40),
        Column("Kind"),
        Column("Skill", widest=24),
        Column("From"),
        Column("Through"),
        Column("On board by", Kind.DATE),
        Column("FTE at most", Kind.FTE),
        Column("Most to be had", Kind.FTE),
        Column("FTE × periods", Kind.FTE),
        *pay,
        Column("What for", widest=70),
        Column("Who learns", widest=40),
    )


def _stays(book: Book, hires: Hires) -> Iterator[tuple[Cell, ...]]:
    context = book.context
    for stay in hires.all:
        yield (
            stay.option.id,
            stay.option.kind.value,
            stay.option.skill,
            context.names.period(stay.first),
            _through(book, stay),
            context.starts_on(stay.first),
            max(stay.slices),
            stay.option.most,
            sum(stay.slices),
            *((stay.cost,) if context.view.pay else ()),
            _purpose(book, stay),
            _learners(book, stay),
        )


def _through(book: Book, stay: Stay) -> str:
    """The last period; who is hired or has learned stays after the plan too."""
    last = book.context.names.period(stay.last)
    stays = stay.option.kind is not HiringKind.CONTRACTOR
    return f"{last} and on" if stays and stay.last == book.context.horizon - 1 else last


def _purpose(book: Book, stay: Stay) -> str:
    names = book.context.names
    return listed(
        stay.stages,
        _MOST_NAMED,
        lambda key: f"{names.initiative(key.initiative)}: {names.stage(key)}",
    )


def _learners(book: Book, stay: Stay) -> str:
    """Names for those who may know them, how many for the others."""
    names = book.context.names
    if book.context.view.people:
        return listed(sorted(map(names.person, stay.learners)), _MOST_NAMED)
    return counted(len(stay.learners), "person", "people") if stay.learners else ""


def _columns(book: Book) -> tuple[Column, ...]:
    pay = (
        (Column("Cost per FTE and period", Kind.MONEY), Column("One-off per FTE", Kind.MONEY))
        if book.context.view.pay
        else ()
    )
    return (
        Column("Option", widest=40),
        Column("Kind"),
        Column("Skill", widest=24),
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
    """What is taken, from when to when and what for; then period by period."""
    page.title(
        "Hiring",
        "What the plan hires, contracts and teaches, and the stages that use it. "
        + ("" if book.context.plan.hires else "This plan takes none of the options."),
    )
    hires = Hires(book.context)
    placed = book.keep(page.table(STAYS, _stay_columns(book), _stays(book, hires)))
    row = page.section(placed.below, "Period by period", "FTE of each option that are there.")
    book.keep(page.table(HIRES.name, _columns(book), _rows(book), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Hiring", "people", draw)
