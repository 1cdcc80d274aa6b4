"""The least change that turns a decision is exactly that: tried amount by amount by the oracle."""

import pytest

from models.index import Index
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, InitiativeId, PeriodIndex, SkillId
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.changed import with_money, with_people
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.least import Found, least_less, least_more
from optimizer.counterfactual.lever import MoneyLever, SkillLever
from optimizer.counterfactual.point import Point
from tests.oracle.draw import draw
from tests.oracle.sided import admits, leaves_out
from tests.oracle.solve import Oracle
from tests.portfolios import Rows, build, fund, initiative, person, stage, team

SECONDS = 60
MOST = 15
"""Amounts that the oracle tries one by one."""
MAIN, SHOP = FundId("main"), StageKey(InitiativeId("shop"), 1)
EVER = PeriodIndex(0), PeriodIndex(3)


def point(portfolio: Portfolio, key: StageKey = SHOP) -> Point:
    return Point(Case.of(portfolio), key, Clock.of(SECONDS))


def more(portfolio: Portfolio, windows: tuple[int, ...] = (0,)) -> Found:
    return least_more(MoneyLever(point(portfolio), MAIN, windows))


def two(*rows: Rows) -> Portfolio:
    """A shop that is worth less than what has the money, and as much for it."""
    return build(
        team("web"),
        initiative("best", stage(70), worth=1),
        initiative("shop", stage(50), worth="0.5"),
        *rows,
    )


def test_the_missing_money_and_not_a_cent_less() -> None:
    """120 are needed in all, and 80 are there."""
    portfolio = two(fund("main", [80, 0]))
    found = more(portfolio)
    assert (found.amount, found.at_least) == (40, 40)
    assert admits(with_money(portfolio, MAIN, (0,), 40), SHOP)
    assert not admits(with_money(portfolio, MAIN, (0,), 39), SHOP)


def test_half_of_the_money_that_is_carried_over_is_lost() -> None:
    """One can wait: what is more in the first window is worth half in the second."""
    portfolio = build(
        team("web"),
        fund("main", [20, 0], carry_over=50),
        initiative("shop", stage(50), worth=1, earliest_start="Q3"),
    )
    assert more(portfolio).amount == 80
    assert more(portfolio, (1,)).amount == 40


def test_money_that_is_missing_anyway_is_filled_up_first() -> None:
    """Committed work has 30 of the fund's 10: nothing is left before 20 are filled up."""
    portfolio = build(
        team("web"),
        fund("main", [10, 0]),
        initiative("old", stage(30, status="active"), worth=1),
        initiative("shop", stage(5), worth=1),
    )
    assert more(portfolio).amount == next(
        x for x in range(60) if admits(with_money(portfolio, MAIN, (0,), x), SHOP)
    )


def test_what_is_in_needs_nothing() -> None:
    found = more(build(team("web"), fund("main", [50, 0]), initiative("shop", stage(50), worth=1)))
    assert (found.amount, found.hopeless) == (0, False)


def test_no_money_makes_something_worth_having() -> None:
    found = more(build(team("web"), fund("main", [0, 0]), initiative("shop", stage(5), worth=-1)))
    assert found.hopeless
    assert found.amount is None


def test_another_may_need_the_first_money_more() -> None:
    """Between what admits it there may be amounts that do not: the least counts."""
    portfolio = build(
        team("web"),
        fund("main", [0, 0]),
        initiative("shop", stage(30), worth="0.3"),
        initiative("best", stage(40), worth=1),
    )
    found = more(portfolio)
    assert found.amount == 30
    assert not admits(with_money(portfolio, MAIN, (0,), 40), SHOP)


def test_people_by_the_slice() -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [999, 999]),
        initiative("shop", stage(1, needs={"build": 5}), worth=1),
    )
    found = least_more(SkillLever(point(portfolio), SkillId("build"), EVER))
    assert (found.amount, found.at_least) == (3, 3)
    assert not admits(with_people(portfolio, SkillId("build"), EVER, 2), SHOP)


def test_the_last_cent_that_keeps_it() -> None:
    portfolio = two(fund("main", [125, 0]))
    found = least_less(MoneyLever(point(portfolio), MAIN, (0,), more=False))
    assert (found.amount, found.at_least) == (6, 6)
    assert leaves_out(with_money(portfolio, MAIN, (0,), -6), SHOP)
    assert not leaves_out(with_money(portfolio, MAIN, (0,), -5), SHOP)


def test_nothing_less_pushes_out_what_costs_nothing() -> None:
    portfolio = build(team("web"), fund("main", [9, 9]), initiative("shop", stage(0), worth=1))
    assert least_less(MoneyLever(point(portfolio), MAIN, (0,), more=False)).hopeless


@pytest.mark.parametrize("seed", [11, 37, 46, 70, 78, 126])
def test_every_smaller_amount_was_tried(seed: int) -> None:
    """Of 78 the programme once said that no cut hurts: it carried over what it had overrun.

    Drawn portfolios: what is refused and what is funded, each fund and window."""
    try_money(draw(seed))


def try_money(portfolio: Portfolio) -> None:
    """Every fund and window of the first stage of each initiative that may start."""
    assert Oracle(portfolio).best() is not None
    index, case = Index(portfolio), Case.of(portfolio)
    committed = case.built.programme.problem.facts.committed
    firsts = [
        next((row.key for row in rows if row.key not in committed), None)
        for _, rows in sorted(index.stages_of.items())
    ]
    for key in filter(None, firsts):
        _try_money(portfolio, key)


def _try_money(portfolio: Portfolio, key: StageKey) -> None:
    refused, index = not admits(portfolio, key), Index(portfolio)
    turned, sign = (admits, 1) if refused else (leaves_out, -1)
    search = least_more if refused else least_less
    for name in sorted(index.funds):
        for w in range(len(index.calendar.windows)):
            lever = MoneyLever(point(portfolio, key), name, (w,), more=refused)
            found = search(lever)
            truth = next(
                (
                    x
                    for x in range(min(lever.most, MOST) + 1)
                    if turned(with_money(portfolio, name, (w,), sign * x), key)
                ),
                None,
            )
            said = (name, w, found, truth)
            if found.hopeless:
                assert truth is None, said
            elif found.amount is not None and (truth is not None or found.amount <= MOST):
                assert found.amount == found.at_least == truth, said
            else:
                assert truth is None or (found.at_least or 0) <= truth, said
