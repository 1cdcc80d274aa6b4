"""With known probabilities the mean over all outcomes is that of the exact tree."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from models.portfolio import Portfolio
from models.staged import Sample
from optimizer.simulation import simulate
from tests.optimizer.simulation.runs import planner, task
from tests.optimizer.simulation.tree import Bet, Sums, Tree
from tests.portfolios import benefit, build, fund, initiative, quarters, stage, team

BETS = (
    Bet((40, 70), Fraction(1, 2), 37, 2),
    Bet((30, 50), Fraction(7, 10), 23, 3),
    Bet((20, 90), Fraction(2, 5), 61, 1),
    Bet((60,), Fraction(1), 11),
)
BUDGETS = ((90, 80, 100, 30, 95, 60), (100, 160, 40, 70, 100, 100))
BEYOND = 3


def _portfolio(budget: tuple[int, ...]) -> Portfolio:
    return build(
        team("web"),
        fund("main", budget),
        *(
            initiative(
                f"i{n}",
                *(
                    stage(amount, chance=int(bet.chance * 100) if at == 0 else 100)
                    for at, amount in enumerate(bet.tranches)
                ),
                worth=f"{bet.worth}e-2",
            )
            for n, bet in enumerate(BETS)
        ),
        *(
            benefit(f"i{n}", f"{bet.early}e-2", after_stage=1)
            for n, bet in enumerate(BETS)
            if bet.early
        ),
        periods=quarters(len(budget), 1),
        value_horizon=BEYOND,
    )


def _all(portfolio: Portfolio) -> list[tuple[Fraction, Sample]]:
    """Every outcome of every gate with its probability."""
    gates = [n for n, bet in enumerate(BETS) if len(bet.tranches) > 1]
    first = task(portfolio)
    found = []
    for outcome in product((True, False), repeat=len(gates)):
        chance = Fraction(1)
        for n, passes in zip(gates, outcome, strict=True):
            chance *= BETS[n].chance if passes else 1 - BETS[n].chance
        failing = {
            gate for gate, passes in zip(sorted(first.gates), outcome, strict=True) if not passes
        }
        one = first._replace(failing=frozenset(failing))
        found.append((chance, simulate(one, planner)))
    return found


@pytest.mark.parametrize("budget", BUDGETS)
def test_the_mean_over_all_outcomes_is_that_of_the_tree(budget: tuple[int, ...]) -> None:
    runs = _all(_portfolio(budget))
    assert sum(chance for chance, _ in runs) == 1
    staged = Tree(BETS, budget, BEYOND, lambda _: True).expected()
    annual = Tree(BETS, budget, BEYOND, lambda t: t == 4).expected()
    assert staged == Sums(
        sum((chance * run.staged.value for chance, run in runs), Fraction(0)),
        sum((chance * run.staged.failed for chance, run in runs), Fraction(0)),
    )
    assert annual == Sums(
        sum((chance * run.annual.value for chance, run in runs), Fraction(0)),
        sum((chance * run.annual.failed for chance, run in runs), Fraction(0)),
    )
    assert staged.value > annual.value  # or the two would not be told apart
    assert staged.failed < annual.failed
