"""A relaxation that tells which rows are likely to clash."""

from __future__ import annotations

import time

import pytest

from optimizer.diagnosis.ground import Ground
from optimizer.diagnosis.likely import likely
from optimizer.diagnosis.sets import Search
from optimizer.diagnosis.weaken import weakened
from tests.optimizer.diagnosis.culprits import CULPRITS

FOREVER = 3_600.0
SPLIT = {"most", "reserve"}
"""With half of the work now and half later these could hold: a relaxation tells nothing."""


@pytest.mark.parametrize("name", CULPRITS)
def test_what_it_tells_clashes(name: str) -> None:
    ground = Ground.of(CULPRITS[name])
    found = likely(ground, ground.names, time.monotonic() + FOREVER)
    assert bool(found) == (name not in SPLIT)
    assert set(found) <= set(ground.names)
    if found:
        assert ground.clash(found, time.monotonic() + FOREVER, lambda: False) is True


def test_it_tells_nothing_where_rows_can_hold() -> None:
    portfolio = CULPRITS["money"]
    ground = Ground.of(portfolio)
    assert likely(ground, ground.names[1:2], time.monotonic() + FOREVER) == []


def test_sets_are_the_same_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("two", "lock", "reserve"):
        ground = Ground.of(CULPRITS[name])
        found = []
        for many in (0, 10**9):
            monkeypatch.setattr("optimizer.diagnosis.sets.MANY", many)
            sets = Search(ground, time.monotonic() + FOREVER, lambda: False).run(50, 50)
            found.append({frozenset(each) for each in sets.clashes})
        assert found[0] == found[1]


def test_weakening_leaves_the_given_portfolio_alone() -> None:
    portfolio = CULPRITS["money"]
    ground = Ground.of(portfolio)
    before = portfolio.digest()
    assert weakened(portfolio, ground.names) != portfolio
    assert portfolio.digest() == before
