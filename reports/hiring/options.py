"""The sheet Options: what each way to hire, contract or teach is worth, when, and how surely."""

from __future__ import annotations

from collections.abc import Iterator

from models.hiring import Worth
from reports.columns import Cell, Column, Kind
from reports.hiring.sheet import Book
from reports.hiring.words import meaning, paid_back, when
from reports.page import FIRST_TABLE, Page

TABLE = "Options"
CHART = "OptionsChart"
NET, DOWN, UP = "Net worth", "Down to what is proven", "Up to what is proven"
_NET = '=IF(ISNUMBER({Gross worth}),{Gross worth}-{Cost in this plan},"")'


def _columns(book: Book) -> tuple[Column, ...]:
    pay = (
        Column("Cost in this plan", Kind.MONEY),
        Column("Gross worth", Kind.MONEY),
    )
    return (
        Column("Option", widest=40),
        Column("Kind"),
        Column("Skill", widest=24),
        Column("Answer", Kind.WORD, narrowest=12),
        Column("FTE at most", Kind.FTE),
        Column("Most to be had", Kind.FTE),
        Column("From"),
        Column("Paid back in", widest=30),
        *(pay if book.view.pay else ()),
        Column(NET, Kind.MONEY, _NET if book.view.pay else ""),
        Column("Proven: at least", Kind.MONEY),
        Column("Proven: at most", Kind.MONEY),
        Column("Short without it (FTE × periods)", Kind.FTE),
        Column("What it means", Kind.LONG, widest=60, narrowest=44),
    )


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    case = book.case
    for row in case.options:
        worth = row.worth
        yield (
            row.option.id,
            row.option.kind.value,
            row.option.skill,
            worth.judgement.value,
            row.most,
            row.option.most,
            when(case, worth.first),
            paid_back(case, worth),
            *((worth.cost, worth.gross) if book.view.pay else ()),
            worth.net,
            worth.low,
            worth.high,
            worth.short,
            meaning(row),
        )


_CHART = (
    Column("Option", widest=40),
    Column(NET, Kind.MONEY),
    Column(DOWN, Kind.MONEY, f"={{{NET}}}-{{At least}}"),
    Column(UP, Kind.MONEY, f"={{At most}}-{{{NET}}}"),
    Column("At least", Kind.MONEY),
    Column("At most", Kind.MONEY),
)


def shown(book: Book) -> list[tuple[str, Worth]]:
    """What the chart shows: all options together, where there are several, and each one used."""
    case = book.case
    rows = [(str(row.option.id), row.worth) for row in case.options if row.worth.first is not None]
    if len(rows) > 1:
        rows.insert(0, ("All together", case.together))
    return [(name, worth) for name, worth in rows if worth.net is not None]


def _chart_rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    for name, worth in shown(book):
        net, low, high = worth.net or 0, worth.low or 0, worth.high or 0
        yield name, net, net - low, high - net, low, high


def draw(page: Page, book: Book) -> None:
    """A row per option; below, what the chart on the Summary shows."""
    page.title(
        "Options",
        "Each option against the best plan found without it. Net worth: value of the plan with it "
        f"less value without it, its own cost taken off ({book.currency}).",
    )
    placed = page.table(TABLE, _columns(book), _rows(book))
    book.tables[TABLE] = placed
    if shown(book):
        note = "Net worth of what the plan takes, and how far the proof reaches on both sides."
        row = page.section(placed.below, "Figures of the chart", note)
        book.tables[CHART] = page.table(CHART, _CHART, _chart_rows(book), row)
    page.finish(FIRST_TABLE, 1)
