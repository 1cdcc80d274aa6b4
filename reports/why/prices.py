"""The sheet Prices: what one more unit is worth, indicative and confirmed side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.counterfactual import Price
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page
from reports.why.case import Answers, SheetSpec

TABLE = "UnitPrices"
_COLUMNS = (
    Column("Of what", widest=48),
    Column("Kind", narrowest=10),
    Column("When"),
    Column("One more", narrowest=12),
    Column("Indicative worth\nof one more", Kind.RATE, narrowest=19),
    Column("Step", Kind.RATE),
    Column(
        "Indicative worth\nof the step",
        Kind.MONEY,
        '=IF({Step}="","",{Indicative worth\nof one more}*{Step})',
        narrowest=19,
    ),
    Column("A step up\nbrings", Kind.MONEY, narrowest=13),
    Column("A step down\ncosts", Kind.MONEY, narrowest=15),
    Column("How sure", widest=34),
)


def _rows(answers: Answers) -> Iterator[tuple[Cell, ...]]:
    minor = Decimal(10) ** answers.portfolio.settings.exponent
    for row in answers.prices:
        yield (
            row.what,
            row.kind.value,
            row.when,
            row.unit,
            row.indicative,
            row.step,
            "" if row.step is None else row.indicative * row.step * minor,
            None if row.up is None else row.up * minor,
            None if row.down is None else row.down * minor,
            _sure(row),
        )


def _sure(row: Price) -> str:
    if row.step is None:
        return "indicative only"
    if row.up is None and row.down is None:
        return "not settled in the time"
    return "confirmed and proven" if row.proven else "confirmed; people by groups"


def draw(page: Page, answers: Answers) -> None:
    """One row per scarce thing."""
    said = (
        "Worth of one more unit: indicative, from a linear relaxation and right for a small step "
        "only; beside it what a step up and down does to the best plan, by solving anew. "
        f"Money in {answers.currency}."
    )
    if not answers.prices:
        nothing = "Nothing" if answers.view.pay else "No money and no envelope"
        said = (
            f"{nothing} is scarce in the linear relaxation, or the portfolio is too large for it: "
            "there are no prices."
        )
    if not answers.view.pay:
        said += " What people's time is worth is for finance only."
    page.title("Prices", said)
    answers.keep(page.table(TABLE, _COLUMNS, _rows(answers)))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Prices", "money", draw)
