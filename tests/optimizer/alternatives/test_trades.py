"""What a plan gives and takes against the best one, counted by hand."""

from __future__ import annotations

from models.index import Index
from models.plan import Plan
from models.portfolio import Portfolio
from optimizer.alternatives.trades import at_once, begun, funded, money, movers, trades
from tests.oracle.agreement import planned
from tests.portfolios import build, change, fund, initiative, person, stage, team, works


def crossing(*, away: bool) -> Portfolio:
    """Ann is at home in web; the work is there, or at api."""
    return build(
        team("web"),
        team("api", "platform"),
        person("ann", "web", {"build": 3}, lendable="anywhere"),
        works("ann", "web", 2),
        fund("main", [100, 100]),
        initiative(
            "shop",
            stage(40, needs={"build": 2}),
            stage(30, needs={"build": 2}),
            worth=10,
            team="api" if away else "web",
        ),
    )


def plan_of(portfolio: Portfolio) -> Plan:
    plan = planned(portfolio)
    assert plan is not None
    return plan


def test_people_who_move_are_counted_once() -> None:
    home, away = crossing(away=False), crossing(away=True)
    assert movers(home, plan_of(home)) == 0
    assert movers(away, plan_of(away)) == 1
    stays = change(away, assignments=(works("ann", "api", 2),))
    assert movers(stays, plan_of(stays)) == 0


def test_money_stages_and_the_busiest_period() -> None:
    portfolio = crossing(away=False)
    plan = plan_of(portfolio)
    assert money(plan) == 70
    assert begun(plan) == {"shop": 2}
    assert funded(Index(portfolio), plan) == {"shop": 1}
    assert at_once(Index(portfolio), plan) == 1


def test_against_itself_nothing_is_traded() -> None:
    portfolio = crossing(away=True)
    plan = plan_of(portfolio)
    gives = trades(portfolio, plan, plan)
    assert (gives.enters, gives.leaves, gives.sooner, gives.later, gives.teams) == ((),) * 5
    assert (gives.value, gives.money, gives.moves, gives.people, gives.at_once) == (0,) * 5


def test_a_part_is_told_apart_from_the_whole() -> None:
    portfolio = crossing(away=False)
    whole = plan_of(portfolio)
    short = change(portfolio, budgets=tuple(fund("main", [40, 0]))[1:])
    less = plan_of(change(short, initiatives=tuple(portfolio.initiatives)))
    part = whole.model_copy(
        update={
            "stages": tuple(
                row if row.stage == 1 else less.stages[1].model_copy(update={"start": None})
                for row in whole.stages
            )
        }
    )
    gives = trades(portfolio, whole, part)
    assert gives.leaves == ("shop",)
    assert gives.partly == ("shop",)
    assert gives.money == -30
