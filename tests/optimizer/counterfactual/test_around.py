"""Answers near the plan at hand, as large portfolios get them, on those that the oracle knows."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from models.counterfactual import Basis, Change, ChangeKind, Counterfactual, Displaced
from models.initiative import Initiative
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, InitiativeId, PeriodIndex, StageNumber
from optimizer.counterfactual import answer, answer_around, both, unanswered
from optimizer.counterfactual.around import prepared_around, push_out
from optimizer.counterfactual.around.by_name import named, with_names
from optimizer.counterfactual.around.found import plans_near
from optimizer.counterfactual.around.ground import ground_of
from optimizer.counterfactual.around.nearby import Best, Nearby
from optimizer.counterfactual.around.prices import claimants, confirm_around, near_claimants
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.changed import with_money
from optimizer.counterfactual.prices import prices, to_confirm
from optimizer.counterfactual.singles import without_person
from optimizer.funding.model import Row
from tests.optimizer.counterfactual.test_answers import BEST, asked, of, rivals
from tests.optimizer.counterfactual.test_prices import confirmed_prices as exactly
from tests.oracle.sided import admits, leaves_out
from tests.portfolios import benefit, build, change, envelope, fund, initiative, person, stage, team

SHOP = StageKey(InitiativeId("shop"), StageNumber(1))


def test_around_a_plan_that_stays_the_missing_money_suffices() -> None:
    """Of a large portfolio only that is known: it is enough, not that less is not."""
    found = answer_around(asked(build(team("web"), *rivals(80))))
    money = of(found, ChangeKind.MONEY)
    assert (money.works, money.amount, money.at_least, money.proven) == (True, 40, None, False)
    assert found.note


def test_around_a_plan_people_suffice_by_the_slice() -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [9, 9]),
        initiative("shop", stage(1, needs={"build": 5}), worth=1),
    )
    people = of(answer_around(asked(portfolio)), ChangeKind.PEOPLE)
    assert (people.works, people.amount) == (True, 3)


def test_around_a_plan_a_single_row_may_be_enough() -> None:
    tight = envelope("few", "starts", most=1, window="all")
    found = answer_around(asked(build(team("web"), *rivals(200, tight))))
    assert of(found, ChangeKind.ENVELOPE).works
    assert of(found, ChangeKind.MONEY).works is None


def test_around_a_plan_it_is_told_what_putting_it_in_costs_and_who_gives_way() -> None:
    found = answer_around(asked(build(team("web"), *rivals(80))))
    assert found.forced is not None
    assert (found.forced.cost, found.forced.proven) == (7 * 50, False)
    assert found.forced.displaced == (Displaced(initiative=BEST),)


def test_around_a_plan_the_funded_one_may_lose_what_the_next_best_leaves() -> None:
    found = answer_around(asked(build(team("web"), *rivals(80)), "best"))
    assert (found.cushion, found.cushion_proven) == (7 * 100 - 7 * 50, False)


def test_around_a_plan_the_first_stage_alone_is_in() -> None:
    """What it brings counts from its first stage: the second one's people do not push it out."""
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3}),
        person("bob", "web", {"sing": 3}),
        fund("main", [100, 0]),
        initiative("shop", stage(10, needs={"build": 1}), stage(20, needs={"sing": 1})),
        benefit("shop", 100, after_stage=1),
        benefit("shop", 10),
    )
    found = answer_around(asked(portfolio))
    assert {name: row.works for name, row in lost(found).items()} == {"Ann": True, "Bob": False}
    less = of(found, ChangeKind.LESS_MONEY)
    assert less.amount is not None
    assert less.amount >= 91
    cut = with_money(portfolio, FundId("main"), (0,), -less.amount)
    assert leaves_out(cut, SHOP)


