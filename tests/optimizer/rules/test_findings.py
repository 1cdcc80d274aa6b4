"""All findings together: order, waivers, names."""

from datetime import timedelta

from models.issue import Severity
from models.ledger_extract import Waiver
from models.portfolio import Portfolio
from optimizer.rules import findings
from optimizer.rules.findings import RULES
from tests.portfolios import AS_OF, after, build, change, fund, gate, initiative, stage, team


def waiver(rule: str, subject: str, days: int = 30, approver: str = "Nora Vik") -> Waiver:
    expires = AS_OF + timedelta(days=days)
    return Waiver(rule=rule, subject=subject, approver=approver, reason="Agreed", expires=expires)


def test_the_complete_portfolio_is_without_errors(portfolio: Portfolio) -> None:
    found = findings(portfolio)
    assert {issue.severity for issue in found} == {Severity.WARNING}
    assert {issue.rule for issue in found} == {"committed-has-release"}


def test_rules_are_called_as_waivers_write_them() -> None:
    assert all(name == name.lower() and " " not in name for name in RULES)


def test_errors_come_first_and_the_rest_in_order() -> None:
    rows = build(
        team("web", leader=None),
        team("base", "platform", leader=None),
        fund("main", [1]),
        initiative("a", stage()),
        initiative("b", stage(), team="base"),
        after("a", "b"),
    )
    assert [(issue.rule, issue.subject) for issue in findings(rows)] == [
        ("platform-depends-on-product", "a -> b"),
        ("dependency-on-release-plan", "a -> b"),
        ("team-has-leader", "base"),
        ("team-has-leader", "web"),
    ]


def test_the_waiver_that_holds_longest_is_named() -> None:
    rows = build(
        team("web", leader=None),
        waiver("team-has-leader", "web", 1, "Nora Vik"),
        waiver(" team-has-leader", "web ", 2, "Otto Beck"),
        waiver("team-has-leader", "shop", 3, "Paula Kern"),
    )
    (found,) = findings(rows)
    assert found.waived_by == "Otto Beck"
    assert found.severity is Severity.WARNING


def test_an_expired_waiver_is_told_only_while_it_is_missed() -> None:
    shop = initiative("shop", stage(status="done"), stage(), worth=1)
    expired = waiver("gate", "shop/1", -1)
    base = (team("web"), fund("main", [1]))
    failed = findings(build(base, shop, gate("shop", 1, "failed"), expired))
    assert [issue.what for issue in failed if issue.rule == "waiver-expired"] == [
        "the waiver of gate for shop/1 by Nora Vik expired on 2026-01-14"
    ]


def test_an_expired_waiver_of_a_passed_gate_is_history() -> None:
    shop = initiative("shop", stage(status="done"), stage(), worth=1)
    rows = build(
        team("web"),
        fund("main", [1]),
        shop,
        gate("shop", 1, "passed"),
        waiver("gate", "shop/1", -1),
    )
    assert [issue for issue in findings(rows) if issue.rule == "waiver-expired"] == []


def test_a_waiver_of_no_rule_gets_the_nearest_name() -> None:
    (found,) = findings(build(team("web"), waiver("team-has-leder", "web")))
    assert found.rule == "waiver-of-no-rule"
    assert str(found) == (
        "Waivers, row 1, column Rule: no rule is called team-has-leder, so this waives nothing; "
        "did you mean team-has-leader?"
    )


def test_f51_the_order_of_rows_changes_no_finding(portfolio: Portfolio) -> None:
    turned = change(
        portfolio,
        **{name: getattr(portfolio, name)[::-1] for name in ("teams", "stages", "demand")},
    )
    assert [(row.rule, row.subject, row.what) for row in findings(turned)] == [
        (row.rule, row.subject, row.what) for row in findings(portfolio)
    ]
