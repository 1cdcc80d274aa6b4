"""A frontier is monotone, its points are plans of their own, and its bounds hold."""

from fractions import Fraction

import pytest

from headgate.errors import InputFaults
from headgate.frontiers import Asked, frontier
from headgate.many import Threads
from headgate.pipeline import run
from models.frontier import Answered, Axis, Frontier, Member
from models.plan import Plan
from models.portfolio import Portfolio
from models.scenario import Scale
from models.units import Money
from optimizer.audit import audit
from optimizer.frontier import points, priced, prices, restated, shares
from optimizer.scenario import applied
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle
from tests.portfolios import build, fund, initiative, stage, team, with_settings

WIDE = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2))


def budgeted(portfolio: Portfolio, share: Fraction) -> Portfolio:
    return applied(portfolio, [Scale(None, share)]).portfolio


def drawn(portfolio: Portfolio, axis: Axis = Axis.BUDGET) -> Frontier | None:
    try:
        return frontier(portfolio, Asked(axis, WIDE), Threads(1), "none")[0]
    except Exception as refusal:
        if type(refusal).__name__ in ("Unsolvable", "InputFaults"):
            return None
        raise


@pytest.mark.parametrize("seed", range(25))
def test_every_point_is_the_best_plan_of_its_budget(seed: int) -> None:
    portfolio = draw(seed)
    found = drawn(portfolio)
    for share in WIDE:
        best = Oracle(budgeted(portfolio, share)).best()
        point = None if found is None else next(p for p in found.points if p.share == share)
        if point is None or point.plan is None:
            assert best is None or found is None
            continue
        assert best is not None
        assert (point.value or 0) <= best.value <= (point.bound or 0)
        assert all(check.passed for check in audit(budgeted(portfolio, share), point.plan))
    worth = [p.value for p in found.points if p.value is not None] if found else []
    assert worth == sorted(worth)


@pytest.mark.parametrize("seed", range(12))
def test_dearer_moves_are_never_more_moves(seed: int) -> None:
    portfolio = with_settings(draw(seed), move_price=3)
    found = drawn(portfolio, Axis.MOVES)
    if found is None:
        return
    known = [point for point in found.points if point.plan is not None]
    assert [p.moved for p in known] == sorted((p.moved or 0 for p in known), reverse=True)
    assert [p.value for p in known] == sorted((p.value or 0 for p in known), reverse=True)
    for point in known:
        assert point.plan is not None
        assert point.value is not None
        assert point.bound is not None
        here = priced(portfolio, point.share)
        assert all(check.passed for check in audit(here, point.plan))
        assert point.value <= point.bound


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    """With 50 nothing but the first fits; with 100 both."""
    return build(
        team("web"),
        fund("main", [50_00, 0]),
        initiative("first", stage(50_00), worth=100),
        initiative("second", stage(50_00), worth=60),
    )


def answered(portfolio: Portfolio, share: Fraction, plan: Plan | None) -> Answered:
    return Answered(share, budgeted(portfolio, share), plan)


def test_a_worse_find_gives_way_to_the_plan_of_less_money(shop: Portfolio) -> None:
    less, more = run(budgeted(shop, Fraction(1))), run(budgeted(shop, Fraction(1, 10)))
    assert less.value.total > more.value.total  # what a poor search may find with more money
    found = points(
        [answered(shop, Fraction(1), less), answered(shop, Fraction(2), more)], Axis.BUDGET
    )
    assert [point.value for point in found] == [less.value.total, less.value.total]
    assert [point.taken_from for point in found] == [None, Fraction(1)]
    taken = found[1].plan
    assert taken is not None
    assert all(check.passed for check in audit(budgeted(shop, Fraction(2)), taken))
    assert taken.provenance.portfolio == budgeted(shop, Fraction(2)).digest()


def test_what_more_money_cannot_exceed_less_cannot(shop: Portfolio) -> None:
    loose = run(budgeted(shop, Fraction(1))).model_copy(update={"bound": Money(10**9)})
    tight = run(budgeted(shop, Fraction(2)))
    found = points(
        [answered(shop, Fraction(1), loose), answered(shop, Fraction(2), tight)], Axis.BUDGET
    )
    assert [point.bound for point in found] == [tight.bound, tight.bound]
    other = points(
        [answered(shop, Fraction(1), tight), answered(shop, Fraction(2), loose)], Axis.BUDGET
    )
    assert other[1].bound == 10**9  # less money bounds nothing


def test_a_plan_that_does_not_fit_is_not_taken_over(shop: Portfolio) -> None:
    both = run(budgeted(shop, Fraction(2)))
    assert restated(both, budgeted(shop, Fraction(2))) is not None
    assert restated(both, budgeted(shop, Fraction(199, 100))) is None


def test_overruns_shrink_where_there_is_more_money() -> None:
    soft = build(
        team("web"),
        fund("main", [50_00, 0], price="0.1"),
        initiative("first", stage(90_00), worth=500),
    )
    plan = run(soft)
    assert [row.amount for row in plan.overruns] == [40_00]
    richer = restated(plan, budgeted(soft, Fraction(3, 2)))
    assert richer is not None
    assert [row.amount for row in richer.overruns] == [15_00]
    assert richer.value.overruns == 1_50
    whole = restated(plan, budgeted(soft, Fraction(2)))
    assert whole is not None
    assert (whole.overruns, whole.value.overruns) == ((), 0)


def test_who_is_core_and_who_an_exception(shop: Portfolio) -> None:
    asked = Asked(Axis.BUDGET, (Fraction(1, 2), Fraction(1), Fraction(2)))
    found, stopped = frontier(shop, asked, Threads(2), "none")
    assert not stopped
    assert {row.name: (row.kind, row.inside, row.since) for row in found.members} == {
        "First": (Member.EXCEPTION, (False, True, True), 50_00),
        "Second": (Member.EXCEPTION, (False, False, True), 100_00),
    }
    asked = Asked(Axis.BUDGET, (Fraction(1), Fraction(3, 2)))
    found, _ = frontier(shop, asked, Threads(1), "none")
    kinds = {row.name: row.kind for row in found.members}
    assert kinds == {"First": Member.CORE, "Second": Member.NEVER}


def test_shares_hold_both_ends_and_what_is_given() -> None:
    assert shares(Fraction(7, 10), Fraction(13, 10), 3) == (
        Fraction(7, 10),
        Fraction(1),
        Fraction(13, 10),
    )
    assert shares(Fraction(1, 2), Fraction(3, 4), 2) == (
        Fraction(1, 2),
        Fraction(3, 4),
        Fraction(1),
    )
    assert len(shares(Fraction(7, 10), Fraction(13, 10), 7)) == 7
    with pytest.raises(ValueError, match="the least first"):
        shares(Fraction(1), Fraction(1), 2)
    assert prices(7) == tuple(map(Fraction, ("0", "1/4", "1/2", "1", "2", "4", "8")))
    assert list(prices(2)) == [Fraction(0), Fraction(1)]


def test_faults_are_raised_and_not_planned_around() -> None:
    broken = build(fund("main", [1]), initiative("shop", stage(1), team="none"))
    with pytest.raises(InputFaults):
        frontier(broken, Asked(Axis.BUDGET, (Fraction(1),)), Threads(1), "none")
