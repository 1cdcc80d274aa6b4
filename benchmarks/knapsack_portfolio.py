"""A multidimensional knapsack as a portfolio; the rules are those at the head of `knapsack`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from benchmarks.knapsack_instance import Knapsack
from models.initiative import Benefit, CountsFrom, Initiative
from models.metric import Better, Metric
from models.period import Period
from models.portfolio import Portfolio
from models.settings import Settings
from models.stage import Demand, Stage
from models.supply import Pool
from models.team import Team, TeamKind
from models.units import (
    InitiativeId,
    MetricId,
    Money,
    PeriodId,
    PoolId,
    SkillId,
    Slices,
    TeamId,
    WindowId,
)

VALUE_UNIT = 100
"""Minor units in one unit of value."""
TEAM = TeamId("Team")
VALUE = MetricId("Value")


def portfolio(knapsack: Knapsack, note: str = "") -> Portfolio:
    """The portfolio, `note` in its name; raises ValueError where it could not be exact."""
    items = range(len(knapsack.values))
    return Portfolio(
        settings=Settings(
            name=f"Knapsack {knapsack.name} {note}".strip(),
            currency="EUR",
            as_of=date(2027, 1, 1),
            slice=Decimal(1),
            value_horizon=0,
            gap=Decimal(0),
        ),
        periods=(_now(),),
        teams=(Team(id=TEAM, name=TEAM, kind=TeamKind.PRODUCT, leader="Leader"),),
        metrics=(Metric(id=VALUE, unit="value", better=Better.HIGHER, worth=Decimal(1)),),
        initiatives=tuple(
            Initiative(id=initiative_id(i), name=f"Item {i}", team=TEAM) for i in items
        ),
        benefits=tuple(_benefit(i, value) for i, value in enumerate(knapsack.values)),
        stages=tuple(
            Stage(initiative=initiative_id(i), stage=1, name="All", tranche=Money(0), periods=1)
            for i in items
        ),
        demand=tuple(_demand(knapsack)),
        pools=tuple(_pools(knapsack)),
    )


def initiative_id(item: int) -> InitiativeId:
    """The initiative that an item becomes; its digits are the item's position, from 0."""
    return InitiativeId(f"I{item:04}")


def _now() -> Period:
    first, last = date(2027, 1, 1), date(2027, 12, 31)
    return Period(id=PeriodId("Now"), start=first, end=last, window=WindowId("2027"))


def _benefit(item: int, value: Decimal) -> Benefit:
    if value * VALUE_UNIT != int(value * VALUE_UNIT):
        raise ValueError(f"the value {value} has more than two decimals")
    return Benefit(
        initiative=initiative_id(item), metric=VALUE, uplift=value, counts_from=CountsFrom.START
    )


def scale(knapsack: Knapsack, dimension: int) -> int:
    """The power of ten that makes all weights and the capacity of a dimension whole."""
    numbers = (*knapsack.weights[dimension], knapsack.capacities[dimension])
    power = 1
    while any(number * power != int(number * power) for number in numbers):
        power *= 10
    return power


def _skill(dimension: int) -> SkillId:
    return SkillId(f"Dimension {dimension + 1:02}")


def _demand(knapsack: Knapsack) -> Iterator[Demand]:
    for dimension, weights in enumerate(knapsack.weights):
        power = scale(knapsack, dimension)
        for item, weight in enumerate(weights):
            if weight > 0:
                yield Demand(
                    initiative=initiative_id(item),
                    stage=1,
                    skill=_skill(dimension),
                    slices=Slices(int(weight * power)),
                )


def _pools(knapsack: Knapsack) -> Iterator[Pool]:
    for dimension, capacity in enumerate(knapsack.capacities):
        yield Pool(
            id=PoolId(f"Pool {dimension + 1:02}"),
            skill=_skill(dimension),
            slices=Slices(int(capacity * scale(knapsack, dimension))),
        )
