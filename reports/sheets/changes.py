"""The sheet Changes: what this plan changes against what is in force today."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import StagePlan, TrancheState
from models.stage import StageStatus
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.context import Context
from reports.page import FIRST_TABLE, Page
from reports.sheets.moves import source, target

TABLE = "ChangeList"
_COLUMNS = (
    Column("Change", Kind.WORD, narrowest=12),
    Column("Who or what", widest=40),
    Column("ID", Kind.ID),
    Column("Team", widest=30),
    Column("What changes", widest=80),
    Column("Money", Kind.MONEY),
)


def starts(context: Context) -> list[StagePlan]:
    """Stages that begin now with money released now."""
    return [row for row in context.by_team if row.state is TrancheState.RELEASE_NOW]


def continues(context: Context) -> list[StagePlan]:
    """Stages whose money is out and which are not done."""
    rows = [row for row in context.by_team if row.state is TrancheState.RELEASED]
    return [row for row in rows if not context.done(row.key)]


def stops(context: Context) -> list[StagePlan]:
    """The first stopped stage of each initiative that a failed gate stops."""
    first: dict[str, StagePlan] = {}
    for row in context.by_team:
        if row.state is TrancheState.STOPPED:
            first.setdefault(row.initiative, row)
    return list(first.values())


def waits(context: Context) -> list[StagePlan]:
    """Stages whose turn it is and whose gate is not open yet."""
    return [row for row in context.by_team if row.state is TrancheState.HELD]


def _stage_rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in starts(context):
        text = f"{_stage(context, row)} starts; runs to {context.last_period(row)}"
        yield _line(context, "starts", row, text, row.release_now)
    for row in continues(context):
        since = (
            "began"
            if context.index.stage[row.key].status is StageStatus.ACTIVE
            else "released; starts"
        )
        text = (
            f"{_stage(context, row)} goes on ({since} {context.starts(row)}); "
            f"runs to {context.last_period(row)}"
        )
        yield _line(context, "continues", row, text, row.amount)
    for row in stops(context):
        text = f"{_stage(context, row)} does not start: the gate before it failed"
        yield _line(context, "stops", row, text, row.amount)
    for row in waits(context):
        text = f"{_stage(context, row)} waits for its gate; planned for {context.starts(row)}"
        yield _line(context, "waits", row, text, row.amount)


def _stage(context: Context, row: StagePlan) -> str:
    return f"Stage {row.stage}, {context.names.stage(row.key)},"


def _line(context: Context, word: str, row: StagePlan, text: str, money: int) -> tuple[Cell, ...]:
    key = row.initiative
    return (word, context.names.initiative(key), key, context.names.team_of(key), text, money)


def _people_rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    """Moves in the first period: by name, or counted by team for readers who see no names."""
    now = [move for move in book.people.moves if move.period == 0]
    per_slice = book.context.portfolio.settings.slice
    if book.context.view.people:
        for move in now:
            fte = f"{(move.slices * per_slice).normalize():f} FTE"
            text = f"{fte} from {source(book, move)} to {target(book, move)}"
            yield (
                move.kind.value,
                move.person.name,
                move.person.id,
                target(book, move),
                text,
                None,
            )
        return
    sums: dict[tuple[str, str], int] = {}
    for move in now:
        key = (move.kind.value, target(book, move))
        sums[key] = sums.get(key, 0) + move.slices
    for (kind, team), slices in sorted(sums.items(), reverse=True):
        verb = "arrive" if kind == "moves" else "come home"
        yield (kind, "People", None, team, f"{(slices * per_slice).normalize():f} FTE {verb}", None)


def draw(page: Page, book: Book) -> None:
    """What starts, goes on, stops and waits; then who moves."""
    now = book.context.periods[0] if book.context.periods else "now"
    page.title(
        "Changes",
        f"What this plan changes now ({now}) against the plan in force. Money in "
        f"{book.context.portfolio.settings.currency}.",
    )
    rows = [*_stage_rows(book.context), *_people_rows(book)]
    book.keep(page.table(TABLE, _COLUMNS, rows))
    page.finish(FIRST_TABLE, 2)


SHEET = SheetSpec("Changes", "why", draw)
