"""Rolls a portfolio on by one period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from models.calendar import Calendar
from models.ledger_extract import Release
from models.observation import OpenObjective
from models.plan import Plan
from models.portfolio import Portfolio
from optimizer.rolling.budgets import budgets
from optimizer.rolling.envelopes import envelopes
from optimizer.rolling.initiatives import initiatives
from optimizer.rolling.next_starts import next_starts
from optimizer.rolling.open_objectives import open_objectives
from optimizer.rolling.people import crew
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.released import released
from optimizer.rolling.remark import Remark
from optimizer.rolling.stages import stages
from optimizer.rolling.supply import supply


class CannotRoll(ValueError):
    """Why there is no next quarter, in words for people."""


class Rolled(NamedTuple):
    """The next quarter's portfolio, and what to know of it."""

    portfolio: Portfolio
    remarks: tuple[Remark, ...]
    open_objectives: tuple[OpenObjective, ...]


def roll(
    portfolio: Portfolio,
    plan: Plan,
    ledger: Sequence[Release] | None = None,
    as_of: date | None = None,
) -> Rolled:
    """The portfolio one period later, as its plan and the ledger left it.

    Args:
        portfolio: the portfolio of the plan, its references sound.
        plan: the plan, which has passed the audit.
        ledger: the releases of the period; None where there is no ledger: then what the plan
            releases now is taken as released on the first day of the period.
        as_of: the day the next plan speaks of, within the new first period; its first day if None.

    Raises:
        CannotRoll: there is no next period, or the day is not in it.
    """
    calendar = Calendar.of(portfolio.periods)
    if calendar.horizon <= 1:
        raise CannotRoll("Periods has no row after the one that is now; add the next ones")
    first = calendar.periods[1]
    day = first.start if as_of is None else as_of
    if not first.start <= day <= first.end:
        raise CannotRoll(f"{day} is not within {first.id}, from {first.start} to {first.end}")
    facts = released(portfolio, plan, ledger, calendar.periods[0].start)
    quarter = Quarter(portfolio, plan, facts)
    after, remarks = _moved(quarter, day)
    told = (*facts.remarks, *remarks, *next_starts(plan, after), *_closing(quarter))
    return Rolled(after, told, open_objectives(after))


def _moved(quarter: Quarter, day: date) -> tuple[Portfolio, tuple[Remark, ...]]:
    """Every sheet that time changes."""
    works, of_stages = stages(quarter)
    money, of_money = budgets(quarter)
    shares, of_shares = envelopes(quarter)
    wishes, of_wishes = initiatives(quarter)
    pools, options, of_supply = supply(quarter)
    people = crew(quarter)
    after = quarter.portfolio.model_copy(
        update={
            "settings": quarter.portfolio.settings.model_copy(update={"as_of": day}),
            "periods": tuple(x for x in quarter.portfolio.periods if x.id != quarter.gone),
            "budgets": money,
            "envelopes": shares,
            "initiatives": wishes,
            "stages": works,
            "people": people.people,
            "availability": people.availability,
            "pools": pools,
            "assignments": people.assignments,
            "hiring": options,
            "releases": quarter.released.rows,
        }
    )
    remarks = (*of_stages, *of_money, *of_shares, *of_wishes, *of_supply, *people.remarks)
    return after, remarks


def _closing(quarter: Quarter) -> tuple[Remark, ...]:
    last = quarter.after.periods[-1].id
    what = f"the plan still ends with {last}; rows may be added to Periods and Budgets"
    return (Remark("Periods", what),)
