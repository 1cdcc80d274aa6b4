"""Which row and which column a text names: `Growth 2027-Q1 Amount`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from data.context import Context
from data.sheets.all_sheets import BY_TITLE
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from data.values import Shown
from models.base import Frozen
from models.nearest import look, nearest
from models.portfolio import Portfolio
from models.scenario import CannotEdit

_BETWEEN = re.compile(r"[\s,;/|_-]+")

_NAMED_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Benefits": (("Initiative", "Metric"), ("Initiative", "Metric", "After stage")),
    "Demand": (("Initiative", "Stage", "Skill"), ("Initiative", "Stage", "Skill", "Lowest level")),
    "Outcomes": (("Objective",), ("Objective", "Date")),
    "Dependencies": (("Before", "After"), ("Before", "Before stage", "After", "After stage")),
    "Assignments": (("Person", "Team"), ("Person", "Team", "Until")),
    "Releases": (("Initiative", "Stage"), ("Initiative", "Stage", "Date")),
    "Waivers": (("Rule", "Subject"),),
}
"""Headers that tell rows apart, the shortest first, where that is not the key of the sheet."""

_FIGURE = {
    "Funds": "Carry over %",
    "Budgets": "Amount",
    "Metrics": "Worth per unit per period",
    "Benefits": "Uplift",
    "Stages": "Tranche",
    "Demand": "FTE",
    "Objectives": "Target",
    "Outcomes": "Observed",
    "Dependencies": "Lag",
    "People": "FTE",
    "Skills": "Level",
    "Availability": "FTE",
    "Pools": "FTE",
    "Assignments": "FTE",
    "Hiring": "Most FTE",
    "Functions": "Most FTE lent",
    "Releases": "Amount",
    "Waivers": "Expires",
}
"""The one column that is meant where a sheet has one obvious figure."""


class Cell(NamedTuple):
    """A row and a column of a sheet."""

    row: Frozen
    said: str
    """What people call the row."""
    column: Column


def find(portfolio: Portfolio, sheet: Sheet[Any], text: str, context: Context) -> Cell:
    """The cell that a text names; raises CannotEdit with the nearest name."""
    rows = getattr(portfolio, sheet.field)
    if not rows:
        raise CannotEdit(f"the sheet {sheet.title} has no rows", "a sheet that is filled")
    known = _known(portfolio, sheet, rows, context)
    wanted = squeezed(text)
    for name, column in _readings(wanted, sheet):
        if name in known:
            return _one(portfolio, sheet, [rows[place] for place in known[name]], text, column)
    begun = [name for name in known if wanted.startswith(f"{name} ")]
    if begun:
        longest = max(begun, key=len)
        words = text.strip()[-len(wanted) + len(longest) :].strip()
        raise no_column(sheet.title, words, [column.header for column in sheet.columns])
    titles = [_said(portfolio, sheet, row) for row in rows]
    near = nearest(text.strip(), titles)
    example = near or titles[0]
    allowed = f"nearest: {near}" if near else f"a row such as {example}, then a column"
    raise CannotEdit(f"{sheet.title} has no row '{text.strip()}'", allowed)


def no_column(title: str, words: str, headers: Sequence[str]) -> CannotEdit:
    """A column that the sheet does not have."""
    near = nearest(words, headers)
    allowed = f"nearest: {near}" if near else f"one of: {', '.join(headers)}"
    return CannotEdit(f"{title} has no column '{words}'", allowed)


def squeezed(text: str) -> str:
    """The same for texts that people take for one: case, spaces and commas aside."""
    return look(_BETWEEN.sub(" ", text))


def _readings(wanted: str, sheet: Sheet[Any]) -> Iterator[tuple[str, Column | None]]:
    """The text as a row alone, then as a row and a column, the longest header first."""
    yield wanted, None
    for column in sorted(sheet.columns, key=lambda column: -len(column.header)):
        header = squeezed(column.header)
        if wanted.endswith(f" {header}"):
            yield wanted[: -len(header)].rstrip(), column


def _one(
    portfolio: Portfolio,
    sheet: Sheet[Any],
    found: Sequence[Frozen],
    text: str,
    column: Column | None,
) -> Cell:
    if len(found) > 1:
        longest = _named_by(sheet)[-1]
        what = f"{len(found)} rows of {sheet.title} are called '{text.strip()}'"
        raise CannotEdit(what, f"one of them, by {', '.join(longest)}")
    if column is None:
        header = _FIGURE.get(sheet.title)
        if header is None:
            headers = ", ".join(each.header for each in sheet.columns)
            what = f"'{text.strip()}' names no column of {sheet.title}"
            raise CannotEdit(what, f"one of: {headers}")
        column = next(each for each in sheet.columns if each.header == header)
    return Cell(found[0], _said(portfolio, sheet, found[0]), column)


def _named_by(sheet: Sheet[Any]) -> tuple[tuple[str, ...], ...]:
    return _NAMED_BY.get(sheet.title, (sheet.key,))


def _known(
    portfolio: Portfolio, sheet: Sheet[Any], rows: Sequence[Frozen], context: Context
) -> Mapping[str, Sequence[int]]:
    """Positions of the rows by each of their names."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    titles = _titles(portfolio, sheet)
    for place, row in enumerate(rows):
        shown = _shown(sheet, row, context)
        for headers in _named_by(sheet):
            for words in product(*(_names(shown, header, titles) for header in headers)):
                found[squeezed(" ".join(filter(None, words)))][place] = None
    return {name: tuple(places) for name, places in found.items()}


def _shown(sheet: Sheet[Any], row: Frozen, context: Context) -> dict[str, Shown]:
    cells = sheet.to_cells(row, context)
    return {column.header: cell for column, cell in zip(sheet.columns, cells, strict=True)}


def _names(
    shown: Mapping[str, Shown], header: str, titles: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    """What may stand for a cell of a key: the ID, and the name of what it refers to."""
    value = shown[header]
    if value is None:
        return ("",)
    name = titles.get(header, {}).get(str(value))
    return (str(value),) if name is None else (str(value), name)


def _titles(portfolio: Portfolio, sheet: Sheet[Any]) -> Mapping[str, Mapping[str, str]]:
    """For each column that holds an ID: the names by ID."""
    found: dict[str, Mapping[str, str]] = {}
    for column in sheet.columns:
        own = sheet.key == (column.header,)
        source = sheet if own else BY_TITLE.get((column.kind.source or ("", ""))[0])
        rows = () if source is None else getattr(portfolio, source.field)
        if any(hasattr(row, "name") and hasattr(row, "id") for row in rows[:1]):
            found[column.header] = {row.id: row.name for row in rows}
    return found


def _said(portfolio: Portfolio, sheet: Sheet[Any], row: Frozen) -> str:
    """What people call a row: by names where there are any."""
    titles = _titles(portfolio, sheet)
    shown = _shown(sheet, row, Context.of(portfolio.settings))
    return " ".join(_names(shown, header, titles)[-1] for header in _named_by(sheet)[0]).strip()
