"""Funds, budgets and releases of the published projects; the rules head `federal_it`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from benchmarks.federal_stages import Placed
from models.calendar import Calendar
from models.fund import Budget, Counts, Fund, PaysFor
from models.ledger_extract import Release, ReleaseState
from models.stage import StageStatus
from models.units import DomainId, FundId, Money

FULL_CARRY_OVER = Decimal(100)
BUDGET_PERCENT = 60
"""Of what the new projects of a year would spend in it."""


def funds(stages: Iterable[Placed]) -> tuple[Fund, ...]:
    """One per agency, for its own domain."""
    return tuple(
        Fund(
            id=FundId(agency),
            name=f"{agency}, appropriations for IT",
            pays_for=PaysFor(domains=(DomainId(agency),)),
            carry_over=FULL_CARRY_OVER,
        )
        for agency in dict.fromkeys(each.agency for each in stages)
    )


def budgets(stages: tuple[Placed, ...], calendar: Calendar) -> tuple[Budget, ...]:
    """In whole thousands of dollars, rounded up, so that what is committed always fits."""
    hundredths: Counter[tuple[str, int]] = Counter()
    for each in stages:
        share = BUDGET_PERCENT if each.stage.status is StageStatus.NOT_STARTED else 100
        for w, spent in _spent(each, calendar).items():
            hundredths[each.agency, w] += spent * share
    return tuple(
        Budget(
            fund=FundId(agency),
            window=window,
            amount=Money(-(-hundredths[agency, w] // 10**7) * 10**5),
            counts=Counts.SPEND,
        )
        for agency in dict.fromkeys(each.agency for each in stages)
        for w, window in enumerate(calendar.windows)
    )


def _spent(placed: Placed, calendar: Calendar) -> Counter[int]:
    """Cents by year, rounded up: the rest of what is under way, all of a new project."""
    stage = placed.stage
    spent: Counter[int] = Counter()
    if stage.status is StageStatus.DONE:
        return spent
    weights = [int(weight) for weight in stage.spend_profile] or [1] * stage.periods
    began = calendar.at_or_before(stage.started or placed.projects[0].start)
    start = max(began, 1 - stage.periods)
    for q, weight in enumerate(weights):
        if 0 <= start + q < calendar.horizon:
            spent[calendar.window_of[start + q]] += -(-stage.tranche * weight // sum(weights))
    return spent


def releases(placed: Placed) -> Iterable[Release]:
    """What has started was released on the day of its start."""
    stage = placed.stage
    if stage.started is None:
        return
    done = stage.status is StageStatus.DONE
    yield Release(
        initiative=stage.initiative,
        stage=stage.stage,
        amount=stage.tranche,
        date=stage.started,
        fund=FundId(placed.agency),
        state=ReleaseState.SPENT if done else ReleaseState.RELEASED,
    )
