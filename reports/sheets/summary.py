"""The sheet Summary: one page that an executive reads in a minute."""

from __future__ import annotations

from models.explanation import Reason
from models.plan import TrancheState
from models.plan_tables import BUDGET, FUNDING
from models.wording import counted
from reports import charts
from reports.book import Book, SheetSpec
from reports.columns import Live
from reports.context import PAID_STATES, Context
from reports.formulas import total
from reports.grid import COLUMN_WIDTH, COLUMNS, Grid
from reports.page import Page, Placed
from reports.proof import gap_words, proof
from reports.sheets import changes, checks
from reports.sheets.budget import HEADS
from reports.sheets.held_and_stopped import missing
from reports.sheets.release_now import TABLE as RELEASE_NOW
from reports.sheets.teams import BY_PERIOD
from reports.styles import HEAD, QUIET, compact
from reports.width import cut

_MOST = 6
"""Decisions and funds shown; their sheets have all of them."""
_UNFUNDED = 5
_CHART_ROWS = 12


def _headline(context: Context) -> str:
    """The plan in a sentence."""
    plan = context.plan
    now = context.of_state(TrancheState.RELEASE_NOW)
    held = context.of_state(TrancheState.HELD)
    funded = {row.initiative for row in plan.stages if row.start is not None}
    released = context.say(sum(row.release_now for row in now))
    text = (
        f"Release {released} now for {counted(len(now), 'stage')}. {len(funded):,} of "
        f"{counted(len(context.portfolio.initiatives), 'initiative')} have money and people, and "
        f"the plan is worth {context.say(plan.value.total)}."
    )
    if held:
        text += f" {context.say(sum(row.amount for row in held))} wait for proof at a gate."
    return text


def _top(grid: Grid, book: Book) -> int:
    """What this is, the plan in a sentence, and how good it is."""
    context, styles = book.context, book.styles
    settings = context.portfolio.settings
    span = f"{context.periods[0]} to {context.periods[-1]}" if context.periods else "no periods"
    about = f"As of {settings.as_of:%d %B %Y} · {span} · view: {context.view.audience.value}"
    grid.text(0, 0, COLUMNS, settings.name, styles.title)
    grid.sheet.set_row(0, 28)
    grid.text(1, 0, COLUMNS, about, styles.subtitle)
    big = styles.make(font_size=12, text_wrap=True, font_color=HEAD, bold=True, valign="vcenter")
    headline = _headline(context)
    grid.text(2, 0, COLUMNS, headline, big)
    grid.tall(2, headline + headline[:40], COLUMNS, 36)
    grid.text(3, 0, COLUMNS, proof(context), styles.make(text_wrap=True))
    return 5


def _tiles(grid: Grid, book: Book, row: int) -> int:
    """Six numbers that sum the plan up."""
    context = book.context
    look: dict[str, object] = {"num_format": compact(context.portfolio.settings.currency)}
    value = grid.units(context.plan.value.total)
    grid.tile(
        row,
        0,
        "Value of the plan",
        value,
        f"at most {gap_words(context.plan)} below the best",
        look,
    )
    now = context.of_state(TrancheState.RELEASE_NOW)
    released = Live(
        f"=SUM({RELEASE_NOW}[Release now])", grid.units(sum(row.release_now for row in now))
    )
    grid.tile(row, 2, "Release now", released, counted(len(now), "tranche"), look)
    for left, state, note in (
        (4, TrancheState.HELD, "waiting for proof"),
        (6, TrancheState.PLANNED, "for later periods"),
    ):
        rows = context.of_state(state)
        formula = f'=SUMIFS({FUNDING.name}[Tranche],{FUNDING.name}[State],"{state.value}")'
        amount = Live(formula, grid.units(sum(tranche.amount for tranche in rows)))
        grid.tile(
            row,
            left,
            state.value.capitalize(),
            amount,
            f"{counted(len(rows), 'tranche')} {note}",
            look,
        )
    people, note = _people(book)
    grid.tile(row, 8, "People at work now", people, note, {"num_format": '#,##0.0" FTE"'})
    found = checks.master(book)
    bad = found.value == checks.SOME_BAD
    colour = "#B93A22" if bad else "#0B7A5E"
    note = f"{counted(len(context.plan.checks), 'rule')} audited"
    grid.tile(row, 10, "Checks", found, note, {"font_size": 10, "font_color": colour})
    grid.sheet.set_row(row + 1, 26)
    grid.sheet.set_row(row + 2, 16)
    return row + 4


def _people(book: Book) -> tuple[float, str]:
    """FTE at work in the first period, and what they are of."""
    context = book.context
    per_fte = context.portfolio.settings.slices_per_fte
    if not context.periods:
        return 0.0, "no periods"
    t = context.index.calendar.indices[0]
    work = sum(book.teams.load(team.id, t).work for team in context.portfolio.teams)
    there = sum(context.index.available(person.id, t) for person in context.portfolio.people)
    return work / per_fte, f"{there / per_fte:,.1f} FTE of own people there"


