"""The public functions, as a notebook uses them."""

from decimal import Decimal
from pathlib import Path

import pytest

import headgate
from models.counterfactual import ChangeKind
from models.portfolio import Portfolio
from models.progress import Progress
from tests.headgate.conftest import small
from tests.portfolios import build, change, fund, initiative, stage, team
from tests.reports.opened import table


def test_from_a_workbook_to_a_workbook(place: Path) -> None:
    portfolio = headgate.read("portfolio.xlsx")
    plan = headgate.plan(portfolio)
    assert list(plan.stages_frame()["state"]) == ["planned", "release now"]
    assert all(check.passed for check in headgate.audit(portfolio, plan))
    assert headgate.audit(portfolio, plan.bare) == headgate.audit(portfolio, plan)
    headgate.write(plan, "plan.xlsx")
    headgate.write(portfolio, place / "again.json")
    assert headgate.read("again.json").digest() == portfolio.digest()
    assert (place / "plan.xlsx").stat().st_size > 5_000


def test_everything_wrong_is_in_the_error(place: Path) -> None:
    with pytest.raises(headgate.InputError) as refusal:
        headgate.read(place / "nothing.xlsx")
    (issue,) = refusal.value.issues
    assert issue.what == "there is no such file"
    assert str(issue) in str(refusal.value)


def test_findings_of_the_rules_are_left_to_check_and_plan(place: Path) -> None:
    leader = small().teams[0].model_copy(update={"leader": None})
    headgate.write(change(small(), teams=(leader,)), place / "leaderless.json")
    portfolio = headgate.read("leaderless.json")
    assert [issue.severity.value for issue in headgate.check("leaderless.json")] == ["warning"]
    assert len(headgate.plan(portfolio).findings) == 1


def test_progress_is_told() -> None:
    told: list[Progress] = []
    plan = headgate.plan(small(), gap="0", time_limit=30, on_progress=told.append)
    assert told
    assert told[-1].value == plan.value.total
    assert all(one.limit in {None, 30} for one in told)


def test_an_impossible_portfolio_says_what_clashes() -> None:
    must = build(team("web"), fund("m", [1, 1]), initiative("law", stage(500), must_do=True))
    with pytest.raises(headgate.Unsolvable) as refusal:
        headgate.plan(must)
    assert {issue.place.sheet for issue in refusal.value.issues} >= {"Initiatives"}
    assert str(refusal.value).startswith("No plan can satisfy this portfolio.\n")


def test_a_plan_that_was_tampered_with_is_not_written(place: Path) -> None:
    plan = headgate.plan(small())
    value = plan.bare.value.model_copy(update={"benefits": plan.bare.value.benefits + 1})
    richer = headgate.Plan(plan.portfolio, plan.bare.model_copy(update={"value": value}))
    with pytest.raises(headgate.AuditFailed, match="The audit refused the plan"):
        headgate.write(richer, place / "richer.xlsx")
    assert not (place / "richer.xlsx").exists()


@pytest.mark.parametrize("name", ["plan.json", "plan", "plan.xls"])
def test_a_plan_is_written_as_a_workbook(place: Path, name: str) -> None:
    with pytest.raises(headgate.OutputError, match=r"is written as \.xlsx"):
        headgate.write(headgate.plan(small()), place / name)


def test_frames_of_a_real_plan_add_up() -> None:
    plan = headgate.plan(small())
    assert plan.payments_frame()["amount"].sum() == Decimal("120.00")
    assert plan.staffing_frame()["fte"].sum() == Decimal(2)


def _rivals() -> Portfolio:
    return build(
        team("web"),
        fund("main", [80_00, 0]),
        initiative("best", stage(70_00), worth=1000),
        initiative("shop", stage(50_00), worth=500),
    )


def test_one_initiative_is_explained() -> None:
    portfolio = _rivals()
    why = headgate.explain(portfolio, "Shop", workers=1)
    (answer,) = why.answers
    assert (answer.initiative, answer.decision) == ("shop", "not funded")
    (money,) = [row for row in answer.would_change if row.kind is ChangeKind.MONEY]
    assert (money.works, money.amount, money.proven) == (True, 70_00 + 50_00 - 80_00, True)
    assert why.prices == ()
    plan = headgate.plan(portfolio)
    assert headgate.explain(portfolio, "shop", plan=plan).answers == why.answers
    assert headgate.explain(portfolio, "shop", plan=plan.bare).answers == why.answers


def test_all_are_explained_and_written(place: Path) -> None:
    told: list[Progress] = []
    why = headgate.explain(_rivals(), prices=True, time_limit=30, on_progress=told.append)
    assert [answer.initiative for answer in why.answers] == ["best", "shop"]
    assert told
    assert why.prices
    headgate.write(why, place / "why.xlsx", audience="finance")
    content = (place / "why.xlsx").read_bytes()
    assert [row["ID"] for row in table(content, "Initiatives", "Answers")] == ["best", "shop"]
    assert len(table(content, "Prices", "UnitPrices")) == len(why.prices)


def test_what_cannot_be_explained_is_refused() -> None:
    with pytest.raises(headgate.UsageError, match="did you mean 'Shop'"):
        headgate.explain(_rivals(), "Schop")
    with pytest.raises(headgate.UsageError, match="There is no initiative to ask about"):
        headgate.explain(build(team("web")))


def test_why_there_is_no_plan_and_what_helps(place: Path) -> None:
    must = build(team("web"), fund("m", [1, 1]), initiative("law", stage(500), must_do=True))
    found = headgate.diagnose(must, time_limit=60, workers=1)
    assert not isinstance(found, headgate.Plan)
    assert any(row.text == "“Law” need not be done" for row in found.repairs)
    headgate.write(found, "diagnosis.xlsx", portfolio=must)
    assert (place / "diagnosis.xlsx").stat().st_size > 5_000
    with pytest.raises(headgate.UsageError):
        headgate.write(found, "diagnosis.xlsx")
    assert isinstance(headgate.diagnose(small()), headgate.Plan)


def test_other_plans_that_are_nearly_as_good(place: Path) -> None:
    rivals = build(
        team("web"),
        fund("main", [100_00, 0]),
        initiative("one", stage(100_00), worth=1_000),
        initiative("two", stage(100_00), worth=999),
    )
    best = headgate.plan(rivals, gap="0")
    found = headgate.alternatives(rivals, within="1", count=2, best=best)
    assert len(found.found) == 1
    assert found.best == best.bare
    headgate.write(found, "alternatives.xlsx", portfolio=rivals)
    assert (place / "alternatives.xlsx").stat().st_size > 5_000
    other = change(rivals, funds=())
    with pytest.raises(headgate.AuditFailed):
        headgate.alternatives(change(other, budgets=()), best=best)
