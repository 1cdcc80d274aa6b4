"""The sheet Lists: what drop-downs offer and no sheet of the input lists by itself.

Names that a column has several times (windows, domains, skills, groups) stand here once each,
worked out by formulas that need no array entry and no function that only some programs have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from data.grid import letters
from data.sheets.all_sheets import BY_TITLE
from data.sheets.column import LISTS
from data.sheets.waivers import RULES
from data.workbook.looks import Looks
from data.workbook.ranges import Ranges, setting
from models.currency import EXPONENTS
from models.envelope import ALL_WINDOWS, EACH_WINDOW, ScopeKind
from models.fund import CostType
from models.initiative import Theme
from models.portfolio import Portfolio
from models.team import TeamKind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COUNT, _HEADER, _FIRST = 1, 2, 3
"""Rows, from 0: of how many entries each list has, of the headers, of the first entry."""
_LATE = 2_958_465
"""Serial number of the last day of the year 9999."""
_KINDS = tuple(f"kind: {kind.value}" for kind in TeamKind)
_THEMES = tuple(f"theme: {theme.value}" for theme in Theme)


@dataclass(frozen=True)
class Part:
    """A part of a list: the entries of another list, each with words before it."""

    title: str
    before: str = ""


@dataclass(frozen=True)
class Listing:
    """One list: fixed words, then the distinct names of a column, or parts one after another."""

    title: str
    room: int
    """Most entries besides the fixed ones."""
    fixed: tuple[str, ...] = ()
    distinct: tuple[str, str] | None = None
    parts: tuple[Part, ...] = ()


LISTINGS = (
    Listing("Windows", 100, distinct=("Periods", "Window")),
    Listing("Windows of envelopes", 100, (EACH_WINDOW, ALL_WINDOWS), parts=(Part("Windows"),)),
    Listing("Domains", 200, distinct=("Teams", "Domain")),
    Listing("Skills", 300, distinct=("Skills", "Skill")),
    Listing("Teams", 400, distinct=("Teams", "Team")),
    Listing("Teams and domains", 600, parts=(Part("Domains"), Part("Teams"))),
    Listing(
        "Scopes",
        600,
        (ScopeKind.ALL.value, *_KINDS, *_THEMES),
        parts=(Part("Domains", "domain: "), Part("Teams", "team: ")),
    ),
    Listing(
        "Terms of funds",
        200,
        (*(kind.value for kind in CostType), *_KINDS, *_THEMES),
        parts=(Part("Domains", "domain: "),),
    ),
    Listing("Groups", 200, distinct=("Initiatives", "Choose one of")),
    Listing("Stages", 0, tuple(str(number) for number in range(1, 100))),
    Listing("Rules", 0, RULES),
    Listing("Currencies", 0, tuple(sorted(EXPONENTS))),
)
_AT = {listing.title: at for at, listing in enumerate(LISTINGS, start=1)}
_DECIMALS_AT = len(LISTINGS) + 1
BY_SOURCE = {each.distinct: each.title for each in LISTINGS if each.distinct is not None}
"""The list that has each name of a column once, for columns that have names several times."""


def offered(title: str) -> str:
    """The entries of a list, as many as there are when its drop-down opens."""
    letter = letters(_AT[title])
    return f"OFFSET({LISTS}!${letter}${_FIRST + 1},0,0,MAX(1,{LISTS}!${letter}${_COUNT + 1}),1)"


def numbers(count: str) -> str:
    """As many numbers of stages as a formula says."""
    return f"OFFSET({LISTS}!${letters(_AT['Stages'])}${_FIRST + 1},0,0,MAX(1,{count}),1)"


def write_lists(page: Worksheet, portfolio: Portfolio | None, ranges: Ranges, looks: Looks) -> None:
    """The lists side by side, as formulas with their values."""
    said = "What the drop-downs offer, worked out by itself. There is nothing to fill in here."
    page.write_string(0, 0, said, looks.quiet())
    _figures(page, portfolio, looks)
    known: dict[str, list[str]] = {}
    for listing in LISTINGS:
        known[listing.title] = _entries(listing, portfolio, known)
        _write(page, listing, known[listing.title], ranges, looks)
    page.write_string(_HEADER, _DECIMALS_AT, "Decimals", looks.header(required=False))
    for row, code in enumerate(sorted(EXPONENTS), start=_FIRST):
        page.write_number(row, _DECIMALS_AT, EXPONENTS[code], looks.plain())
    page.set_column(0, _DECIMALS_AT, 22)
    page.freeze_panes(_FIRST, 0)


def _figures(page: Worksheet, portfolio: Portfolio | None, looks: Looks) -> None:
    """What checks of cells need from Settings; `data.workbook.ranges` names these cells."""
    page.write_string(_HEADER, 0, "Decimals, slice, as-of date", looks.header(required=False))
    page.write_string(_COUNT, 0, "Entries of each list:", looks.quiet())
    values = None if portfolio is None else portfolio.settings
    codes, places = (
        f"${letters(at)}${_FIRST + 1}:${letters(at)}${_FIRST + len(EXPONENTS)}"
        for at in (_AT["Currencies"], _DECIMALS_AT)
    )
    part = f"N({setting('Slice')})"
    day = f"N({setting('As-of date')})"
    formulas: tuple[tuple[str, float], ...] = (
        (
            f"=IFERROR(INDEX({places},MATCH({setting('Currency')},{codes},0)),2)",
            2 if values is None else values.exponent,
        ),
        (f"=IF({part}>0,{part},0.1)", float(Decimal("0.1") if values is None else values.slice)),
        (f"=IF({day}>0,{day},{_LATE})", _LATE if values is None else _serial(values.as_of)),
    )
    for row, (formula, value) in enumerate(formulas, start=_FIRST):
        page.write_formula(row, 0, formula, looks.plain(), value)


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _entries(
    listing: Listing, portfolio: Portfolio | None, known: dict[str, list[str]]
) -> list[str]:
    """All entries, with those that formulas give."""
    found: list[str] = []
    if portfolio is not None and listing.distinct is not None:
        found = list(dict.fromkeys(_names(portfolio, listing.distinct)))
    for part in listing.parts:
        found += [part.before + name for name in known[part.title]]
    return [*listing.fixed, *found[: listing.room]]


def _names(portfolio: Portfolio, source: tuple[str, str]) -> Iterable[str]:
    sheet = BY_TITLE[source[0]]
    field = next(column.field for column in sheet.columns if column.header == source[1])
    values = (getattr(row, field) for row in getattr(portfolio, sheet.field))
    return (value for value in values if value is not None)


def _write(
    page: Worksheet, listing: Listing, entries: Sequence[str], ranges: Ranges, looks: Looks
) -> None:
    at, look = _AT[listing.title], looks.plain()
    letter = letters(at)
    last = _FIRST + len(listing.fixed) + listing.room
    page.write_string(_HEADER, at, listing.title, looks.header(required=False))
    cells = f"{letter}{_FIRST + 1}:{letter}{last}"
    count = f'=SUMPRODUCT(--({cells}<>""))'
    page.write_formula(_COUNT, at, count, looks.quiet(), len(entries))
    for row, word in enumerate(listing.fixed, start=_FIRST):
        if word.isdigit():
            page.write_number(row, at, int(word), look)
        else:
            page.write_string(row, at, word, look)
    for place in range(listing.room):
        row = _FIRST + len(listing.fixed) + place
        if listing.distinct is not None:
            formula = _next_distinct(listing.distinct, letter, row, ranges)
        else:
            formula = _of_parts(listing.parts, place)
        entry = row - _FIRST
        value = entries[entry] if entry < len(entries) else ""
        page.write_formula(row, at, formula, look, value)


def _next_distinct(source: tuple[str, str], letter: str, row: int, ranges: Ranges) -> str:
    """The first name of a column that no cell above has; nothing once there is none.

    Only functions that work on arrays in every program without being told to.
    """
    names, whole = ranges.column(*source), ranges.column(*source, first=1)
    above = f"{letter}${_HEADER + 1}:{letter}{row}"
    used = f'({names}="")+ISNUMBER(MATCH({names},{above},0))'
    first = f"SUMPRODUCT(MIN(ROW({names})+10000000*(({used})>0)))"
    formula = f'IFERROR(INDEX({whole},{first}),"")'
    return f"={formula}" if row == _FIRST else f'=IF({letter}{row}="","",{formula})'


def _of_parts(parts: Sequence[Part], place: int) -> str:
    """The entry at a place (from 0) of the parts one after another."""
    formula, before = '""', ""
    steps: list[tuple[str, str]] = []
    for part in parts:
        listing, letter = LISTINGS[_AT[part.title] - 1], letters(_AT[part.title])
        number, count = f"{place + 1}{before}", f"${letter}${_COUNT + 1}"
        cells = f"${letter}${_FIRST + 1}:${letter}${_FIRST + listing.room}"
        cell = f"INDEX({cells},{number})"
        steps.append((f"{number}<={count}", f'"{part.before}"&{cell}' if part.before else cell))
        before += f"-{count}"
    for test, entry in reversed(steps):
        formula = f"IF({test},{entry},{formula})"
    return f"={formula}"
