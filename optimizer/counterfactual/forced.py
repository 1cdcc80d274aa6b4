"""What it costs to put a refused initiative in, and what a funded one may lose."""

from __future__ import annotations

from models.counterfactual import Basis, Forced
from models.units import Money
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.span import Pair
from optimizer.counterfactual.told import gives_way


def forced(asking: Asking) -> Forced:
    """What it costs to put a refused initiative in all the same."""
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None or (inside.impossible and outside.impossible):
        return Forced(possible=None)
    if inside.impossible:
        return Forced(possible=False, proven=True)
    if not inside.found:
        return Forced(possible=None)
    sure = outside.found and inside.fair and inside.low <= outside.low
    cost = Money(int(outside.low - inside.low)) if sure else None
    return Forced(
        possible=True,
        cost=cost,
        proven=inside.exact and outside.exact,
        displaced=gives_way(asking, inside),
    )


def cushion(asking: Asking) -> tuple[Money, Basis] | None:
    """By how much a funded initiative's value may fall, and what that rests on, if not on proof."""
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None or not (inside.found and outside.found):
        return None
    if not outside.fair:  # what was not found may be worth more
        return None
    return Money(max(0, int(inside.low - outside.low))), Pair(inside, outside).basis


def cushion_near(asking: Asking) -> Money | None:
    """The same near the plan at hand, of what is known of plans near."""
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None or asking.index.initiatives[asking.initiative].must_do:
        return None
    return Money(max(0, int(inside.low - outside.low)))


def forced_near(asking: Asking) -> Forced:
    """The same near the plan at hand."""
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None:
        return Forced(possible=None)
    cost = Money(max(0, int(outside.low - inside.low)))
    return Forced(possible=True, cost=cost, displaced=gives_way(asking, inside))
