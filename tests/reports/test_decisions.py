"""What each audience has to decide, and by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.plan import Plan, TrancheState
from models.portfolio import Portfolio
from models.units import Money
from reports.audience import view_for
from reports.context import Context
from reports.facts.decisions import Decision, decisions
from reports.workbook import opened_book
from tests.complete import complete
from tests.reports.handmade import handmade


def _decided(audience: str, **settings: object) -> tuple[Decision, ...]:
    portfolio = complete()
    changed = portfolio.settings.model_copy(update=settings)
    portfolio = portfolio.model_copy(update={"settings": changed})
    return decisions(opened_book(portfolio, handmade(portfolio), audience))


def _words(audience: str, **settings: object) -> set[str]:
    return {row.word for row in _decided(audience, **settings)}


@pytest.mark.parametrize(
    ("audience", "has", "lacks"),
    [
        ("finance", {"release now", "held", "over"}, {"moves", "short", "order"}),
        ("delivery", {"held", "moves", "short", "order"}, {"release now", "over", "escalate"}),
        ("executives", {"release now", "held"}, {"moves", "short", "over"}),
        ("all", {"release now", "held", "over", "moves", "short", "order"}, set()),
    ],
)
def test_each_audience_is_asked_what_is_its_own(
    audience: str, has: set[str], lacks: set[str]
) -> None:
    words = _words(audience)
    assert has <= words
    assert not words & lacks


def test_conflicts_are_for_executives_from_the_threshold_on() -> None:
    portfolio = complete()
    dearest = max(row.cost for row in handmade(portfolio).conflicts)
    assert "escalate" in _words("executives", escalate_above=Money(dearest - 1))
    assert "escalate" not in _words("executives", escalate_above=dearest)
    assert "escalate" not in _words("executives", escalate_above=None)
    assert "escalate" not in _words("finance", escalate_above=Money(0))


def test_the_most_urgent_stands_first_and_every_day_is_one_of_the_plan() -> None:
    found = _decided("all")
    days = [row.by or date.max for row in found]
    assert days == sorted(days)
    periods = complete().periods
    known = {row.release_date for row in periods} | {row.start for row in periods}
    known |= {row.end for row in periods} | {complete().settings.as_of}
    assert {row.by for row in found} - {None} <= known


def test_what_is_to_be_handed_over_is_what_the_plan_releases(shop: Portfolio, plan: Plan) -> None:
    released = sum(row.release_now for row in plan.stages)
    row = next(row for row in _decided("finance") if row.word == "release now")
    assert row.amount == released
    count = sum(stage.state is TrancheState.RELEASE_NOW for stage in plan.stages)
    assert row.text.endswith(f"{count} tranches.")
    assert shop.settings.currency in row.text


def test_executives_are_told_no_names() -> None:
    text = " ".join(row.text for row in _decided("executives", escalate_above=Money(0)))
    people = {row.name for row in complete().people} | {"Rosa Holm", "Carl Dahl"}
    assert not [name for name in people if name in text]


def test_a_period_is_decided_by_its_release_date_or_its_first_day() -> None:
    portfolio = complete()
    first, second = portfolio.periods[0], portfolio.periods[1]
    context = Context(portfolio, handmade(portfolio), view_for("all"))
    assert context.deadline(0) == (first.release_date or first.end)
    assert context.deadline(1) == (second.release_date or second.start)
    assert context.deadline(-1) is None
    assert context.deadline(len(portfolio.periods)) is None
    over = first.model_copy(update={"release_date": portfolio.settings.as_of - timedelta(days=1)})
    past = portfolio.model_copy(update={"periods": (over, *portfolio.periods[1:])})
    assert Context(past, handmade(past), view_for("all")).deadline(0) == first.end
    given = second.model_copy(update={"release_date": date(2026, 5, 5)})
    moved = portfolio.model_copy(update={"periods": (first, given, *portfolio.periods[2:])})
    assert Context(moved, handmade(moved), view_for("all")).deadline(1) == date(2026, 5, 5)


def test_what_is_hired_is_ordered_before_its_lead_time_runs() -> None:
    portfolio = complete()
    orders = [row for row in _decided("delivery") if row.word == "order"]
    assert orders
    starts = {row.start for row in portfolio.periods}
    for row in orders:
        assert row.by is not None
        assert row.by in starts | {portfolio.settings.as_of}
        assert row.by >= portfolio.settings.as_of


def test_the_delivery_office_is_told_who_is_lent() -> None:
    names = {row.name for row in complete().people}
    said = {
        audience: [row.text for row in _decided(audience) if row.word == "moves"]
        for audience in ("delivery", "all")
    }
    assert all(any(name in text for name in names) for text in said["delivery"])
    assert not any(name in text for name in names for text in said["all"])
