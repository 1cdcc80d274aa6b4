"""The sheet Inputs: what the plan was made from; blue figures on yellow may be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from models.envelope import Limit, Measure, Scope, ScopeKind
from models.fund import PaysFor
from models.portfolio import Portfolio
from models.settings import Settings
from models.units import FundId, WindowId
from models.wording import exact_money, fte, number
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind, Of, Origin
from reports.context import Context
from reports.entries import AMOUNT, DAY, WHOLE, entry
from reports.inputs import AS_OF, EVIDENCE_DAYS
from reports.page import FIRST_TABLE, Page

BUDGETS, PERIODS = "BudgetInputs", "PeriodInputs"
_AMOUNT = "E"
"""Letter of the column with the amounts of budgets."""
_MONEY = {"move_price", "both_natures_above", "escalate_above"}
_PERCENT = {"discount_rate", "gate_tolerance", "conditional_share", "gap"}
_NAMED = {"as_of": AS_OF, "evidence_days": EVIDENCE_DAYS}
"""Settings that formulas use, with the names of their cells."""
_SETTINGS = (
    Column("Setting", widest=34),
    Column("Value", Kind.NUMBER, widest=34, origin=Origin.GIVEN),
    Column("What it says", widest=64),
)
_PERIODS = (
    Column("Period", origin=Origin.GIVEN),
    Column("Starts", Kind.DATE, origin=Origin.GIVEN),
    Column("Ends", Kind.DATE, origin=Origin.GIVEN),
    Column("Window", origin=Origin.GIVEN),
    Column("Release date", Kind.DATE, origin=Origin.GIVEN),
    Column("Number", Kind.COUNT),
)
_BUDGETS = (
    Column("Fund", widest=34),
    Column("ID", Kind.ID),
    Column("Pays for", widest=64),
    Column("Window", origin=Origin.GIVEN),
    Column("Amount", Kind.MONEY, total=True, origin=Origin.OPEN),
    Column("Counts on", origin=Origin.GIVEN),
    Column("Carries over", Kind.PERCENT, origin=Origin.GIVEN),
    Column("Overrun price", Kind.RATE, origin=Origin.GIVEN),
)
_ENVELOPES = (
    Column("Envelope", widest=34, origin=Origin.GIVEN),
    Column("Measures", origin=Origin.GIVEN),
    Column("Applies to", widest=64, origin=Origin.GIVEN),
    Column("Window", origin=Origin.GIVEN),
    Column("At least", origin=Origin.GIVEN),
    Column("At most", origin=Origin.GIVEN),
)
_SHEETS = (Column("Sheet"), Column("Rows", Kind.COUNT, origin=Origin.GIVEN))


def settings_rows(settings: Settings) -> Iterator[tuple[str, Cell, str]]:
    """Each setting: its name, its value, what it says."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        label = name.replace("_", " ")
        said = (field.description or "").split("\n")[0].replace("*", "")
        yield (label[0].upper() + label[1:], _value(name, value, settings), said)


def _value(name: str, value: object, settings: Settings) -> Cell:
    origin = Origin.OPEN if name in _NAMED else Origin.GIVEN
    if value is None:
        return None
    if name in _MONEY:
        return Of(Kind.TEXT, exact_money(int(str(value)), settings.currency), origin)
    if name in _PERCENT:
        return Of(Kind.TEXT, f"{number(Decimal(str(value)))} %", origin)
    if isinstance(value, date):
        return Of(Kind.DATE, value, origin)
    if isinstance(value, int):
        return Of(Kind.COUNT, value, origin)
    return Of(Kind.NUMBER if isinstance(value, Decimal) else Kind.TEXT, _plain(value), origin)


def _plain(value: object) -> Decimal | str:
    return value if isinstance(value, Decimal) else str(value)


def _periods(context: Context) -> Iterator[tuple[Cell, ...]]:
    for number_of, row in enumerate(context.index.calendar.periods, 1):
        yield (row.id, row.start, row.end, row.window, row.release_date, number_of)


def budget_cells(book: Book) -> Mapping[tuple[FundId, WindowId], str]:
    """The cell with the amount of each budget; this sheet must have been drawn."""
    first = book.tables[BUDGETS].first + 1
    keys = (key for key, _ in budget_rows(book.context))
    return {key: f"{SHEET.name}!${_AMOUNT}${line}" for line, key in enumerate(keys, first)}


