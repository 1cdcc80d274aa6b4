"""The sheet Summary: what changed, in a sentence, two small tables and a chart."""

from __future__ import annotations

from collections import Counter

from xlsxwriter.utility import xl_col_to_name

from models.compared import BUDGETS, STAGES
from models.comparison import CauseKind, StageChange
from models.plan import TrancheState
from models.snapshot import Snapshot
from models.wording import counted
from reports.chart_look import scale
from reports.columns import Live
from reports.comparison import words
from reports.comparison.cells import TABLE as CELLS
from reports.comparison.chart import before_and_now
from reports.comparison.sheet import Changes, SheetSpec
from reports.comparison.stages import TABLE as STAGE_CHANGES
from reports.grid import COLUMN_PIXELS, COLUMN_WIDTH, COLUMNS, ROW_PIXELS, Grid
from reports.page import Page
from reports.placed import Placed
from reports.styles import QUIET
from reports.width import cut

_STATES = (
    TrancheState.RELEASED,
    TrancheState.RELEASE_NOW,
    TrancheState.HELD,
    TrancheState.PLANNED,
    TrancheState.NOT_FUNDED,
    TrancheState.STOPPED,
)
_CHARGED = ("Released", "Release now", "Held", "Planned")
_MOST_FUNDS = 8
_CHART_ROWS = 14
_LABEL, _FIGURE = 5, 2
"""Columns of the grid for a name and for a figure."""
_WIDE = _LABEL + 3 * _FIGURE
_HEADS = ("Before", "Now", "Difference")
_ASKED = ("As it is", "As asked", "Difference")
"""The heads where it is no later plan but an edited one."""
_DEEP = 3
"""Most lines of a sentence here; it is whole on the sheets behind."""


def _top(grid: Grid, changes: Changes) -> int:
    """Which plans, the answer, and what must be known."""
    comparison, styles = changes.comparison, changes.styles
    before, after = comparison.before, comparison.after
    title = f"{'What if, in' if comparison.edits else 'Changes in'} {after.portfolio}"
    about = f"From the plan {words.dated(before)}, to the plan {words.dated(after)}"
    if comparison.edits:
        about = f"The plan {words.dated(before)}, beside the plan of the portfolio as asked"
    row = grid.top(title, about, words.headline(comparison))
    for edit in comparison.edits:
        asked = styles.make(text_wrap=True, bold=True)
        row += grid.fitted(row, 0, COLUMNS, f"What if: {edit}.", asked, _DEEP)
    for remark in comparison.remarks:
        row += grid.fitted(row, 0, COLUMNS, remark, styles.make(text_wrap=True), _DEEP)
    return row + 1


def _unit(changes: Changes) -> tuple[str, str]:
    """Unit and number format of the money on this page."""
    comparison = changes.comparison
    largest = max(
        sum(row.amount("Tranche") for row in plan.tables[STAGES.name])
        for plan in (comparison.before, comparison.after)
    )
    return scale(changes.currency, largest / 10**changes.styles.decimals, 10**9)


def _head(grid: Grid, changes: Changes, row: int, title: str, first: str) -> None:
    grid.heading(row, 0, _WIDE, title)
    grid.head(row + 1, 0, _LABEL, first)
    for place, head in enumerate(_ASKED if changes.comparison.edits else _HEADS):
        grid.head(row + 1, _LABEL + place * _FIGURE, _FIGURE, head, "right")


def _line(
    grid: Grid, changes: Changes, row: int, label: str, pair: tuple[int, int], *, bold: bool = False
) -> None:
    """A label, two amounts and their difference as a formula."""
    look: dict[str, object] = {"bold": True, "top": 1} if bold else {}
    style = changes.styles.make(num_format=_unit(changes)[1], align="right", **look)
    grid.text(row, 0, _LABEL, cut(label, _LABEL * COLUMN_WIDTH), changes.styles.make(**look))
    for place, amount in enumerate(pair):
        grid.number(row, _LABEL + place * _FIGURE, _FIGURE, grid.units(amount), style)
    before, now = (xl_col_to_name(1 + _LABEL + place * _FIGURE) for place in range(2))
    formula = f"={now}{row + 1}-{before}{row + 1}"
    difference = Live(formula, grid.units(pair[1] - pair[0]))
    grid.number(row, _LABEL + 2 * _FIGURE, _FIGURE, difference, style)


def _amounts(grid: Grid, changes: Changes, row: int) -> Placed:
    """Value, what goes out now, and tranches by state."""
    before, after = changes.comparison.before, changes.comparison.after
    title = "As it is and as asked" if changes.comparison.edits else "Before and now"
    _head(grid, changes, row, f"{title} ({_unit(changes)[0]}; tranches are whole)", "What")
    worth = (words.value_of(before), words.value_of(after))
    _line(grid, changes, row + 2, "Value of the plan", worth)
    bounds = (words.bound_of(before), words.bound_of(after))
    _line(grid, changes, row + 3, "No plan is worth more than", bounds)
    out = (words.released_now(before), words.released_now(after))
    _line(grid, changes, row + 4, "Money that goes out now", out)
    first = row + 5
    for line, state in enumerate(_STATES, first):
        pair = (_of_state(before, state), _of_state(after, state))
        _line(grid, changes, line, state.value.capitalize(), pair)
    gaps = tuple("" for _ in range(_LABEL - 1))
    heads = ("What", *gaps, "Before", *("" for _ in range(_FIGURE - 1)), "Now")
    return Placed("Summary", "Amounts", row + 1, first, first + len(_STATES) - 1, 1, heads)


def _of_state(plan: Snapshot, state: TrancheState) -> int:
    rows = plan.tables[STAGES.name]
    return sum(row.amount("Tranche") for row in rows if row.text("State") == state.value)


