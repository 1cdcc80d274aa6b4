"""The sheet Release now: what finance hands over today, live from the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from models.fund import Budget
from models.plan import StagePlan, TrancheState
from models.plan_tables import BUDGET
from models.stage import Stage, StageKey
from models.units import Money
from models.verdict import Verdict, VerdictKind
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import PAID_STATES, Context
from reports.evidence_formulas import not_open
from reports.facts.evidence import Proof
from reports.page import FIRST_TABLE, Page
from reports.sheets.evidence import SHEET as EVIDENCE
from reports.sheets.evidence import Lines, said, signatures

TABLE, FUNDS, BEHIND = "ReleaseNow", "ReleaseFunds", "ReleaseProofs"
AMOUNT = "I"
"""Letter of the column Release now."""
NO_GATE = "first stage"


def chosen(context: Context) -> list[StagePlan]:
    """The tranches to release now, by team."""
    return [row for row in context.by_team if row.state is TrancheState.RELEASE_NOW]


def lines_of(context: Context) -> Mapping[StageKey, int]:
    """The row, from 1, of each tranche on this sheet."""
    return {row.key: line for line, row in enumerate(chosen(context), FIRST_TABLE + 2)}


def _columns(book: Book) -> tuple[Column, ...]:
    waived = (Column("Waived by"),) if book.context.view.people else ()
    return (
        Column("Initiative", widest=30),
        Column("ID", Kind.ID),
        Column("Stage", Kind.COUNT),
        Column("Stage name", widest=28),
        Column("Team", widest=28),
        Column("Tranche", Kind.MONEY, total=True),
        Column("If conditional", Kind.MONEY),
        Column("Gate before it", Kind.WORD, narrowest=11),
        Column("Release now", Kind.MONEY, total=True),
        Column("Capex %", Kind.PERCENT),
        Column("Of which capex", Kind.MONEY, total=True),
        Column("Of which opex", Kind.MONEY, "={Release now}-{Of which capex}", total=True),
        Column("Paid by", widest=26),
        Column("Runs to"),
        *waived,
    )


def _rows(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    context, names = book.context, book.context.names
    at = lines_of(context)
    for row in chosen(context):
        stage = context.index.stage[row.key]
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
            _share(book, row) or None,
            _gate(row, lines),
            _amount(book, row, at[row.key], lines),
            stage.capex / 100,
            _of_which(book, row, at[row.key]),
            row.release_now - _capex(stage, row.release_now),
            context.funds_of(row.key),
            context.last_period(row),
            *waived,
        )


def _capex(stage: Stage, amount: int) -> Money:
    """Capital share of an amount, to the nearest minor unit, ties to the even one."""
    return Money(round(Fraction(amount) * Fraction(stage.capex) / 100))


def _gate(row: StagePlan, lines: Lines) -> Cell:
    """The verdict of the gate right before a tranche."""
    cell = lines.verdict(StageKey(row.initiative, row.stage - 1))
    if row.gate is None:
        return NO_GATE
    return Live(f"={cell}", row.gate.value) if cell else row.gate.value


def limit(row: Budget | None) -> str:
    """Whether a fund may be overdrawn in a window, and at what price."""
    if row is None:
        return "no budget"
    return "hard" if row.overrun_price is None else f"overrun at {row.overrun_price:f}"


def _share(book: Book, row: StagePlan) -> Money:
    """What a conditional gate lets go of the tranche."""
    if row.gate is None:
        return Money(0)
    share = book.context.portfolio.settings.conditional_share / 100
    return Money(int(row.amount * share))


def _amount(book: Book, row: StagePlan, line: int, lines: Lines) -> Cell:
    """The formula where it gives what the plan says; else the plan's own number."""
    closed, near = book.evidence.closed_before(row), book.evidence.conditional_before(row)
    live = row.amount if closed == 0 else _share(book, row) if closed == near else 0
    before = lines.verdicts(row)
    if live != row.release_now or before is None:
        return row.release_now
    conditional = f'AND({not_open(before)}=1,$H{line}="{VerdictKind.CONDITIONAL.value}")'
    formula = f"=IF({not_open(before)}=0,$F{line},IF({conditional},$G{line},0))"
    return Live(formula, row.release_now)


def _of_which(book: Book, row: StagePlan, line: int) -> Live:
    """Capital share of what is released, to the nearest minor unit.

    Where the share falls half-way between two, spreadsheets round up and we to the even one: there
    the amount stands in the formula.
    """
    stage, decimals = book.context.index.stage[row.key], book.styles.decimals
    amount = f"${AMOUNT}{line}"
    formula = f"ROUND({amount}*$J{line},{decimals})"
    for whole in (row.amount, _share(book, row)):
        exact = Fraction(whole) * Fraction(stage.capex) / 100
        if exact % 1 == Fraction(1, 2):
            unit = book.context.minor()
            even = float(Fraction(_capex(stage, whole), unit))
            formula = f"IF({amount}={float(Fraction(whole, unit))!r},{even!r},{formula})"
    return Live(f"={formula}", _capex(stage, row.release_now))


