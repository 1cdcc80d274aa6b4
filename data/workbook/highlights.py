"""Colours that tell what is missing, unknown, twice or out of order while one fills in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from data.context import Context
from data.kinds.dates import Day
from data.kinds.money import Amount
from data.kinds.text import Reference
from data.sheets.column import Column
from data.sheets.sheet import Sheet
from data.workbook.lists import BY_SOURCE
from data.workbook.looks import Looks
from data.workbook.ranges import DECIMALS_NAME, Ranges, letter_of, named, own
from models.base import Frozen

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_COMPARISONS = 10_000_000
"""Cells that all rows of a sheet are held against; beyond it, only `headgate check` compares.

Programs colour the cells that they show, but those that print or convert show all of them.
"""
_SKILLS = (("Skills", "Skill"), ("Pools", "Skill"), ("Hiring", "Skill"))
"""Columns that bring skills in."""


class _Highlight(NamedTuple):
    header: str
    formula: str
    look: Format


def highlight(
    page: Worksheet, sheet: Sheet[Frozen], ranges: Ranges, looks: Looks, context: Context
) -> None:
    """Puts the conditional formats on a sheet; the first that fits a cell shows."""
    found = [*_highlights(sheet, ranges, looks), *_decimals(sheet, looks, context)]
    for each in found:
        letter = letter_of(sheet.title, each.header)
        options = {"type": "formula", "criteria": f"={each.formula}", "format": each.look}
        last = ranges.last(sheet.title)
        page.conditional_format(f"{letter}2:{letter}{last}", options | {"stop_if_true": True})


def _highlights(sheet: Sheet[Frozen], ranges: Ranges, looks: Looks) -> Iterator[_Highlight]:
    for column in sheet.columns:
        if column.required:
            yield _Highlight(column.header, _missing(sheet, column), looks.missing())
    for column in sheet.columns:
        if column.not_before or column.not_after:
            yield _Highlight(column.header, _out_of_order(sheet, column), looks.order())
    if sheet.key and (len(sheet.key) == 1 or _bearable(ranges, sheet.title, sheet.title)):
        yield _Highlight(sheet.key[-1], _twice(sheet, ranges), looks.twice())
    for column in sheet.columns:
        formula = _unknown(sheet, column, ranges)
        if formula:
            yield _Highlight(column.header, formula, looks.unknown())


def _decimals(sheet: Sheet[Frozen], looks: Looks, context: Context) -> Iterator[_Highlight]:
    """Amounts get the decimals of the currency, where it is yet to be filled in."""
    if context.currency:
        return
    for column in sheet.columns:
        if isinstance(column.kind, Amount):
            for places in (0, 3, 4):
                formula = f"{DECIMALS_NAME}={places}"
                yield _Highlight(column.header, formula, looks.places(places))


def _missing(sheet: Sheet[Frozen], column: Column) -> str:
    """Empty in a row that has begun."""
    first, last = (own(sheet.title, sheet.columns[at].header) for at in (0, -1))
    return f"AND(COUNTA({first}:{last})>0,LEN({own(sheet.title, column.header)})=0)"


def _twice(sheet: Sheet[Frozen], ranges: Ranges) -> str:
    """The name of a row that an earlier one has; for names of several cells, of any other one."""
    if len(sheet.key) == 1:
        cell = own(sheet.title, sheet.key[0])
        at = _found(cell, ranges.here(sheet.title, sheet.key[0]))
        return f"AND(LEN({cell})>0,IFERROR({at}<ROW()-1,FALSE))"
    keys = [column for column in sheet.columns if column.header in sheet.key]
    tests = "*".join(_same(sheet, column, ranges) for column in keys)
    return f"AND(LEN({own(sheet.title, sheet.key[0])})>0,SUMPRODUCT({tests})>1)"


def _found(cell: str, cells: str) -> str:
    """Where a name stands among others: quick in every program; its * and ? are mere signs."""
    for sign in "~*?":
        cell = f'SUBSTITUTE({cell},"{sign}","~{sign}")'
    return f"MATCH({cell},{cells},0)"


def _same(sheet: Sheet[Frozen], column: Column, ranges: Ranges) -> str:
    """Which rows have in a column what this one has; EXACT takes no ranges of numbers anywhere."""
    cells, cell = ranges.here(sheet.title, column.header), own(sheet.title, column.header)
    return f"({cells}={cell})" if column.kind.numeric else f"EXACT({cells},{cell})"


def _out_of_order(sheet: Sheet[Frozen], column: Column) -> str:
    """A day or a period on the wrong side of another one in the same row."""
    cell = own(sheet.title, column.header)
    tests = []
    for header, sign in ((column.not_before, "<"), (column.not_after, ">")):
        if not header:
            continue
        other = own(sheet.title, header)
        if isinstance(column.kind, Day):
            tests.append(f"AND(ISNUMBER({other}),{cell}{sign}{other})")
        else:
            tests.append(f"IFERROR({_start(cell)}{sign}{_start(other)},FALSE)")
    return f"AND(LEN({cell})>0,OR({','.join(tests)}))"


def _start(cell: str) -> str:
    """The first day of the period that a cell names."""
    starts, names = (named("Periods", header) for header in ("Start", "Period"))
    return f"INDEX({starts},{_found(cell, names)})"


def _unknown(sheet: Sheet[Frozen], column: Column, ranges: Ranges) -> str:
    """A name that the sheet it refers to does not have; nothing where that cannot be told."""
    cell = own(sheet.title, column.header)
    if column.stage_of:
        if not _bearable(ranges, sheet.title, "Stages"):
            return ""
        initiative = own(sheet.title, column.stage_of)
        found = (
            f"SUMPRODUCT(EXACT({named('Stages', 'Initiative')},{initiative})"
            f"*({named('Stages', 'Stage')}={cell}))"
        )
        return f"AND(LEN({cell})>0,LEN({initiative})>0,{found}=0)"
    sources: tuple[tuple[str, str], ...]
    source = column.kind.source
    if source is None or not isinstance(column.kind, Reference):
        return ""
    if BY_SOURCE.get(source) == "Skills":
        if sheet.title != "Demand":
            return ""  # pools and hiring bring skills in that nobody has yet
        sources = _SKILLS
    else:
        sources = (source,)
    missing = ",".join(f"ISNA({_found(cell, named(*one))})" for one in sources)
    return f"AND(LEN({cell})>0,{missing})"


def _bearable(ranges: Ranges, sheet: str, other: str) -> bool:
    return (ranges.rows[sheet] + 1) * ranges.last(other) * 2 <= _MOST_COMPARISONS