def test_around_a_plan_names_decide_whether_a_loss_pushes_out() -> None:
    """Groups say that Ann can do both; she may work for one team only."""
    portfolio = build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, lendable="anywhere"),
        person("cid", "app", {"build": 3}),
        fund("main", [900, 900]),
        initiative("best", stage(100, periods=4, needs={"build": 1}), worth=9),
        initiative("shop", stage(100, periods=4, needs={"build": 1}), team="app", worth=5),
        most_teams=1,
    )
    assert lost(answer_around(asked(portfolio)))["Cid"].works is not False


def test_around_a_plan_one_that_a_better_plan_does_without_is_not_asked() -> None:
    portfolio = build(team("web"), *rivals(80))
    worse = asked(change(portfolio, initiatives=_without_best(portfolio)))
    found = answer_around(replace(worse, portfolio=portfolio))
    assert found.cushion is None
    assert found.would_change == ()
    assert "without it is worth no less" in found.note


def _without_best(portfolio: Portfolio) -> tuple[Initiative, ...]:
    return tuple(
        row.model_copy(update={"leave_out": row.id == BEST}) for row in portfolio.initiatives
    )


def test_a_step_up_that_only_fills_what_is_lacking_is_worth_nothing() -> None:
    portfolio = build(
        team("web"),
        fund("main", [10_00, 0]),
        initiative("old", stage(50_00, status="active"), worth=1),
        initiative("shop", stage(10), worth=40),
    )
    assert all(row.when != "W1" for row in prices(asked(portfolio)))


def test_who_is_freed_through_shared_people_claims_a_skill_too() -> None:
    portfolio = build(
        team("web"),
        person("ann", "web", {"build": 3, "sing": 3}, slices=1),
        fund("main", [900, 900]),
        initiative("aria", stage(0, needs={"sing": 1}), worth=100, latest_finish="Q1"),
        initiative("shop", stage(0, needs={"build": 1}), worth=40, latest_finish="Q1"),
    )
    asking = asked(portfolio)
    tasks = near_claimants(asking, to_confirm(asking, prices(asking)))
    up = {row.what: row.up for row in map(confirm_around, tasks.values())}
    assert up["sing"] == Decimal(7 * 40)


def test_around_a_plan_less_money_pushes_out_and_the_oracle_agrees() -> None:
    """Eleven less is enough; halving comes as near to it as it has turns."""
    portfolio = build(team("web"), *rivals(80))
    found = answer_around(asked(portfolio, "best"))
    less = of(found, ChangeKind.LESS_MONEY)
    assert (less.works, less.proven, less.basis) == (True, False, Basis.NEAR)
    assert less.amount is not None
    assert 11 <= less.amount <= 11 + 80 // 2**4
    cut = with_money(portfolio, FundId("main"), (0,), -less.amount)
    assert leaves_out(cut, StageKey(BEST, StageNumber(1)))


def test_around_a_plan_it_is_known_that_none_is_worth_more_than_the_best() -> None:
    """Also where the engine ends because it has the best one, not because none is enough."""
    asking = asked(build(team("web"), *rivals(80)), "best")
    near = plans_near(prepared_around(asking), ground_of(asking.portfolio), asking.clock())
    for inside in (True, False):
        best = near.best(inside=inside)
        assert best is not None
        enough = best.value + 1
        assert (near.best(inside=inside, enough=enough), near.sure) == (None, True)
        assert near.best(inside=inside, enough=enough - 1) is not None


@pytest.mark.parametrize("widened", [False, True])
def test_what_names_let_start_otherwise_is_asked_on_both_sides(
    monkeypatch: pytest.MonkeyPatch, *, widened: bool
) -> None:
    """Names freed others for the plan without it: the one with it may win by that, too."""
    asking = prepared_around(asked(build(team("web"), *rivals(80)), "best"))
    near = plans_near(asking, ground_of(asking.portfolio), asking.clock())
    out = near.best(inside=False)
    assert out is not None

    def served(mine: Nearby, search: Callable[[], Best | None], *_: object) -> Best | None:
        mine.known.append(Row(("of this cut alone",), []))
        mine.near = replace(mine.near) if widened else mine.near
        return search()

    monkeypatch.setattr(push_out, "with_names", served)
    known, at = [*near.known], (FundId("main"), 0)
    assert push_out._shown(asking, near, at, 0, out, inside=False) is not widened
    assert near.known == known


