"""What counts as a gap: shortages, tight skills, and what the work that is not funded asks for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.explanation import Reason, ReasonKind, ShadowPrice
from models.units import InitiativeId, PeriodIndex, SkillId
from reports.context import Context
from reports.facts.gaps import GapKind, not_funded, priced, shortages, tight
from reports.facts.people import People
from reports.facts.skills import Skills
from tests.portfolios import Rows, build, initiative, person, stage, team
from tests.reports.planned import context_of, decided, does, lacks


def _skills(context: Context) -> Skills:
    return Skills(context, People(context))


def _web(*rows: Rows, slices: int = 10) -> list[Rows]:
    return [team("web"), person("ann", "web", {"build": 3}, slices=slices), *rows]


def test_shortages_of_one_team_skill_and_level_are_one_gap() -> None:
    portfolio = build(
        _web(),
        initiative("a", stage(1_00, 4, {"build": 1, ("build", 3): 1})),
        initiative("b", stage(1_00, 4, {"build": 1})),
    )
    context = context_of(
        portfolio, lacks("a", 0, 2), lacks("b", 0, 1), lacks("b", 2, 1), lacks("a", 0, 1, level=3)
    )
    found = [(gap.lowest_level, gap.needs, gap.work) for gap in shortages(context)]
    assert found == [(1, (3, 0, 1, 0), ("a", "b")), (3, (1, 0, 0, 0), ("a",))]


@pytest.mark.parametrize(("used", "relief"), [(8, None), (9, 1), (10, 2)])
def test_a_skill_is_tight_from_nine_tenths_on(used: int, relief: int | None) -> None:
    """9 of 10 is tight and 9 of 11 is not; 10 of 11 is, and 10 of 12 is not."""
    portfolio = build(_web(initiative("a", stage(1_00, 4, {"build": used}))))
    context = context_of(portfolio, does("ann", "web", "a", 1, used))
    found = [(gap.kind, gap.team, gap.needs) for gap in tight(context, _skills(context))]
    expected = [] if relief is None else [(GapKind.TIGHT, None, (0, relief, 0, 0))]
    assert found == expected


def test_what_is_short_is_not_called_tight_too() -> None:
    portfolio = build(_web(initiative("a", stage(1_00, 4, {"build": 12}))))
    context = context_of(portfolio, does("ann", "web", "a", 0, 10), lacks("a", 0, 2))
    assert tight(context, _skills(context)) == ()


def test_what_is_not_funded_asks_as_early_as_its_dates_allow() -> None:
    stages = (
        stage(1_00, 1, {"build": 9}),
        stage(1_00, 2, {"build": 1}),
        stage(1_00, 9, {"build": 2}),
    )
    portfolio = build(_web(initiative("a", *stages, earliest_start="Q2")))
    states = [decided("a", number, "not funded") for number in (2, 3)]
    behind = context_of(portfolio, decided("a", 1, "planned", 1), *states)
    assert [gap.needs for gap in not_funded(behind)] == [(0, 0, 1, 1)]
    from_first = context_of(portfolio, decided("a", 1, "not funded"), *states)
    assert [gap.needs for gap in not_funded(from_first)] == [(0, 9, 1, 1)]


@pytest.mark.parametrize(
    ("kind", "asks"),
    [(ReasonKind.MONEY, True), (ReasonKind.SKILL, True), (ReasonKind.LEFT_OUT, False)],
)
def test_only_what_hands_could_help_asks_for_them(kind: ReasonKind, *, asks: bool) -> None:
    portfolio = build(_web(initiative("a", stage(1_00, 1, {"build": 1}))))
    context = context_of(portfolio, decided("a", 1, "not funded"))
    reason = Reason(initiative=InitiativeId("a"), decision="not funded", kind=kind, text="No.")
    plan = context.plan.model_copy(update={"reasons": (reason,)})
    found = not_funded(Context(portfolio, plan, context.view))
    assert bool(found) is asks


def test_the_price_of_a_gap_is_the_highest_of_its_periods() -> None:
    portfolio = build(_web(initiative("a", stage(1_00, 4, {"build": 1}))))
    context = context_of(portfolio, lacks("a", 1, 1), lacks("a", 2, 1))
    prices = tuple(
        ShadowPrice(skill=SkillId("build"), period=PeriodIndex(t), worth=Decimal(worth))
        for t, worth in ((0, 900), (1, 20), (2, 30))
    )
    plan = context.plan.model_copy(update={"prices": prices})
    skills = _skills(Context(portfolio, plan, context.view))
    (gap,) = shortages(context)
    # a slice is half an FTE
    assert priced(gap, lambda skill, t: skills.worth.get((skill, t))) == 60
    assert priced(gap, lambda _skill, _t: None) is None
