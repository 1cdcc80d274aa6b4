"""Programme, names and audit agree with the oracle on thousands of tiny portfolios.

`HEADGATE_ORACLE_SEEDS=20000` tries so many instead.
"""

import os

import pytest

from headgate.errors import InputFaults, Unsolvable
from headgate.pipeline import run
from tests.oracle.agreement import disagreements
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle

SEEDS = int(os.environ.get("HEADGATE_ORACLE_SEEDS", "1000"))
STEP = 50


@pytest.mark.parametrize("first", range(0, SEEDS, STEP))
def test_the_plan_is_the_best_plan(first: int) -> None:
    seeds = range(first, min(first + STEP, SEEDS))
    found = {seed: disagreements(draw(seed)) for seed in seeds}
    assert not {seed: faults for seed, faults in found.items() if faults}


@pytest.mark.parametrize("seed", range(20))
def test_the_front_door_says_the_same(seed: int) -> None:
    portfolio = draw(seed)
    best = Oracle(portfolio).best()
    if best is None:
        with pytest.raises((Unsolvable, InputFaults)):
            run(portfolio)
        return
    plan = run(portfolio)
    assert plan.value.total <= best.value <= plan.bound
    assert all(check.passed for check in plan.checks)
