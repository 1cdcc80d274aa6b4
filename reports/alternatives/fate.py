"""What becomes of an initiative in each plan: a word, a period, and its colours."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from models.plan import Plan, TrancheState
from models.units import InitiativeId
from reports.alternatives.sheet import Offer
from reports.columns import Toned

NOT_IN = "–"
_PAID = (TrancheState.RELEASE_NOW, TrancheState.PLANNED, TrancheState.HELD)


class Fate(NamedTuple):
    """What a plan does with an initiative."""

    stages: int = 0
    """How many of its stages start within the plan and are not released yet."""
    end: int | None = None
    """Start of its last stage, if that is one of them."""


def fates(offer: Offer, plan: Plan) -> defaultdict[InitiativeId, Fate]:
    """What a plan does with each initiative."""
    last = {name: stages[-1].stage for name, stages in offer.index.stages_of.items()}
    found: defaultdict[InitiativeId, Fate] = defaultdict(Fate)
    for row in plan.stages:
        if row.state in _PAID:
            before = found[row.initiative]
            end = row.start if row.stage == last[row.initiative] else before.end
            found[row.initiative] = Fate(before.stages + 1, end)
    return found


def said(offer: Offer, fate: Fate) -> str:
    """The same in a word: when its last stage starts, or how far it comes."""
    if fate.end is not None:
        return offer.period(fate.end)
    return "a part" if fate.stages else NOT_IN


def against(offer: Offer, before: Fate, now: Fate) -> Toned:
    """What an alternative does with it against the best plan."""
    when = said(offer, now)
    if now.stages > before.stages:
        return Toned(f"in, {when}", "starts newly")
    if now.stages < before.stages:
        return Toned(f"out, {when}" if now.stages else "out", "no longer starts")
    if now.end is None or before.end is None:
        return Toned(when, "same start" if now.stages else "not asked")
    if now.end == before.end:
        return Toned(f"same, {when}", "same start")
    sooner = now.end < before.end
    tone = "starts earlier" if sooner else "starts later"
    return Toned(f"{'sooner' if sooner else 'later'}, {when}", tone)
