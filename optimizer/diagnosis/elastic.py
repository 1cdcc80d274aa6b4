"""The least that is missing, found by rows that give way at a price."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from models.portfolio import Portfolio
from models.units import FundId, InitiativeId, SkillId, TeamId
from optimizer.diagnosis.slim import (
    asks_for_more,
    is_large,
    loose,
    needed,
    slim,
    without_prices,
)
from optimizer.funding.build import SHORTAGE, Built, build
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.model import INFINITY, Coefficient, Model, Row
from optimizer.funding.problem import Problem
from optimizer.gates import judge

Purse = tuple[FundId, int]
"""A fund and the position of a window."""
Skilled = tuple[TeamId, SkillId]
"""A team and a skill that it asks for."""

NEAR = 0.01
"""How far an engine's figure may be from the whole number that it means."""


@dataclass(frozen=True)
class Missing:
    """What is missing in all, by what it is missing of."""

    amounts: dict[tuple[object, ...], int]
    least: bool
    """Whether it is proven that less in all would not do."""

    @property
    def total(self) -> int:
        """In all."""
        return sum(self.amounts.values())


Give = Callable[[Row], list[tuple[tuple[object, ...], Coefficient]]]
"""What a row gives way by: keys of columns with what one unit of them changes in the row."""


def missing_money(
    portfolio: Portfolio,
    purses: Collection[Purse] | None,
    seconds: float,
    interrupted: Callable[[], bool],
) -> Missing | None:
    """Minor units of more budget, the fewest in all, in these purses (None: in any).

    What committed work has overdrawn comes on top: a budget helps only beyond that. None where no
    money of theirs helps, or the time was too short.
    """
    built = build(Problem.of(portfolio, judge(portfolio)), lacking=False)
    funds = built.programme.problem.index.funds

    def give(row: Row) -> list[tuple[tuple[object, ...], Coefficient]]:
        name, purse, factor = row.name[0], row.name[1:], -1
        if name == "carry_over_is_a_share":
            fund, w = row.name[1], int(str(row.name[2]))
            share = funds[FundId(str(fund))].carry_over
            return [((fund, w - 1), -share / 100)] if _open((fund, w - 1)) else []  # type: ignore[list-item]
        return [(purse, factor)] if name == "fund_covers_charges" and _open(purse) else []

    def _open(purse: tuple[object, ...]) -> bool:
        return purses is None or purse in purses

    found = _least(built, give, seconds, interrupted, whole=False)
    if found is None:
        return None
    overdrawn = built.programme.shortfalls
    told = _beyond(found, overdrawn)
    if told.total == found.total or (purses is not None and len(purses) == 1):
        return told
    elsewhere = _least(
        built,
        lambda row: [] if row.name[1:] in overdrawn else give(row),
        seconds,
        interrupted,
        whole=False,
    )
    cheaper = told if elsewhere is None else min(told, elsewhere, key=lambda each: each.total)
    return replace(cheaper, least=found.least and cheaper.total == found.total)


def _beyond(found: Missing, overdrawn: Mapping[Purse, int]) -> Missing:
    """The same with what is overdrawn where money is missing."""
    amounts = {
        purse: amount + overdrawn.get((FundId(str(purse[0])), int(str(purse[1]))), 0)
        for purse, amount in found.amounts.items()
    }
    return Missing(amounts, found.least)


def missing_people(
    portfolio: Portfolio,
    places: Collection[Skilled] | None,
    seconds: float,
    interrupted: Callable[[], bool],
) -> Missing | None:
    """Slices of more people by team, skill and period, the fewest in all (None: in any)."""
    built = build(Problem.of(portfolio, judge(portfolio)), lacking=False)

    def give(row: Row) -> list[tuple[tuple[object, ...], Coefficient]]:
        if row.name[0] != "demand_is_served":
            return []
        place, t = row.name[1:3], row.name[-1]
        return [((*place, t), 1)] if places is None or place in places else []

    return _least(built, give, seconds, interrupted, whole=True)


