"""The sheet Initiatives: which are in, out, sooner and later in each plan."""

from __future__ import annotations

from collections.abc import Iterator

from reports.alternatives.fate import against, fates, said
from reports.alternatives.sheet import BEST, Offer
from reports.columns import Cell, Column, Kind
from reports.page import FIRST_TABLE, Page

NAME = "Initiatives"


def _columns(offer: Offer) -> tuple[Column, ...]:
    return (
        Column("Initiative", widest=44),
        Column("ID", Kind.ID),
        Column("Team", widest=26),
        Column("Still to be released", Kind.WHOLE),
        *(Column(name, Kind.WORD, narrowest=12) for name, _ in offer.plans),
    )


def _rows(offer: Offer) -> Iterator[tuple[Cell, ...]]:
    by_plan = [fates(offer, plan) for _, plan in offer.plans]
    open_ones = {name for found in by_plan for name in found if found[name].stages}
    differing = offer.differing()
    others = sorted((row.name, row.id) for row in offer.portfolio.initiatives)
    rest = [name for _, name in others if name in open_ones and name not in set(differing)]
    money = dict.fromkeys((row.id for row in offer.portfolio.initiatives), 0)
    for row in offer.offered.best.stages:
        if row.state.value not in ("released", "stopped"):
            money[row.initiative] += row.amount
    for name in (*differing, *rest):
        initiative = offer.index.initiatives[name]
        before = by_plan[0][name]
        yield (
            initiative.name,
            name,
            offer.index.teams[initiative.team].name,
            money[name],
            said(offer, before),
            *(against(offer, before, found[name]) for found in by_plan[1:]),
        )


def draw(page: Page, offer: Offer) -> None:
    """A row per initiative of which some plan starts a stage; those that differ first."""
    page.title(
        NAME,
        "When the last stage of each initiative starts, in each plan; what differs stands first. "
        f"{BEST} is the one that is worth the most. Money in {offer.portfolio.settings.currency}.",
    )
    words = ("starts newly", "no longer starts", "starts earlier", "starts later", "same start")
    page.legend(2, 1, words, ("in", "out", "sooner", "later", "same"))
    page.table("InitiativesByPlan", _columns(offer), _rows(offer))
    page.finish(FIRST_TABLE, 1)
