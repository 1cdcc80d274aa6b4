"""Section 10 of the formulation: what a plan states, and what it may not leave out."""

from typing import Any

import pytest
from pydantic import BaseModel

from models.issue import Issue, Place, Severity
from models.plan import Plan, SolveStatus, Value, Worker
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, Money, Slices
from models.verdict import Verdict, VerdictKind
from optimizer.audit.checks.amounts_are_positive import amounts_are_positive
from optimizer.audit.checks.bound_is_no_lower import bound_is_no_lower
from optimizer.audit.checks.each_stage_has_one_decision import each_stage_has_one_decision
from optimizer.audit.checks.no_row_stands_twice import no_row_stands_twice
from optimizer.audit.checks.nothing_forbids_planning import nothing_forbids_planning
from optimizer.audit.checks.plan_is_of_this_portfolio import plan_is_of_this_portfolio
from optimizer.audit.checks.rows_refer_to_real_things import rows_refer_to_real_things
from tests.optimizer.audit.plans import (
    breaks,
    decide,
    draft,
    flag,
    hires,
    holds,
    lacks,
    learns,
    overrun,
    pays,
    shortfall,
    works,
)
from tests.portfolios import (
    build,
    fund,
    hiring,
    initiative,
    person,
    pool,
    stage,
    team,
    with_settings,
)


def small() -> Portfolio:
    return build(
        team("web"),
        team("app"),
        fund("main", [100_00, 100_00]),
        person("ann", skills={"build": 3}),
        hiring("crew", "build", 2),
        pool("desk", "build", 2),
        hiring("course", "test", 2, "reskill", from_skill="build"),
        initiative("shop", stage(50_00), stage(20_00)),
        initiative("mail", stage(10_00)),
    )


def verdict(name: str, number: int) -> Verdict:
    return Verdict(gate=StageKey(InitiativeId(name), number), kind=VerdictKind.PENDING)


def test_plan_is_of_this_portfolio_holds() -> None:
    holds(plan_is_of_this_portfolio, small(), draft(small()))


def test_plan_is_of_this_portfolio_breaks_when_one_setting_is_another() -> None:
    changed = with_settings(small(), seed=1)
    breaks(plan_is_of_this_portfolio, changed, draft(small()), "another version")


def test_rows_refer_to_real_things_holds() -> None:
    rows = [
        pays("shop/1", "main", 3, 50_00),
        overrun("main", "W2", 1),
        shortfall("main", "W1", 1),
        flag("shop/1", "mail/1", 5),
        lacks("shop/1", 0, 1),
        works("ann", "shop/1", 3, 1),
        learns("ann", "course", 0, 1),
        verdict("shop", 2),
        *hires("crew", 0, 0, 0, 1),
    ]
    holds(rows_refer_to_real_things, small(), draft(small(), {}, *rows))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (pays("shop/3", "main", 0, 1), "unknown stage shop/3"),
        (pays("shop/1", "gold", 0, 1), "unknown fund gold"),
        (pays("shop/1", "main", 4, 1), "1 period after Q4"),
        (pays("shop/1", "main", -1, 1), "1 period before Q1"),
        (overrun("main", "W3", 1), "unknown window W3"),
        (shortfall("gold", "W1", 1), "unknown fund gold"),
        (flag("shop/1", "mail/2", 5), "unknown stage mail/2"),
        (flag("shop/0", "mail/1", 5), "unknown stage shop/0"),
        (hires("firm", 1)[0], "unknown option firm"),
        (hires("crew", 0, 0, 0, 0, 1)[0], "outside the horizon"),
        (lacks("mail/2", 0, 1), "unknown stage mail/2"),
        (verdict("mail", 2), "unknown stage mail/2"),
        (works("bob", "shop/1", 0, 1), "unknown person bob"),
        (works("ann", "shop/1", 0, 1, worker="pool"), "unknown pool ann"),
        (works("ann", "shop/1", 0, 1, worker="hire"), "unknown hire ann"),
        (works("ann", "shop/1", 4, 1), "outside the horizon"),
        (works("ann", "shop/1", 0, 1, team="app"), "another team's"),
        (works("ann", "shop/1", 0, 1, initiative=None), "no stage and no retraining"),
        (works("ann", "shop/1", 0, 1, retrained="course"), "at work with the same time"),
        (learns("ann", "evening", 0, 1), "no hiring option"),
        (
            learns("ann", "course", 0, 1).model_copy(update={"stage": 1}),
            "at work with the same time",
        ),
        (
            learns("ann", "course", 0, 1).model_copy(update={"team": "web"}),
            "at work with the same time",
        ),
        (learns("ann", "course", 4, 1), "outside the horizon"),
        (learns("desk", "course", 0, 1).model_copy(update={"worker": Worker.POOL}), "a person"),
    ],
)
def test_rows_refer_to_real_things_breaks(row: BaseModel, told: str) -> None:
    breaks(rows_refer_to_real_things, small(), draft(small(), {}, row), told)


