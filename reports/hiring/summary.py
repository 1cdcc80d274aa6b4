"""The sheet Summary: the answer, the options, both plans side by side, a chart."""

from __future__ import annotations

from collections.abc import Callable

from models.comparison import Shift
from models.hiring import OptionWorth, Worth
from models.plan import Plan, SolveStatus
from models.wording import counted
from reports.chart_look import scale
from reports.grid import COLUMN_PIXELS, COLUMN_WIDTH, COLUMNS, ROW_PIXELS, Grid
from reports.hiring import chart, options
from reports.hiring.sheet import Book
from reports.hiring.words import counted_plans, headline, paid_back, when
from reports.page import Page
from reports.styles import QUIET
from reports.width import cut

_DEEP = 3
_MOST = 12
"""Options on this page; all are on the sheet Options."""
_CHART_ROWS = 15
_WIDE = 11
_READ = (
    "Net worth: value of the plan with an option less value of the plan without it, each the best "
    "that was found; the option's own cost is in it. Proven: whatever the search may have missed, "
    "the best plans differ by no less and no more. What is smaller than the plans may be off by "
    "is called unproven. Options that need each other have each the worth of both, so that the "
    "lines do not add up."
)


def draw(page: Page, book: Book) -> None:
    """From the sentence down to the chart."""
    grid = Grid(page)
    row = _top(grid, book)
    row = _options(grid, book, row) if book.case.options else row
    row = _plans(page, grid, book, row)
    quiet = book.styles.make(font_color=QUIET, text_wrap=True)
    row += grid.fitted(row, 0, COLUMNS, _READ, quiet, _DEEP)
    grid.end(row)


def _top(grid: Grid, book: Book) -> int:
    settings = book.case.portfolio.settings
    title = f"Hires, contracts and reskilling: {settings.name}"
    about = f"As of {settings.as_of.isoformat()}; {counted_plans(book.case)}"
    return grid.top(title, about, headline(book.case)) + 1


def _heads(book: Book) -> tuple[tuple[str, int, str], ...]:
    """Name, width in columns, and side of each column of the list."""
    pay = (("Cost", 2, "right"), ("Gross", 2, "right")) if book.view.pay else ()
    option = 5 if book.view.pay else 7
    skill = 2 if book.view.pay else 4
    return (
        ("Option", option, "left"),
        ("Skill", skill, "left"),
        ("Answer", 2, "center"),
        ("FTE", 1, "right"),
        ("From", 2, "right"),
        ("Paid back in", 2, "right"),
        *pay,
        ("Net worth", 2, "right"),
        ("At least", 2, "right"),
        ("At most", 2, "right"),
    )


def _options(grid: Grid, book: Book, row: int) -> int:
    """A line per option, what is used first."""
    unit, shown = _unit(book)
    grid.heading(row, 0, COLUMNS, f"Options ({unit}; at least and at most are proven)")
    left = 0
    for text, span, align in _heads(book):
        grid.head(row + 1, left, span, text, align)
        left += span
    line = row + 2
    for option in book.case.options[:_MOST]:
        _option(grid, book, line, option, shown)
        line += 1
    if len(book.case.options) > _MOST:
        rest = counted(len(book.case.options) - _MOST, "more option")
        grid.text(line, 0, COLUMNS, f"{rest} on the sheet Options", book.styles.subtitle)
        line += 1
    return line + 1


def _option(grid: Grid, book: Book, line: int, row: OptionWorth, shown: str) -> None:
    worth, case = row.worth, book.case
    plain, right = book.styles.make(), book.styles.make(align="right")
    money = book.styles.make(align="right", num_format=shown)
    fte = book.styles.make(align="right", num_format=book.styles.fte)
    per_fte = case.portfolio.settings.slices_per_fte
    cells: list[Callable[[int, int], None]] = [
        lambda at, span: grid.text(line, at, span, _cut(row.option.id, span), plain),
        lambda at, span: grid.text(line, at, span, _cut(row.option.skill, span), plain),
        lambda at, span: grid.word(line, at, span, worth.judgement.value),
        lambda at, span: grid.number(line, at, span, row.most / per_fte, fte),
        lambda at, span: grid.text(line, at, span, when(case, worth.first), right),
        lambda at, span: grid.text(line, at, span, _back(book, worth), right),
    ]

    def amount(value: int | None) -> Callable[[int, int], None]:
        if value is None:
            return lambda at, span: grid.text(line, at, span, "none", right)
        return lambda at, span: grid.number(line, at, span, grid.units(value), money)

    if book.view.pay:
        cells += [amount(worth.cost), amount(worth.gross)]
    cells += [amount(worth.net), amount(worth.low), amount(worth.high)]
    left = 0
    for write, (_, span, _) in zip(cells, _heads(book), strict=True):
        write(left, span)
        left += span


