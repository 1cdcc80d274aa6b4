"""The sheet Clashes: each smallest set of rows that cannot all hold, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from models.diagnosis import Diagnosis
from models.wording import capital
from reports.columns import Cell, Column, Kind
from reports.diagnosis.sheet import Findings
from reports.diagnosis.words import proven_by
from reports.page import FIRST_TABLE, Page

NAME = "Clashes"
_COLUMNS = (
    Column("Set", Kind.COUNT),
    Column("Where", widest=34, narrowest=18),
    Column("What it says", Kind.LONG, widest=70, narrowest=50),
    Column("Also there", Kind.LONG, widest=34, narrowest=14),
    Column("Proven by", narrowest=12),
)


def _rows(diagnosis: Diagnosis) -> Iterator[tuple[Cell, ...]]:
    for number, found in enumerate(diagnosis.conflicts, start=1):
        for row in found.rows:
            also = ", ".join(str(place) for place in row.also)
            yield number, str(row.place), capital(row.what), also, proven_by(found)


def draw(page: Page, findings: Findings) -> None:
    """A row per row of a set."""
    page.title(
        "Clashes",
        "Smallest sets of the workbook's rows that cannot all hold: one row of each set has to "
        "change. Proven: with any one of its rows removed, money and people allow a plan.",
    )
    page.table("Clashes", _COLUMNS, _rows(findings.diagnosis))
    page.finish(FIRST_TABLE, 1)
