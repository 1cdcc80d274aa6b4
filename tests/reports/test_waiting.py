"""Held and stopped tranches: what is missing, from whom, by when, what hangs on it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.metric import Better, Metric
from models.objective import Comparison, Objective, Outcome
from models.portfolio import Portfolio
from models.units import InitiativeId, MetricId, ObjectiveId
from reports.facts.waiting import Waiting, waiting
from reports.workbook import render
from tests.portfolios import (
    AS_OF,
    Rows,
    after,
    build,
    change,
    fund,
    gate,
    initiative,
    quarters,
    release,
    stage,
    team,
)
from tests.reports.explained import planned
from tests.reports.opened import table

WAITS = {"shop/2": 1}


def shop(verdict: str = "pending", *more: Rows) -> Portfolio:
    """One initiative whose first stage is done and whose second waits at this gate."""
    return build(
        team("web"),
        team("app"),
        fund("main", [9_000_00, 9_000_00]),
        initiative("shop", stage(status="done"), stage(500), stage(300), worth=5),
        gate("shop", 1, verdict),
        more,
    )


def only(rows: Portfolio, starts: dict[str, int], audience: str = "all") -> Waiting:
    (found,) = waiting(planned(rows, starts, audience))
    return found


def test_nothing_waits_where_nothing_is_held() -> None:
    assert waiting(planned(shop("passed"), {"shop/2": 0})) == ()


def test_who_owns_the_metric_must_report() -> None:
    (missing,) = only(shop(), WAITS).missing
    assert missing.what == "No outcome of sales yet"
    assert missing.whom == "Sales, owner of the metric"
    assert missing.reach == "sales at least EUR 10; nothing observed yet"


def test_executives_see_roles() -> None:
    assert only(shop(), WAITS, "executives").missing[0].whom == "The owner of the metric"
    found = only(shop("unproven"), WAITS, "executives").missing[0]
    assert found.whom == "Whoever reported it"
    assert "Rosa" not in found.what


def test_who_reported_must_add_evidence() -> None:
    (missing,) = only(shop("unproven"), WAITS).missing
    assert missing.what == "The report of 2026-01-10 on sales has no evidence"
    assert missing.whom == "Rosa Holm, who reported it"
    assert missing.reach == "sales at least EUR 10; EUR 12 observed, which would do"


def reported(**fields: object) -> Portfolio:
    """The gate with one report of an EUR 12 that differs in these fields."""
    rows = shop("passed")
    (outcome,) = rows.outcomes
    return change(rows, outcomes=(outcome.model_copy(update=fields),))


@pytest.mark.parametrize(
    ("fields", "what", "whom"),
    [
        ({"confirmed_by": None}, "is not confirmed", "Someone other than Rosa Holm"),
        (
            {"confirmed_by": "rosa holm"},
            "was confirmed by the one who reported it",
            "Someone other than Rosa Holm",
        ),
        ({"reported_by": None}, "does not say who reported it", "Whoever reported it"),
        (
            {"date": AS_OF + timedelta(days=1)},
            "is dated after the as-of date",
            "Rosa Holm, who reported it",
        ),
        (
            {"date": AS_OF - timedelta(days=181)},
            "is 181 days old and counts for 180 days",
            "Sales, owner of the metric",
        ),
    ],
)
def test_what_a_report_lacks(fields: dict[str, object], what: str, whom: str) -> None:
    (missing,) = only(reported(**fields), WAITS).missing
    assert missing.what.endswith(what)
    assert missing.whom == whom


def test_a_report_of_the_last_day_that_counts_lacks_nothing() -> None:
    rows = reported(date=AS_OF - timedelta(days=180))
    assert waiting(planned(rows, WAITS)) == ()


def test_two_faults_of_one_report() -> None:
    (missing,) = only(reported(evidence=None, confirmed_by=None), WAITS).missing
    assert missing.what.endswith("has no evidence and is not confirmed")
    assert missing.whom == "Rosa Holm, who reported it; someone other than Rosa Holm"


def test_how_far_off_a_near_miss_is() -> None:
    (missing,) = only(shop("conditional"), WAITS).missing
    assert missing.what == "sales missed its target, within tolerance"
    assert missing.reach == "sales at least EUR 10; EUR 9 observed, EUR 1 too low"


def test_too_high_where_less_is_asked() -> None:
    rows = build(
        team("web"),
        fund("main", [9_000_00, 9_000_00]),
        Metric(id=MetricId("calls"), unit="calls", better=Better.LOWER),
        initiative("shop", stage(status="done"), stage(500), worth=5),
        Objective(
            id=ObjectiveId("o"),
            initiative=shop().initiatives[0].id,
            stage=1,
            metric=MetricId("calls"),
            comparison=Comparison.AT_MOST,
            target=Decimal(20),
            amber=Decimal(24),
        ),
        Outcome(
            objective=ObjectiveId("o"),
            observed=Decimal("22.5"),
            date=AS_OF,
            evidence="e",
            reported_by="Rosa Holm",
            confirmed_by="Carl Dahl",
        ),
    )
    (missing,) = only(rows, WAITS).missing
    assert missing.reach == "calls at most 20 calls; 22.5 calls observed, 2.5 calls too high"
    assert missing.whom == "The team Web"  # nobody owns the metric


def test_a_reversed_release_needs_a_decision() -> None:
    rows = shop("passed", release("shop", 2, 500), release("shop", 2, 500, state="reversed"))
    found = only(rows, WAITS)
    assert found.gate is None
    assert [(one.what, one.whom) for one in found.missing] == [
        ("The release of stage 2 was reversed", "Whoever decides on releases")
    ]


def test_proof_counts_until_the_release_day_of_the_planned_start() -> None:
    assert only(shop(), {"shop/2": 1}).by == quarters()[1].release_date
    assert only(shop(), {"shop/2": 2}).by == quarters()[2].release_date
    bare = [row.model_copy(update={"release_date": None}) for row in quarters()]
    rows = change(shop(), periods=tuple(bare))
    assert only(rows, {"shop/2": 1}).by == date(2026, 4, 1)  # without a cadence its first day


def hanging(*more: Rows) -> Portfolio:
    """Three initiatives one after the other, and one that has nothing to do with them."""
    return shop(
        "pending",
        initiative("mall", stage(), worth=7, team="app"),
        initiative("fair", stage(), stage(), worth=11),
        initiative("alone", stage(), worth=13),
        after("shop", "mall"),
        after("mall", "fair/2"),
        more,
    )


def test_what_hangs_on_it_directly_and_through_others() -> None:
    starts = {"shop/2": 1, "shop/3": 2, "mall": 3, "fair": 0, "fair/2": 3, "alone": 0}
    rows = hanging()
    found = only(rows, starts)
    assert [row.stage for row in found.later] == [3]
    assert found.delays == ("mall", "fair")
    assert found.first == 3
    values = planned(rows, starts).value_of
    assert found.at_stake == sum(values[InitiativeId(key)] for key in ("shop", "mall", "fair"))
    assert found.money == 500


def test_what_is_released_already_is_not_delayed() -> None:
    rows = hanging(release("mall", 1, 100))
    starts = {"shop/2": 1, "shop/3": 2, "mall": 0, "alone": 0}
    assert only(rows, starts).delays == ()


def test_with_a_flag_only_the_value_waits() -> None:
    rows = shop(
        "pending",
        initiative("mall", stage(), worth=7),
        initiative("fair", stage(), worth=11),
        after("shop", "mall", flag_cost=1),
        after("mall", "fair"),
    )
    starts = {"shop/2": 1, "shop/3": 2, "mall": 0, "fair": 1}
    found = only(rows, starts)
    assert (found.delays, found.flagged, found.first) == ((), ("mall",), None)
    context = planned(rows, starts)
    both = sum(context.value_of[InitiativeId(key)] for key in ("shop", "mall"))
    assert found.at_stake == both  # what waits for Mall does not wait
    (row,) = table(render(rows, context.plan), "Held and stopped", "HeldTranches")
    assert row["What it delays"] == ("Its 3 Shop 3 (Q3); the value of Mall, shipped with a flag")
    # without the flag it waits, and so does what waits for it
    later = only(rows, starts | {"mall": 3})
    assert (later.delays, later.flagged) == (("mall", "fair"), ())


def test_a_circle_of_needs_ends() -> None:
    rows = hanging(after("fair", "shop/3", "needs"))
    starts = {"shop/2": 1, "shop/3": 2, "mall": 3, "fair": 0, "fair/2": 3, "alone": 0}
    assert only(rows, starts).delays == ("mall", "fair")


def test_stopped_initiatives_come_last_with_all_their_money() -> None:
    rows = build(
        team("web"),
        fund("main", [9_000_00, 9_000_00]),
        fund("spare", [9_000_00, 9_000_00]),
        initiative("gone", stage(status="done"), stage(900_00), stage(300_00, fund="spare")),
        gate("gone", 1, "failed"),
        initiative("hangs", stage(), worth=7),
        after("gone", "hangs"),
        initiative("small", stage(status="done"), stage(5), worth=5),
        gate("small", 1, "pending"),
        initiative("large", stage(status="done"), stage(50), worth=5),
        gate("large", 1, "pending"),
    )
    context = planned(rows, {"small/2": 1, "large/2": 1})
    found = waiting(context)
    assert [wait.row.initiative for wait in found] == ["large", "small", "gone"]
    stopped = found[-1]
    assert (stopped.held, stopped.by, stopped.money) == (False, None, 1_200_00)
    assert stopped.missing[0].what == "sales missed its target"
    assert stopped.missing[0].reach == "sales at least EUR 10; EUR 1 observed, EUR 9 too low"
    assert stopped.delays == ("hangs",)
    content = render(rows, context.plan)
    (row,) = table(content, "Held and stopped", "StoppedInitiatives")
    assert row["Back to"] == "Main and Spare"
    assert row["Money that goes back"] == 1_200
    assert row["What it takes along"] == "Its 3 Gone 3; Hangs"
    assert row["Observed"].date() == AS_OF - timedelta(days=5)


def test_the_sheet_says_it_in_words(books: dict[str, bytes]) -> None:
    rows = {row["ID"]: row for row in table(books["all"], "Held and stopped", "HeldTranches")}
    assert rows
    for row in rows.values():
        assert row["What is missing"]
        assert row["From whom"]
        assert row["By when"] is not None
        assert row["What it delays"]
