"""The sheet Summary: the answer in a sentence, a line per measure, two charts."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from models.staged import Estimate, Measure
from models.wording import counted
from reports.chart_look import scale
from reports.columns import Live
from reports.grid import COLUMN_PIXELS, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.placed import Placed
from reports.staged import assumed, chart
from reports.staged.samples import TABLE as SAMPLES
from reports.staged.samples import table_of
from reports.staged.sheet import ORDER, Book, heads, in_cells
from reports.staged.words import LABELS, headline, sampled
from reports.styles import QUIET

_LABEL, _FIGURE, _COUNT = 7, 3, 2
_ANNUAL, _STAGED, _DIFFERENCE, _LOW, _HIGH = (_LABEL + _FIGURE * n for n in range(5))
_AGREE = _HIGH + _FIGURE
_CHART_ROWS = 20
_DEEP = 3
_READ = (
    "Annual: what the year's plan starts is paid, whatever its gates say; planned again once a "
    "year. Staged: gates open and close tranches in each period, freed money is planned again. "
    "Both meet the same drawn outcomes; every plan has passed the audit. More/less: samples with "
    "more and with less under staged funding. How figures are meant is on the sheet Assumptions."
)


def draw(page: Page, book: Book) -> None:
    """From the sentence down to the charts."""
    grid = Grid(page)
    row = _top(grid, book)
    placed = _measures(grid, book, row)
    row = _charts(page, book, placed)
    quiet = book.styles.make(font_color=QUIET, text_wrap=True)
    row += grid.fitted(row, 0, COLUMNS, _READ, quiet, _DEEP)
    grid.end(row)


def _top(grid: Grid, book: Book) -> int:
    found, settings = book.simulation, book.portfolio.settings
    about = (
        f"As of {settings.as_of.isoformat()}; {sampled(found)} of how "
        f"{counted(found.gates, 'gate')} may turn out, over {counted(found.horizon, 'period')}"
    )
    title = f"Annual or staged funding: {settings.name}"
    return grid.top(title, about, headline(found, settings.currency)) + 1


def _unit(book: Book) -> tuple[str, str]:
    """Unit and number format of the money on this page."""
    largest = max(
        abs(mean)
        for measure, row in book.simulation.estimates.items()
        if measure.is_money
        for mean in (row.annual, row.staged)
    )
    return scale(book.currency, float(largest) / 10**book.styles.decimals, 10**7)


def _measures(grid: Grid, book: Book, row: int) -> Placed:
    """A line per measure: both means, their difference with its interval, and who agrees."""
    unit, _ = _unit(book)
    grid.heading(row, 0, COLUMNS, f"On average over {sampled(book.simulation)} ({unit})")
    grid.head(row + 1, 0, _LABEL, "What")
    for left, text in (
        (_ANNUAL, "Annual"),
        (_STAGED, "Staged"),
        (_DIFFERENCE, "Difference"),
        (_LOW, "95 % from"),
        (_HIGH, "95 % to"),
    ):
        grid.head(row + 1, left, _FIGURE, text, "right")
    grid.head(row + 1, _AGREE, COLUMNS - _AGREE, "More/less", "right")
    for line, measure in enumerate(ORDER, row + 2):
        _line(grid, book, line, book.simulation.estimates[measure])
    gaps = tuple("" for _ in range(_LABEL - 1))
    columns = ("What", *gaps, "Annual", "", "", "Staged", "", "", "Difference")
    money = sum(measure.is_money for measure in ORDER)
    return Placed("Summary", "Measures", row + 1, row + 2, row + 1 + money, 1, columns)


def _line(grid: Grid, book: Book, line: int, found: Estimate) -> None:
    measure = found.measure
    bold: dict[str, object] = {"bold": True} if measure is Measure.VALUE else {}
    style = book.styles.make(num_format=_format(book, measure), align="right", **bold)
    label = LABELS[measure]
    within: dict[str, object] = {"indent": 2, "align": "left"} if label.startswith(" ") else {}
    grid.text(line, 0, _LABEL, label.strip(), book.styles.make(**bold, **within))
    for left, head, mean in zip(
        (_ANNUAL, _STAGED), heads(measure), (found.annual, found.staged), strict=False
    ):
        shown = Live(f"=AVERAGE({table_of(measure)}[{head}])", in_cells(book, measure, mean))
        grid.number(line, left, _FIGURE, shown, style)
    difference = in_cells(book, measure, found.difference)
    minus = f"={_cell(line, _STAGED)}-{_cell(line, _ANNUAL)}"
    grid.number(line, _DIFFERENCE, _FIGURE, Live(minus, difference), style)
    _interval(grid, book, line, found)
    agree = book.styles.make(align="right", font_color=QUIET)
    grid.text(line, _AGREE, COLUMNS - _AGREE, f"{found.more:,} / {found.less:,}", agree)


def _interval(grid: Grid, book: Book, line: int, found: Estimate) -> None:
    """Both ends, as the sheet Samples and the factor on Assumptions give them."""
    style = book.styles.make(num_format=_format(book, found.measure), align="right")
    if found.interval is None:
        for left in (_LOW, _HIGH):
            grid.text(line, left, _FIGURE, "not known", style)
        return
    halves = book.tables[assumed.HALVES]
    at = halves.first + ORDER.index(found.measure) + 1
    half = f"'{halves.sheet}'!${xl_col_to_name(halves.column(assumed.HALF))}${at}"
    for left, sign, end in zip((_LOW, _HIGH), "-+", found.interval, strict=True):
        formula = f"={_cell(line, _DIFFERENCE)}{sign}{half}"
        grid.number(line, left, _FIGURE, Live(formula, in_cells(book, found.measure, end)), style)


def _format(book: Book, measure: Measure) -> str:
    """Money in millions with two decimals: differences are a small part of the whole."""
    if not measure.is_money:
        return '#,##0.0;-#,##0.0;"–"'
    unit, shown = _unit(book)
    return shown.replace("0.0,,", "0.00,,") if unit.endswith("million") else shown


def _cell(line: int, left: int) -> str:
    return f"{xl_col_to_name(1 + left)}{line + 1}"


def _charts(page: Page, book: Book, placed: Placed) -> int:
    """Both charts side by side; gives the row below them."""
    row = placed.first + len(ORDER) + 1
    minor = 10**book.styles.decimals
    samples = book.simulation.samples
    largest = max(abs(each.value) for row in samples for each in (row.annual, row.staged))
    left = chart.by_sample(book.workbook, book.tables[SAMPLES], book.currency, largest / minor)
    money = [book.simulation.estimates[measure] for measure in ORDER if measure.is_money]
    ends = [float(each.difference) for each in money]
    ends += [end for each in money if each.interval is not None for end in each.interval]
    halves = book.tables[assumed.HALVES] if len(samples) > 1 else None
    right = chart.differences(
        book.workbook, placed, halves, book.currency, (min(ends) / minor, max(ends) / minor)
    )
    half = COLUMNS // 2
    for at, each in ((0, left), (half, right)):
        size = {"width": half * COLUMN_PIXELS - 10, "height": _CHART_ROWS * ROW_PIXELS}
        each.set_size(size)
        page.sheet.insert_chart(row, 1 + at, each, {"object_position": 2})
    return row + _CHART_ROWS + 1
