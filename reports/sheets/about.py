"""The sheet About: where the plan comes from, what it is worth, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from models import plan_tables as words
from models.plan import SolveStatus
from models.plan_tables import ABOUT
from reports.audience import View
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Of
from reports.context import Context
from reports.inputs import BEST_POSSIBLE, PLAN_VALUE
from reports.page import FIRST_TABLE, Page
from reports.proof import gap_words

_COLUMNS = (
    Column("What"),
    Column("Is", Kind.NUMBER, widest=38),
    Column("What it means", widest=80),
)
STATUSES = {
    SolveStatus.OPTIMAL: "no plan is worth more",
    SolveStatus.WITHIN_GAP: "proven to be within the gap that Settings ask for",
    SolveStatus.BEST_FOUND: "the best plan found, further from the bound than Settings ask",
    SolveStatus.TIME_LIMIT: "the best plan found when the time was up",
    SolveStatus.STOPPED: "the best plan found when somebody stopped the search",
}


def shows(view: View, name: str) -> bool:
    """Whether readers see an amount: from all but one of them that one could be worked out."""
    if name == words.HIRING_COSTS:
        return view.pay
    return view.ledger or name in (words.TOTAL_VALUE, words.BOUND)


def _value(context: Context) -> Iterator[tuple[Cell, ...]]:
    value = context.plan.value
    parts = [
        (words.BENEFITS, value.benefits, "expected, discounted value of what is launched"),
        (words.FLAG_COSTS, value.flags, "price of feature flags in use"),
        (words.OVERRUN_COSTS, value.overruns, "price of money used above soft budgets"),
        (words.LATENESS, value.lateness, "penalties for missed deadlines"),
        (words.HIRING_COSTS, value.hires, "pay and one-off costs"),
        (words.MOVE_COSTS, value.moves, "price of moving people"),
    ]
    for name, amount, meaning in parts:
        if shows(context.view, name):
            yield (name, Of(Kind.MONEY, amount), meaning)
    pay = "" if context.view.pay else "; what hires cost, which counts too, is for finance only"
    meaning = f"benefits less all prices{pay}"
    yield (words.TOTAL_VALUE, Of(Kind.MONEY, value.total), meaning)
    yield (words.BOUND, Of(Kind.MONEY, context.plan.bound), "proven by the search")
    yield ("Distance to that bound", Of(Kind.TEXT, gap_words(context.plan)), "of the bound")


def _rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    plan, settings, origin = context.plan, context.portfolio.settings, context.plan.provenance
    yield ("Portfolio", Of(Kind.TEXT, settings.name), "")
    yield ("As of", Of(Kind.DATE, settings.as_of), "the day the plan speaks of")
    yield (words.VIEW, Of(Kind.TEXT, context.view.audience.value), _view(context))
    yield from _value(context)
    yield (words.STATUS, Of(Kind.TEXT, plan.status.value), STATUSES[plan.status])
    yield (words.MOVED, Of(Kind.FTE, plan.moved), "time that arrives at a team away from home")
    yield (
        words.MOVED_BOUND,
        Of(Kind.TEXT, words.NOT_KNOWN)
        if plan.moved_bound is None
        else Of(Kind.FTE, plan.moved_bound),
        "no staffing of the same work moves fewer",
    )
    yield (
        words.DIGEST,
        Of(Kind.TEXT, origin.portfolio),
        "of the portfolio: the same rows, the same digest",
    )
    yield (words.VERSION, Of(Kind.TEXT, origin.headgate), "version of the program")
    yield (words.SEED, Of(Kind.COUNT, origin.seed), "the same input and seed give the same plan")
    yield (words.ROUNDS, Of(Kind.COUNT, origin.rounds), "until money and names agreed")
    for name, version in origin.solvers:
        yield (f"{words.SOLVER}{name}", Of(Kind.TEXT, version), "version of an engine")
    for phase, found in origin.notes:
        yield (f"{words.NOTE}{phase}", Of(Kind.TEXT, context.names.free(found)), "what ran")


def _view(context: Context) -> str:
    seen = ["pay" if context.view.pay else "no pay"]
    seen.append("people by name" if context.view.people else "nobody's name")
    seen.append("all payments" if context.view.ledger else "no single payments")
    return ", ".join(seen)


def draw(page: Page, book: Book) -> None:
    """One line per fact."""
    page.title(
        ABOUT.sheet,
        "Where this plan comes from and what it is worth. Money in "
        f"{book.context.portfolio.settings.currency}.",
    )
    rows = list(_rows(book.context))
    book.keep(page.table(ABOUT.name, _COLUMNS, rows))
    named = {words.TOTAL_VALUE: PLAN_VALUE, words.BOUND: BEST_POSSIBLE}
    for line, (what, *_) in enumerate(rows, FIRST_TABLE + 2):
        if isinstance(what, str) and what in named:
            book.workbook.define_name(named[what], f"={SHEET.name}!$B${line}")
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec(ABOUT.sheet, "control", draw)
