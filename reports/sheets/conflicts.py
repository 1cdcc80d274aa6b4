"""The sheet Conflicts: who wanted the same scarce thing, who got it, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.explanation import Conflict, Loss
from models.plan import TrancheState
from models.units import InitiativeId
from models.wording import capital, counted, listed
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import Context
from reports.formulas import count
from reports.page import FIRST_TABLE, Page
from reports.placed import Placed
from reports.styles import INPUT, INPUT_FILL, TONES
from reports.width import width

CONFLICTS, LOSSES, SCARCE = "ConflictList", "LossList", "ScarceList"
SETTLED, ESCALATE = "settled", "escalate"
_THRESHOLD = (2, 4)
"""Row and column of the threshold, which the reader may change."""
_NAMED = 4
"""Winners named of a conflict."""
_TOLD = 8
"""Losers told of a conflict: rows have a greatest height, and the second table has all."""
_ALSO = 4
"""Those named who wanted it too and lose elsewhere."""


def _status() -> str:
    """The live status of a conflict."""
    return f'=IF($E$3="","{SETTLED}",IF({{What they forgo}}>$E$3,"{ESCALATE}","{SETTLED}"))'


def _columns(forgone: str, *, live: bool) -> tuple[Column, ...]:
    """The same for both tables, so that what is alike stands under one another."""
    return (
        Column("Over", widest=34),
        Column("Kind", narrowest=13),
        Column("Who got it", widest=44),
        Column("Who did not", widest=64),
        Column(forgone, Kind.WHOLE, total=True, narrowest=12),
        Column("Status", Kind.WORD, formula=_status() if live else "", narrowest=11),
        Column("Becomes", widest=20),
    )


def ordered(context: Context) -> list[Conflict]:
    """The conflicts that somebody loses, the costliest first."""
    lost = [row for row in context.plan.conflicts if row.losers]
    return sorted(lost, key=lambda row: -row.cost)


def over(context: Context, row: Conflict) -> str:
    """The scarce thing and when; a person by name for those who may know it."""
    text = context.names.free(row.over)
    if row.person is None or not context.view.people:
        return capital(text)
    return f"{context.names.person(row.person)}, {text}"


def status(context: Context, row: Conflict) -> str:
    """Whether the plan settles a conflict, or executives should."""
    above = context.portfolio.settings.escalate_above
    return ESCALATE if above is not None and row.cost > above else SETTLED


def _rows(book: Book, found: Sequence[Conflict]) -> Iterator[tuple[Cell, ...]]:
    context = book.context
    for row in found:
        yield (
            over(context, row),
            row.kind.value,
            _winners(context, row),
            _losers(context, row),
            row.cost,
            status(context, row),
            _summed(context, row),
        )


def _summed(context: Context, row: Conflict) -> str:
    """How many of the losers become what: `2 not funded, 1 delayed`."""
    words = [became(context, loss).split(" by ")[0] for loss in row.losses]
    return ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))


def _winners(context: Context, row: Conflict, loser: InitiativeId | None = None) -> str:
    """Who got it; of one loser's rivals, all but itself."""
    if loser is None and set(row.winners) <= set(row.losers):
        return "Each of them a part"
    names = [name for name in row.winners if name != loser]
    return listed(names, _NAMED, context.names.initiative)


def _losers(context: Context, row: Conflict) -> str:
    """A line per loser, the dearest first; then who wanted it too."""
    rest = len(row.losses) - _TOLD
    more = [f"and {counted(rest, 'initiative')} more, listed below"] if rest > 0 else []
    also = listed(row.also, _ALSO, context.names.initiative)
    if also:
        more.append(f"Wanted too by {also}")
    return "\n".join([*(_lost(context, loss) for loss in row.losses[:_TOLD]), *more])


def _lost(context: Context, loss: Loss) -> str:
    name = context.names.initiative(loss.initiative)
    return f"{name}: {became(context, loss)}, {context.say(loss.cost)}"


def became(context: Context, loss: Loss) -> str:
    """What a lost conflict does to an initiative, in words."""
    if loss.periods is not None:
        return f"delayed by {counted(loss.periods, 'period')}"
    stages = context.index.stages_of.get(loss.initiative, ())
    rows = [context.stage_plans[stage.key] for stage in stages]
    begun = any(row.start is not None or row.state is TrancheState.RELEASED for row in rows)
    return "rest not funded" if begun else "not funded"


