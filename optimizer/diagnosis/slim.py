"""The small part of a large portfolio that tells whether it has a plan.

What is not started needs no money, no people and no time. So where nothing asks that *more* be
started, a plan stays one without all that neither must be done nor is waited for by what must be:
that part has a plan exactly when the whole has one. Only a floor of an envelope asks for more, and
a ceiling in percent, whose whole gets smaller. Where there are some, a plan of the part is still
one of the whole, and with these rows taken away the part still tells where there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from models.base import Frozen
from models.dependency import DependencyType
from models.portfolio import Portfolio
from models.stage import StageStatus
from models.units import InitiativeId, Money
from optimizer.funding.places import Demanded

LARGE = 1_500
"""Starts (stages times periods) from which the part is asked first."""


def is_large(portfolio: Portfolio) -> bool:
    """Whether the part is asked first."""
    return len(portfolio.stages) * len(portfolio.periods) > LARGE


def asks_for_more(portfolio: Portfolio) -> tuple[Demanded, ...]:
    """Rows that can be kept by starting more: floors, and ceilings in percent."""
    return tuple(
        Demanded(constraint, (row.id,))
        for row in portfolio.envelopes
        for constraint, limit in (
            ("envelope_floor", row.at_least),
            ("envelope_ceiling", row.at_most),
        )
        if limit is not None and (constraint == "envelope_floor" or limit.percent is not None)
    )


def needed(portfolio: Portfolio, beside: Iterable[InitiativeId] = ()) -> frozenset[InitiativeId]:
    """What must be done, what else is wanted, and all that these wait for."""
    waits: defaultdict[InitiativeId, set[InitiativeId]] = defaultdict(set)
    for row in portfolio.dependencies:
        if row.type is not DependencyType.EXCLUDES:
            waits[row.after].add(row.before)
        if row.type is DependencyType.SAME_RELEASE:
            waits[row.before].add(row.after)
    found: set[InitiativeId] = set()
    new = {row.id for row in portfolio.initiatives if row.must_do} | set(beside)
    while new:
        found |= new
        new = {each for name in new for each in waits[name]} - found
    return frozenset(found)


def slim(portfolio: Portfolio, kept: Collection[InitiativeId]) -> Portfolio:
    """The portfolio in which nothing new of other initiatives starts; see `needed`.

    What of them is under way goes on; those of which nothing is are not there at all.
    """
    begun = {
        row.initiative for row in portfolio.stages if row.status is not StageStatus.NOT_STARTED
    }
    begun |= {row.initiative for row in portfolio.releases if row.state.stands}
    there = begun | set(kept)
    there |= {row.before for row in portfolio.dependencies if row.after in there}

    def about(rows: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(row for row in rows if row.initiative in there)

    return portfolio.model_copy(
        update={
            "initiatives": tuple(
                row if row.id in kept else row.model_copy(update={"leave_out": True})
                for row in portfolio.initiatives
                if row.id in there
            ),
            "stages": about(portfolio.stages),
            "demand": about(portfolio.demand),
            "benefits": about(portfolio.benefits),
            "dependencies": tuple(
                row for row in portfolio.dependencies if {row.before, row.after} <= there
            ),
        }
    )


def without_prices(portfolio: Portfolio) -> Portfolio:
    """The same where moves cost nothing: whether there is a plan does not hang on them."""
    settings = portfolio.settings.model_copy(update={"move_price": Money(0)})
    return portfolio.model_copy(update={"settings": settings})


def loose(portfolio: Portfolio) -> Portfolio:
    """The same without the rows that ask for more."""

    def opened(row: Frozen) -> Frozen:
        at_most = row.at_most  # type: ignore[attr-defined]
        percent = at_most is not None and at_most.percent is not None
        return row.model_copy(update={"at_least": None, "at_most": None if percent else at_most})

    return portfolio.model_copy(update={"envelopes": tuple(map(opened, portfolio.envelopes))})
