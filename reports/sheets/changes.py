"""The sheet Changes: what this plan changes, and why.

Against what is in force today; or, where one was given, against an earlier plan, cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.comparison import Comparison
from models.plan import StagePlan, TrancheState
from models.stage import StageKey, StageStatus
from models.units import InitiativeId
from models.verdict import VerdictKind
from models.wording import capital, listed
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.comparison import cells, words
from reports.context import Context
from reports.facts.people import Move, MoveKind
from reports.grid import LINE
from reports.page import FIRST_TABLE, Page
from reports.sheets.moves import source, target
from reports.width import lines

_Reasons = Mapping[InitiativeId, str]
TABLE = "ChangeList"
_ACROSS = 180
"""Characters that fit into a line across the list against an earlier plan."""
_COLUMNS = (
    Column("Change", Kind.WORD, narrowest=12),
    Column("Who or what", widest=40),
    Column("ID", Kind.ID),
    Column("Team", widest=30),
    Column("What changes", widest=60),
    Column("Money", Kind.MONEY),
    Column("Why", Kind.LONG, widest=70, narrowest=40),
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
    reasons = {reason.initiative: reason.text for reason in context.plan.reasons}
    for row in starts(context):
        text = f"{_stage(context, row)} starts; runs to {context.last_period(row)}"
        yield _line(context, reasons, "starts", row, text, row.release_now)
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
        yield _line(context, reasons, "continues", row, text, row.amount)
    for row in stops(context):
        text = f"{_stage(context, row)} does not start: the gate before it failed"
        yield _line(context, reasons, "stops", row, text, row.amount)
    for row in waits(context):
        text = f"{_stage(context, row)} waits for its gate; planned for {context.starts(row)}"
        yield _line(context, reasons, "waits", row, text, row.amount)


def _stage(context: Context, row: StagePlan) -> str:
    return f"Stage {row.stage}, {context.names.stage(row.key)},"


def _line(
    context: Context, reasons: _Reasons, word: str, row: StagePlan, text: str, money: int
) -> tuple[Cell, ...]:
    key, names = row.initiative, context.names
    return (
        word,
        names.initiative(key),
        key,
        names.team_of(key),
        text,
        money,
        why(context, row, reasons),
    )


def why(context: Context, row: StagePlan, reasons: _Reasons) -> str:
    """Why a stage starts, goes on, stops or waits: what its gate says, or the plan's reason."""
    if row.state is TrancheState.RELEASED:
        return "Its tranche is released: that is a fact, and no decision of this plan."
    if row.state in (TrancheState.STOPPED, TrancheState.HELD):
        return context.names.free(_gate(context, row))
    return context.names.free(reasons.get(row.initiative, ""))


def _gate(context: Context, row: StagePlan) -> str:
    """What the gates before a stage say that keep it back: a failed one first."""
    before = (StageKey(row.initiative, number) for number in range(row.stage - 1, 0, -1))
    found = [context.verdict_of[key] for key in before if key in context.verdict_of]
    shut = [verdict for verdict in found if not verdict.kind.opens]
    worst = sorted(shut, key=lambda verdict: verdict.kind is not VerdictKind.FAILED)
    if not worst:
        return capital("".join(f"{lack}. " for lack in row.missing).strip())
    gate = worst[0]
    said = f"The gate after stage {gate.gate.stage} says {gate.kind.value}."
    return f"{said} {gate.reason}".strip()


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
                _for(book, move),
            )
        return
    sums: dict[tuple[str, str], int] = {}
    for move in now:
        key = (move.kind.value, target(book, move))
        sums[key] = sums.get(key, 0) + move.slices
    for (kind, team), slices in sorted(sums.items(), reverse=True):
        verb = "arrive" if kind == "moves" else "come home"
        fte = f"{(slices * per_slice).normalize():f} FTE"
        yield (kind, "People", None, team, f"{fte} {verb}", None, None)


def _for(book: Book, move: Move) -> str:
    """What somebody moves for."""
    if move.kind is MoveKind.COMES_HOME:
        return f"Nothing of {source(book, move)} needs the time any more."
    return f"Works on {listed(move.work)}." if move.work else ""


def draw(page: Page, book: Book) -> None:
    """What starts, goes on, stops and waits; then who moves."""
    if book.against is not None:
        _draw_against(page, book, book.against)
        return
    now = book.context.periods[0] if book.context.periods else "now"
    page.title(
        "Changes",
        f"What this plan changes now ({now}) against the plan in force. Money in "
        f"{book.context.portfolio.settings.currency}.",
    )
    rows = [*_stage_rows(book.context), *_people_rows(book)]
    book.keep(page.table(TABLE, _COLUMNS, rows))
    page.finish(FIRST_TABLE, 2)


def _draw_against(page: Page, book: Book, comparison: Comparison) -> None:
    """Every changed cell against an earlier plan, each with its cause."""
    free = book.context.names.free
    earlier = f"Against the plan {words.dated(comparison.before)}. Money in"
    page.title("Changes", f"{earlier} {book.context.portfolio.settings.currency}.")
    top = FIRST_TABLE
    wrapped = book.styles.make(text_wrap=True)
    for said in (words.headline(comparison), *comparison.remarks):
        page.sheet.merge_range(top - 1, 0, top - 1, len(cells.COLUMNS) - 1, "", wrapped)
        page.sheet.write_string(top - 1, 0, said, wrapped)
        page.sheet.set_row(top - 1, 3 + LINE * lines(said, _ACROSS))
        top += 1
    rows = (
        tuple(free(each) if isinstance(each, str) else each for each in row)
        for row in cells.rows(comparison.changes)
    )
    book.keep(page.table(cells.TABLE, cells.COLUMNS, rows, top))
    page.finish(top, 2)


SHEET = SheetSpec("Changes", "why", draw)
