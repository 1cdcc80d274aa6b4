"""The sheet Dependencies: what waits for what, with how much slack, and feature flags in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.dependency import Dependency, DependencyType
from models.plan import StagePlan, TrancheState
from models.plan_tables import FLAGS
from models.stage import StageKey
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Live
from reports.context import Context
from reports.facts.links import ends
from reports.page import FIRST_TABLE, Page
from reports.sheets import stage_rules

_COLUMNS = (
    Column("First", widest=36),
    Column("First ID", Kind.ID),
    Column("First stage", Kind.COUNT),
    Column("It finishes"),
    Column("Then", widest=36),
    Column("Then ID", Kind.ID),
    Column("Then stage", Kind.COUNT),
    Column("It starts"),
    Column("Type"),
    Column("Lag", Kind.COUNT),
    Column("Slack (periods)", Kind.COUNT),
    Column("Result", Kind.WORD, narrowest=11),
    Column("On the release plan of", widest=26),
)
LINKS = "Links"
_FLAGS = (
    Column("Before", widest=36),
    Column("Before ID", Kind.ID),
    Column("Before stage", Kind.COUNT),
    Column("Before finishes"),
    Column("After", widest=36),
    Column("After ID", Kind.ID),
    Column("After stage", Kind.COUNT),
    Column("After starts"),
    Column("Flag cost", Kind.MONEY, total=True),
)


def _finish(context: Context, key: StageKey) -> int | None:
    """The first period after a stage; None if it never starts or is done."""
    row = context.stage_plans.get(key)
    if row is None or row.start is None:
        return None
    return row.start + context.index.stage[key].periods


def _slack(context: Context, row: Dependency) -> int | None:
    before, after = ends(context, row)
    finish, then = _finish(context, before), context.stage_plans.get(after)
    if row.type is not DependencyType.FINISH_START or finish is None:
        return None
    if then is None or then.start is None or then.state is TrancheState.RELEASED:
        return None
    return then.start - finish - row.lag


def _result(context: Context, row: Dependency) -> str:
    """Whether the plan keeps a dependency, in a word."""
    before, after = ends(context, row)
    first, then = context.stage_plans.get(before), context.stage_plans.get(after)
    if (before, after) in context.flagged:
        return "flag used"
    if first is None or then is None or not _asks(row, first, then):
        return "not asked"
    return "kept" if _kept(context, row, first, then) else "broken"


def _asks(row: Dependency, first: StagePlan, then: StagePlan) -> bool:
    """Whether anything is asked: the later stage is planned, or one of two that go together."""
    if row.type is DependencyType.EXCLUDES:
        return _runs(first) or _runs(then)
    if row.type is DependencyType.SAME_RELEASE:
        return first.start is not None or then.start is not None
    return then.start is not None and then.state is not TrancheState.RELEASED


def _runs(row: StagePlan) -> bool:
    return row.start is not None or row.state is TrancheState.RELEASED


def _kept(context: Context, row: Dependency, first: StagePlan, then: StagePlan) -> bool:
    if row.type is DependencyType.EXCLUDES:
        return not (_runs(first) and _runs(then))
    if row.type is DependencyType.NEEDS:
        return _runs(first)
    if context.done(first.key) or context.done(then.key):
        return True
    if row.type is DependencyType.SAME_RELEASE:
        alone = TrancheState.RELEASED in (first.state, then.state)
        both = first.start is not None and then.start is not None
        same = _finish(context, first.key) == _finish(context, then.key)
        return same if both else alone
    slack = _slack(context, row)
    return slack is not None and slack >= 0


def _finishes(context: Context, key: StageKey) -> str:
    row = context.stage_plans.get(key)
    if row is None:
        return ""
    return "done" if context.done(key) else context.last_period(row)


def _starts(context: Context, key: StageKey) -> str:
    row = context.stage_plans.get(key)
    return context.starts(row) if row else ""


def broken(context: Context, kind: DependencyType) -> int:
    """How many dependencies of a type the plan breaks."""
    return sum(row.type is kind and result == "broken" for row, _, _, result in results(context))


def results(context: Context) -> Iterator[tuple[Dependency, StageKey, StageKey, str]]:
    """Each dependency with the stages that it is about and what became of it, in a word."""
    for row in context.portfolio.dependencies:
        yield row, *ends(context, row), _result(context, row)


def _live(context: Context, row: Dependency, lines: Mapping[StageKey, int]) -> Cell:
    """The result as a formula over Stage rules; a flag is a decision, and stays a word."""
    result = _result(context, row)
    before, after = ends(context, row)
    if result == "flag used" or before not in lines or after not in lines:
        return result
    over = context.done(before) or context.done(after)
    return Live(f"={_formula(row, lines[before], lines[after], over=over)}", result)


def _formula(row: Dependency, first: int, then: int, *, over: bool) -> str:
    """Whether a dependency is kept, from the rows of its two stages; `over`: one is done."""

    def cell(letter: str, line: int) -> str:
        return f"'{stage_rules.SHEET.name}'!${letter}${line}"

    out = f'"{TrancheState.RELEASED.value}"'
    starts, then_starts = (f'{cell("E", line)}<>""' for line in (first, then))
    runs, then_runs = (
        f"OR({started},{cell('D', line)}={out})"
        for started, line in ((starts, first), (then_starts, then))
    )
    if row.type is DependencyType.EXCLUDES:
        both, either = f"AND({runs},{then_runs})", f"OR({runs},{then_runs})"
        return f'IF({both},"broken",IF({either},"kept","not asked"))'
    asked = f"AND({then_starts},{cell('D', then)}<>{out})"
    if row.type is DependencyType.NEEDS:
        kept = runs
    elif over:
        kept = "TRUE"
    elif row.type is DependencyType.SAME_RELEASE:
        alone = f"OR({cell('D', first)}={out},{cell('D', then)}={out})"
        together = f"{cell('G', first)}={cell('G', then)}"
        kept = f"IF(AND({starts},{then_starts}),{together},{alone})"
    else:
        late = f"N({cell('E', then)})-N({cell('G', first)})-1<{row.lag}"
        kept = f"IF({starts},NOT({late}),FALSE)"
    if row.type is DependencyType.SAME_RELEASE:
        asked = f"OR({starts},{then_starts})"
    return f'IF({asked},IF({kept},"kept","broken"),"not asked")'


def _rows(book: Book) -> Iterator[tuple[Cell, ...]]:
    context, lines = book.context, stage_rules.lines_of(book)
    rows = context.portfolio.dependencies
    for row in sorted(rows, key=lambda row: (*ends(context, row), row.model_dump_json())):
        before, after = ends(context, row)
        yield (
            context.names.initiative(row.before),
            row.before,
            before.stage,
            _finishes(context, before),
            context.names.initiative(row.after),
            row.after,
            after.stage,
            _starts(context, after),
            row.type.value,
            row.lag,
            _slack(context, row),
            _live(context, row, lines),
            context.names.team(row.release_plan_of),
        )


def _flags(context: Context) -> Iterator[tuple[Cell, ...]]:
    for row in context.plan.flags:
        yield (
            context.names.initiative(row.before.initiative),
            row.before.initiative,
            row.before.stage,
            _finishes(context, row.before),
            context.names.initiative(row.after.initiative),
            row.after.initiative,
            row.after.stage,
            _starts(context, row.after),
            row.cost,
        )


def draw(page: Page, book: Book) -> None:
    """All dependencies, then the flags in use."""
    page.title(
        "Dependencies",
        "What waits for what. Slack is how many periods lie between; a flag lets the later one "
        "ship first.",
    )
    placed = book.keep(page.table(LINKS, _COLUMNS, _rows(book)))
    note = f"Each flag is paid once. All money in {book.context.portfolio.settings.currency}."
    row = page.section(placed.below, "Feature flags in use", note)
    book.keep(page.table(FLAGS.name, _FLAGS, _flags(book.context), row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Dependencies", "why", draw)