def missing_room(
    portfolio: Portfolio, envelope: str, seconds: float, interrupted: Callable[[], bool]
) -> int | None:
    """By how much an envelope of an amount must give way, floor and ceiling alike."""
    built = build(Problem.of(portfolio, judge(portfolio)), lacking=False)
    row = next(row for row in portfolio.envelopes if row.id == envelope)

    def give(model_row: Row) -> list[tuple[tuple[object, ...], Coefficient]]:
        if model_row.name[1:2] != (envelope,):
            return []
        for constraint, limit, bound, sign in (
            ("envelope_floor", row.at_least, model_row.lower, 1),
            ("envelope_ceiling", row.at_most, model_row.upper, -1),
        ):
            if model_row.name[0] == constraint and limit is not None and limit.amount:
                return [((envelope,), sign * round(bound / limit.amount))]
        return []

    found = _least(built, give, seconds, interrupted, whole=False)
    return None if found is None else found.amounts.get((envelope,), 0)


def of_the_part(
    portfolio: Portfolio,
    beside: Collection[InitiativeId],
    missing: Callable[[Portfolio], Missing | None],
    helps: Callable[[Missing], bool],
) -> Missing | None:
    """What is missing in a portfolio, found in a part of it where that tells.

    Args:
        portfolio: all of it.
        beside: as in `optimizer.diagnosis.ground.has_plan`.
        missing: finds what is missing.
        helps: whether there is a plan of all of it with so much more.
    """
    if not is_large(portfolio):
        return missing(portfolio)
    portfolio = without_prices(portfolio)
    below = missing(slim(loose(portfolio), needed(portfolio)))  # no less would do
    if below is None or not asks_for_more(portfolio) or helps(below):
        return below
    enough = missing(slim(portfolio, needed(portfolio, beside)))
    return missing(portfolio) if enough is None else replace(enough, least=False)


def _least(
    built: Built, give: Give, seconds: float, interrupted: Callable[[], bool], *, whole: bool
) -> Missing | None:
    """The fewest units in all by which these rows give way; None where none are known to help."""
    columns = built.model.columns
    slack: dict[tuple[object, ...], int] = {}
    rows = []
    for row in built.model.rows:
        if row.name[0] == SHORTAGE:
            continue
        terms = list(row.terms)
        for key, change in give(row):
            if key not in slack:
                slack[key] = columns.add(("slack", *key), 0, INFINITY, integer=whole)
            terms.append((slack[key], change))
        rows.append(row._replace(terms=terms))
    if not slack:
        return None
    prices: dict[int, Coefficient] = dict.fromkeys(slack.values(), -1)
    model = Model(columns, tuple(rows)).with_prices(prices)
    deadline = time.monotonic() + seconds
    answer = solve(model, Search(gap=0.0, deadline=deadline, interrupted=interrupted))
    if answer.values is None:
        return None
    amounts = {key: _whole(answer.values[column]) for key, column in slack.items()}
    return Missing(
        {key: amount for key, amount in amounts.items() if amount > 0},
        answer.ending is Ending.OPTIMAL,
    )


def _whole(value: float) -> int:
    near = round(value)
    return near if abs(value - near) < NEAR else math.ceil(value)


def runs(amounts: dict[tuple[object, ...], int]) -> list[tuple[Skilled, int, int, int]]:
    """Slices by team, skill and period as runs: place, first and last period, slices."""
    by_place: defaultdict[Skilled, dict[int, int]] = defaultdict(dict)
    for (team, skill, t), slices in amounts.items():
        by_place[TeamId(str(team)), SkillId(str(skill))][int(str(t))] = slices
    found = []
    for place, times in sorted(by_place.items()):
        periods = sorted(times)
        breaks = [b for a, b in pairwise(periods) if b != a + 1 or times[a] != times[b]]
        for first, after in pairwise([periods[0], *breaks, periods[-1] + 1]):
            last = max(t for t in periods if t < after)
            found.append((place, first, last, times[first]))
    return found
