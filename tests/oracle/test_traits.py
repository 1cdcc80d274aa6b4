"""The drawn portfolios meet every row of the formulation, and each row decides something."""

from functools import cache

import pytest

from models.portfolio import Portfolio
from models.references import check
from tests.oracle.draw import draw
from tests.oracle.solve import Best, Oracle
from tests.oracle.traits import TRAITS, occurs

DRAWN, SOLVED = 500, 150
"""Seeds among which each trait occurs, and of which the best plans are looked at."""
TRIED = 2_500
"""Seeds among which each trait decides a best plan."""
RARE = {
    "conditional share": 341,
    "expected reserve": 2260,
    "most teams": 229,
    "people ceiling": 217,
    "people floor": 292,
    "released floor": 239,
    "reskill": 156,
    "starts floor": 162,
}
"""Where to begin with traits that seldom decide."""


@cache
def drawn(seed: int) -> Portfolio:
    return draw(seed)


@cache
def rank(portfolio: Portfolio) -> tuple[int, int] | None:
    best = Oracle(portfolio).best()
    return None if best is None else best.rank


@pytest.mark.parametrize("name", sorted(TRAITS))
def test_each_trait_occurs_and_decides(name: str) -> None:
    assert sum(occurs(name, drawn(seed)) for seed in range(DRAWN)) > 1
    relax = TRAITS[name]
    for step in range(TRIED):
        seed = (RARE.get(name, 0) + step) % TRIED
        portfolio = drawn(seed)
        relaxed = relax(portfolio)
        if relaxed != portfolio and rank(relaxed) != rank(portfolio):
            return
    pytest.fail(f"no best plan among {TRIED} hangs on {name}")


def test_drawn_twice_the_same() -> None:
    assert [draw(seed) for seed in range(20)] == [drawn(seed) for seed in range(20)]


def test_no_drawn_portfolio_has_a_fault() -> None:
    for seed in range(DRAWN):
        assert not [issue for issue in check(drawn(seed)) if issue.stops], seed


def test_most_portfolios_have_a_plan_that_starts_something() -> None:
    plans = [Oracle(drawn(seed)).best() for seed in range(SOLVED)]
    assert sum(plan is None for plan in plans) < SOLVED // 5
    assert sum(isinstance(plan, Best) and plan.value > 0 for plan in plans) > SOLVED // 3
    assert any(isinstance(plan, Best) and plan.short > 0 for plan in plans)
