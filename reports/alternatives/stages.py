"""The sheet Stages: what each plan says of every tranche."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan import StagePlan
from reports.alternatives.sheet import Offer
from reports.columns import Cell, Column, Kind, Toned
from reports.page import FIRST_TABLE, Page

NAME = "Stages"


def _columns(offer: Offer) -> tuple[Column, ...]:
    return (
        Column("Initiative", widest=40),
        Column("ID", Kind.ID),
        Column("Stage", Kind.COUNT),
        Column("Stage name", widest=26),
        Column("Tranche", Kind.MONEY),
        *(Column(name, Kind.WORD, narrowest=14) for name, _ in offer.plans),
    )


def _said(offer: Offer, row: StagePlan) -> Toned:
    word = row.state.value
    there = row.start is not None and 0 <= row.start < offer.index.calendar.horizon
    when = f", {offer.period(row.start or 0)}" if there else ""
    return Toned(f"{word}{when}", word)


def _rows(offer: Offer) -> Iterator[tuple[Cell, ...]]:
    by_plan = [{row.key: row for row in plan.stages} for _, plan in offer.plans]
    initiatives = offer.index.initiatives
    for key in sorted(by_plan[0], key=lambda key: (initiatives[key.initiative].name, key)):
        stage = offer.index.stage[key]
        yield (
            initiatives[key.initiative].name,
            key.initiative,
            key.stage,
            stage.name,
            stage.tranche,
            *(_said(offer, found[key]) for found in by_plan),
        )


def draw(page: Page, offer: Offer) -> None:
    """A row per stage, a column per plan."""
    page.title(
        NAME,
        "What each plan says of every tranche, and when its stage starts. Money in "
        f"{offer.portfolio.settings.currency}.",
    )
    page.table("StagesByPlan", _columns(offer), _rows(offer))
    page.finish(FIRST_TABLE, 1)