def test_no_row_stands_twice_holds_when_one_name_differs() -> None:
    rows = [
        pays("shop/1", "main", 0, 1),
        pays("shop/1", "main", 1, 1),
        pays("shop/1", "main", 0, 1, "capex"),
        works("ann", "shop/1", 0, 1),
        works("ann", "shop/1", 0, 1, lowest_level=2),
        learns("ann", "course", 0, 1),
    ]
    holds(no_row_stands_twice, small(), draft(small(), {}, *rows))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([pays("shop/1", "main", 0, 1), pays("shop/1", "main", 0, 2)], "payments for shop, 1"),
        ([overrun("main", "W1", 1), overrun("main", "W1", 2)], "overruns for main, W1"),
        ([shortfall("main", "W1", 1), shortfall("main", "W1", 2)], "shortfalls for main, W1"),
        ([*hires("crew", 1), *hires("crew", 2)], "hires for crew, Q1"),
        ([lacks("shop/1", 1, 1), lacks("shop/1", 1, 1)], "shortages for shop, 1, build, 1, Q2"),
        ([works("ann", "shop/1", 0, 1), works("ann", "shop/1", 0, 2)], "assignments for person"),
        ([verdict("shop", 1), verdict("shop", 1)], "verdicts for shop, 1"),
    ],
)
def test_no_row_stands_twice_breaks(rows: list[BaseModel], told: str) -> None:
    breaks(no_row_stands_twice, small(), draft(small(), {}, *rows), f"two {told}")


def test_no_row_stands_twice_breaks_for_decisions() -> None:
    plan = draft(small())
    twice = plan.model_copy(update={"stages": (*plan.stages, plan.stages[0])})
    breaks(no_row_stands_twice, small(), twice, "two decisions for shop, 1")


def positive(amount: int) -> list[BaseModel]:
    option = hires("crew", 1)[0].model_copy(update={"slices": amount})
    return [
        pays("shop/1", "main", 0, amount),
        overrun("main", "W1", amount),
        shortfall("main", "W1", amount),
        option,
        lacks("shop/1", 0, amount),
        works("ann", "shop/1", 0, amount),
    ]


def test_amounts_are_positive_holds_at_one() -> None:
    holds(amounts_are_positive, small(), draft(small(), {}, *positive(1)))


@pytest.mark.parametrize("row", positive(0))
def test_amounts_are_positive_breaks_at_nothing(row: BaseModel) -> None:
    breaks(amounts_are_positive, small(), draft(small(), {}, row))


def test_each_stage_has_one_decision_holds() -> None:
    holds(each_stage_has_one_decision, small(), draft(small()))


def test_each_stage_has_one_decision_breaks_when_one_is_missing() -> None:
    plan = draft(small())
    fewer = plan.model_copy(update={"stages": plan.stages[:-1]})
    breaks(each_stage_has_one_decision, small(), fewer, "Mail (mail), stage 1 has no decision")


def test_each_stage_has_one_decision_breaks_by_one_cent() -> None:
    plan = decide(draft(small()), "shop/1", amount=Money(50_00 - 1))
    breaks(each_stage_has_one_decision, small(), plan, "EUR 49.99", "EUR 50.00")


def finding(**more: Any) -> Issue:  # noqa: ANN401 - any field of Issue
    values: dict[str, Any] = {"severity": Severity.ERROR, "place": Place(sheet="Teams")}
    return Issue(what="Web has no leader", **(values | more))


def test_nothing_forbids_planning_holds_for_warnings_and_waived_errors() -> None:
    findings = (finding(severity=Severity.WARNING), finding(waived_by="Nora Vik"))
    holds(nothing_forbids_planning, small(), draft(small(), findings=findings))


def test_nothing_forbids_planning_breaks_for_an_error() -> None:
    plan = draft(small(), findings=(finding(),))
    breaks(nothing_forbids_planning, small(), plan, "Web has no leader")


def worth(value: int, bound: int, **more: Any) -> Plan:  # noqa: ANN401 - any field of Plan
    return draft(small(), value=Value(benefits=Money(value)), bound=Money(bound), **more)


def test_bound_is_no_lower_holds_at_the_value() -> None:
    plan = worth(7_00, 7_00, status=SolveStatus.OPTIMAL, moved=Slices(3), moved_bound=Slices(3))
    holds(bound_is_no_lower, small(), plan)
    holds(bound_is_no_lower, small(), worth(7_00, 7_00 + 1))


def test_bound_is_no_lower_breaks_one_cent_below() -> None:
    breaks(bound_is_no_lower, small(), worth(7_00, 7_00 - 1), "EUR 7.00", "EUR 6.99")


def test_bound_is_no_lower_breaks_when_a_better_plan_than_the_optimal_may_exist() -> None:
    plan = worth(7_00, 7_00 + 1, status=SolveStatus.OPTIMAL)
    breaks(bound_is_no_lower, small(), plan, "called optimal")


def test_bound_is_no_lower_breaks_when_fewer_move_than_the_fewest() -> None:
    plan = worth(0, 0, moved=Slices(2), moved_bound=Slices(3))
    breaks(bound_is_no_lower, small(), plan, "1 FTE is moved", "1.5 FTE")