def _losses(book: Book, found: Sequence[Conflict], placed: Placed) -> Iterator[tuple[Cell, ...]]:
    """A row per loser, by name, so that sponsors find their own; the dearest loss first."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    context, name = book.context, book.context.names.initiative
    lost = [
        (loss, row, place) for place, row in enumerate(found, placed.first) for loss in row.losses
    ]
    for loss, row, place in sorted(
        lost, key=lambda one: (name(one[0].initiative).casefold(), -one[0].cost, one[2])
    ):
        cell = xl_rowcol_to_cell(place, placed.column("Status"), row_abs=True, col_abs=True)
        yield (
            over(context, row),
            row.kind.value,
            _winners(context, row, loss.initiative),
            name(loss.initiative),
            loss.cost,
            Live(f"={cell}", status(context, row)),
            became(context, loss),
            loss.initiative,
        )


def _scarce(context: Context) -> list[tuple[Cell, ...]]:
    """What nobody loses by: whoever wanted it lacks more of something else."""
    return [
        (
            over(context, row),
            row.kind.value,
            _winners(context, row),
            listed(row.also, _TOLD, context.names.initiative),
        )
        for row in context.plan.conflicts
        if not row.losers
    ]


def _also(page: Page, book: Book, below: int) -> None:
    """What is scarce without a cost of its own, where there is such a thing."""
    rows = _scarce(book.context)
    if not rows:
        return
    note = (
        "Others have it, and whoever wanted it is short of something else still more: what they "
        "forgo stands above, once."
    )
    row = page.section(below, "Scarce too, at no further cost", note)
    columns = (
        Column("Over", widest=34),
        Column("Kind", narrowest=13),
        Column("Who got it", widest=44),
        Column("Who wanted it too", widest=64),
    )
    book.keep(page.table(SCARCE, columns, rows, row + 1))


def _threshold(page: Page, book: Book) -> None:
    """The amount above which executives settle a conflict, for the reader to change."""
    row, column = _THRESHOLD
    styles, above = book.styles, book.context.portfolio.settings.escalate_above
    label = styles.make(align="right", indent=1)
    page.sheet.write_string(row, column - 1, "Escalate what costs more than", label)
    look = styles.make(
        num_format="#,##0", align="right", indent=1, font_color=INPUT, bold=True, border=1,
        border_color=INPUT, bg_color=INPUT_FILL, locked=False,
    )  # fmt: skip
    if above is None:
        page.sheet.write_blank(row, column, None, look)
    else:
        page.sheet.write_number(row, column, above / book.context.minor(), look)


def _coloured(page: Page, book: Book, placed: Placed) -> None:
    """The colours of the words follow when the threshold is changed."""
    at = placed.column("Status")
    for word in (SETTLED, ESCALATE):
        look = book.styles.make(bg_color=TONES[word].fill, font_color=TONES[word].ink)
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        page.sheet.conditional_format(placed.first, at, placed.last, at, rule)


def _counted(page: Page, book: Book, placed: Placed, found: Sequence[Conflict]) -> None:
    """How many are for executives, above the column that says so, live."""
    escalated = sum(status(book.context, row) == ESCALATE for row in found)
    number = count(CONFLICTS, ("Status", f'="{ESCALATE}"'))
    formula = f'={number}&" to {ESCALATE}"'
    style = book.styles.make(bold=True, align="center")
    shown = f"{escalated} to {ESCALATE}"
    at = placed.column("Status")
    page.sheet.write_formula(placed.header - 1, at, formula, style, shown)
    page.grow(at, 1.15 * width(shown))


def draw(page: Page, book: Book) -> None:
    """Conflicts, the costliest first; then a row per loser, for sponsors to find their own."""
    context, found = book.context, ordered(book.context)
    page.title(
        "Conflicts",
        "Who wanted the same fund, person, skill, team or room, who got it, and the expected value "
        f"that the others forgo, in {context.portfolio.settings.currency}. The blue threshold may "
        "be changed.",
    )
    _threshold(page, book)
    columns = _columns("What they forgo", live=True)
    placed = book.keep(page.table(CONFLICTS, columns, _rows(book, found)))
    _coloured(page, book, placed)
    _counted(page, book, placed, found)
    note = "By name. Each loss stands once, so they add up to the conflicts above."
    row = page.section(placed.below, "What each initiative forgoes", note)
    columns = (*_columns("What it forgoes", live=False), Column("ID", Kind.ID))
    lost = book.keep(page.table(LOSSES, columns, _losses(book, found, placed), row + 1))
    _coloured(page, book, lost)
    _also(page, book, lost.below)
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Conflicts", "why", draw)
