"""Small portfolios that are planned: the conflict of each kind, settled or for executives."""

from decimal import Decimal

import pytest

from headgate.pipeline import run
from models.explanation import Conflict, Loss, Scarce
from models.portfolio import Portfolio
from models.units import InitiativeId, Money
from reports.audience import view_for
from reports.context import Context
from reports.sheets.conflicts import ESCALATE, SETTLED, over, status
from tests.portfolios import Rows, build, fund, initiative, person, stage, team, with_settings

FORGONE = 4 * 3_00
"""Shop is worth 3.00 in each of the four periods that count after it has ended."""


def rows(kind: Scarce) -> list[Rows]:
    """Big and Shop want the same in all four periods, and it suffices for one of them."""
    home = "base" if kind is Scarce.PLATFORM_TEAM else "web"
    staffed = kind is not Scarce.FUND
    needs = {"build": 1 if kind is Scarce.PERSON else 2} if staffed else {}
    people = [person("ann", home, {"build": 1}, 1)]
    if kind is not Scarce.PERSON:
        people.append(person("bob", home, {"build": 1}, 1))
    return [
        team("base", "platform"),
        team("web"),
        fund("main", [1_000_00 if staffed else 10_00, 1_000_00 if staffed else 0]),
        [
            initiative(name, stage(10_00, periods=4, needs=needs), team=home, worth=worth)
            for name, worth in (("big", 9), ("shop", 3))
        ],
        people if staffed else [],
    ]


def planned(kind: Scarce, above: int | None) -> Context:
    portfolio: Portfolio = with_settings(build(rows(kind)), escalate_above=above)
    return Context(portfolio, run(portfolio, gap=Decimal(0)), view_for("executives"))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Scarce.FUND, "Main in W1"),
        # least is missing where only one of the four periods is within the plan: in the last one
        (Scarce.PERSON, "The only one with build for Web in Q4"),
        (Scarce.SKILL, "Build in Q4"),
        (Scarce.PLATFORM_TEAM, "Build of Base in Q4"),
    ],
)
@pytest.mark.parametrize(
    ("above", "word"), [(FORGONE, SETTLED), (FORGONE - 1, ESCALATE), (None, SETTLED)]
)
def test_two_want_the_same(kind: Scarce, told: str, above: int | None, word: str) -> None:
    context = planned(kind, above)
    (found,) = context.plan.conflicts
    assert found == Conflict(
        over=found.over,
        kind=kind,
        winners=(InitiativeId("big"),),
        losers=(InitiativeId("shop"),),
        cost=Money(FORGONE),
        losses=(Loss(initiative=InitiativeId("shop"), cost=Money(FORGONE)),),
        person=found.person,
    )
    assert (found.person is not None) is (kind is Scarce.PERSON)
    assert over(context, found) == told
    assert status(context, found) == word
