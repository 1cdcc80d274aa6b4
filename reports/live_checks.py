"""Checks of the audit once more, counted by the workbook from its own figures.

Each is a formula that counts what breaks a rule; a reader who changes a figure sees it count. What
rests on rows that no workbook holds (who may be lent to whom, what an envelope measures) is counted
by the audit alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from models.dependency import DependencyType
from models.plan import Plan, TrancheState
from models.plan_tables import BUDGET, HIRES, PAYMENTS
from models.verdict import Verdict
from reports.book import Book
from reports.columns import Live
from reports.sheets import budget, dependencies, stage_rules
from reports.sheets.evidence import GATES
from reports.sheets.release_now import TABLE as RELEASE_NOW

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
    return found | dict(_by_release(book))


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