def _back(book: Book, worth: Worth) -> str:
    """Short enough for its column: the sheet Options says it in full."""
    text = paid_back(book.case, worth).partition(",")[0]
    return text if len(text) <= 2 * COLUMN_WIDTH else "not in time"


def _cut(text: str, span: int) -> str:
    return cut(text, span * COLUMN_WIDTH - 1)


def _unit(book: Book) -> tuple[str, str]:
    rows = [*(row.worth for row in book.case.options), book.case.together]
    largest = max(abs(x) for row in rows for x in (row.net or 0, row.gross or 0, row.high or 0))
    return scale(book.currency, largest / 10**book.styles.decimals, 10**7)


def _plans(page: Page, grid: Grid, book: Book, row: int) -> int:
    """Both plans in a few figures, and the chart beside them."""
    case = book.case
    grid.heading(row, 0, _WIDE, "The plan without any option and with all of them")
    for left, text in ((5, "Without"), (8, "With")):
        grid.head(row + 1, left, 3, text, "right")
    line = row + 2
    for label, figure, shown in _figures(book):
        style = book.styles.make(align="right", num_format=shown)
        grid.text(line, 0, 5, label, book.styles.make())
        for left, plan in ((5, case.without), (8, case.plan)):
            if plan is None:
                grid.text(line, left, 3, "none", book.styles.make(align="right"))
            else:
                grid.number(line, left, 3, figure(plan), style)
        line += 1
    line = _shifts(grid, book, line)
    if options.shown(book):
        _chart(page, book, row)
        line = max(line, row + _CHART_ROWS)
    return line + 1


def _figures(book: Book) -> tuple[tuple[str, Callable[[Plan], float], str], ...]:
    minor = 10**book.styles.decimals
    largest = book.case.plan.bound / minor
    unit, shown = scale(book.currency, largest, 10**7)
    if unit.endswith("million"):  # both plans would look alike
        shown = '#,##0.00,,;-#,##0.00,,;"–"'
    per_fte = book.case.portfolio.settings.slices_per_fte

    def proven(plan: Plan) -> float:
        return 0.0 if plan.status is SolveStatus.OPTIMAL else plan.gap

    def short(plan: Plan) -> float:
        return sum(row.slices for row in plan.shortages) / per_fte

    def started(plan: Plan) -> float:
        last: dict[str, int] = {}
        for row in plan.stages:
            last[row.initiative] = max(last.get(row.initiative, 0), row.stage)
        return sum(
            row.start is not None and row.stage == last[row.initiative] for row in plan.stages
        )

    return (
        (f"Value ({unit})", lambda plan: plan.value.total / minor, shown),
        (f"No plan is worth more than ({unit})", lambda plan: plan.bound / minor, shown),
        ("Within (gap)", proven, "0.00 %"),
        ("Initiatives that get to their last stage", started, "#,##0"),
        ("Committed work without people (FTE)", short, book.styles.fte),
        ("Moves between teams (FTE)", lambda plan: plan.moved / per_fte, book.styles.fte),
    )


def _shifts(grid: Grid, book: Book, line: int) -> int:
    """How many stages the options bring forward, let in, push back."""
    found = book.comparison
    if found is None:
        return line
    parts = [
        f"{counted(len(found.shifted(shift)), 'stage')} {_verb(shift, len(found.shifted(shift)))}"
        for shift in (Shift.NEWLY, Shift.EARLIER, Shift.LATER, Shift.NO_LONGER)
        if found.shifted(shift)
    ]
    text = (
        f"With the options {', '.join(parts)}." if parts else "All stages start at the same time."
    )
    style = book.styles.make(text_wrap=True, font_color=QUIET)
    return line + grid.fitted(line, 0, _WIDE, text, style, _DEEP)


def _verb(shift: Shift, count: int) -> str:
    one = {
        Shift.NEWLY: "starts that would not",
        Shift.EARLIER: "starts earlier",
        Shift.LATER: "starts later",
        Shift.NO_LONGER: "no longer starts",
    }[shift]
    return one if count == 1 else one.replace("starts", "start")


def _chart(page: Page, book: Book, row: int) -> None:
    minor = 10**book.styles.decimals
    largest = max(max(worth.high or 0, worth.net or 0) for _, worth in options.shown(book)) / minor
    found = chart.net_worth(
        book.workbook, book.tables[options.CHART], book.currency, max(largest, 1.0)
    )
    width = (COLUMNS - _WIDE - 1) * COLUMN_PIXELS
    found.set_size({"width": width, "height": _CHART_ROWS * ROW_PIXELS})
    page.sheet.insert_chart(row, _WIDE + 2, found, {"object_position": 2})
