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
    """A single point shows nothing that its figures do not."""
    third = answers[0].model_copy(update={"initiative": InitiativeId("third"), "name": "Third"})
    (chart,) = _charts(render(shop, [*answers, third], ()))
    assert "Least extra money against the value gained with it (EUR)" in chart
    assert not _charts(render(shop, answers, ()))


def test_a_chart_of_what_a_step_more_is_worth(
    shop: Portfolio, answers: list[Counterfactual]
) -> None:
    """What a step less than nothing is worth, a search that was cut short has found."""
    early = PRICES[0].model_copy(update={"when": "2027 Q2", "up": Decimal(-5), "proven": False})
    none = PRICES[0].model_copy(update={"when": "2027 Q3", "indicative": Decimal("0.005")})
    step = {"step": Decimal(1), "up": Decimal("380.5"), "down": None}
    prices = (*PRICES[:1], PRICES[1].model_copy(update=step), early)
    content = render(shop, answers[1:], (*prices, none.model_copy(update={"up": None})), "finance")
    (chart,) = _charts(content)
    assert "What a step more of it is worth to the plan (EUR)" in chart
    rows = [tuple(row.values()) for row in table(content, "Prices", "WorthOfSteps")]
    assert rows == [
        ("Growth, 2027 Q1: EUR 1,000", 1250, 1100),
        ("Growth, 2027 Q2: EUR 1,000", 1250, None),
        ("Data, Q2: 0.5 FTE", 400.125, 380.5),
    ]
    third = table(content, "Prices", "UnitPrices")[2]
    assert third["A step up\nbrings"] is None


def _charts(content: bytes) -> list[str]:
    return [text for name, text in parts(content).items() if "charts/chart" in name]


def test_what_is_open_is_an_interval(shop: Portfolio) -> None:
    words = Words(shop)
    assert words.change(MONEY) == "between EUR 40,000 and EUR 45,000 more for Growth in 2027 Q1"
    sure = MONEY.model_copy(update={"at_least": MONEY.amount, "proven": True})
    assert words.change(sure) == "EUR 45,000 more for Growth in 2027 Q1"


@pytest.mark.parametrize(
    ("works", "said"),
    [
        ((True,), "would let in the one that is"),
        ((False,), "would not let in the one that is"),
        ((None,), "is not known to let in the one that is"),
        ((True, True, None), "would let in 2, each by itself, of the 3 that are"),
        ((True, False), "would let in 1 of the 2 that are"),
        ((False, False), "would let in none of the 2 that are"),
        ((False, None), "is not known to let in any of the 2 that are"),
    ],
)
def test_what_is_not_settled_is_not_said_to_be_so(
    shop: Portfolio, answers: list[Counterfactual], *, works: tuple[bool | None, ...], said: str
) -> None:
    refused = [
        answers[0].model_copy(update={"would_change": (MONEY.model_copy(update={"works": each}),)})
        for each in works
    ]
    content = render(shop, [*refused, answers[1]], ())
    headline = values(content)["Summary"]["B3"].value
    assert headline == (
        f"{len(works) + 1} initiatives: 1 funded to the end, {len(works)} not funded. "
        f"Money alone {said} not funded to the end."
    )


def test_one_answer_is_told_in_whole(shop: Portfolio, answers: list[Counterfactual]) -> None:
    summary = values(render(shop, answers[:1], PRICES))["Summary"]
    column = [row[1].value for row in summary.iter_rows() if row[1].value]
    told = Words(shop).answer(answers[0])
    assert column[2] == told[0] == "Basket: not funded"
    assert column[4:] == [line.strip() for line in told[1:]]


@pytest.mark.parametrize(
    ("proven", "said"),
    [((True, True), "all proven"), ((True, False), "in part"), ((False, False), "none proven")],
)
def test_how_much_is_proven(
    shop: Portfolio, answers: list[Counterfactual], proven: tuple[bool, ...], said: str
) -> None:
    """What was asked of a funded one whose value is not known was called all proven."""
    rows = tuple(
        Change(kind=ChangeKind.LESS_MONEY, what="Growth in W1", works=None, proven=each)
        for each in proven
    )
    content = render(shop, [answers[1].model_copy(update={"would_change": rows})], ())
    (row,) = table(content, "Initiatives", "Answers")
    assert row["Proven"] == said


def test_what_is_about_so_much_is_said_to_be_so(shop: Portfolio) -> None:
    less = Change(
        kind=ChangeKind.LESS_VALUE, what="its value", works=True, amount=5_00, unit=Unit.MONEY
    )
    assert Words(shop).change(less) == "EUR 5 less value of its own (a smaller cut may do)"