def budget_rows(context: Context) -> Iterator[tuple[tuple[FundId, WindowId], tuple[Cell, ...]]]:
    """Each budget with its fund's rules, by fund and window."""
    for fund in sorted(context.index.funds):
        for window in context.index.calendar.windows:
            row = context.index.budgets.get((fund, window))
            if row is None:
                continue
            carried = Of(Kind.PERCENT, context.index.funds[fund].carry_over / 100, Origin.GIVEN)
            yield (
                (fund, window),
                (
                    context.names.fund(fund),
                    fund,
                    _pays_for(context.index.funds[fund].pays_for),
                    window,
                    row.amount,
                    row.counts.value,
                    carried,
                    row.overrun_price,
                ),
            )


def _pays_for(asked: PaysFor) -> str:
    """What a fund may pay for, in words."""
    parts = (
        ("domain", asked.domains),
        ("teams of kind", asked.kinds),
        ("theme", asked.themes),
        ("", asked.cost_types),
    )
    said = (f"{what} {' or '.join(map(str, names))}".strip() for what, names in parts if names)
    return "; ".join(said) or "anything"


def envelope_rows(context: Context) -> Iterator[tuple[Cell, ...]]:
    """Each envelope in words."""
    for row in sorted(context.portfolio.envelopes, key=lambda row: row.id):
        yield (
            row.id,
            row.measure.value,
            _scope(context, row.applies_to),
            row.window,
            _limit(context, row.measure, row.at_least),
            _limit(context, row.measure, row.at_most),
        )


def _scope(context: Context, scope: Scope) -> str:
    if scope.kind is ScopeKind.TEAM:
        names = {str(row.id): row.name for row in context.portfolio.teams}
        return f"team {names.get(scope.name, scope.name)}"
    return f"{scope.kind.value} {scope.name}".strip()


def _limit(context: Context, measure: Measure, limit: Limit | None) -> str | None:
    """A limit in the unit of its measure."""
    if limit is None:
        return None
    if limit.amount is None:
        return f"{number(limit.percent or Decimal(0))} %"
    settings = context.portfolio.settings
    if measure is Measure.PEOPLE:
        return fte(limit.amount, settings.slice)
    if measure is Measure.STARTS:
        return f"{limit.amount:,}"
    return exact_money(limit.amount, settings.currency)


def _sheets(portfolio: Portfolio) -> Iterator[tuple[Cell, ...]]:
    for name in Portfolio.model_fields:
        rows = getattr(portfolio, name)
        if isinstance(rows, tuple):
            yield (name.capitalize(), len(rows))


def draw(page: Page, book: Book) -> None:
    """Settings, periods, budgets, envelopes, then how many rows each sheet had."""
    context = book.context
    page.title(
        "Inputs",
        "What the plan was made from. Change a blue figure on yellow to see what would follow for "
        f"this plan; for another plan, plan again. Money in {context.portfolio.settings.currency}.",
    )
    page.origins(2, 1, Origin.GIVEN, Origin.OPEN)
    placed = page.table("Settings", _SETTINGS, settings_rows(context.portfolio.settings))
    _name_cells(page, book)
    row = page.section(placed.below, "Periods")
    placed = book.keep(page.table(PERIODS, _PERIODS, _periods(context), row))
    row = page.section(placed.below, "Budgets")
    placed = book.keep(page.table(BUDGETS, _BUDGETS, (row for _, row in budget_rows(context)), row))
    page.checked(placed, "Amount", AMOUNT)
    row = page.section(placed.below, "Envelopes")
    placed = page.table("EnvelopeInputs", _ENVELOPES, envelope_rows(context), row)
    row = page.section(placed.below, "Rows read per sheet")
    page.table("SheetRows", _SHEETS, _sheets(context.portfolio), row)
    page.finish(FIRST_TABLE, 1)


def _name_cells(page: Page, book: Book) -> None:
    for line, name in enumerate(Settings.model_fields, FIRST_TABLE + 2):
        if name in _NAMED:
            book.workbook.define_name(_NAMED[name], f"={SHEET.name}!$B${line}")
            rule = entry(_NAMED[name], DAY if name == "as_of" else WHOLE)
            page.sheet.data_validation(line - 1, 1, line - 1, 1, rule)


SHEET = SheetSpec("Inputs", "control", draw)
