"""Alternatives to the best plan, from the best plan to what each trades."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import combinations

import pytest

from headgate.choosing import Wanted, alternatives
from headgate.many.executor import Threads
from headgate.pipeline import run
from models.alternative import Aim, Alternatives
from models.portfolio import Portfolio
from optimizer.alternatives import nearby
from optimizer.alternatives.measure import Measure
from optimizer.alternatives.search import Nothing, Task, look
from optimizer.alternatives.trades import starts_of
from optimizer.audit import audit
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from reports.alternatives.words import headline, traded, why
from tests.portfolios import build, fund, initiative, person, stage, team


def choice(count: int = 4) -> Portfolio:
    """Money for two of so many that are worth nearly the same."""
    needs = {"build": 1}
    return build(
        team("web"),
        team("api", "platform"),
        person("ann", "web", {"build": 3}, lendable="anywhere"),
        person("bob", "api", {"build": 3}),
        fund("main", [200_00, 0]),
        *(
            initiative(
                f"i{n}", stage(100_00, needs=needs), worth=1_000 - n, team="api" if n else "web"
            )
            for n in range(count)
        ),
        gap=Decimal(0),
        name="Choice",
    )


def offered(portfolio: Portfolio, within: str = "1", count: int = 5) -> Alternatives:
    return alternatives(portfolio, Wanted(Decimal(within), count))


@pytest.fixture(scope="module")
def five() -> Alternatives:
    return offered(choice())


def test_each_is_audited_within_the_loss_and_bounded(five: Alternatives) -> None:
    assert len(five.found) == 5
    value = five.best.value.total
    assert five.floor == value - int(Decimal(value) / 100)
    for row in five.found:
        assert row.plan.value.total >= five.floor
        assert row.plan.bound == five.best.bound >= row.plan.value.total
        assert all(check.passed for check in audit(choice(), row.plan))
        assert row.plan.checks


def test_none_is_shown_twice(five: Alternatives) -> None:
    measure = Measure.of(Problem.of(choice(), judge(choice())))
    ends = [
        measure.ends(starts_of(plan)) for plan in (five.best, *(row.plan for row in five.found))
    ]
    for one, other in combinations(ends, 2):
        assert measure.apart(one, other) >= measure.least


def test_the_first_is_as_different_as_can_be(five: Alternatives) -> None:
    """The best funds 0 and 1; nothing of it is left in the first alternative."""
    first = five.found[0]
    assert first.aims[0] is Aim.DIFFERENT
    assert first.proven
    assert set(first.trades.enters) == {"i2", "i3"}
    assert set(first.trades.leaves) == {"i0", "i1"}
    assert first.trades.value == first.plan.value.total - five.best.value.total < 0


def test_what_is_traded_is_one_line(five: Alternatives) -> None:
    said = traded(five.found[0], choice())
    assert said.startswith("+ I2, + I3, - I0, - I1; EUR ")
    assert " less value" in said
    assert "\n" not in said
    assert why(five.found[0]).startswith("furthest from all plans before it")


def test_fewer_than_asked_are_said() -> None:
    """Two rivals: there is one other plan, and no further one."""
    portfolio = build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("one", stage(100_00), worth=1_000),
        initiative("two", stage(100_00), worth=999),
        gap=Decimal(0),
    )
    found = offered(portfolio)
    assert len(found.found) == 1
    assert found.exhausted
    assert "5 were asked for; no other plan differs enough to be shown" in headline(
        found, portfolio
    )
    assert offered(portfolio, within="0").found == ()


def test_a_plan_for_an_aim_says_so() -> None:
    """To give up a small one costs 0.1 % and saves money."""
    portfolio = build(
        team("web"),
        fund("main", [200_00, 0]),
        initiative("one", stage(100_00), worth=1_000),
        initiative("two", stage(90_00), worth=1),
        gap=Decimal(0),
    )
    found = offered(portfolio, count=2)
    aims = {aim for row in found.found for aim in row.aims}
    assert Aim.MONEY in aims
    (cheap,) = [row for row in found.found if Aim.MONEY in row.aims]
    assert cheap.trades.money == -90_00
    assert cheap.trades.leaves == ("two",)


def test_from_a_plan_that_is_given(five: Alternatives) -> None:
    best = run(choice())
    found = alternatives(choice(), Wanted(Decimal(1), 1), best=best)
    assert found.best == best
    assert found.found[0].trades == five.found[0].trades


def test_one_worker_and_many_say_the_same(five: Alternatives) -> None:
    one = alternatives(choice(), Wanted(Decimal(1), 5), executor=Threads(workers=1))
    assert one == five


def test_who_stops_gets_what_is_known() -> None:
    best = run(choice())
    found = alternatives(choice(), Wanted(Decimal(1), 5), best=best, interrupted=lambda: True)
    assert found.found == ()
    assert found.stopped
    assert not found.exhausted


def test_a_large_one_is_searched_around_the_best_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "LARGE", 0)
    found = alternatives(choice(), Wanted(Decimal(1), 3, 60), executor=Threads(workers=1))
    assert len(found.found) == 3
    for row in found.found:
        assert row.plan.value.total >= found.floor
        assert all(check.passed for check in audit(choice(), row.plan))
        assert not row.proven
    assert not found.exhausted


def test_a_question_that_has_begun_ends_when_somebody_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who stops waits for no search."""
    monkeypatch.setattr(nearby, "LARGE", 0)
    best = run(choice())
    task = Task(choice(), best, Alternatives.least(best, Decimal(1)), Aim.DIFFERENT, (best,), 60)
    began = time.monotonic()
    assert isinstance(look(task, lambda: True), Nothing)
    assert time.monotonic() - began < 10
