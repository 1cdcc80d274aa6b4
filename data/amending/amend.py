"""From `Budgets!Growth 2027-Q1 = +10%` to the row as it will be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from data.amending.rows import find, squeezed
from data.amending.values import asked, reading, said, typed
from data.context import Context
from data.kinds.kind import Kind
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from data.sheets.sheet import Faults, Sheet
from data.values import Value
from models.base import Frozen
from models.nearest import nearest
from models.portfolio import Portfolio
from models.scenario import Amend, CannotEdit

WRITTEN = '"Sheet!row column = value", as in "Budgets!Growth 2027-Q1 = +10%"'
_FIXED = ("currency", "slice")
"""Settings in whose units everything else is written."""


def amend(portfolio: Portfolio, text: str) -> Amend:
    """The edit that a text asks for, of the portfolio as it is.

    Values are parsed as cells of that column are. Raises CannotEdit: what is wrong, what is
    allowed, the nearest name.
    """
    title, bang, rest = text.partition("!")
    left, equals, value = rest.partition("=")
    if not (bang and equals and left.strip()):
        raise CannotEdit(f"'{text}' does not say what to change", WRITTEN)
    context = reading(_context(portfolio))
    sheet = _sheet(title)
    if sheet is None:
        return _setting(portfolio, left, value, context)
    return _cell(portfolio, sheet, left, value, context)


def _context(portfolio: Portfolio) -> Context:
    teams = portfolio.teams
    return replace(
        Context.of(portfolio.settings),
        teams=frozenset(team.id for team in teams),
        domains=frozenset(team.domain for team in teams if team.domain is not None),
    )


def _sheet(title: str) -> Sheet[Any] | None:
    """The sheet of this title; None for Settings."""
    titles = {squeezed(sheet.title): sheet for sheet in SHEETS}
    wanted = squeezed(title)
    if wanted in titles:
        return titles[wanted]
    if wanted == squeezed(settings.TITLE):
        return None
    names = [settings.TITLE, *(sheet.title for sheet in SHEETS)]
    near = nearest(title, names)
    allowed = f"nearest: {near}" if near else f"one of: {', '.join(names)}"
    raise CannotEdit(f"there is no sheet '{title.strip()}'", allowed)


def _cell(
    portfolio: Portfolio, sheet: Sheet[Any], left: str, value: str, context: Context
) -> Amend:
    cell = find(portfolio, sheet, left, context)
    shown = sheet.to_cells(cell.row, context)
    cells: dict[str, Value] = {
        column.header: typed(each) for column, each in zip(sheet.columns, shown, strict=True)
    }
    place = [column.header for column in sheet.columns].index(cell.column.header)
    kind: Kind[object] = cell.column.kind
    cells[cell.column.header] = asked(value, shown[place], kind, context)
    where = f"{sheet.title}, {cell.said}, {cell.column.header}"
    try:
        new = sheet.to_object(cells, context)
    except Faults as faults:
        fault = faults.faults[0]
        raise CannotEdit(f"{where}: {fault.what}", fault.allowed) from faults
    was, now = (
        said(sheet.dismantle(row, context).get(cell.column.field), kind, context)
        for row in (cell.row, new)
    )
    return Amend(sheet.title, cell.said, cell.column.header, was, now, sheet.field, cell.row, new)


def _setting(portfolio: Portfolio, left: str, value: str, context: Context) -> Amend:
    wanted = squeezed(left).removesuffix(f" {settings.VALUE.casefold()}")
    keys = {squeezed(key.header): key for key in settings.KEYS}
    if wanted not in keys:
        fault = settings.unknown_key(left.strip())
        raise CannotEdit(fault.what, fault.allowed)
    key = keys[wanted]
    if key.field in _FIXED:
        what = f"{key.header} is what everything else is written in"
        raise CannotEdit(what, "a portfolio of its own for another one")
    old = portfolio.settings
    cells: dict[str, Value] = {
        row[0]: typed(row[1]) for row in settings.to_rows(old, context) if isinstance(row[0], str)
    }
    kind: Kind[object] = key.kind
    standing = next(row[1] for row in settings.to_rows(old, context) if row[0] == key.header)
    cells[key.header] = asked(value, standing, kind, context)
    try:
        new: Frozen = settings.to_settings(cells, context)
    except Faults as faults:
        fault = faults.faults[0]
        raise CannotEdit(f"Settings, {key.header}: {fault.what}", fault.allowed) from faults
    was, now = (said(getattr(row, key.field), kind, context) for row in (old, new))
    return Amend(settings.TITLE, key.header, settings.VALUE, was, now, "settings", old, new)
