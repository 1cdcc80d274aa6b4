"""Fault 37: a circle of dependencies is refused, and printed."""

import pytest

from models.issue import Issue, Severity
from models.portfolio import Portfolio
from optimizer.rules import findings
from tests.portfolios import AS_OF, Rows, after, build, change, fund, initiative, stage, team

BASE = (team("web"), list(fund("main", [100_00, 100_00])))


def cycles(portfolio: Portfolio) -> list[Issue]:
    return [issue for issue in findings(portfolio) if issue.rule == "dependency-cycle"]


def three(*rows: Rows) -> Portfolio:
    return build(
        BASE, initiative("a", stage()), initiative("b", stage()), initiative("c", stage()), rows
    )


def test_f37_dependency_cycle() -> None:
    (found,) = cycles(three(after("a", "b"), after("b", "c"), after("c", "a")))
    assert found.severity is Severity.ERROR
    assert found.stops
    assert found.what == (
        "dependencies go round in a circle, so none of these can start: A -> B -> C -> A"
    )
    assert found.subject == "a -> b -> c -> a"
    assert [place.row for place in (found.place, *found.also)] == [0, 1, 2]
    assert {place.sheet for place in (found.place, *found.also)} == {"Dependencies"}


def test_a_chain_is_no_circle() -> None:
    assert cycles(three(after("a", "b"), after("b", "c"), after("a", "c"))) == []


def test_f37_every_circle_is_found_at_once() -> None:
    rows = [initiative(name, stage()) for name in "abcd"]
    links = [after("a", "b"), after("b", "a"), after("c", "d"), after("d", "c")]
    assert [issue.subject for issue in cycles(build(BASE, rows, links))] == [
        "a -> b -> a",
        "c -> d -> c",
    ]


def test_f37_an_initiative_that_waits_for_itself() -> None:
    portfolio = build(BASE, initiative("a", stage(), stage()), after("a/2", "a/1"))
    (found,) = cycles(portfolio)
    assert found.what.endswith("A: A 1 -> A 2 -> A 1")
    assert found.subject == "a -> a"


def test_stages_may_wait_for_each_other_in_turn() -> None:
    def rows(*links: Rows) -> Portfolio:
        return build(BASE, initiative("a", stage(), stage()), initiative("b", stage()), *links)

    assert cycles(rows(after("a/1", "b/1"), after("b/1", "a/2"))) == []
    (found,) = cycles(rows(after("a/2", "b/1"), after("b/1", "a/1")))
    assert found.subject == "a -> b -> a"


def test_a_flag_breaks_a_circle() -> None:
    assert cycles(three(after("a", "b"), after("b", "a", flag_cost=1_00))) == []


def test_f37_what_finishes_together_cannot_wait_for_itself() -> None:
    (found,) = cycles(three(after("a", "b", "same release"), after("b", "a")))
    assert found.severity is Severity.ERROR
    assert [place.row for place in (found.place, *found.also)] == [0, 1]
    (longer,) = cycles(three(after("a", "b", "same release"), after("b", "c"), after("c", "a")))
    assert longer.what.endswith("B -> C -> A -> B")


def test_a_release_shared_is_no_circle() -> None:
    assert cycles(three(after("a", "b", "same release"), after("b", "a", "same release"))) == []


def test_needing_each_other_is_only_worth_a_warning() -> None:
    (found,) = cycles(three(after("a", "b", "needs"), after("b", "a", "needs")))
    assert found.severity is Severity.WARNING
    assert (
        found.what == "these need each other, so they start all together or not at all: A -> B -> A"
    )
    assert cycles(three(after("a", "b"), after("a", "b", "needs"))) == []


def test_exclusion_is_no_dependency() -> None:
    assert cycles(three(after("a", "b", "excludes"), after("b", "a", "excludes"))) == []


@pytest.mark.parametrize("status", ["active", "done"])
def test_what_has_begun_waits_for_nothing(status: str) -> None:
    rows = [initiative("a", stage(status=status, started=AS_OF)), initiative("b", stage())]
    assert cycles(build(BASE, rows, after("a", "b"), after("b", "a"))) == []


def test_the_order_of_rows_changes_no_circle() -> None:
    portfolio = three(after("a", "b"), after("b", "c"), after("c", "a"), after("b", "a"))
    turned = change(
        portfolio,
        dependencies=portfolio.dependencies[::-1],
        initiatives=portfolio.initiatives[::-1],
        stages=portfolio.stages[::-1],
    )
    said = [(issue.subject, issue.what) for issue in cycles(portfolio)]
    assert said == [(issue.subject, issue.what) for issue in cycles(turned)]
    assert len(said) == 2