def test_around_a_plan_a_cut_that_another_fund_makes_up_for_pushes_nothing_out() -> None:
    portfolio = build(
        team("web"),
        fund("main", [10, 0]),
        fund("spare", [10, 0]),
        initiative("shop", stage(5), worth=100),
    )
    less = of(answer_around(asked(portfolio)), ChangeKind.LESS_MONEY)
    assert (less.works, less.amount, less.basis) == (False, None, Basis.NEAR)


def lost(found: Counterfactual) -> dict[str, Change]:
    return {row.what: row for row in found.would_change if row.kind is ChangeKind.PERSON_LOST}


def test_around_a_plan_who_must_not_be_lost() -> None:
    rows = [
        *person("ann", "web", {"build": 1}),
        *fund("main", [9, 9]),
        *initiative("shop", stage(1, needs={"build": 1}), worth=1),
    ]
    alone = answer_around(asked(build(team("web"), *rows)))
    assert {name: row.works for name, row in lost(alone).items()} == {"Ann": True}
    spare = build(team("web"), person("cid", "web", {"build": 1}), *rows)
    found = lost(answer_around(asked(spare)))
    assert {row.works for row in found.values()} == {False}
    assert {row.basis for row in found.values()} == {Basis.NEAR}


def both_are_needed() -> Portfolio:
    return build(
        team("web"),
        person("ann", "web", {"build": 1}),
        person("bob", "web", {"build": 1}),
        fund("main", [9, 9]),
        initiative("shop", stage(1, needs={"build": 4}), worth=1),
    )


def test_around_a_plan_alike_people_get_the_same_answer() -> None:
    portfolio = both_are_needed()
    found = lost(answer_around(asked(portfolio)))
    assert {name: row.works for name, row in found.items()} == {"Ann": True, "Bob": True}
    for who in portfolio.people:
        assert not admits(without_person(portfolio, who.id), SHOP)


def two_teams_one_expert(most_teams: int) -> Portfolio:
    """Ann may work for so many teams at a time; both would like half of her."""
    return build(
        team("web"),
        team("app"),
        person("ann", "web", {"build": 3}, slices=2, lendable="anywhere"),
        fund("main", [900, 900]),
        initiative("best", stage(100, periods=4, needs={"build": 1}), worth=9),
        initiative("shop", stage(100, periods=4, needs={"build": 1}), team="app", worth=5),
        most_teams=most_teams,
    )


def near_both(portfolio: Portfolio) -> tuple[Asking, Nearby]:
    asking = asked(portfolio)
    ground = ground_of(portfolio)
    near = asking.beside(ground.problem)
    near = replace(near, free=frozenset(row.id for row in portfolio.initiatives))
    return asking, Nearby(ground, SHOP, near, asking.clock())


@pytest.mark.parametrize(("most_teams", "starts"), [(2, 2), (1, 1)])
def test_names_have_to_serve_what_groups_promise(most_teams: int, starts: int) -> None:
    portfolio = two_teams_one_expert(most_teams)
    asking, near = near_both(portfolio)
    search = partial(near.best, inside=True)
    found = with_names(near, search, lambda _: portfolio, asking.plan.assignments)
    assert found is not None
    assert len(found.starts) == starts
    assert {row.initiative for row in found.names} == {key.initiative for key in found.starts}


def test_what_does_not_settle_to_the_cent_is_refused() -> None:
    portfolio = build(team("web"), *rivals(80))
    asking, near = near_both(portfolio)
    both = Best(0.0, {row.key: PeriodIndex(0) for row in portfolio.stages}, (), {})
    refused = named(near.ground, both, portfolio, asking.plan.assignments, near.clock)
    assert not isinstance(refused, Best)
    assert [row.name[0] for row in refused.rows] == ["settles_to_the_cent"]


