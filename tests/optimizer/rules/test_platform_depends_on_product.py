"""Fault 38: a platform never depends on a product, infrastructure on neither."""

from datetime import timedelta

import pytest

from models.issue import Issue
from models.ledger_extract import Waiver
from models.portfolio import Portfolio
from optimizer.rules import findings
from tests.portfolios import AS_OF, Rows, after, build, fund, initiative, stage, team

KINDS = ("product", "platform", "infrastructure")


def portfolio(before: str, later: str, *more: Rows, kind: str = "finish-start") -> Portfolio:
    teams = [team(f"{name} team", name, leader="Lea") for name in KINDS]
    work = [initiative(f"{name} work", stage(), team=f"{name} team") for name in KINDS]
    link = after(f"{before} work", f"{later} work", kind)
    return build(teams, work, fund("main", [100_00]), link, more)


def found(rows: Portfolio) -> list[Issue]:
    return [issue for issue in findings(rows) if issue.rule == "platform-depends-on-product"]


@pytest.mark.parametrize("kind", ["finish-start", "same release", "needs"])
@pytest.mark.parametrize(
    ("before", "later"),
    [("product", "platform"), ("product", "infrastructure"), ("platform", "infrastructure")],
)
def test_f38_platform_depends_on_product(before: str, later: str, kind: str) -> None:
    (issue,) = found(portfolio(before, later, kind=kind))
    assert issue.stops
    assert issue.what == (
        f"{later.title()} Work of the {later} team {later.title()} Team depends on "
        f"{before.title()} Work of the {before} team {before.title()} Team"
    )
    assert issue.subject == f"{before} work -> {later} work"
    assert str(issue.place) == "Dependencies, row 1, column After"


@pytest.mark.parametrize(
    ("before", "later"),
    [
        ("platform", "product"),
        ("infrastructure", "product"),
        ("infrastructure", "platform"),
    ],
)
def test_products_may_depend_on_platforms(before: str, later: str) -> None:
    assert found(portfolio(before, later)) == []


def test_excluding_is_not_depending() -> None:
    assert found(portfolio("product", "platform", kind="excludes")) == []


def test_f38_a_waiver_holds_the_error_back_until_it_expires() -> None:
    def waiver(days: int) -> Waiver:
        return Waiver(
            rule="platform-depends-on-product",
            subject="product work -> platform work",
            approver="Nora Vik",
            reason="Replaced next year",
            expires=AS_OF + timedelta(days=days),
        )

    (waived,) = found(portfolio("product", "platform", waiver(0)))
    assert waived.waived_by == "Nora Vik"
    assert not waived.stops
    expired = portfolio("product", "platform", waiver(-1))
    assert found(expired)[0].stops
    (told,) = [issue for issue in findings(expired) if issue.rule == "waiver-expired"]
    assert told.what == (
        "the waiver of platform-depends-on-product for product work -> platform work "
        "by Nora Vik expired on 2026-01-14"
    )
    assert str(told.place) == "Waivers, row 1, column Expires"
