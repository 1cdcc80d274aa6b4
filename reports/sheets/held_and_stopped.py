"""The sheet Held and stopped: what waits at a gate, what would open it, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from models.fund import CostType
from models.plan import StagePlan
from models.wording import listed
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.facts.missing import Missing
from reports.facts.waiting import Waiting, waiting
from reports.page import FIRST_TABLE, Page

HELD, STOPPED = "HeldTranches", "StoppedInitiatives"
_NAMED = 3
"""Initiatives named of those that hang on a tranche."""
_ALL = 100
"""Percent."""
_HELD = (
    Column("Initiative", widest=25),
    Column("Stage", widest=20),
    Column("Tranche", Kind.MONEY, total=True),
    Column("Gate before it", Kind.WORD, narrowest=11),
    Column("What is missing", widest=30),
    Column("From whom", widest=20),
    Column("By when", Kind.DATE),
    Column("What would release it", widest=30),
    Column("What it delays", widest=32),
    Column("Value at stake", Kind.WHOLE),
    Column("Planned for", widest=10),
    Column("Team", widest=20),
    Column("ID", Kind.ID),
)
_STOPPED = (
    Column("Initiative", widest=25),
    Column("From stage", widest=20),
    Column("Money that goes back", Kind.MONEY, total=True),
    Column("Gate", Kind.WORD, narrowest=11),
    Column("Why", widest=30),
    Column("Back to", widest=20),
    Column("Observed", Kind.DATE),
    Column("What was asked", widest=30),
    Column("What it takes along", widest=32),
    Column("Value it takes along", Kind.WHOLE),
    Column("State", Kind.WORD),
    Column("Team", widest=20),
    Column("ID", Kind.ID),
)


def _held(context: Context, rows: Sequence[Waiting]) -> Iterator[tuple[Cell, ...]]:
    for wait in rows:
        key = wait.row.initiative
        yield (
            context.names.initiative(key),
            _stage(context, wait.row),
            wait.row.amount,
            wait.gate.kind.value if wait.gate else "passed",
            _each(wait, lambda one: one.what),
            _each(wait, lambda one: one.whom),
            wait.by,
            _each(wait, lambda one: one.reach),
            _delays(context, wait),
            wait.at_stake,
            context.starts(wait.row),
            context.names.team_of(key),
            key,
        )


def _stopped(context: Context, rows: Sequence[Waiting]) -> Iterator[tuple[Cell, ...]]:
    for wait in rows:
        key = wait.row.initiative
        yield (
            context.names.initiative(key),
            _stage(context, wait.row),
            wait.money,
            wait.gate.kind.value if wait.gate else None,
            _each(wait, lambda one: one.what),
            _funds(context, (wait.row, *wait.later)),
            _observed(context, wait),
            _each(wait, lambda one: one.reach),
            _taken_along(context, wait),
            wait.at_stake,
            wait.row.state.value,
            context.names.team_of(key),
            key,
        )


def _stage(context: Context, row: StagePlan) -> str:
    return f"{row.stage} {context.names.stage(row.key)}"


def _each(wait: Waiting, say: Callable[[Missing], str]) -> str:
    """One line per thing that is missing; numbered where there are several."""
    if len(wait.missing) == 1:
        return say(wait.missing[0])
    return "\n".join(f"{n}. {say(one)}" for n, one in enumerate(wait.missing, 1) if say(one))


def _delays(context: Context, wait: Waiting) -> str:
    """Own later stages, then others that hang on it and when the first of them would start."""
    own = [f"{_stage(context, row)} ({context.starts(row)})" for row in wait.later]
    when = f", from {context.names.period(wait.first)} on" if wait.first is not None else ""
    return _hanging(context, wait, own, when)


def _taken_along(context: Context, wait: Waiting) -> str:
    """Own later stages, then others that hang on it."""
    return _hanging(context, wait, [_stage(context, row) for row in wait.later], "")


def _hanging(context: Context, wait: Waiting, own: Sequence[str], when: str) -> str:
    parts = []
    if own:
        parts.append(f"its {listed(own, _NAMED)}")
    if wait.delays:
        parts.append(listed(wait.delays, _NAMED, context.names.initiative) + when)
    if wait.flagged:
        names = listed(wait.flagged, _NAMED, context.names.initiative)
        parts.append(f"the value of {names}, shipped with a flag")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:] if text else "Nothing else"


def _funds(context: Context, rows: Sequence[StagePlan]) -> str:
    """The funds that would have paid these stages."""
    found: dict[str, None] = {}
    for row in rows:
        stage = context.index.stage[row.key]
        if stage.fund is not None:
            found[stage.fund] = None
            continue
        for cost_type, share in (
            (CostType.CAPEX, stage.capex),
            (CostType.OPEX, _ALL - stage.capex),
        ):
            if share:
                use = context.index.use(stage, cost_type)
                found |= dict.fromkeys(context.index.payers(use))
    names = {str(fund.id): fund.name for fund in context.portfolio.funds}
    return listed([names[key] for key in found if key in names], _NAMED)


def _observed(context: Context, wait: Waiting) -> Cell:
    """The day of the last outcome of the gate that stopped it."""
    objectives = wait.gate.objectives if wait.gate else ()
    rows = [row for one in objectives for row in context.index.outcomes_of.get(one.objective, ())]
    return max((row.date for row in rows), default=None)


def draw(page: Page, book: Book) -> None:
    """Held tranches, then stopped initiatives."""
    currency = book.context.portfolio.settings.currency
    page.title(
        "Held and stopped",
        "What each tranche waits for, from whom, and what hangs on it. Value at stake counts the "
        f"initiative and all that hangs on it, in every row anew. All money in {currency}.",
    )
    found = waiting(book.context)
    held = [wait for wait in found if wait.held]
    stopped = [wait for wait in found if not wait.held]
    placed = book.keep(page.table(HELD, _HELD, _held(book.context, held)))
    note = "Their later tranches are not released: the money goes back to its funds."
    row = page.section(placed.below, "Stopped by a failed gate", note)
    book.keep(page.table(STOPPED, _STOPPED, _stopped(book.context, stopped), row + 1))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Held and stopped", "money", draw)
