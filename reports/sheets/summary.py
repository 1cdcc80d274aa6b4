"""The sheet Summary: one page that an executive reads in a minute."""

from __future__ import annotations

from models.plan import TrancheState
from models.plan_tables import FUNDING
from models.wording import counted
from reports import charts
from reports.book import Book, SheetSpec
from reports.columns import Live
from reports.grid import COLUMNS, Grid
from reports.page import Page
from reports.placed import Placed
from reports.proof import gap_words, proof
from reports.sheets import checks
from reports.sheets.release_now import TABLE as RELEASE_NOW
from reports.sheets.teams import BY_PERIOD
from reports.styles import HEAD, compact
from reports.summary import lists, money, words

_CHART_ROWS = 12


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
    headline = words.headline(context)
    grid.text(2, 0, COLUMNS, headline, big)
    grid.tall(2, headline + headline[:40], COLUMNS, 36)
    grid.text(3, 0, COLUMNS, proof(context), styles.make(text_wrap=True))
    below = " ".join(filter(None, (said(context) for said in words.BELOW)))
    grid.text(4, 0, COLUMNS, below, styles.make(text_wrap=True))
    grid.tall(4, below, COLUMNS)
    return 6


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
    grid.sheet.set_row(row, 18)
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


def draw(page: Page, book: Book) -> None:
    """From the sentence down to the decisions."""
    grid = Grid(page.sheet, book.styles, book.context.minor())
    grid.prepare()
    row = _top(grid, book)
    row = _tiles(grid, book, row)
    by_state = money.states(grid, book, row)
    last = max(money.funds(grid, book, row), by_state.last)
    row = _charts(page, book, last + 2, by_state)
    row = lists.decisions(grid, book, row)
    row = lists.not_funded(grid, book, row)
    lists.what_changes(grid, book, row)
    page.sheet.set_portrait()
    page.sheet.fit_to_pages(1, 1)
    page.sheet.print_area(0, 0, row + 1, COLUMNS)


SHEET = SheetSpec("Summary", "summary", draw)
