"""Who sees what: no pay outside finance, nobody's name for executives."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from models.explanation import ShadowPrice
from models.plan import Plan
from models.portfolio import Portfolio
from models.units import PeriodIndex
from reports.withheld import WITHHELD
from reports.workbook import render
from tests.reports.handmade import handmade
from tests.reports.opened import cells, parts, table, values

DESIGNED = (
    "Summary · Release now · Funding plan · Held and stopped · Budget · Roadmap · Dependencies"
    " · Staffing · Moves · Loans · Teams · Skill gaps · Conflicts · Why · Changes · Checks · Inputs"
    " · About"
)
PEOPLE_SHEETS = {"Staffing", "Moves", "Loans", "Assignments"}


def _rates(portfolio: Portfolio) -> set[float]:
    """Everything in a portfolio that says what somebody costs, in currency units."""
    minor = {row.cost for row in portfolio.people if row.cost}
    minor |= {row.cost for row in portfolio.pools if row.cost}
    minor |= {row.cost for row in portfolio.hiring if row.cost}
    minor |= {row.one_off for row in portfolio.hiring if row.one_off}
    return {amount / 10**portfolio.settings.exponent for amount in minor}


def _odd(portfolio: Portfolio) -> Portfolio:
    """The same portfolio with costs that no other amount can equal by chance."""
    people = [
        row.model_copy(update={"cost": 4_444_400 + 100 * n})
        for n, row in enumerate(portfolio.people)
    ]
    pools = [
        row.model_copy(update={"cost": 5_555_500 + 100 * n})
        for n, row in enumerate(portfolio.pools)
    ]
    hiring = [
        row.model_copy(update={"cost": 6_666_600 + 100 * n, "one_off": 7_777_700 + 100 * n})
        for n, row in enumerate(portfolio.hiring)
    ]
    return portfolio.model_copy(
        update={"people": tuple(people), "pools": tuple(pools), "hiring": tuple(hiring)}
    )


def _priced(portfolio: Portfolio, plan: Plan) -> Plan:
    """The plan where one more FTE of a skill is worth just what hiring it costs, as it often is."""
    per_fte = portfolio.settings.slices_per_fte
    prices = [
        ShadowPrice(skill=row.skill, period=PeriodIndex(0), worth=Decimal(row.cost) / 100 / per_fte)
        for row in portfolio.hiring
    ]
    return plan.model_copy(update={"prices": tuple(prices)})


@pytest.mark.parametrize("audience", ["all", "delivery", "executives"])
def test_no_pay_outside_finance(shop: Portfolio, plan: Plan, audience: str) -> None:
    portfolio = _odd(shop)
    rates = _rates(portfolio)
    assert len(rates) == 15
    content = render(portfolio, _priced(portfolio, plan), audience)
    numbers = {
        float(value) for value in cells(values(content)).values() if isinstance(value, int | float)
    }
    assert not numbers & rates
    texts = " ".join(parts(content).values())
    spelled = {f"{rate:,.{places}f}" for rate in rates for places in (0, 2)}
    spelled |= {text.replace(",", "") for text in spelled}
    assert not [text for text in spelled if text in texts]


@pytest.mark.parametrize("audience", ["all", "delivery", "executives"])
def test_what_hires_cost_is_for_finance(books: dict[str, bytes], audience: str, plan: Plan) -> None:
    hires = plan.value.hires / 100
    assert hires in cells(values(books["finance"])).values()
    assert hires not in cells(values(books[audience])).values()


def test_finance_sees_every_rate_in_use(shop: Portfolio, plan: Plan) -> None:
    portfolio = _odd(shop)
    found = cells(values(render(portfolio, plan, "finance"))).values()
    people = {row.cost / 100 for row in portfolio.people if row.cost}
    options = {row.option for row in plan.hires}
    hired = {row.cost / 100 for row in portfolio.hiring if row.id in options}
    assert people | hired <= set(found)


def test_executives_see_nobody(books: dict[str, bytes], shop: Portfolio) -> None:
    people = {name for row in shop.people for name in (row.name, row.id)}
    others = {"Rosa Holm", "Carl Dahl"}
    others |= {row.approver for row in shop.waivers} | {row.contact for row in shop.functions}
    others |= {row.leader for row in shop.teams if row.leader}
    text = " ".join(
        re.sub(r"<[^>]*>", " ", part)
        for name, part in parts(books["executives"]).items()
        if name.startswith(("xl/sharedStrings", "xl/worksheets", "docProps", "xl/tables"))
    )
    seen = [name for name in people | others if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    assert seen == []


def test_delivery_sees_people_by_name(books: dict[str, bytes], shop: Portfolio) -> None:
    staff = {row["Person"] for row in table(books["delivery"], "Staffing", "Staff")}
    assert staff == {row.name for row in shop.people}


def test_sheets_by_audience(books: dict[str, bytes]) -> None:
    sheets = {audience: set(values(content).sheetnames) for audience, content in books.items()}
    assert sheets["all"] == sheets["finance"]
    assert sheets["all"] - sheets["delivery"] == {"Payments"}
    assert sheets["all"] - sheets["executives"] == {"Payments", *PEOPLE_SHEETS}


def test_sheets_stand_in_the_order_of_the_design(books: dict[str, bytes]) -> None:
    named = DESIGNED.split(" · ")
    found = values(books["all"]).sheetnames
    assert [name for name in found if name in named] == named


def test_another_audience_is_refused(shop: Portfolio, plan: Plan) -> None:
    with pytest.raises(ValueError, match="no audience 'press'; choose one of all, finance"):
        render(shop, plan, "press")


@pytest.mark.parametrize("audience", ["delivery", "executives"])
def test_what_hires_cost_cannot_be_worked_out(
    books: dict[str, bytes], audience: str, plan: Plan
) -> None:
    """Of all amounts that make up the value only their sum is shown."""
    shown = {row["What"]: row["Is"] for row in table(books[audience], "About", "About")}
    assert shown["Value of the plan"] == plan.value.total / 100
    for name in ("Benefits", "Feature flags", "Overruns", "Lateness", "Moves"):
        assert name not in shown
        assert name in {row["What"] for row in table(books["finance"], "About", "About")}


def test_numbers_and_teams_name_nobody(shop: Portfolio) -> None:
    """A number of a person blanks no amount, and a team that signed blanks no name of work."""
    people = {row.id: str(n) for n, row in enumerate(shop.people, 5)}
    text = shop.model_dump_json()
    for old, new in people.items():
        text = text.replace(f'"person":"{old}"', f'"person":"{new}"')
        text = text.replace(f'"id":"{old}"', f'"id":"{new}"')
    team = shop.teams[0].name
    text = text.replace('"Rosa Holm"', f'"{team}"')
    changed = Portfolio.model_validate_json(text)
    plan = handmade(changed)
    found = {
        audience: {
            place: str(value)
            for place, value in cells(values(render(changed, plan, audience))).items()
            if place[0] in ("Why", "Evidence", "Held and stopped")
        }
        for audience in ("all", "executives")
    }
    names = {row.name for row in changed.people} | {row.approver for row in changed.waivers}
    names |= {"Carl Dahl"}
    for place, text in found["all"].items():
        if place in found["executives"] and not any(name in text for name in names):
            assert WITHHELD not in found["executives"][place], (place, text)
    assert any(team in text for text in found["executives"].values())


def test_a_clause_that_only_names_somebody_goes() -> None:
    from reports.withheld import Withheld

    free = Withheld(["Ann Lee"]).free
    said = "Sales were 3, the target is 4 (Ann Lee owns the metric)."
    assert free(said) == "Sales were 3, the target is 4."
    assert free("no outcome yet; Ann Lee owns the metric") == "no outcome yet"
    assert free("Ann Lee must add it") == "(name withheld) must add it"