def test_what_is_known_before_the_questions_has_names() -> None:
    asking = prepared_around(asked(two_teams_one_expert(1)))
    assert asking.inside is not None
    assert asking.outside is not None
    assert SHOP in asking.inside.starts
    assert {row.initiative for row in asking.names} == {SHOP.initiative}


ONE_TOO_MANY = (
    build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("shop", stage(100_00), worth=100),
        initiative("cart", stage(1_00), worth=10),
    ),
    build(
        team("web"),
        person("ann", "web", {"build": 1}),
        fund("main", [0, 0]),
        initiative("shop", stage(0, needs={"build": 1}), worth=40, latest_finish="Q1"),
        initiative("cart", stage(0, needs={"build": 2}), worth=10, latest_finish="Q1"),
    ),
    build(
        team("web"),
        fund("main", [900, 900]),
        envelope("few", "starts", most=1, window="all"),
        initiative("shop", stage(1), worth=40),
        initiative("cart", stage(1), worth=10),
    ),
)


@pytest.mark.parametrize("portfolio", ONE_TOO_MANY)
def test_a_step_near_the_plan_is_worth_what_it_is_worth_exactly(portfolio: Portfolio) -> None:
    """All who claim something are near in a small portfolio."""
    asking = asked(portfolio)
    tasks = near_claimants(asking, to_confirm(asking, prices(asking)))
    near = [confirm_around(task) for task in tasks.values()]
    sure = {(row.kind, row.when): row for row in exactly(portfolio)}
    assert near
    for row in near:
        known = sure[row.kind, row.when]
        assert (row.up, row.down) == (known.up, known.down)
        assert (row.proven, row.basis) == (False, Basis.NEAR)


def test_the_next_to_come_and_the_next_to_go_claim_a_scarce_thing() -> None:
    """Most worth for what it takes comes first, least goes first."""
    some = [initiative(f"in{n:02}", stage(10), worth=50 + n) for n in range(12)]
    rest = [initiative(f"out{n:02}", stage(100), worth=n + 1) for n in range(12)]
    portfolio = build(team("web"), fund("main", [125, 0]), *some, *rest)
    asking = asked(portfolio)
    (price, *_) = prices(asking)
    found = claimants(asking, price)
    assert {f"in{n:02}" for n in range(10)} == {name for name in found if name.startswith("in")}
    assert {f"out{n:02}" for n in range(2, 12)} == {n for n in found if n.startswith("out")}
    assert price.indicative > Decimal(0)


def test_questions_that_are_sent_elsewhere_share_what_is_built() -> None:
    portfolio = build(team("web"), *rivals(80))
    sent = pickle.loads(pickle.dumps(portfolio))  # noqa: S301 - our own
    assert ground_of(portfolio) is ground_of(sent)
    assert ground_of(build(team("web"), *rivals(81))) is not ground_of(portfolio)


def test_what_the_time_leaves_open_is_asked_near_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both, "ask", lambda question: (unanswered(question),))
    money = of(answer(asked(build(team("web"), *rivals(80)))), ChangeKind.MONEY)
    assert (money.works, money.amount, money.proven, money.basis) == (True, 40, False, Basis.NEAR)
    less = of(answer(asked(build(team("web"), *rivals(80)), "best")), ChangeKind.LESS_MONEY)
    assert (less.works, less.basis) == (True, Basis.NEAR)


def test_of_alike_people_each_gets_an_answer_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both, "ask", lambda question: (unanswered(question),))
    portfolio = both_are_needed()
    rows = answer(asked(portfolio)).would_change
    people = [(row.what, row.works) for row in rows if row.kind is ChangeKind.PERSON_LOST]
    assert people == [("Ann", True), ("Bob", True)]
