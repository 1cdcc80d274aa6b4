"""Checks of the audit once more, counted by the workbook from its own figures.

Each is a formula that counts what breaks a rule; a reader who changes a figure sees it count. What
rests on rows that no workbook holds (who may be lent to whom, what an envelope measures) is counted
by the audit alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from xlsxwriter.utility import xl_col_to_name

from models.dependency import DependencyType
from models.plan import Plan, TrancheState
from models.plan_tables import BUDGET, HIRES, PAYMENTS
from models.verdict import Verdict
from reports.book import Book
from reports.columns import Live
from reports.facts.people import TOO_LONG, MoveKind
from reports.inputs import BEST_POSSIBLE, PLAN_VALUE
from reports.placed import Placed
from reports.sheets import budget, dependencies, stage_rules
from reports.sheets.evidence import GATES
from reports.sheets.loans import TABLE as LOANS
from reports.sheets.moves import TABLE as MOVES
from reports.sheets.release_now import TABLE as RELEASE_NOW
from reports.sheets.staffing import TABLE as STAFF

BY_STAGE: Mapping[str, str] = {
    "Committed work keeps its start": stage_rules.MOVED,
    "Nothing starts that is stopped, left out or has no payer": "May not start",
    "No tranche is released now without its gates": "Closed by its gate",
    "Nothing starts before its earliest start": "Too early",
    "Stages follow one another": "Out of order",
    "Hard deadlines are kept": "Too late",
    "What must be done starts its last stage": "Must and is not",
    "Of alternatives at most one is started": stage_rules.ALTERNATIVE,
    "Every tranche is paid in full, when it is due": "Overcharged",
    "Every tranche's state is what the plan does with it": "State is wrong",
    "The plan decides on every stage, and states its tranche": "Not the tranche asked for",
}
"""Checks that are a column of Stage rules."""
BY_LINK: Mapping[str, DependencyType] = {
    "What depends on something starts after it": DependencyType.FINISH_START,
    "What is released together finishes together": DependencyType.SAME_RELEASE,
    "What something needs is done as well": DependencyType.NEEDS,
    "What excludes each other is not done together": DependencyType.EXCLUDES,
}
"""Checks that count broken dependencies of one type."""


def found_here(book: Book) -> dict[str, Live]:
    """By the name of a check the formula that counts what breaks it in this workbook."""
    found = dict(_by_stage(book))
    found |= dict(_by_link(book))
    found |= dict(_by_money(book))
    found |= dict(_by_release(book))
    if book.has(STAFF):
        found |= dict(_by_people(book))
    return found | dict(_by_plan(book))


def _by_stage(book: Book) -> Iterator[tuple[str, Live]]:
    counts = stage_rules.counted(book.stages)
    for name, header in BY_STAGE.items():
        yield name, Live(f"=SUM({stage_rules.TABLE}[{header}])", counts[header])


def _by_link(book: Book) -> Iterator[tuple[str, Live]]:
    table = dependencies.LINKS
    for name, kind in BY_LINK.items():
        formula = f'=SUMPRODUCT(({table}[Type]="{kind.value}")*({table}[Result]="broken"))'
        yield name, Live(formula, dependencies.broken(book.context, kind))


def _by_money(book: Book) -> Iterator[tuple[str, Live]]:
    half = f"0.{'0' * book.styles.decimals}5"
    table, windows = BUDGET.name, list(budget.balances(book.context))
    over = f"=SUMPRODUCT(1*({table}[Charged]-{table}[Room]-{table}[Overrun]>{half}))"
    count = sum(row.charged > row.room + row.over for row in windows)
    yield "No fund pays more than it has", Live(over, count)
    spare = f"({table}[Room]+{table}[Overrun]-{table}[Charged]>{half})"
    unused = sum(row.over > 0 and row.charged < row.room + row.over for row in windows)
    yield (
        "Overruns cover what soft budgets lack, and no more",
        Live(f"=SUMPRODUCT(({table}[Overrun]>0)*{spare})", unused),
    )
    left = sum(row.lacking > 0 and row.charged < row.room + row.over for row in windows)
    yield (
        "Shortfalls are what committed money lacks, and no more",
        Live(f"=SUMPRODUCT(({table}[Shortfall]>0)*{spare})", left),
    )
    if book.has(PAYMENTS.name):
        paid = sum(row.amount <= 0 for row in book.context.plan.payments)
        empty = int(not book.context.plan.payments)
        yield (
            "Amounts of money and time are positive",
            Live(f"=SUMPRODUCT(1*({PAYMENTS.name}[Amount]<=0))-{empty}", paid),
        )
    options = {row.id: row.most for row in book.context.portfolio.hiring}
    above = sum(row.slices > options[row.option] for row in book.context.plan.hires)
    yield (
        "Hires come, stay and work as their option allows",
        Live(f"=SUMPRODUCT(1*({HIRES.name}[FTE]>{HIRES.name}[Most]))", above),
    )


def _by_release(book: Book) -> Iterator[tuple[str, Live]]:
    gates: tuple[Verdict, ...] = book.evidence.gates
    formula = f"=SUMPRODUCT(1*({GATES}[As planned]<>{GATES}[Verdict]))"
    yield "Every verdict follows from the evidence", Live(formula if gates else "=0", 0)
    released = Fraction(_released(book.context.plan), book.context.minor())
    differ = f"ABS(SUM({RELEASE_NOW}[Release now])-{float(released)!r})"
    half = f"0.{'0' * book.styles.decimals}5"
    yield (
        "What is released now is what the gates allow",
        Live(f"=IF({differ}>{half},1,0)", 0),
    )
    late = _after_the_plan(book)
    yield "What the plan starts, it starts within the horizon", late


def _by_people(book: Book) -> Iterator[tuple[str, Live]]:
    context, people = book.context, book.people
    staff = book.tables[STAFF]
    first, last = (f"Load {context.periods[at]}" for at in (0, -1)) if context.periods else ("", "")
    over = sum(
        people.used(person.id, t) > context.index.available(person.id, t) > 0
        for person in context.portfolio.people
        for t in context.index.calendar.indices
    )
    if context.periods:
        cells = _span(staff, first, last)
        yield (
            "Nobody works more time than they have",
            Live(f"=SUMPRODUCT(ISNUMBER({cells})*({cells}>1.000001))", over),
        )
    long = sum(loan.mark(context.horizon) == TOO_LONG for loan in people.loans)
    yield (
        "Nobody is lent for longer than agreed",
        Live(f'=SUMPRODUCT(1*({LOANS}[Loan]="{TOO_LONG}"))', long),
    )
    moved = sum(move.slices for move in people.moves if move.kind is MoveKind.MOVES)
    per_fte = context.portfolio.settings.slices_per_fte
    told = float(Fraction(context.plan.moved, per_fte))
    yield (
        "Moves are counted as they are",
        Live(
            f"=IF(ABS(SUM({MOVES}[Counts as moved])-{told!r})>0.000001,1,0)",
            int(moved != context.plan.moved),
        ),
    )


def _span(placed: Placed, first: str, last: str) -> str:
    """The cells from one column of a table to another."""
    left, right = (xl_col_to_name(placed.column(header)) for header in (first, last))
    return f"{placed.sheet}!${left}${placed.first + 1}:${right}${placed.last + 1}"


def _by_plan(book: Book) -> Iterator[tuple[str, Live]]:
    plan, half = book.context.plan, f"0.{'0' * book.styles.decimals}5"
    yield (
        "The plan stays within its own bounds",
        Live(f"=IF({PLAN_VALUE}-{BEST_POSSIBLE}>{half},1,0)", int(plan.value.total > plan.bound)),
    )
    errors = sum(row.stops for row in plan.findings)
    yield (
        "The plan carries warnings and waived errors only",
        Live('=SUMPRODUCT(1*(Findings[Kind]="error"))', errors),
    )


def _after_the_plan(book: Book) -> Live:
    table, horizon = stage_rules.TABLE, book.context.horizon
    number = f"{table}[Start number]"
    chosen = f'({table}[State]<>"{TrancheState.RELEASED.value}")*ISNUMBER({number})'
    count = sum(
        row.started is not None and row.chosen and row.started > horizon for row in book.stages
    )
    return Live(f"=SUMPRODUCT({chosen}*({number}>{horizon}))", count)


def _released(plan: Plan) -> int:
    return sum(row.release_now for row in plan.stages)