def _behind(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    """The objectives of the gates before these tranches, as Evidence has them now."""
    names = book.context.names
    for row in chosen(book.context):
        for verdict in book.evidence.before(row):
            span = lines.of_objectives.get(verdict.gate)
            found = book.evidence.proofs_of.get(verdict.gate, ())
            for line, proof in enumerate(found, span[0] if span else 0):
                observed, day, evidence, reported, confirmed = _observed(book, proof, line)
                yield (
                    names.initiative(row.initiative),
                    row.initiative,
                    verdict.gate.stage,
                    said(book.context, proof),
                    evidence,
                    proof.objective.target,
                    observed,
                    Live(f"={EVIDENCE.name}!$K${line}", proof.status.value),
                    day,
                    _verdict(book, verdict, lines),
                    reported,
                    confirmed,
                )


def _verdict(book: Book, verdict: Verdict, lines: Lines) -> Cell:
    cell = lines.verdict(verdict.gate)
    live = cell is not None and book.evidence.standing(verdict) is verdict.kind
    return Live(f"={cell}", verdict.kind.value) if live else verdict.kind.value


def _observed(book: Book, proof: Proof, line: int) -> Iterator[Live]:
    """What was observed, when, on what evidence, and by whom."""
    outcome = proof.outcome
    reported, confirmed = signatures(book, proof)
    evidence = book.context.names.free(outcome.evidence or "") if outcome else ""
    seen = outcome.observed if outcome else None
    day = outcome.date if outcome else None
    for letter, value in zip("FGHIJ", (seen, day, evidence, reported, confirmed), strict=True):
        cell = f"{EVIDENCE.name}!${letter}${line}"
        yield Live(f'=IF({cell}="","",{cell})', value)


def _behind_columns(book: Book) -> tuple[Column, ...]:
    """Wide columns stand under the wide ones of the table above."""
    named = book.context.view.people
    return (
        Column("Initiative", widest=30),
        Column("ID", Kind.ID),
        Column("After stage", Kind.COUNT),
        Column("Objective", widest=28),
        Column("Evidence", widest=28),
        Column("Target", Kind.NUMBER),
        Column("Observed", Kind.NUMBER, narrowest=11),
        Column("Says", Kind.WORD, narrowest=11),
        Column("Date", Kind.DATE, narrowest=11),
        Column("Gate says", Kind.WORD, narrowest=11),
        Column("Reported by" if named else "Reported"),
        Column("Confirmed by" if named else "Confirmed"),
    )


_FUNDS = (
    Column("Fund", widest=30),
    Column("ID", Kind.ID),
    Column("Window"),
    Column("Counts on", widest=28),
    Column("Limit", widest=28),
    Column("Room", Kind.MONEY, total=True),
    Column("Charged for others", Kind.MONEY, total=True),
    Column("For these", Kind.MONEY, total=True),
    Column("Balance", Kind.MONEY, "={Room}-{Charged for others}-{For these}", total=True),
)


def _funds(context: Context) -> Iterator[tuple[Cell, ...]]:
    """Each fund in the current window, as Budget has it."""
    windows = context.index.calendar.windows
    if not windows:
        return
    for place, fund in enumerate(sorted(context.index.funds)):
        line = FIRST_TABLE + 2 + place * len(windows)
        row = context.index.budgets.get((fund, windows[0]))
        now, others = (
            sum(context.charged.get((fund, windows[0], state), 0) for state in states)
            for states in ((TrancheState.RELEASE_NOW,), _OTHERS)
        )
        room = (row.amount if row else 0) + context.shortfalls.get((fund, windows[0]), 0)
        yield (
            context.names.fund(fund),
            fund,
            windows[0],
            row.counts.value if row else None,
            limit(row),
            Live(f"={BUDGET.sheet}!$G${line}", room),
            Live("=" + "+".join(f"{BUDGET.sheet}!${letter}${line}" for letter in "HJK"), others),
            Live(f"={BUDGET.sheet}!$I${line}", now),
            room - others - now,
        )


_OTHERS = tuple(state for state in PAID_STATES if state is not TrancheState.RELEASE_NOW)


def draw(page: Page, book: Book) -> None:
    """One row per tranche that is released now, then the objectives that they rest on."""
    settings = book.context.portfolio.settings
    page.title(
        "Release now",
        f"Tranches to hand over now. All money in {settings.currency}. The amounts are live: "
        "they close when a gate on Evidence does.",
    )
    lines = Lines(book.evidence)
    placed = book.keep(page.table(TABLE, _columns(book), _rows(book, lines)))
    live = ": closes a gate, the fund keeps it." if book.context.view.ledger else ", as planned."
    note = f"In the current window, after these releases{live}"
    row = page.section(placed.below, "Funds", note)
    placed = book.keep(page.table(FUNDS, _FUNDS, _funds(book.context), row))
    note = "As they stand on Evidence, where they can be changed."
    row = page.section(placed.below, "What these releases rest on", note)
    book.keep(page.table(BEHIND, _behind_columns(book), _behind(book, lines), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Release now", "money", draw)