def _funds(grid: Grid, changes: Changes, row: int) -> int:
    """What each fund is charged within the plan."""
    before, after = (
        _charged(plan) for plan in (changes.comparison.before, changes.comparison.after)
    )
    _head(grid, changes, row, f"Charged by fund ({_unit(changes)[0]})", "Fund")
    names = {
        each.key[0]: each.names[0]
        for plan in (changes.comparison.before, changes.comparison.after)
        for each in plan.tables[BUDGETS.name]
    }
    funds = sorted(names, key=lambda fund: (-abs(after[fund] - before[fund]), fund))
    line = row + 2
    for fund in funds[:_MOST_FUNDS]:
        _line(grid, changes, line, names[fund], (before[fund], after[fund]))
        line += 1
    label = "All funds" if len(funds) <= _MOST_FUNDS else f"All {len(funds)} funds"
    _line(grid, changes, line, label, (before.total(), after.total()), bold=True)
    return line + 2


def _charged(plan: Snapshot) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in plan.tables[BUDGETS.name]:
        sums[row.key[0]] += sum(row.amount(head) for head in _CHARGED)
    return sums


def _causes(grid: Grid, changes: Changes, row: int) -> int:
    """Why: stages with their money, and cells, by cause."""
    comparison, styles = changes.comparison, changes.styles
    cells = Counter(change.cause.kind for change in comparison.changes)
    groups: dict[CauseKind, list[StageChange]] = {}
    for stage in comparison.stages:
        groups.setdefault(stage.cause.kind, []).append(stage)
    unit, shown = _unit(changes)
    grid.heading(row, 0, COLUMNS, "Why: causes, the stages that they changed, and the cells")
    heads = (("Cause", 5, "left"), ("Stages", 2, "right"), (unit, 3, "right"))
    left = 0
    for text, span, align in (*heads, ("Cells", 2, "right"), ("  The largest", 12, "left")):
        grid.head(row + 1, left, span, text, align)
        left += span
    count = styles.make(num_format='#,##0;-#,##0;"–"', align="right")
    money = styles.make(num_format=shown, align="right")
    line = row + 2
    for kind in CauseKind:
        stages = groups.get(kind, [])
        if not cells[kind]:
            continue
        named = f'[Cause],"{kind.value}"'
        grid.text(line, 0, 5, kind.value.capitalize(), styles.make())
        grid.number(line, 5, 2, Live(f"=COUNTIFS({STAGE_CHANGES}{named})", len(stages)), count)
        total = Live(
            f"=SUMIFS({STAGE_CHANGES}[Money that moves],{STAGE_CHANGES}{named})",
            grid.units(sum(stage.moved for stage in stages)),
        )
        grid.number(line, 7, 3, total, money)
        grid.number(line, 10, 2, Live(f"=COUNTIFS({CELLS}{named})", cells[kind]), count)
        text = _largest(stages) or _MEANS.get(kind, "")
        look = styles.make(text_wrap=True, indent=1, align="left")
        line += grid.fitted(line, 12, 12, text, look, _DEEP)
    if not comparison.changes:
        grid.text(line, 0, COLUMNS, "Nothing changed.", styles.make(font_color=QUIET))
        line += 1
    return line + 1


def _largest(stages: list[StageChange]) -> str:
    """The stage with the most money among those of a cause, and what happened to it."""
    if not stages:
        return ""
    top = min(stages, key=lambda row: (-row.moved, row.key))
    return f"{words.moved(top)}. {top.cause.text}"


_MEANS = {
    CauseKind.EDIT: "It is what was asked.",
    CauseKind.FACT: "The later plan is a later one: what has happened is not planned any more.",
    CauseKind.FOLLOWS: "Money, people and gates that go with the stages that changed.",
    CauseKind.ROOM: "The same money or people now serve something else.",
    CauseKind.WHOLE: "Nothing that the plans show of these changed; all else together made it so.",
    CauseKind.BUDGET: "The budget itself was changed.",
    CauseKind.SETTING: "The settings themselves were changed.",
    CauseKind.GATE: "Outcomes came in.",
    CauseKind.PERSON: "Someone is new, gone, or has other time.",
    CauseKind.WORK: "What the portfolio asks for was changed.",
}
"""What is said of a cause that changed no stage."""


def _foot(grid: Grid, changes: Changes, row: int) -> int:
    comparison = changes.comparison
    text = (
        f"{counted(len(comparison.changes), 'cell')} changed. Each has one cause: the first that "
        "names a fact in one of the plans. Every changed cell has the full list."
    )
    grid.text(row, 0, COLUMNS, text, changes.styles.make(font_color=QUIET))
    return row + 1


def draw(page: Page, changes: Changes) -> None:
    """From the sentence down to the causes."""
    grid = Grid(page)
    row = _top(grid, changes)
    placed = _amounts(grid, changes, row)
    largest = max(
        _of_state(plan, state) / page.minor
        for plan in (changes.comparison.before, changes.comparison.after)
        for state in _STATES
    )
    chart = before_and_now(changes.workbook, placed, changes.currency, largest)
    size = {"width": (COLUMNS - _WIDE - 1) * COLUMN_PIXELS, "height": _CHART_ROWS * ROW_PIXELS}
    chart.set_size(size)
    page.sheet.insert_chart(row, _WIDE + 2, chart, {"object_position": 2})
    row = _funds(grid, changes, max(placed.last + 2, row + 2))
    row = _causes(grid, changes, max(row, placed.header + _CHART_ROWS))
    row = _foot(grid, changes, row)
    grid.end(row)


SHEET = SheetSpec("Summary", "summary", draw)
