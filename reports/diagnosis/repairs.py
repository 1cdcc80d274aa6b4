"""The sheet Repairs: changes after which a plan exists, each planned and audited."""

from __future__ import annotations

from collections.abc import Iterator

from models.diagnosis import Repair, RepairKind
from models.wording import capital
from reports.columns import Cell, Column, Kind, Of
from reports.diagnosis.sheet import Findings
from reports.diagnosis.words import KINDS
from reports.page import FIRST_TABLE, Page

NAME = "Repairs"
TABLE = "Repairs"
_COLUMNS = (
    Column("Repair", Kind.COUNT),
    Column("Takes", widest=28, narrowest=18),
    Column("Money", Kind.MONEY),
    Column("Periods", Kind.COUNT),
    Column("FTE over all periods", Kind.FTE),
    Column("What changes", Kind.LONG, widest=72, narrowest=54),
    Column("Where", Kind.LONG, widest=26, narrowest=18),
    Column("Less would not do", narrowest=10),
    Column("Plan is worth", Kind.WHOLE),
    Column("No plan is worth more than", Kind.WHOLE),
    Column("Checks passed", Kind.COUNT),
)


def _rows(repairs: tuple[Repair, ...]) -> Iterator[tuple[Cell, ...]]:
    for number, row in enumerate(repairs, start=1):
        kinds = (RepairKind.MONEY, RepairKind.TIME, RepairKind.PEOPLE)
        money, periods, people = (row.cost if row.kind is kind else None for kind in kinds)
        yield (
            number,
            capital(KINDS[row.kind]),
            money,
            periods,
            people,
            "\n".join(capital(change.text) for change in row.changes),
            "\n".join(str(change.place) for change in row.changes),
            "proven" if row.least else "not proven",
            row.value,
            row.bound,
            Of(Kind.COUNT, row.checks),
        )


def draw(page: Page, findings: Findings) -> None:
    """A row per repair, cheapest first within its kind."""
    currency = findings.portfolio.settings.currency
    page.title(
        "Repairs",
        "Each was tried: the changed portfolio was planned with names, and its plan passed the "
        f"audit. Cheapest first within its kind. Money in {currency}.",
    )
    placed = page.table(TABLE, _COLUMNS, _rows(findings.diagnosis.repairs))
    findings.tables[TABLE] = placed
    page.finish(FIRST_TABLE, 2)
