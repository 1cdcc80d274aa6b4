"""What is to be decided, what gets nothing, and what changes, for the Summary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from models.comparison import Comparison
from models.explanation import Reason
from models.plan import StagePlan, TrancheState
from models.wording import capital, counted, listed
from reports.book import Book
from reports.comparison.words import dated, moved
from reports.context import Context
from reports.facts.decisions import Decision, decisions
from reports.grid import Grid
from reports.sheets import changes
from reports.styles import QUIET
from reports.summary.money import scaled

LEFT, WIDTH = 13, 11
"""Where the right half of the page begins, and its columns."""
_ROWS = 16
"""Rows for decisions; other sheets have all of them."""
_SINCE = 6
"""Stages changed since an earlier plan that are shown; Changes has all of them."""
_UNFUNDED = 4
_DEEP = 3
"""Most lines of a text; longer ones end with an ellipsis, and are whole on their own sheets."""
"""Initiatives not funded that are shown; Why has all of them."""


def decided(grid: Grid, book: Book, row: int) -> int:
    """What this audience has to decide, each with its deadline; gives the row below."""
    found = decisions(book)
    unit, scale = scaled(book)
    grid.heading(row, LEFT, WIDTH, "Decisions needed from you, and by when")
    grid.head(row + 1, LEFT, 2, "By")
    grid.head(row + 1, LEFT + 2, 7, "  What")
    grid.head(row + 1, LEFT + 9, 2, unit, "right")
    day = book.styles.make(num_format="d mmm yy", align="left", font_size=9)
    text = book.styles.make(text_wrap=True, indent=1, align="left", font_size=9)
    number = book.styles.make(num_format=scale, align="right", font_size=9)
    line, shown = row + 2, 0
    for item in found:
        if line + grid.lines(8, item.text, text, _DEEP) > row + 2 + _ROWS:
            break
        deep = grid.fitted(line, LEFT + 2, 8, item.text, text, _DEEP)
        if item.by is not None:
            midnight = datetime.combine(item.by, time.min)
            grid.sheet.write_datetime(line, LEFT + 1, midnight, day)
        grid.word(line, LEFT + 1, 1, item.word)
        if item.amount is not None:
            grid.number(line, LEFT + 10, 1, grid.units(item.amount), number)
        line, shown = line + deep, shown + 1
    return _rest(grid, book, line, found[shown:], nothing=not found)


def _rest(grid: Grid, book: Book, line: int, rest: tuple[Decision, ...], *, nothing: bool) -> int:
    """Where the decisions are that have no room here; gives the row below."""
    if rest or nothing:
        where = listed(list(dict.fromkeys(item.sheet for item in rest)), most=4)
        more = f"and {len(rest)} more: see {where}" if rest else "Nothing is waiting for you."
        style = book.styles.make(font_color=QUIET, font_size=9)
        grid.text(line, LEFT, WIDTH, more, style)
        line += 1
    return line + 1


def not_funded(grid: Grid, book: Book, row: int) -> int:
    """The most valuable initiatives that get nothing, and why."""
    context = book.context
    unit, scale = scaled(book)
    grid.heading(row, LEFT, WIDTH, f"Most valuable initiatives left out (value in {unit})")
    text = book.styles.make(text_wrap=True, indent=1, align="left", font_size=9)
    name = book.styles.make(text_wrap=True, font_size=9, bold=True)
    number = book.styles.make(num_format=scale, align="right", font_size=9)
    line = row + 1
    for reason in unfunded(context)[:_UNFUNDED]:
        called = context.names.initiative(reason.initiative)
        said = capital(context.names.free(reason.text).removeprefix("Not funded: "))
        deep = grid.fitted(line, LEFT + 3, 7, said, text, _DEEP)
        deep = max(deep, grid.fitted(line, LEFT, 3, called, name, _DEEP))
        grid.number(line, LEFT + 10, 1, grid.units(reason.value), number)
        line += deep
    if line == row + 1:
        quiet = book.styles.make(font_color=QUIET, font_size=9)
        grid.text(line, LEFT, WIDTH, "Every initiative gets something.", quiet)
        line += 1
    return line + 1


def unfunded(context: Context) -> list[Reason]:
    """Reasons of the initiatives of which nothing is funded, the most valuable first."""
    rows = [row for row in context.plan.reasons if row.decision == "not funded"]
    return sorted(rows, key=lambda row: (-row.value, row.initiative))


def what_changes(grid: Grid, book: Book, row: int, width: int) -> int:
    """What changes now against the plan in force, or since an earlier plan, and why."""
    if book.against is not None:
        return _since(grid, book, book.against, row, width)
    grid.heading(row, 0, width, "What changes now against the plan in force, and why")
    text = book.styles.make(text_wrap=True, indent=1, align="left", font_size=9)
    line = row + 1
    for word, said in _changes(book):
        grid.word(line, 0, 2, word)
        line += grid.fitted(line, 2, width - 2, said, text, 2)
    return line + 1


def _since(grid: Grid, book: Book, against: Comparison, row: int, width: int) -> int:
    """What changed since an earlier plan: the stages with the most money first."""
    grid.heading(row, 0, width, f"What changed since the plan {dated(against.before)}, and why")
    style = book.styles.make(text_wrap=True, font_size=9)
    line = row + 1
    found = sorted(against.stages, key=lambda stage: (-stage.moved, stage.key))
    for stage in found[:_SINCE]:
        said = book.context.names.free(f"{moved(stage)}. {stage.cause.text}")
        line += grid.fitted(line, 0, width, said, style, 2)
    quiet = book.styles.make(font_color=QUIET, font_size=9)
    rest = len(found) - _SINCE
    more = f"and {counted(rest, 'stage')} more: see Changes" if rest > 0 else "No other stage."
    grid.text(line, 0, width, more if found else "No stage changed.", quiet)
    return line + 2


def _changes(book: Book) -> Iterator[tuple[str, str]]:
    context = book.context
    begins, stops = changes.starts(context), changes.stops(context)
    yield "starts", _said(book, begins, "stage", "The money and the people are there")
    goes_on = changes.continues(context)
    yield "continues", _said(book, goes_on, "stage", "Begun or released before")
    waits = changes.waits(context)
    yield "waits", _said(book, waits, "stage", _waits_for(waits))
    yield "stops", _said(book, stops, "initiative", "A gate failed")
    yield "moves", _moves(book)


def _waits_for(rows: list[StagePlan]) -> str:
    """Gates that are not open, or releases that were taken back and must be decided anew."""
    shut = sum(row.gate is not None and not row.gate.opens for row in rows)
    if shut == len(rows):
        return "The gate before it is not passed yet"
    if not shut:
        return "Released before and taken back"
    return f"{shut} at a gate not passed yet, {len(rows) - shut} released before and taken back"


def _said(book: Book, rows: list[StagePlan], noun: str, why: str) -> str:
    """How many, how much, the largest of them by name, and why."""
    if not rows:
        return f"No {noun}."
    context = book.context
    largest = sorted(rows, key=lambda row: (-row.amount, row.key))
    names = listed([context.names.initiative(row.initiative) for row in largest])
    now = all(row.state is TrancheState.RELEASE_NOW for row in rows)
    amount = context.say(sum(row.release_now if now else row.amount for row in rows))
    return f"{counted(len(rows), noun)}, {amount}: {names}. {why}."


def _moves(book: Book) -> str:
    moves = [move for move in book.people.moves if move.period == 0 and move.kind.value == "moves"]
    if not moves:
        return "Nobody changes teams."
    who = counted(len({move.person.id for move in moves}), "person", "people")
    teams = sorted({move.target for move in moves if move.target is not None})
    names = listed([book.context.names.team(team) for team in teams])
    return f"{who}, to {names}: work there needs their skills."
