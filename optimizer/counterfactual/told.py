"""What is told of a change, from what solving has found of it."""

from __future__ import annotations

import math
from collections.abc import Callable

from models.counterfactual import Basis, Change, Displaced, Unit
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import Money
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.displaced import displaced
from optimizer.counterfactual.least import Found
from optimizer.counterfactual.lever import Lever
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.span import Amount, Pair, Span


def has_it_already(asking: Asking) -> bool:
    """Whether an optimal plan has the initiative as it is."""
    inside, outside = asking.inside, asking.outside
    return inside is not None and outside is not None and bool(Pair(inside, outside).admits)


def too_little(span: Span, asking: Asking) -> bool:
    """Whether it is proven that even so the initiative is not worth its place."""
    outside = asking.outside
    return span.impossible or (outside is not None and span.high < outside.low)


def enough_for(asking: Asking) -> Amount:
    """What a plan with the initiative must be worth to be an optimal one."""
    return -math.inf if asking.outside is None else asking.outside.low


def yes_or_no(
    change: Change, portfolio: Portfolio, asking: Asking, stage: StageKey, *, let_in: bool
) -> Change:
    """One solve where it shows already that nothing turns; two where it does not."""
    point = Point(Case.of(portfolio), stage, asking.clock(), near=asking.near)
    if _shows(point, asking, let_in=let_in):
        return change.model_copy(update={"works": False, "proven": True})
    pair = point.compared(let_in=let_in)
    turned, proven = (pair.admits if let_in else pair.leaves_out), True
    if turned is None:
        pair = point.compared(let_in=let_in, by_groups=True)
        seen = pair.by_groups
        turned, proven = (seen.admits if let_in else seen.leaves_out), False
    if turned is None and let_in and point.known.inside.low >= enough_for(asking) > -math.inf:
        weak = change.model_copy(update={"works": True, "at_no_loss": True, "basis": Basis.TIME})
        return _with_plans(weak, point.known, asking, let_in=True)
    if turned is None:
        return change
    if turned:
        point.best_told(let_in=let_in)
        pair = point.known
    basis = Basis.NONE if proven else Basis.GROUPS
    sure = change.model_copy(update={"works": turned, "proven": proven, "basis": basis})
    return _with_plans(sure, pair, asking, let_in=let_in) if turned else sure


def _shows(point: Point, asking: Asking, *, let_in: bool) -> bool:
    """Whether the best plan with the stage alone shows that the change turns nothing.

    Without the stage, a plan is worth no less where a row is gone, and no more where somebody is.
    """
    outside = asking.outside
    if outside is None or point.case.built.programme.shortage != asking.known.shortage:
        return False
    if let_in:
        return point.with_it(outside.low).high < outside.low
    return point.with_it(outside.high + 1).low > outside.high


def by_name_and_by_groups(search: Callable[[Lever], Found], lever: Lever) -> tuple[Found, Found]:
    """What is proven; and where names leave that open, what holds for groups of alike people."""
    found = search(lever)
    if found.hopeless or found.amount is not None or lever.over:
        return found, found
    return found, search(lever.without_names())


def told_of(change: Change, found: Found, groups: Found, asking: Asking, *, let_in: bool) -> Change:
    """The change with what was found of it."""
    if found.hopeless or groups.hopeless:
        basis = Basis.NONE if found.hopeless else Basis.GROUPS
        sure = {"works": False, "proven": found.hopeless, "basis": basis, "unit": Unit.NONE}
        return change.model_copy(update=sure)
    if groups.amount is None or groups.pair is None:
        known = change.model_copy(update={"at_least": found.at_least})
        if found.enough is None or found.pair is None:
            return known
        weak = {
            "works": True,
            "amount": found.enough,
            "at_no_loss": True,
            "basis": Basis.TIME,
        }
        return _with_plans(known.model_copy(update=weak), found.pair, asking, let_in=True)
    news = {"works": True, "amount": groups.amount, "at_least": found.at_least}
    proven = found.amount is not None and found.amount == found.at_least
    basis = Basis.NONE if proven else Basis.TIME if found is groups else Basis.GROUPS
    known = change.model_copy(update=news | {"proven": proven, "basis": basis})
    return _with_plans(known, groups.pair, asking, let_in=let_in)


def _with_plans(change: Change, pair: Pair, asking: Asking, *, let_in: bool) -> Change:
    """The change with what the plans after it say."""
    span = pair.inside if let_in else pair.outside
    gain = None
    if span.found and span.fair and asking.known.best.found:
        gain = Money(int(span.low - asking.known.best.low))
    return change.model_copy(
        update={
            "as_good": pair.as_good,
            "gain": gain,
            "displaced": gives_way(asking, span) if let_in else (),
        }
    )


def gives_way(asking: Asking, span: Span) -> tuple[Displaced, ...]:
    """Who falls out or slips in a plan, against the best one as things are."""
    return displaced(asking.index, asking.known.best.starts, span.starts, asking.initiative)
