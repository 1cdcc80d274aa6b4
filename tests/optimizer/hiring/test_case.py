"""What options are worth: as arithmetic, and as the brute-force oracle says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from headgate.hiring import case
from headgate.many import Threads
from headgate.pipeline import run
from models.hiring import HiringCase, Judgement
from models.plan import Plan, SolveStatus
from models.portfolio import Portfolio
from models.units import Money, OptionId
from optimizer.hiring import NONE, hiring_case, questions, without
from optimizer.hiring.payback import benefits, costs
from tests.oracle.draw import draw
from tests.oracle.solve import Oracle
from tests.portfolios import build, fund, hiring, initiative, person, stage, team


def crew(*, most: int = 4, must: bool = False, cost: int = 20_00) -> Portfolio:
    """`shop` needs builders that only the agency has; `blog` a seller and someone who learns."""
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [300_00, 250_00]),
        hiring("agency", "build", most, "contractor", cost=cost, one_off=10_00, lead_time=1),
        hiring("seller", "sell", 2, cost=90_00),
        hiring("course", "sell", 1, "reskill", one_off=5_00, from_skill="build"),
        hiring("office", "design", 2, cost=1_00),
        initiative("shop", stage(80_00, needs={"build": 4}), worth=100, must_do=must),
        initiative("blog", stage(50_00, needs={"sell": 3}), worth=100),
    )


def solved(portfolio: Portfolio, gap: str = "0") -> HiringCase:
    return case(portfolio, Threads(1), gap=Decimal(gap))


def answers(found: HiringCase) -> dict[str, Judgement]:
    return {row.option.id: row.worth.judgement for row in found.options}


def test_what_each_option_is_worth() -> None:
    """`shop` in Q2: 100 euros in each of 6 periods, an FTE of the agency for 20, and 10 to come.

    `blog` in Q1: 100 in each of 7; a seller is there for 4 periods at 90, half an FTE learns for
    2.50. The agency has 2 FTE at most, of which 1 is needed beside Ann, or 1.5 while half of her
    learns.
    """
    found = solved(crew())
    worths = {row.option.id: row.worth for row in found.options}
    assert answers(found) == {
        "agency": Judgement.PAYS,
        "seller": Judgement.PAYS,
        "course": Judgement.PAYS,
        "office": Judgement.UNUSED,
    }
    assert worths[OptionId("agency")].cost == 45_00
    assert worths[OptionId("agency")].net == 600_00 - 45_00
    assert worths[OptionId("agency")].gross == 600_00
    assert worths[OptionId("agency")].first == 1
    assert worths[OptionId("seller")].cost == 360_00
    # the last periods alone would do: a hire stays to the end of the plan, so that it comes late
    assert found.together.net == found.plan.value.total
    assert found.together.low == found.together.high == found.together.net
    assert (found.solved, found.asked) == (5, 5)
    assert found.is_whole


def test_options_that_need_each_other_have_each_the_worth_of_both() -> None:
    found = solved(crew())
    worths = {row.option.id: row.worth.net for row in found.options}
    assert worths[OptionId("seller")] == worths[OptionId("course")]


def alone(cost: int) -> Portfolio:
    """The agency and `shop` by themselves."""
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [300_00, 250_00]),
        hiring("agency", "build", 4, "contractor", cost=cost, one_off=10_00, lead_time=1),
        initiative("shop", stage(80_00, needs={"build": 4}), worth=100),
    )


@pytest.mark.parametrize(
    ("cost", "period"), [(89_99, 2), (90_00, 3), (189_99, 3), (589_99, 7), (590_00, None)]
)
def test_payback_is_the_first_period_in_which_the_gain_exceeds_the_cost(
    cost: int, period: int | None
) -> None:
    """Both come in Q2; `shop` brings 100 in each of the 6 periods from Q3 on."""
    found = solved(alone(cost))
    (agency,) = found.options
    assert found.asked == (1 if period is None else 2)
    assert agency.worth.payback == period
    if period is not None:
        assert agency.worth.cost == cost + 10_00
        assert agency.worth.net == 600_00 - cost - 10_00


def test_the_profile_adds_up_to_the_benefits_and_the_costs_of_the_plan() -> None:
    portfolio = crew()
    plan = run(portfolio, gap=Decimal(0))
    assert sum(benefits(portfolio, plan).values()) == plan.value.benefits
    options = {row.id for row in portfolio.hiring}
    assert costs(portfolio, plan, options).total() == plan.value.hires


def test_what_must_be_done_needs_its_people() -> None:
    found = solved(crew(must=True))
    assert answers(found)["agency"] is Judgement.NEEDED
    assert found.without is None
    assert found.together.judgement is Judgement.NEEDED
    assert found.together.net is None
    assert found.is_whole


def test_a_difference_within_the_gap_is_not_proven() -> None:
    """The bound of the plan without it decides, to the cent."""
    portfolio = crew(most=2)
    plan = run(portfolio, gap=Decimal(0))
    others = {key: run(row, gap=Decimal(0)) for key, row in questions(portfolio, plan).items()}

    def judged(bound: int) -> Judgement:
        plans: dict[str, Plan | None] = {
            key: row.model_copy(update={"bound": Money(bound), "status": SolveStatus.WITHIN_GAP})
            for key, row in others.items()
        }
        return hiring_case(portfolio, plan, plans).together.judgement

    assert judged(plan.value.total - 1) is Judgement.PAYS
    assert judged(plan.value.total) is Judgement.UNPROVEN


def test_what_was_not_solved_is_open() -> None:
    portfolio = crew()
    plan = run(portfolio, gap=Decimal(0))
    none = run(without(portfolio, {row.id for row in portfolio.hiring}), gap=Decimal(0))
    found = hiring_case(portfolio, plan, {NONE: none})
    assert answers(found)["agency"] is Judgement.OPEN
    assert found.together.judgement is Judgement.PAYS
    assert (found.solved, found.asked) == (2, 5)
    assert not found.is_whole


def test_a_plan_that_takes_nothing_needs_no_other() -> None:
    found = solved(crew(cost=1_000_00, most=0))
    bare = without(crew(), {OptionId("seller"), OptionId("course"), OptionId("agency")})
    alone = solved(bare)
    assert alone.asked == 1
    assert answers(alone) == {"office": Judgement.UNUSED}
    assert alone.together.net == 0
    assert answers(found)["agency"] is Judgement.UNUSED


@pytest.mark.parametrize("seed", [14, 17, 21, 61, 102, 139, 156, 175, 203])
def test_the_oracle_says_the_same(seed: int) -> None:
    """Every plan of tiny portfolios tried, with the options and without those in use."""
    portfolio = draw(seed)
    found = solved(portfolio)
    best = Oracle(portfolio).best()
    assert best is not None
    assert found.plan.value.total == best.value
    used = [row for row in found.options if row.worth.first is not None]
    assert used
    for row in used:
        other = Oracle(without(portfolio, {row.option.id})).best()
        if other is None:
            assert row.worth.net is None
            continue
        short = other.short - best.short
        assert row.worth.short == max(0, short)
        if not short:
            assert row.worth.net == best.value - other.value
            assert row.worth.low is not None
            assert row.worth.high is not None
            assert row.worth.low <= row.worth.net <= row.worth.high
