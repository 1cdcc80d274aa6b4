"""Smallest sets that clash, and smallest changes that help: against trying everything."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import chain, combinations

import pytest

from models.portfolio import Portfolio
from optimizer.diagnosis.ground import Ground, has_plan
from optimizer.diagnosis.sets import Search, Sets
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.places import Demanded
from optimizer.opinion import feasible
from tests.optimizer.diagnosis.culprits import CULPRITS
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle
from tests.portfolios import change

FOREVER = 3_600.0
MANY = 50


def searched(ground: Ground, clashes: int = MANY, changes: int = MANY) -> Sets:
    return Search(ground, time.monotonic() + FOREVER, lambda: False).run(clashes, changes)


def some(names: Iterable[Demanded]) -> Iterable[tuple[Demanded, ...]]:
    every = tuple(names)
    return chain.from_iterable(combinations(every, n) for n in range(len(every) + 1))


def smallest_of(sets: Iterable[frozenset[Demanded]]) -> set[frozenset[Demanded]]:
    known = set(sets)
    return {each for each in known if not any(other < each for other in known)}


@pytest.mark.parametrize("name", CULPRITS)
def test_the_sets_are_those_that_trying_all_subsets_finds(name: str) -> None:
    portfolio = CULPRITS[name]
    ground = Ground.of(portfolio)
    found = searched(ground)
    assert found.complete
    assert not found.unsure
    concerned = sorted({n for each in (*found.clashes, *found.changes) for n in each}, key=str)
    others = [n for n in ground.names if n not in concerned]

    def plan(removed: Iterable[Demanded]) -> bool:
        return Oracle(weakened(portfolio, removed)).best() is not None

    clash = {
        frozenset(kept)
        for kept in some(concerned)
        if not plan([*others, *(n for n in concerned if n not in kept)])
    }
    helps = {frozenset(removed) for removed in some(concerned) if plan(removed)}
    assert smallest_of(clash) == {frozenset(each) for each in found.clashes}
    assert smallest_of(helps) == {frozenset(each) for each in found.changes}


@pytest.mark.parametrize("name", CULPRITS)
def test_two_engines_agree_on_every_question(name: str) -> None:
    portfolio = CULPRITS[name]
    assert has_plan(portfolio, FOREVER) is False
    assert feasible(portfolio, seconds=FOREVER) is False
    for removed in searched(Ground.of(portfolio)).changes:
        assert has_plan(weakened(portfolio, removed), FOREVER) is True
        assert feasible(weakened(portfolio, removed), seconds=FOREVER) is True


def squeezed(seed: int) -> Portfolio:
    """A drawn portfolio in which all must be done, with half of the money."""
    portfolio = draw(seed)
    return change(
        portfolio,
        initiatives=tuple(
            row.model_copy(update={"must_do": not row.leave_out}) for row in portfolio.initiatives
        ),
        budgets=tuple(
            row.model_copy(update={"amount": row.amount // 2}) for row in portfolio.budgets
        ),
    )


@pytest.mark.parametrize("seed", range(12))
def test_drawn_portfolios(seed: int) -> None:
    """Each set clashes by itself, and with any one of its rows less it does not."""
    portfolio = squeezed(seed)
    ground = Ground.of(portfolio)
    found = searched(ground, 3, 3)
    assert bool(found.clashes) == (has_plan(portfolio, FOREVER) is False)
    for clash in found.clashes:
        rest = [name for name in ground.names if name not in clash]
        assert ground.clash(clash, time.monotonic() + FOREVER, lambda: False) is True
        assert Oracle(weakened(portfolio, rest)).best() is None
        for name in clash:
            fewer = [other for other in clash if other != name]
            assert ground.clash(fewer, time.monotonic() + FOREVER, lambda: False) is False


def test_nothing_is_found_where_a_plan_exists() -> None:
    portfolio = weakened(CULPRITS["money"], [Demanded("must_do_is_done", ("law",))])
    found = searched(Ground.of(portfolio))
    assert (found.clashes, found.complete) == ([], True)
    assert found.changes == [()]


def test_who_stops_gets_what_is_known() -> None:
    ground = Ground.of(CULPRITS["two"])
    found = Search(ground, time.monotonic() + FOREVER, lambda: True).run(MANY, MANY)
    assert found == Sets()
    one = searched(ground, 1, 0)
    assert len(one.clashes) == 1
    assert not one.complete


PRESSED = """
import os, signal, time
from optimizer.diagnosis.ground import Ground
from optimizer.diagnosis.sets import Search
from tests.optimizer.diagnosis.culprits import CULPRITS
heard = []
signal.signal(signal.SIGINT, lambda *_: heard.append(1))
Search(Ground.of(CULPRITS["two"]), time.monotonic() + 60, lambda: False).run(9, 9)
os.kill(os.getpid(), signal.SIGINT)
time.sleep(0.1)
print("heard", len(heard))
"""


def test_ctrl_c_is_still_heard_after_a_search() -> None:
    """An engine that listens for Ctrl-C itself left nobody who did: the process was killed."""
    done = subprocess.run(
        [sys.executable, "-c", PRESSED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "heard 1\n")