def _funds(grid: Grid, book: Book, row: int) -> int:
    """Money by fund, over the whole plan."""
    context = book.context
    unit, scale = _scaled(book)
    grid.heading(row, 0, 8, f"Money by fund ({unit})")
    grid.head(row + 1, 0, 3, "Fund")
    heads = ("Budget", *(HEADS[state] for state in PAID_STATES))
    for place, head in enumerate(heads):
        grid.head(row + 1, 3 + place, 1, head, "right")
    funds = sorted(context.index.funds)
    number = book.styles.make(num_format=scale, align="right")
    bold = book.styles.make(num_format=scale, align="right", bold=True, top=1)
    for line, fund in enumerate(funds[:_MOST], row + 2):
        name = cut(context.names.fund(fund), 3 * COLUMN_WIDTH)
        grid.text(line, 0, 3, name, book.styles.make())
        of_fund = ("Fund ID", f"={_fund_cell(book, line - row - 2)}")
        sums = _fund_sums(context, (fund,))
        for place, (head, amount) in enumerate(zip(heads, sums, strict=True)):
            formula = f"={total(BUDGET.name, head, of_fund)}"
            grid.money(line, 3 + place, Live(formula, amount), number)
    last = row + 2 + min(len(funds), _MOST)
    label = "All funds" if len(funds) <= _MOST else f"All {len(funds)} funds (see Budget)"
    grid.text(last, 0, 3, label, book.styles.make(bold=True, top=1))
    for place, (head, amount) in enumerate(
        zip(heads, _fund_sums(context, tuple(funds)), strict=True)
    ):
        grid.money(last, 3 + place, Live(f"=SUM({BUDGET.name}[{head}])", amount), bold)
    return last


def _scaled(book: Book) -> tuple[str, str]:
    """Unit and number format of the money on this page."""
    largest = sum(row.amount for row in book.context.plan.stages) / book.context.minor()
    return charts.scale(book.context.portfolio.settings.currency, largest, 10**9)


def _fund_cell(book: Book, place: int) -> str:
    """The cell of Budget that holds the ID of the fund at this place."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    table = book.tables[BUDGET.name]
    first = table.first + place * len(book.context.index.calendar.windows)
    cell = xl_rowcol_to_cell(first, table.column("Fund ID"), row_abs=True, col_abs=True)
    return f"{table.sheet}!{cell}"


def _fund_sums(context: Context, funds: tuple[str, ...]) -> list[int]:
    """Budget and charges by state of some funds."""
    budget = sum(row.amount for row in context.portfolio.budgets if row.fund in funds)
    by_state = (
        sum(
            amount
            for (fund, _, found), amount in context.charged.items()
            if fund in funds and found is state
        )
        for state in PAID_STATES
    )
    return [budget, *by_state]


def _states(grid: Grid, book: Book, row: int) -> Placed:
    """All tranches by state."""
    unit, scale = _scaled(book)
    grid.heading(row, 9, 3, f"By state ({unit})")
    grid.head(row + 1, 9, 1, "State", "center")
    grid.head(row + 1, 10, 1, "Tranches", "right")
    grid.head(row + 1, 11, 1, "Money", "right")
    count, money = (book.styles.make(num_format=text, align="right") for text in ("#,##0", scale))
    for line, state in enumerate(charts.STATES, row + 2):
        rows = book.context.of_state(TrancheState(state))
        grid.word(line, 9, 1, state)
        of_state = f'{FUNDING.name}[State],"{state}"'
        grid.live(line, 10, 1, Live(f"=COUNTIFS({of_state})", len(rows)), count)
        amount = sum(tranche.amount for tranche in rows)
        grid.money(line, 11, Live(f"=SUMIFS({FUNDING.name}[Tranche],{of_state})", amount), money)
    last = row + 1 + len(charts.STATES)
    return Placed("Summary", "States", row + 1, row + 2, last, 10, ("State", "Tranches", "Money"))


def _charts(page: Page, book: Book, row: int, states: Placed) -> int:
    """Money by window, money by state, people by period, side by side."""
    drawn = [charts.by_state(book, states)]
    drawn.insert(0, charts.money_by_window(book))
    if BY_PERIOD in book.tables:
        drawn.append(charts.people_by_period(book))
    for place, chart in enumerate(drawn):
        chart.set_size({"width": 332, "height": _CHART_ROWS * 20 - 8})
        page.sheet.insert_chart(row, 1 + place * 4, chart, {"object_position": 2})
    for line in range(row, row + _CHART_ROWS):
        page.sheet.set_row(line, 15)
    return row + _CHART_ROWS + 1


def _decisions(grid: Grid, book: Book, row: int) -> int:
    """Held tranches, with what would release them."""
    context = book.context
    held = sorted(
        context.of_state(TrancheState.HELD), key=lambda tranche: (-tranche.amount, tranche.key)
    )
    unit, scale = _scaled(book)
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
        text = missing(context, tranche).replace("\n", "; ")
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


def _unfunded(grid: Grid, book: Book, row: int) -> int:
    """The most valuable initiatives that get nothing, and why."""
    context = book.context
    unit, scale = _scaled(book)
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


def _changes(grid: Grid, book: Book, row: int) -> None:
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


def draw(page: Page, book: Book) -> None:
    """From the sentence down to the decisions."""
    grid = Grid(page.sheet, book.styles, book.context.minor())
    grid.prepare()
    row = _top(grid, book)
    row = _tiles(grid, book, row)
    states = _states(grid, book, row)
    last = max(_funds(grid, book, row), states.last)
    row = _charts(page, book, last + 2, states)
    row = _decisions(grid, book, row)
    row = _unfunded(grid, book, row)
    _changes(grid, book, row)
    page.sheet.set_portrait()
    page.sheet.fit_to_pages(1, 1)
    page.sheet.print_area(0, 0, row + 1, COLUMNS)


SHEET = SheetSpec("Summary", "summary", draw)
