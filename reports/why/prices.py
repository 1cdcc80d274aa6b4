"""The sheet Prices: what one more unit is worth, indicative and confirmed side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from models.counterfactual import Price
from models.wording import capital, counted, fte
from reports.columns import Cell, Column, Kind, Of
from reports.page import FIRST_TABLE, Page
from reports.why.case import Answers, SheetSpec
from reports.why.words import SAID
from reports.width import cut

TABLE = "UnitPrices"
STEPS = "WorthOfSteps"
STEP, INDICATIVE, ANEW = "A step more", "Indicative", "By solving anew"
_MOST = 10
"""Steps in the chart."""
_SLICE = "slice"
_NAMED = 30
"""Characters of a name there."""
_SEEN = 200
"""A bar is seen if it is more than such a part of the longest one."""
_COLUMNS = (
    Column("Of what", widest=64),
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


_STEP_COLUMNS = (
    Column(STEP, widest=64),
    Column(INDICATIVE, Kind.MONEY),
    Column(ANEW, Kind.MONEY),
)


class Step(NamedTuple):
    """A step more of something scarce, and what it is worth in currency units."""

    name: str
    indicative: Decimal
    anew: Decimal | None

    @property
    def worth(self) -> Decimal:
        """The larger of both."""
        return max(self.indicative, self.anew or Decimal(0))


def steps(answers: Answers) -> list[Step]:
    """What the chart shows, the most wanted first."""
    found = [
        Step(_called(answers, row, row.step), row.indicative * row.step, known(row.up))
        for row in answers.prices
        if row.step is not None
    ]
    found.sort(key=lambda row: (-row.worth, row.name))
    return [row for row in found[:_MOST] if row.worth * _SEEN > found[0].worth]


def _called(answers: Answers, row: Price, step: Decimal) -> str:
    """`Growth fund, 2027 Q1: EUR 3,400`."""
    name = row.what if row.envelope is None else f"{row.side} of {row.envelope}"
    return f"{cut(capital(name), _NAMED)}, {row.when}: {_how_much(answers, row, step)}"


def _how_much(answers: Answers, row: Price, step: Decimal) -> str:
    settings = answers.portfolio.settings
    if row.unit == settings.currency:
        return answers.words.money(int(step.scaleb(settings.exponent)))
    if row.unit == _SLICE:
        return fte(int(step), settings.slice)
    return counted(int(step), row.unit)


def known(worth: Decimal | None) -> Decimal | None:
    """What a step is worth; a search that ended early says nothing where it says less than 0."""
    return None if worth is None or worth < 0 else worth


def _rows(answers: Answers) -> Iterator[tuple[Cell, ...]]:
    settings = answers.portfolio.settings
    minor = Decimal(10) ** settings.exponent
    for row in answers.prices:
        up, down = known(row.up), known(row.down)
        yield (
            capital(row.what),
            row.kind.value,
            row.when,
            f"slice ({settings.slice} FTE)" if row.unit == _SLICE else row.unit,
            row.indicative,
            _whole(row.step),
            "" if row.step is None else row.indicative * row.step * minor,
            None if up is None else up * minor,
            None if down is None else down * minor,
            _sure(row),
        )


def _whole(step: Decimal | None) -> Cell:
    """Whole steps, as most are, are shown without decimals."""
    return Of(Kind.COUNT, int(step)) if step is not None and step == int(step) else step


def _sure(row: Price) -> str:
    if row.step is None:
        return "indicative only"
    if known(row.up) is None and known(row.down) is None:
        return "not settled"
    return "confirmed and proven" if row.proven else f"confirmed; {SAID[row.basis]}"


def draw(page: Page, answers: Answers) -> None:
    """One row per scarce thing."""
    said = (
        "Worth of one more unit: indicative, from a linear relaxation and right for a small step "
        "only; beside it what a step up and down does to the best plan, by solving anew. "
        f"Money in {answers.currency}."
    )
    if not answers.prices:
        nothing = "Nothing" if answers.view.pay else "No money and no envelope"
        said = f"{nothing} is scarce in the linear relaxation: there are no prices."
    if not answers.view.pay:
        said += " What people's time is worth is for finance only."
    page.title("Prices", said)
    placed = answers.keep(page.table(TABLE, _COLUMNS, _rows(answers)))
    minor = Decimal(10) ** answers.portfolio.settings.exponent
    rows = [
        (row.name, row.indicative * minor, None if row.anew is None else row.anew * minor)
        for row in steps(answers)
    ]
    if rows:
        note = "A step more of what is wanted most, as the chart on the Summary shows it."
        row = page.section(placed.below, "Figures of the chart", note)
        answers.keep(page.table(STEPS, _STEP_COLUMNS, rows, row))
    page.finish(FIRST_TABLE, 1)


SHEET = SheetSpec("Prices", "money", draw)
