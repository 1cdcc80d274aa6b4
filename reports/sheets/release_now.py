"""The sheet Release now: what finance hands over today, live from the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from models.plan import StagePlan, TrancheState
from models.stage import Stage, StageKey
from models.units import Money
from models.verdict import VerdictKind
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import Context
from reports.facts.evidence import Proof
from reports.page import FIRST_TABLE, Page
from reports.sheets.evidence import Lines, not_open, said, signatures

TABLE, BEHIND = "ReleaseNow", "ReleaseProofs"
AMOUNT = "L"
"""Letter of the column Release now."""
NO_GATE = "first stage"
_BEHIND_FROM = "Evidence"


def chosen(context: Context) -> list[StagePlan]:
    """The tranches to release now, by team."""
    return [row for row in context.by_team if row.state is TrancheState.RELEASE_NOW]


def lines_of(context: Context) -> Mapping[StageKey, int]:
    """The row, from 1, of each tranche on this sheet."""
    return {row.key: line for line, row in enumerate(chosen(context), FIRST_TABLE + 2)}


def _columns(book: Book) -> tuple[Column, ...]:
    waived = (Column("Waived by"),) if book.context.view.people else ()
    return (
        Column("Initiative", widest=40),
        Column("ID", Kind.ID),
        Column("Stage", Kind.COUNT),
        Column("Stage name", widest=30),
        Column("Team", widest=26),
        Column("Tranche", Kind.MONEY, total=True),
        Column("Capex", Kind.MONEY, total=True),
        Column("Opex", Kind.MONEY, "={Tranche}-{Capex}", total=True),
        Column("Gate before it", Kind.WORD, narrowest=11),
        Column("Gates not open", Kind.COUNT),
        Column("If conditional", Kind.MONEY),
        Column("Release now", Kind.MONEY, total=True),
        Column("Of which capex", Kind.MONEY, total=True),
        Column("Of which opex", Kind.MONEY, "={Release now}-{Of which capex}", total=True),
        Column("Paid by", widest=34),
        Column("Runs to"),
        *waived,
    )


def _rows(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    context, names = book.context, book.context.names
    for row in chosen(context):
        line = lines_of(context)[row.key]
        stage = context.index.stage[row.key]
        waived: tuple[Cell, ...] = ()
        if context.view.people:
            before = context.verdict_of.get(StageKey(row.initiative, row.stage - 1))
            waived = (before.waived_by if before else None,)
        capex = _capex(stage, row.amount)
        yield (
            names.initiative(row.initiative),
            row.initiative,
            row.stage,
            names.stage(row.key),
            names.team_of(row.initiative),
            row.amount,
            capex,
            row.amount - capex,
            _gate(row, lines),
            _closed(book, row, lines),
            _share(book, row) or None,
            _amount(book, row, line, lines),
            _of_which(book, row, line),
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


def _closed(book: Book, row: StagePlan, lines: Lines) -> Cell:
    cells = lines.verdicts(row)
    closed = book.evidence.closed_before(row)
    return Live(f"={not_open(cells)}", closed) if cells else closed


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
    last = lines.verdict(StageKey(row.initiative, row.stage - 1))
    if live != row.release_now or last is None:
        return row.release_now
    conditional = f'AND($J{line}=1,{last}="{VerdictKind.CONDITIONAL.value}")'
    return Live(f"=IF($J{line}=0,$F{line},IF({conditional},$K{line},0))", row.release_now)


def _of_which(book: Book, row: StagePlan, line: int) -> Live:
    """Capital share of what is released: of the whole, of nothing, or of the part."""
    stage = book.context.index.stage[row.key]
    unit = book.context.minor()
    part = float(Fraction(_capex(stage, _share(book, row)), unit))
    amount = f"${AMOUNT}{line}"
    formula = f"=IF({amount}=$F{line},$G{line},IF({amount}=0,0,{part!r}))"
    return Live(formula, _capex(stage, row.release_now))


def _behind(book: Book, lines: Lines) -> Iterator[tuple[Cell, ...]]:
    """The objectives of the gates before these tranches, as Evidence has them now."""
    names = book.context.names
    for row in chosen(book.context):
        for verdict in book.evidence.before(row):
            span = lines.of_objectives.get(verdict.gate)
            found = book.evidence.proofs_of.get(verdict.gate, ())
            cell = lines.verdict(verdict.gate)
            for line, proof in enumerate(found, span[0] if span else 0):
                yield (
                    names.initiative(row.initiative),
                    row.initiative,
                    verdict.gate.stage,
                    names.stage(verdict.gate),
                    said(book, proof),
                    *_observed(book, proof, line),
                    Live(f"={_BEHIND_FROM}!$K${line}", proof.status.value),
                    Live(f"={cell}", verdict.kind.value)
                    if cell and book.evidence.standing(verdict) is verdict.kind
                    else verdict.kind.value,
                )


def _observed(book: Book, proof: Proof, line: int) -> Iterator[Live]:
    """What was observed, when, on what evidence, and by whom."""
    outcome = proof.outcome
    reported, confirmed = signatures(book, proof)
    evidence = book.context.names.free(outcome.evidence or "") if outcome else ""
    seen = outcome.observed if outcome else None
    day = outcome.date if outcome else None
    for letter, value in zip("FGHIJ", (seen, day, evidence, reported, confirmed), strict=True):
        cell = f"{_BEHIND_FROM}!${letter}${line}"
        yield Live(f'=IF({cell}="","",{cell})', value)


def _behind_columns(book: Book) -> tuple[Column, ...]:
    named = book.context.view.people
    return (
        Column("Initiative", widest=40),
        Column("ID", Kind.ID),
        Column("Gate after stage", Kind.COUNT),
        Column("Stage", widest=30),
        Column("Objective", widest=46),
        Column("Observed", Kind.NUMBER, narrowest=11),
        Column("Date", Kind.DATE, narrowest=11),
        Column("Evidence", widest=34),
        Column("Reported by" if named else "Reported"),
        Column("Confirmed by" if named else "Confirmed"),
        Column("Says", Kind.WORD, narrowest=11),
        Column("Verdict of the gate", Kind.WORD, narrowest=11),
    )


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
    note = "As they stand on Evidence, where they can be changed."
    row = page.section(placed.below, "What these releases rest on", note)
    book.keep(page.table(BEHIND, _behind_columns(book), _behind(book, lines), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Release now", "money", draw)
