"""The sheet Plans: the figures of each plan, a row each."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import Plan, TrancheState
from reports.alternatives.sheet import BEST, Offer
from reports.alternatives.words import traded, why
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page

NAME = "Plans"
TABLE = "PlanFigures"
_PAID = (TrancheState.RELEASE_NOW, TrancheState.PLANNED, TrancheState.HELD)
_COLUMNS = (
    Column("Plan", narrowest=10),
    Column("Value", Kind.WHOLE),
    Column("Money asked for", Kind.WHOLE),
    Column("Released now", Kind.WHOLE),
    Column("No plan is worth more than", Kind.WHOLE),
    Column("FTE moved between teams", Kind.FTE),
    Column("Checks passed", Kind.COUNT),
    Column("Why it is offered", Kind.LONG, widest=30, narrowest=24),
    Column("Proven", narrowest=10),
    Column("What it trades against the best plan", Kind.LONG, widest=64, narrowest=48),
)


def asked(plan: Plan) -> int:
    """Minor units of all tranches that start within the plan and are not released yet."""
    return sum(row.amount for row in plan.stages if row.state in _PAID)


def released_now(plan: Plan) -> int:
    """Minor units that are released now."""
    return sum(row.release_now for row in plan.stages)


def _figures(plan: Plan) -> tuple[Cell, ...]:
    money = (plan.value.total, asked(plan), released_now(plan), plan.bound)
    return (*money, plan.moved, len(plan.checks))


def _rows(offer: Offer) -> Iterator[tuple[Cell, ...]]:
    best, *others = offer.plans
    yield (best[0], *_figures(best[1]), "worth the most", "", "")
    for (name, plan), row in zip(others, offer.offered.found, strict=True):
        proven = "proven" if row.proven else "not proven"
        yield (name, *_figures(plan), why(row), proven, traded(row, offer.portfolio))


def draw(page: Page, offer: Offer) -> None:
    """A row per plan."""
    page.title(
        NAME,
        f"The figures of each plan. {BEST}: the best one found. Proven: no plan within the loss "
        f"serves its aim better. Money in {offer.portfolio.settings.currency}.",
    )
    offer.tables[TABLE] = page.table(TABLE, _COLUMNS, _rows(offer))
    page.finish(FIRST_TABLE, 1)
