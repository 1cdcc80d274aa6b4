"""Eight figures that sum the plan up."""

from __future__ import annotations

from models.plan import TrancheState
from models.plan_tables import BUDGET, FUNDING
from models.wording import counted
from reports.book import Book
from reports.columns import Live
from reports.grid import COLUMNS, Grid
from reports.inputs import PLAN_VALUE
from reports.proof import gap_words
from reports.sheets import checks
from reports.sheets.release_now import TABLE as RELEASE_NOW
from reports.styles import compact

_SPAN = COLUMNS // 8
BAD, GOOD = "#B93A22", "#0B7A5E"


def tiles(grid: Grid, book: Book, row: int) -> int:
    """Value, proof, money in four states, people, checks; gives the row below."""
    context = book.context
    look: dict[str, object] = {"num_format": compact(context.portfolio.settings.currency)}
    plan = context.plan
    shown: list[tuple[str, Live | float | str, str, dict[str, object]]] = [
        ("Value of the plan", _value(book, grid), "expected, less all prices", look),
        ("Proof", *_proof(book), {}),
        ("Release now", _released(book, grid), _count(book, TrancheState.RELEASE_NOW), look),
        ("Held", *_state(book, grid, TrancheState.HELD, " waiting"), look),
        ("Planned", *_state(book, grid, TrancheState.PLANNED, " for later"), look),
        ("Free in all funds", *_free(book, grid), look),
        ("People at work now", *_people(book), {"num_format": '#,##0.0" FTE"'}),
    ]
    for place, (label, value, note, style) in enumerate(shown):
        grid.tile(row, place * _SPAN, _SPAN, label, value, note, style)
    found = checks.master(book)
    colour = BAD if found.value == checks.SOME_BAD else GOOD
    note = f"{counted(len(plan.checks), 'rule')} audited"
    style = {"font_size": 11, "font_color": colour, "text_wrap": True}
    grid.tile(row, 7 * _SPAN, _SPAN, "Checks", found, note, style)
    warning = book.styles.workbook.add_format({"font_color": BAD})
    criteria = {"type": "cell", "criteria": "==", "value": f'"{checks.SOME_BAD}"'}
    grid.sheet.conditional_format(
        row + 1, 7 * _SPAN + 1, row + 1, 7 * _SPAN + 1, criteria | {"format": warning}
    )
    return row + 5


def _value(book: Book, grid: Grid) -> Live:
    return Live(f"={PLAN_VALUE}", grid.units(book.context.plan.value.total))


def _proof(book: Book) -> tuple[str, str]:
    """How close to the best the plan is."""
    context = book.context
    if context.plan.bound <= context.plan.value.total:
        return "the best", "no plan is worth more"
    return f"within {gap_words(context.plan)}", f"of the best possible {_best(book)}"


def _best(book: Book) -> str:
    return book.context.say(book.context.plan.bound)


def _count(book: Book, state: TrancheState) -> str:
    return counted(len(book.context.of_state(state)), "tranche")


def _released(book: Book, grid: Grid) -> Live:
    now = book.context.of_state(TrancheState.RELEASE_NOW)
    return Live(f"=SUM({RELEASE_NOW}[Release now])", grid.units(sum(r.release_now for r in now)))


def _state(book: Book, grid: Grid, state: TrancheState, note: str) -> tuple[Live, str]:
    """Money of all tranches in a state, whole."""
    rows = book.context.of_state(state)
    formula = f'=SUMIFS({FUNDING.name}[Tranche],{FUNDING.name}[State],"{state.value}")'
    amount = Live(formula, grid.units(sum(row.amount for row in rows)))
    return amount, f"{counted(len(rows), 'tranche')}{note}"


def _free(book: Book, grid: Grid) -> tuple[Live, str]:
    """What the plan leaves in all funds, over all windows."""
    context = book.context
    budget = sum(row.amount for row in context.portfolio.budgets)
    lacking = sum(row.amount for row in context.plan.shortfalls)
    over = sum(row.amount for row in context.plan.overruns)
    charged = sum(row.amount for row in context.plan.payments)
    heads = "+".join(f"SUM({BUDGET.name}[{head}])" for head in ("Budget", "Shortfall", "Overrun"))
    formula = f"={heads}-SUM({BUDGET.name}[Charged])"
    free = budget + lacking + over - charged
    return Live(formula, grid.units(free)), f"of {context.say(budget)} in all windows"


def _people(book: Book) -> tuple[float, str]:
    """FTE at work in the first period, and what they are of."""
    context = book.context
    per_fte = context.portfolio.settings.slices_per_fte
    if not context.periods:
        return 0.0, "no periods"
    t = context.index.calendar.indices[0]
    work = sum(book.teams.load(team.id, t).work for team in context.portfolio.teams)
    there = sum(context.index.available(person.id, t) for person in context.portfolio.people)
    return work / per_fte, f"{there / per_fte:,.1f} FTE of own people there"
