"""What must be done can be done, or the plan stops with the reason."""

from typing import Any

import pytest

from models.issue import Issue, Severity
from models.portfolio import Portfolio
from optimizer.rules import findings
from tests.portfolios import AS_OF, Rows, after, build, fund, gate, initiative, stage, team


def portfolio(*rows: Rows) -> Portfolio:
    return build(team("web"), fund("main", [100_00, 100_00]), rows)


def found(*rows: Rows) -> list[Issue]:
    issues = [issue for issue in findings(portfolio(rows)) if issue.rule == "must-do-possible"]
    assert all(issue.severity is Severity.ERROR for issue in issues)
    return issues


def only(*rows: Rows) -> str:
    (issue,) = found(*rows)
    assert issue.subject == "law"
    assert str(issue.place).endswith("column Must do")
    return issue.what.removeprefix("Law must be done and cannot be: ")


def law(*stages: int, **more: Any) -> Rows:  # noqa: ANN401 - any field of Initiative
    rows = [stage(100, periods) for periods in stages or (1,)]
    return initiative("law", *rows, must_do=True, **more)


def test_what_can_be_done_is_no_finding() -> None:
    assert found(law(1, 1)) == []


def test_its_gate_failed() -> None:
    begun = initiative("law", stage(status="done"), stage(), must_do=True, worth=1)
    assert only(begun, gate("law", 1, "failed")) == (
        "the gate after “Law 1” failed: sales was EUR 1, the target is at least EUR 10 "
        "(Sales owns the metric)"
    )


def test_a_waived_or_pending_gate_leaves_it_possible() -> None:
    for verdict in ("waived", "pending", "unproven"):
        begun = initiative("law", stage(status="done"), stage(), must_do=True, worth=1)
        assert found(begun, gate("law", 1, verdict)) == []


def test_no_fund_may_pay() -> None:
    rows = build(
        team("web"),
        fund("main", [1], pays_for={"themes": ("growth",)}),
        initiative("law", stage(5_000_00), theme="regulatory", must_do=True),
    )
    (issue,) = [row for row in findings(rows) if row.rule == "must-do-possible"]
    assert issue.what.endswith("no fund may pay the opex of “Law 1”, EUR 5,000")
    assert issue.allowed == "clear Must do, or let a fund pay for it"


def test_it_is_left_out_as_well() -> None:
    assert only(law(leave_out=True)) == "Law is marked Leave out"


def test_its_dates_are_too_close() -> None:
    assert found(law(1, 2, latest_finish="Q3")) == []
    assert only(law(2, 2, latest_finish="Q3")) == (
        "“Law 2” can start in Q3 at the earliest and takes 2 periods, too late for Latest finish Q3"
    )
    assert found(law(2, 2, latest_finish="Q3", deadline_penalty=1)) == []


def test_its_last_stage_starts_beyond_the_plan() -> None:
    assert found(law(3, 5)) == []
    assert only(law(4, 1)) == "“Law 2” cannot start before the plan ends with Q4"


def test_a_held_gate_delays_it() -> None:
    rows = [
        initiative("law", stage(status="done"), stage(), must_do=True, latest_finish="Q1", worth=1)
    ]
    assert found(rows, gate("law", 1, "passed")) == []
    rows = [
        initiative("law", stage(status="done"), stage(), must_do=True, latest_finish="Q1", worth=1)
    ]
    assert "“Law 2” can start in Q2 at the earliest" in only(rows, gate("law", 1, "pending"))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("finish-start", "it waits for"),
        ("needs", "it needs"),
        ("same release", "it shares a release with"),
    ],
)
def test_what_it_hangs_on_is_out(kind: str, said: str) -> None:
    base = initiative("base", stage(), leave_out=True)
    assert only(law(), base, after("base", "law", kind)) == (
        f"{said} Base, which cannot start: Base is marked Leave out"
    )


def test_a_flag_lets_it_go_ahead() -> None:
    base = initiative("base", stage(), leave_out=True)
    assert found(law(), base, after("base", "law", flag_cost=1)) == []


def test_what_it_waits_for_is_late() -> None:
    base = initiative("base", stage(100, 2))
    assert found(law(latest_finish="Q4"), base, after("base", "law", lag=1)) == []
    base = initiative("base", stage(100, 2))
    assert "“Law 1” can start in Q4 at the earliest" in only(
        law(latest_finish="Q3"), base, after("base", "law", lag=1)
    )


def test_a_running_stage_it_waits_for_is_counted_by_what_is_left() -> None:
    base = initiative("base", stage(100, 2, status="active", started=AS_OF))
    assert found(law(latest_finish="Q3"), base, after("base", "law")) == []
    base = initiative("base", stage(100, 2, status="active", started=AS_OF))
    assert "in Q3 at the earliest" in only(law(latest_finish="Q2"), base, after("base", "law"))


def test_its_shared_release_is_over_before_it_can_finish() -> None:
    base = initiative("base", stage(100, 1, status="active", started=AS_OF))
    assert only(law(2), base, after("base", "law", "same release")) == (
        "Base, which shares its release, finishes too early"
    )


@pytest.mark.parametrize(("before", "later"), [("base", "law"), ("law", "base")])
def test_what_excludes_it_has_begun(before: str, later: str) -> None:
    base = initiative("base", stage(status="done"))
    assert only(law(), base, after(before, later, "excludes")) == (
        "Base, which excludes it, has already begun"
    )


def test_its_group_has_chosen_another() -> None:
    base = initiative("base", stage(status="done"), group="one")
    assert only(law(group="one"), base) == ("Base, of the same group one, has already begun")


def test_two_of_a_group_must_be_done() -> None:
    base = initiative("zebra", stage(), group="one", must_do=True)
    assert only(law(group="one"), base) == (
        "Zebra must be done too, and of the group one only one may be"
    )


def test_two_that_exclude_each_other_must_be_done() -> None:
    base = initiative("zebra", stage(), must_do=True)
    assert only(law(), base, after("zebra", "law", "excludes")) == (
        "Zebra must be done too, and the two exclude each other"
    )
