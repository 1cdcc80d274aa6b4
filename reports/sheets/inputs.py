"""The sheet Inputs: what the plan was made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.portfolio import Portfolio
from models.settings import Settings
from models.wording import exact_money
from reports.book import Book, SheetSpec
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page

_MONEY = {"move_price", "both_natures_above"}
_PERCENT = {"discount_rate", "gate_tolerance", "conditional_share", "gap"}
_SETTINGS = (Column("Setting"), Column("Value", widest=60), Column("What it says", widest=90))
_SHEETS = (Column("Sheet"), Column("Rows", Kind.COUNT))


def settings_rows(settings: Settings) -> Iterator[tuple[str, Cell, str]]:
    """Each setting: its name, its value, what it says."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        label = name.replace("_", " ")
        said = (field.description or "").split("\n")[0].replace("*", "")
        yield (label[0].upper() + label[1:], _value(name, value, settings.currency), said)


def _value(name: str, value: object, currency: str) -> Cell:
    if value is None or isinstance(value, str | date):
        return None if value is None else str(value)
    if name in _MONEY:
        return exact_money(int(str(value)), currency)
    if name in _PERCENT:
        return f"{value} %"
    return str(value)


def _sheets(portfolio: Portfolio) -> Iterator[tuple[Cell, ...]]:
    for name in Portfolio.model_fields:
        rows = getattr(portfolio, name)
        if isinstance(rows, tuple):
            yield (name.capitalize(), len(rows))


def draw(page: Page, book: Book) -> None:
    """Settings, then how many rows each sheet had."""
    page.title("Inputs", "What the plan was made from. What the rules found in it is on Checks.")
    placed = page.table("Settings", _SETTINGS, settings_rows(book.context.portfolio.settings))
    row = page.section(placed.below, "Rows read per sheet")
    page.table("SheetRows", _SHEETS, _sheets(book.context.portfolio), row)
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Inputs", "control", draw)
