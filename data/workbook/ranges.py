"""Where the cells of the input's sheets are, as formulas name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.grid import letters
from data.sheets import settings
from data.sheets.all_sheets import BY_TITLE, SHEETS
from data.sheets.column import LISTS
from models.portfolio import Portfolio

_LEAST = 5_000
"""Rows of every sheet that drop-downs, checks and colours look at, however few are filled."""
_ROOM = 1_000
"""Rows below the last one that are looked at, too."""


@dataclass(frozen=True)
class Ranges:
    """The columns of one workbook, down to the last row that formulas look at."""

    rows: Mapping[str, int]
    """How many rows each sheet has, by title."""

    @classmethod
    def of(cls, portfolio: Portfolio | None) -> Ranges:
        """The ranges that a portfolio needs; None for the template."""
        rows = {
            sheet.title: 0 if portfolio is None else len(getattr(portfolio, sheet.field))
            for sheet in SHEETS
        }
        return cls(rows)

    def last(self, sheet: str) -> int:
        """The last row that formulas look at; rows count from 1."""
        return max(_LEAST, self.rows[sheet] + _ROOM) + 1

    def column(self, sheet: str, header: str, *, first: int = 2) -> str:
        """All cells of a column, as in `Teams!$A$2:$A$5001`."""
        letter = letter_of(sheet, header)
        return f"{sheet}!${letter}${first}:${letter}${self.last(sheet)}"

    def names(self) -> Iterator[tuple[str, str]]:
        """Names for the workbook to know, each with the formula of its range."""
        for sheet, header in NAMED:
            yield named(sheet, header), f"={self.column(sheet, header)}"
        yield DECIMALS_NAME, f"={DECIMALS}"

    def here(self, sheet: str, header: str) -> str:
        """All cells of a column, for formulas on its own sheet."""
        return self.column(sheet, header).partition("!")[2]

    def filled(self, sheet: str, header: str) -> str:
        """The cells of a column down to the last filled one, whatever is blank in between."""
        cells = self.column(sheet, header)
        height = f'SUMPRODUCT(MAX(({cells}<>"")*ROW({cells})))-1'
        return f"OFFSET({sheet}!${letter_of(sheet, header)}$2,0,0,MAX(1,{height}),1)"


NAMED = (
    ("Periods", "Period"),
    ("Periods", "Start"),
    ("Periods", "Window"),
    ("Teams", "Team"),
    ("Functions", "Function"),
    ("Funds", "Fund"),
    ("Metrics", "Metric"),
    ("Initiatives", "Initiative"),
    ("Stages", "Initiative"),
    ("Stages", "Stage"),
    ("Objectives", "Objective"),
    ("People", "Person"),
    ("Skills", "Skill"),
    ("Pools", "Skill"),
    ("Hiring", "Skill"),
)
"""Columns that colours of other sheets look at."""


def named(sheet: str, header: str) -> str:
    """The name of a column: not every program takes cells of other sheets in the rule of a colour.

    Raises ValueError for a column that has no name.
    """
    if (sheet, header) not in NAMED:
        raise ValueError(f"{header} of {sheet} has no name")
    return f"All_{sheet}_{header}"


def letter_of(sheet: str, header: str) -> str:
    """The letter of a column."""
    return letters([column.header for column in BY_TITLE[sheet].columns].index(header))


def own(sheet: str, header: str) -> str:
    """The cell of a column in the row that a rule looks at, written for the first one."""
    return f"${letter_of(sheet, header)}2"


def setting(key: str) -> str:
    """The value of a setting, in whatever row it stands."""
    rows = 2 * len(settings.KEYS) + 1
    keys, values = (f"{settings.TITLE}!${letter}$2:${letter}${rows}" for letter in "AB")
    return f'INDEX({values},MATCH("{key}",{keys},0))'


DECIMALS_NAME = "Decimals_of_the_currency"
DECIMALS, SLICE, AS_OF = (f"{LISTS}!$A${row}" for row in (4, 5, 6))
"""Cells with the decimals of the currency, the slice, and the as-of date (far away if not set)."""
