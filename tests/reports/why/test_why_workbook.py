"""The workbook of answers: its formulas hold, and it can be made again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from models.counterfactual import (
    Change,
    ChangeKind,
    Counterfactual,
    Displaced,
    Forced,
    Price,
    PricedKind,
    Unit,
)
from models.portfolio import Portfolio
from models.units import InitiativeId, Money
from reports.why.words import Words
from reports.why.workbook import render
from tests.complete import complete
from tests.reports.opened import cells, formula_cells, parts, recalculated, table, values

MONEY = Change(
    kind=ChangeKind.MONEY,
    what="Growth in 2027 Q1",
    works=True,
    amount=45_000_00,
    at_least=40_000_00,
    unit=Unit.MONEY,
    gain=Money(12_00),
)
PRICES = (
    Price(
        kind=PricedKind.FUND,
        what="Growth",
        when="2027 Q1",
        unit="EUR",
        indicative=Decimal("1.25"),
        step=Decimal(1000),
        up=Decimal(1100),
        down=Decimal("1300.5"),
        proven=True,
    ),
    Price(
        kind=PricedKind.SKILL,
        what="data",
        when="Q2",
        unit="slice",
        indicative=Decimal("400.125"),
    ),
)


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    return complete()


@pytest.fixture(scope="module")
def answers(shop: Portfolio) -> list[Counterfactual]:
    first, second = sorted(row.id for row in shop.initiatives)[:2]
    names = {row.id: row.name for row in shop.initiatives}
    gives_way = (Displaced(initiative=first), Displaced(initiative=second, periods=1))
    forced = Forced(possible=True, cost=Money(5_000_00), proven=True, displaced=gives_way)
    change = MONEY.model_copy(update={"displaced": gives_way})
    return [
        _of(first, names[first], "not funded", (change,), forced),
        _of(second, names[second], "funded to the end", (), None),
    ]


def _of(
    name: InitiativeId, called: str, decision: str, rows: tuple[Change, ...], forced: Forced | None
) -> Counterfactual:
    return Counterfactual(
        initiative=name,
        name=called,
        decision=decision,
        reason="Because.",
        would_change=rows,
        forced=forced,
    )


def test_the_same_answers_give_the_same_bytes(
    shop: Portfolio, answers: list[Counterfactual]
) -> None:
    assert render(shop, answers, PRICES) == render(shop, answers, PRICES)


def test_formulas_have_the_value_that_they_show(
    shop: Portfolio, answers: list[Counterfactual], tmp_path: Path
) -> None:
    content = render(shop, answers, PRICES, "finance")
    found, cached = recalculated(content, tmp_path), cells(values(content))
    assert len(formula_cells(content)) >= len(PRICES)
    for place in formula_cells(content):
        assert found.get(place) == pytest.approx(cached.get(place)) or (
            found.get(place) in (None, "") and cached.get(place) in (None, "")
        )


def test_prices_stand_side_by_side(shop: Portfolio, answers: list[Counterfactual]) -> None:
    first, second = table(render(shop, answers, PRICES, "finance"), "Prices", "UnitPrices")
    numbers = [value for value in first.values() if isinstance(value, int | float)]
    assert numbers == [1.25, 1000, 1250, 1100, 1300.5]
    assert second["How sure"] == "indicative only"


def test_a_chart_where_money_lets_somebody_in(
    shop: Portfolio, answers: list[Counterfactual]
) -> None:
    charts = [name for name in parts(render(shop, answers, PRICES)) if "charts/chart" in name]
    assert len(charts) == 1
    assert not [name for name in parts(render(shop, answers[1:], ())) if "charts/chart" in name]


def test_what_is_open_is_an_interval(shop: Portfolio) -> None:
    words = Words(shop)
    assert words.change(MONEY) == "between EUR 40,000 and EUR 45,000 more for Growth in 2027 Q1"
    sure = MONEY.model_copy(update={"at_least": MONEY.amount, "proven": True})
    assert words.change(sure) == "EUR 45,000 more for Growth in 2027 Q1"
