"""What is left out of a plan where many rows break at once."""

import numpy as np
from scipy.sparse import csr_array

from optimizer.funding.build import build
from optimizer.funding.problem import Problem
from optimizer.funding.strategy.leave_out import left_out
from optimizer.funding.strategy.strategy import Strategy
from optimizer.gates import judge
from tests.portfolios import build as portfolio
from tests.portfolios import fund, initiative, stage, team

SHOPS = 6
NONE = np.zeros(SHOPS, dtype=np.bool_)


def _strategy() -> Strategy:
    rows = portfolio(
        team("web"),
        fund("main", [1_000, 1_000]),
        [initiative(f"s{n}", stage(50), worth=100 * n) for n in range(1, SHOPS + 1)],
    )
    return Strategy(build(Problem.of(rows, judge(rows)), flows=False))


def test_what_is_worth_least_for_what_it_frees_goes() -> None:
    arrays = _strategy().arrays
    values = np.zeros(len(arrays.cost))
    first = [int(chain[0]) for chain in arrays.chains]
    values[first] = 1.0
    unit_of = np.arange(SHOPS)
    slices = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 100.0])  # the last is worth most, and asks for most
    rows = csr_array((slices, (np.zeros(SHOPS, dtype=int), first)), shape=(1, len(values)))
    gone = left_out(arrays, rows, np.array([4.0]), unit_of, NONE, values)
    assert np.flatnonzero(gone[first]).tolist() == [0, 5]
    assert float((rows @ np.where(gone, 0.0, values))[0]) == 4.0
    assert not left_out(arrays, rows, np.array([1_000.0]), unit_of, NONE, values).any()


def test_rows_hold_as_far_as_they_can() -> None:
    arrays = _strategy().arrays
    values = np.zeros(len(arrays.cost))
    first = [int(chain[0]) for chain in arrays.chains]
    values[first] = 1.0
    ones = np.ones(SHOPS)
    rows = csr_array((ones, (np.zeros(SHOPS, dtype=int), first)), shape=(1, len(values)))
    gone = left_out(arrays, rows, np.array([4.0]), np.arange(SHOPS), NONE, values)
    assert np.flatnonzero(gone[first]).tolist() == [0, 1]  # those that are worth least
    gone = left_out(arrays, rows, np.array([-1.0]), np.arange(SHOPS), NONE, values)
    assert gone[first].all()


def test_what_must_be_done_stays() -> None:
    arrays = _strategy().arrays
    values = np.zeros(len(arrays.cost))
    first = [int(chain[0]) for chain in arrays.chains]
    values[first] = 1.0
    rows = csr_array((np.ones(SHOPS), (np.zeros(SHOPS, dtype=int), first)), shape=(1, len(values)))
    must = NONE.copy()
    must[0] = True
    gone = left_out(arrays, rows, np.array([4.0]), np.arange(SHOPS), must, values)
    assert np.flatnonzero(gone[first]).tolist() == [1, 2]
