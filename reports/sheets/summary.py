"""The sheet Summary: one page that an executive reads in a minute."""

from __future__ import annotations

from reports import charts
from reports.book import Book, SheetSpec
from reports.columns import Live
from reports.grid import COLUMN_PIXELS, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.proof import proof
from reports.sheets import checks
from reports.styles import HEAD, QUIET
from reports.summary import lists, money, words
from reports.summary.tiles import tiles

_CHART_ROWS = 14
CHANGED = "Figures were changed after planning: plan again. As planned: "
"""Said before the headline where a check fails."""


def _top(grid: Grid, book: Book) -> int:
    """What this is, the plan in a sentence, and how good it is; gives the row below."""
    context, styles = book.context, book.styles
    settings = context.portfolio.settings
    span = f"{context.periods[0]} to {context.periods[-1]}" if context.periods else "no periods"
    about = f"As of {settings.as_of:%d %B %Y} · {span} · view: {context.view.audience.value}"
    grid.fitted(0, 0, 16, settings.name, styles.title, 1)
    grid.sheet.set_row(0, 26)
    grid.text(0, 16, 8, about, styles.make(font_color=QUIET, align="right", valign="vcenter"))
    big = styles.make(font_size=13, text_wrap=True, font_color=HEAD, bold=True, valign="vcenter")
    grid.text(1, 0, COLUMNS, _headline(book), big, 2)
    below = " ".join(filter(None, (proof(context), *(said(context) for said in words.BELOW))))
    grid.fitted(3, 0, COLUMNS, below, styles.make(text_wrap=True, valign="vcenter"), 2)
    return 6


def _headline(book: Book) -> Live | str:
    """The plan in a sentence, or, after a change that it does not stand, that it is none."""
    said = words.headline(book.context)
    if len(said) > words.LONGEST:
        return said
    text = said.replace('"', '""')
    failed = f'{checks.MASTER}="{checks.SOME_BAD}"'
    shown = CHANGED + said if checks.master(book).value == checks.SOME_BAD else said
    return Live(f'=IF({failed},"{CHANGED}","")&"{text}"', shown)


def _charts(page: Page, book: Book, row: int) -> int:
    """Money by window, value against money, staffing by team, side by side."""
    drawn = (
        (charts.money_by_window(book), 7, "No money is charged within this plan."),
        (charts.value_for_money(book), 9, "There is no initiative to show."),
        (charts.staffing_by_team(book), 8, "There are no people to show."),
    )
    left = 0
    for chart, span, nothing in drawn:
        if chart is None:
            quiet = book.styles.make(font_color=QUIET)
            page.sheet.write_string(row + _CHART_ROWS // 2, 1 + left, nothing, quiet)
            left += span
            continue
        size = {"width": span * COLUMN_PIXELS - 8, "height": _CHART_ROWS * ROW_PIXELS - 8}
        chart.set_size(size)
        page.sheet.insert_chart(row, 1 + left, chart, {"object_position": 2, "x_offset": 2})
        left += span
    return row + _CHART_ROWS


def draw(page: Page, book: Book) -> None:
    """From the sentence down to the decisions."""
    grid = Grid(page)
    row = _top(grid, book)
    row = tiles(grid, book, row)
    row = _charts(page, book, row)
    left = money.funds(grid, book, row)
    left = lists.what_changes(grid, book, left, money.WIDTH)
    right = lists.decided(grid, book, row)
    right = lists.not_funded(grid, book, right)
    page.sheet.center_horizontally()
    grid.end(max(left, right) - 1)


SHEET = SheetSpec("Summary", "summary", draw)
