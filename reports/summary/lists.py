"""What is to be decided, what gets nothing, and what changes, for the Summary."""

from __future__ import annotations

from models.explanation import Reason
from models.plan import TrancheState
from models.wording import capital, counted
from reports.book import Book
from reports.context import Context
from reports.grid import COLUMNS, Grid
from reports.sheets import changes
from reports.sheets.held_and_stopped import missing
from reports.styles import QUIET
from reports.summary.money import scaled

_MOST = 6
"""Decisions shown; Held and stopped has all of them."""
_UNFUNDED = 5
"""Initiatives not funded that are shown; Why has all of them."""


def decisions(grid: Grid, book: Book, row: int) -> int:
    """Held tranches, with what would release them."""
    context = book.context
    held = sorted(
        context.of_state(TrancheState.HELD), key=lambda tranche: (-tranche.amount, tranche.key)
    )
    unit, scale = scaled(book)
    grid.heading(row, 0, COLUMNS, "Decisions needed: what would release the held tranches")
    for left, span, head, align in (
        (0, 4, "Initiative and stage", "left"), (4, 1, unit, "right"), (5, 1, "Gate", "center"),
        (6, 6, "  What is missing", "left"),
    ):  # fmt: skip
        grid.head(row + 1, left, span, head, align)
    wrap = book.styles.make(text_wrap=True)
    indented = book.styles.make(text_wrap=True, indent=1, align="left")
    line = row + 2
    for tranche in held[:_MOST]:
        name = f"{context.names.initiative(tranche.initiative)}: {context.names.stage(tranche.key)}"
        text = _sentences(missing(context, tranche))
        grid.text(line, 0, 4, name, wrap)
        grid.money(line, 4, tranche.amount, book.styles.make(num_format=scale, align="right"))
        grid.word(line, 5, 1, tranche.gate.value if tranche.gate else "none")
        grid.text(line, 6, 6, text, indented)
        grid.tall(line, text, 6)
        line += 1
    if len(held) > _MOST or not held:
        more = (
            f"and {len(held) - _MOST} more: see Held and stopped" if held else "No tranche is held."
        )
        grid.text(line, 0, COLUMNS, more, book.styles.make(font_color=QUIET))
        line += 1
    return line + 1


def _sentences(text: str) -> str:
    """Lines as sentences after one another."""
    lines = (capital(line.rstrip()) for line in text.split("\n"))
    return " ".join(
        line if line.endswith((".", "!", "?")) else f"{line}." for line in lines if line
    )


def not_funded(grid: Grid, book: Book, row: int) -> int:
    """The most valuable initiatives that get nothing, and why."""
    context = book.context
    unit, scale = scaled(book)
    grid.heading(
        row, 0, COLUMNS, "The most valuable initiatives not funded, with the value they would have"
    )
    grid.head(row + 1, 0, 4, "Initiative")
    grid.head(row + 1, 4, 1, unit, "right")
    grid.head(row + 1, 5, 7, "  Why")
    rows = unfunded(context)[:_UNFUNDED]
    wrap = book.styles.make(text_wrap=True)
    indented = book.styles.make(text_wrap=True, indent=1, align="left")
    line = row + 2
    for reason in rows:
        text = context.names.free(reason.text)
        grid.text(line, 0, 4, context.names.initiative(reason.initiative), wrap)
        grid.money(line, 4, reason.value, book.styles.make(num_format=scale, align="right"))
        grid.text(line, 5, 7, text, indented)
        grid.tall(line, text, 7)
        line += 1
    if not rows:
        grid.text(
            line, 0, COLUMNS, "Every initiative gets something.", book.styles.make(font_color=QUIET)
        )
        line += 1
    return line + 1


def unfunded(context: Context) -> list[Reason]:
    """Reasons of the initiatives of which nothing is funded, the most valuable first."""
    rows = [row for row in context.plan.reasons if row.decision == "not funded"]
    return sorted(rows, key=lambda row: (-row.value, row.initiative))


def what_changes(grid: Grid, book: Book, row: int) -> None:
    """What changes now, in one line."""
    context = book.context
    moves = [move for move in book.people.moves if move.period == 0 and move.kind.value == "moves"]
    text = (
        f"Starts: {counted(len(changes.starts(context)), 'stage')} · "
        f"goes on: {counted(len(changes.continues(context)), 'stage')} · "
        f"waits: {counted(len(changes.waits(context)), 'stage')} · "
        f"stopped by a failed gate: {counted(len(changes.stops(context)), 'initiative')} · "
        f"changes teams: {counted(len({move.person.id for move in moves}), 'person', 'people')}"
    )
    grid.heading(row, 0, COLUMNS, "What changes against the plan in force")
    grid.text(row + 1, 0, COLUMNS, text, book.styles.make())
