"""Rules whose findings are carried into the reports: one case that holds, one that breaks."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.issue import Issue, Severity
from models.metric import Better, Metric, Nature
from models.portfolio import Portfolio
from models.units import MetricId
from optimizer.rules import findings
from tests.portfolios import (
    AS_OF,
    Rows,
    after,
    build,
    function,
    fund,
    gate,
    hiring,
    initiative,
    person,
    pool,
    release,
    stage,
    team,
    works,
)

PUNCTUAL = Metric(id=MetricId("on time"), unit="%", better=Better.HIGHER, nature=Nature.DELIVERY)


def portfolio(*rows: Rows, **settings: Any) -> Portfolio:  # noqa: ANN401 - any field of Settings
    return build(team("web"), fund("main", [100_00, 100_00]), rows, **settings)


def found(rule: str, rows: Portfolio) -> list[Issue]:
    issues = [issue for issue in findings(rows) if issue.rule == rule]
    assert all(issue.severity is Severity.WARNING for issue in issues)
    return issues


def two(*rows: Rows) -> Portfolio:
    return portfolio(
        team("shop"), initiative("a", stage()), initiative("b", stage(), team="shop"), rows
    )


@pytest.mark.parametrize("touched", ["web", "shop"])
def test_a_dependency_stands_on_the_release_plan_of_a_team_it_touches(touched: str) -> None:
    rule = "dependency-on-release-plan"
    assert found(rule, two(after("a", "b", release_plan_of=touched))) == []


def test_a_dependency_on_no_release_plan() -> None:
    (issue,) = found("dependency-on-release-plan", two(after("a", "b")))
    assert issue.what == "B depends on A, and this stands on no team's release plan"
    assert issue.allowed == "name the team that plans for it: web or shop"
    assert issue.subject == "a -> b"


def test_a_dependency_on_a_strangers_release_plan() -> None:
    rows = two(team("other"), after("a", "b", release_plan_of="other"))
    (issue,) = found("dependency-on-release-plan", rows)
    assert issue.what == (
        "B depends on A, and this stands on the release plan of Other, which has no part in it"
    )


def test_exclusions_stand_on_no_release_plan() -> None:
    assert found("dependency-on-release-plan", two(after("a", "b", "excludes"))) == []


@pytest.mark.parametrize("contact", ["Cora Lind", "Lind, Cora", "Alexandra Orlando"])
def test_one_contact_is_right(contact: str) -> None:
    assert found("one-contact-per-function", portfolio(function("law", contact))) == []


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (" ", "the function law has no contact"),
        ("Cora; Emil", "the function law has 2 contacts: Cora, Emil"),
        ("Cora / Emil", "the function law has 2 contacts: Cora, Emil"),
        ("Cora and Emil", "the function law has 2 contacts: Cora, Emil"),
    ],
)
def test_no_contact_or_several(contact: str, said: str) -> None:
    (issue,) = found("one-contact-per-function", portfolio(function("law", contact)))
    assert issue.what == said
    assert issue.subject == "law"
    assert str(issue.place) == "Functions, row 1, column Contact"


@pytest.mark.parametrize("leader", [None, "  "])
def test_a_team_without_leader(leader: str | None) -> None:
    (issue,) = found("team-has-leader", portfolio(team("shop", leader=leader)))
    assert issue.subject == "shop"
    assert issue.what == "the team Shop has no leader"
    assert str(issue.place) == "Teams, row 2, column Leader"


def test_a_team_is_led_by_a_name_or_by_a_person() -> None:
    ann = person("ann", "shop", leads="shop")
    assert found("team-has-leader", portfolio(team("shop", leader=None), ann)) == []
    assert found("team-has-leader", portfolio(team("shop", leader="Lea"))) == []


def test_f39_gate_without_objective() -> None:
    rows = portfolio(initiative("a", stage(), stage(20_000_00), worth=1))
    (issue,) = found("gate-has-objective", rows)
    assert issue.what == (
        "the gate after “A 1” of A has no objective, so the tranche of “A 2” (EUR 20,000) "
        "stays held"
    )
    assert issue.subject == "a/1"
    assert [place.row for place in (issue.place, *issue.also)] == [0, 1]


def test_a_gate_with_an_objective_or_behind_us_is_right() -> None:
    asked = portfolio(initiative("a", stage(), stage(), worth=1), gate("a", 1, "pending"))
    assert found("gate-has-objective", asked) == []
    begun = initiative("a", stage(status="done"), stage(status="active", started=AS_OF))
    assert found("gate-has-objective", portfolio(begun)) == []
    assert found("gate-has-objective", portfolio(initiative("a", stage()))) == []


@pytest.mark.parametrize(
    ("tranche", "metrics", "missing"),
    [
        (500_00, [], None),
        (500_01, [], "no value and no delivery"),
        (500_01, ["sales"], "no delivery"),
        (500_01, ["on time"], "no value"),
        (500_01, ["sales", "on time"], None),
    ],
)
def test_large_initiatives_have_objectives_of_both_natures(
    tranche: int, metrics: list[str], missing: str | None
) -> None:
    gates = [gate("a", n + 1, "pending", metric) for n, metric in enumerate(metrics)]
    rows = portfolio(
        initiative("a", stage(tranche), stage(500_00), worth=1),
        PUNCTUAL,
        gates,
        both_natures_above=1_000_00,
    )
    issues = found("both-natures", rows)
    if missing is None:
        assert issues == []
    else:
        said = f"A asks for EUR 1,000 and has {missing} objective"
        assert [issue.what for issue in issues] == [said]
        assert issues[0].subject == "a"


def test_without_threshold_no_nature_is_asked_for() -> None:
    rows = portfolio(initiative("a", stage(9_000_000_00), worth=1))
    assert found("both-natures", rows) == []


@pytest.mark.parametrize("status", ["active", "done"])
def test_begun_work_without_release(status: str) -> None:
    begun = initiative("a", stage(20_000_00, status=status, started=date(2025, 10, 1)))
    (issue,) = found("committed-has-release", portfolio(begun))
    assert (
        issue.what == f"“A 1” of A is {status}, and no release of its EUR 20,000 stands in Releases"
    )
    assert issue.subject == "a/1"
    released = portfolio(
        initiative("a", stage(20_000_00, status=status, started=date(2025, 10, 1))),
        release("a", 1, 20_000_00),
    )
    assert found("committed-has-release", released) == []
    turned_back = portfolio(
        initiative("a", stage(20_000_00, status=status, started=date(2025, 10, 1))),
        release("a", 1, 20_000_00, state="reversed"),
    )
    assert len(found("committed-has-release", turned_back)) == 1


def test_an_initiative_that_no_fund_may_pay() -> None:
    def rows(themes: tuple[str, ...], capex: int) -> Portfolio:
        pays_for = {"themes": themes, "cost_types": ("opex",)}
        work = initiative("a", stage(100_00, capex=Decimal(capex)), theme="growth")
        return build(team("web", domain="checkout"), fund("f", [1], pays_for=pays_for), work)

    assert found("fund-may-pay", rows(("growth",), 0)) == []
    (theme,) = found("fund-may-pay", rows(("run",), 0))
    assert theme.what == "no fund may pay the opex of “A 1” of A, EUR 100; it can never start"
    assert theme.allowed == "let a fund pay for opex, product, checkout, growth"
    (capex,) = found("fund-may-pay", rows(("growth",), 30))
    assert capex.what == "no fund may pay the capex of “A 1” of A, EUR 30; it can never start"
    assert capex.subject == "a"


def test_a_stage_that_names_a_fund_which_may_not_pay() -> None:
    rows = build(
        team("web"),
        fund("f", [1], pays_for={"themes": ("run",)}),
        fund("g", [1]),
        initiative("a", stage(100_00, fund="f"), theme="growth"),
    )
    (issue,) = found("fund-may-pay", rows)
    assert "(the stage names f as its only fund)" in issue.what


SUPPLY: list[tuple[Callable[[], Rows], bool]] = [
    (lambda: person("ann", "web", {"law": 3}), True),
    (lambda: person("ann", "web", {"law": 2}), False),
    (lambda: person("ann", "web", {"build": 5}), False),
    (lambda: person("ann", "near", {"law": 3}), False),
    (lambda: person("ann", "near", {"law": 3}, lendable="domain"), True),
    (lambda: person("ann", "far", {"law": 3}, lendable="domain"), False),
    (lambda: person("ann", "far", {"law": 3}, lendable="anywhere"), True),
    (lambda: [person("ann", "far", {"law": 3}), works("ann", "web", 1, lock=True)], True),
    (lambda: person("ann", None, {"law": 3}, function="legal"), False),
    (lambda: person("ann", None, {"law": 3}, function="legal", lendable="anywhere"), True),
    (lambda: pool("firm", "law", 1), True),
    (lambda: pool("firm", "law", 1, domain="checkout"), True),
    (lambda: pool("firm", "law", 1, team="near"), False),
    (lambda: hiring("lawyer", "law", 1), False),
]


@pytest.mark.parametrize(("supply", "enough"), SUPPLY)
def test_a_product_team_has_its_mix_of_people(supply: Callable[[], Rows], *, enough: bool) -> None:
    rows = build(
        team("web", domain="checkout"),
        team("near", "platform", domain="checkout"),
        team("far", "platform"),
        function("legal"),
        fund("main", [100_00]),
        initiative("a", stage(needs={("law", 3): 1})),
        supply(),
    )
    issues = found("team-mix", rows)
    assert [issue.subject for issue in issues] == ([] if enough else ["web/law"])


def test_the_missing_mix_is_told() -> None:
    work = initiative("a", stage(needs={("law", 3): 1, "build": 1}))
    ann = person("ann", "web", {"law": 2})
    low, none = found("team-mix", portfolio(work, ann, hiring("lawyer", "law", 1)))[::-1]
    assert low.what == (
        "the stages of Web ask for law at level 3 or above, and the best within reach is level 2"
    )
    assert low.allowed == "lend or teach someone, or add a pool, or use the hiring option lawyer"
    assert none.what == "the stages of Web ask for build, and no one within reach has it"
    assert [str(place) for place in none.also] == ["Demand, row 2, column Skill"]


def test_platform_teams_and_finished_stages_ask_for_no_mix() -> None:
    rows = build(
        team("web"),
        team("base", "platform"),
        initiative("a", stage(needs={"law": 1}), team="base"),
        initiative("b", stage(needs={"law": 1}, status="done")),
        initiative("c", stage(needs={"law": 1}), leave_out=True),
    )
    assert found("team-mix", rows) == []
