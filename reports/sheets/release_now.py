"""The sheet Release now: what finance hands over today, live from the gates."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import StagePlan, TrancheState
from models.stage import StageKey
from models.units import Money
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.formulas import total
from reports.page import FIRST_TABLE, Page
from reports.sheets.evidence import GATES

TABLE = "ReleaseNow"
_NOT_OPEN = "=" + total(GATES, "Not open", ("ID", "={ID}"), ("Gate after stage", "<{Stage}"))
_LAST_NEAR = total(GATES, "Conditional", ("ID", "={ID}"), ("Gate after stage", "={Stage}-1"))
_AMOUNT = (
    "=IF({Gates not open}=0,{Tranche},"
    f"IF({{Gates not open}}={_LAST_NEAR},{{If conditional}},0))"
)


def _columns(book: Book) -> tuple[Column, ...]:
    waived = (Column("Waived by"),) if book.context.view.people else ()
    return (
        Column("Initiative", widest=40),
        Column("ID", Kind.ID),
        Column("Stage", Kind.COUNT),
        Column("Stage name"),
        Column("Team"),
        Column("Tranche", Kind.MONEY, total=True),
        Column("Gate before it", Kind.WORD, narrowest=11),
        Column("Gates not open", Kind.COUNT, formula=_NOT_OPEN),
        Column("If conditional", Kind.MONEY),
        Column("Release now", Kind.MONEY, total=True),
        Column("Paid by", widest=34),
        Column("Runs to"),
        *waived,
    )


def _rows(book: Book, first: int) -> Iterator[tuple[Cell, ...]]:
    context, names = book.context, book.context.names
    chosen = (row for row in context.by_team if row.state is TrancheState.RELEASE_NOW)
    for line, row in enumerate(chosen, first + 1):
        waived: tuple[Cell, ...] = ()
        if context.view.people:
            before = context.verdict_of.get(StageKey(row.initiative, row.stage - 1))
            waived = (before.waived_by if before else None,)
        yield (
            names.initiative(row.initiative),
            row.initiative,
            row.stage,
            names.stage(row.key),
            names.team_of(row.initiative),
            row.amount,
            row.gate.value if row.gate else "first stage",
            book.evidence.closed_before(row),
            _share(book, row) or None,
            _amount(book, row, line),
            context.funds_of(row.key),
            context.last_period(row),
            *waived,
        )


def _share(book: Book, row: StagePlan) -> Money:
    """What a conditional gate lets go of the tranche."""
    if row.gate is None:
        return Money(0)
    share = book.context.portfolio.settings.conditional_share / 100
    return Money(int(row.amount * share))


def _amount(book: Book, row: StagePlan, line: int) -> Cell:
    """The formula where it gives what the plan says; else the plan's own number."""
    closed, near = book.evidence.closed_before(row), book.evidence.conditional_before(row)
    live = row.amount if closed == 0 else _share(book, row) if closed == near else 0
    if live != row.release_now:
        return row.release_now
    formula = _AMOUNT
    for header, letter in _LETTERS.items():
        formula = formula.replace(f"{{{header}}}", f"{letter}{line}")
    return Live(formula, row.release_now)


_LETTERS = {"ID": "B", "Stage": "C", "Tranche": "F", "Gates not open": "H", "If conditional": "I"}


def draw(page: Page, book: Book) -> None:
    """One row per tranche that is released now."""
    settings = book.context.portfolio.settings
    page.title(
        "Release now",
        f"Tranches to hand over now. All money in {settings.currency}. The amounts are live: "
        "they close when a gate on Evidence does.",
    )
    book.keep(page.table(TABLE, _columns(book), _rows(book, FIRST_TABLE + 1)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Release now", "money", draw)
