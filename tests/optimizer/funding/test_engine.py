"""A search ends as soon as it has decided what is asked."""

import math
import time

import pytest

from data.examples import build as example
from optimizer.funding.build import build
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.model import Model
from optimizer.funding.problem import Problem
from optimizer.gates import judge

GOOD = 400_000_000
"""Minor units: the best plan is worth 428 million."""


@pytest.fixture(scope="module")
def model() -> Model:
    portfolio = example("industrial")
    return build(Problem.of(portfolio, judge(portfolio))).model


def search(enough: float = -math.inf, target: float = math.inf) -> Search:
    return Search(gap=0.0, deadline=time.monotonic() + 300, enough=enough, target=target)


def test_what_is_worth_enough_ends_it(model: Model) -> None:
    found = solve(model, search(target=GOOD))
    assert found.values is not None
    assert found.objective >= GOOD


def test_that_nothing_can_be_worth_enough_ends_it(model: Model) -> None:
    found = solve(model, search(enough=GOOD + 200_000_000))
    assert found.ending is Ending.TOO_LITTLE
    assert found.values is None
    assert found.bound < GOOD + 200_000_000
