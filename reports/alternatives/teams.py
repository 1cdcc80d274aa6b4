"""The sheet Teams: how much work each team has in each plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from models.plan import Plan
from reports.alternatives.sheet import BEST, Offer
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page

NAME = "Teams"


def _work(plan: Plan) -> Counter[str]:
    work: Counter[str] = Counter()
    for row in plan.assignments:
        if row.team is not None and row.initiative is not None:
            work[row.team] += row.slices
    return work


def _columns(offer: Offer) -> tuple[Column, ...]:
    others = [name for name, _ in offer.plans[1:]]
    return (
        Column("Team", widest=40),
        Column(BEST, Kind.FTE),
        *(Column(name, Kind.FTE) for name in others),
        *(Column(f"{name} against best", Kind.FTE, f"={{{name}}}-{{{BEST}}}") for name in others),
    )


def _rows(offer: Offer) -> Iterator[tuple[Cell, ...]]:
    horizon = offer.index.calendar.horizon
    by_plan = [_work(plan) for _, plan in offer.plans]
    for team in sorted(offer.portfolio.teams, key=lambda row: (row.name, row.id)):
        work = [Fraction(found[team.id], horizon) for found in by_plan]
        if any(work):
            yield (team.name, *work, *(each - work[0] for each in work[1:]))


def draw(page: Page, offer: Offer) -> None:
    """A row per team that has work in any plan."""
    page.title(
        NAME,
        "People at work for each team in FTE, on average over the periods, whoever they are: "
        "which teams grow.",
    )
    page.table("TeamsByPlan", _columns(offer), _rows(offer))
    page.finish(FIRST_TABLE, 1)
