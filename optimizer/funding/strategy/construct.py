"""A first plan: what the relaxation starts may start then or not at all.

The relaxation has few starts, so exact solves among them are small; they are repeated with the rows
about people that the answer breaks, until it breaks none. Where work must be done that the
relaxation splits in ways that do not come together, starts that it likes nearly as well are opened.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from optimizer.funding.arrays import Flags, Floats, Ints
from optimizer.funding.strategy.bound import USED, Relaxed
from optimizer.funding.strategy.learned import Learned
from optimizer.funding.strategy.part import Effort, Solved, solve_part
from optimizer.funding.strategy.turns import in_turn

EFFORTS = (
    Effort(checks=100, gap=3e-3, nodes=100),
    Effort(checks=200, gap=2e-2, nodes=200),
    Effort(checks=20_000, gap=5e-2, nodes=20_000),
)
"""One for each try, with more and more starts open."""

CORRECTIONS = 60
"""Times that people correct a try, far more than plans have needed."""


def construct(
    learned: Learned, relaxed: Relaxed, unit_of: Ints, stopped: Callable[[], bool]
) -> Solved | None:
    """A plan near the relaxation; None where none is found.

    Args:
        learned: the programme, with the rows about people that are known.
        relaxed: the relaxation's answer.
        unit_of: the initiative (by position) of each chain of starts.
        stopped: whether to stop.
    """
    for attempt, effort in enumerate(EFFORTS):
        starts = _opened(learned, relaxed, attempt)
        found = _corrected(learned, relaxed, unit_of, starts, effort, stopped)
        if found is not None or stopped():
            return found
    return None


def kept(learned: Learned, relaxed: Relaxed, unit_of: Ints, starts: Flags) -> Solved | None:
    """The best of these starts, some left out: quick. None where they allow no plan."""
    can = starts & (learned.arrays.upper > 0)
    return _corrected(learned, relaxed, unit_of, can, EFFORTS[1], lambda: False)


def _corrected(
    learned: Learned,
    relaxed: Relaxed,
    unit_of: Ints,
    starts: Flags,
    effort: Effort,
    stopped: Callable[[], bool],
) -> Solved | None:
    def decided() -> Solved | None:
        return in_turn(learned.arrays, relaxed, unit_of, starts, effort, stopped)

    def mended(opened: Flags, values: Floats) -> Solved | None:
        return solve_part(learned.arrays, opened, values, effort, stopped, hint=False)

    found = decided()
    for _ in range(CORRECTIONS):
        if found is None or learned.staffable(found.values):
            return found
        near = starts & _spoken_of(learned, unit_of, found.values)
        values = found.values
        found = mended(near, values) or mended(near | learned.arrays.beside, values) or decided()
    return None


def _spoken_of(learned: Learned, unit_of: Ints, values: Floats) -> Flags:
    """Columns of initiatives that the latest rows are about, and of those not in the plan."""
    chain_of = learned.arrays.chain_of
    has_chain = chain_of >= 0
    unit = np.where(has_chain, unit_of[chain_of], -1)
    is_free = np.ones(int(unit_of.max(initial=0)) + 1, dtype=np.bool_)
    is_free[unit[has_chain & (values > USED)]] = False
    is_free[unit[learned.spoken_of(values)]] = True
    return np.asarray(has_chain & is_free[unit])


def _opened(learned: Learned, relaxed: Relaxed, attempt: int) -> Flags:
    """The relaxation's starts; then those that cost little; then all."""
    arrays = learned.arrays
    starts = arrays.starts
    if attempt == 0:
        return np.asarray(starts & relaxed.used)
    if attempt == 1:
        losses = -relaxed.reduced[starts & (relaxed.reduced < 0)]
        little = float(np.quantile(losses, 0.1)) if len(losses) else 0.0
        return np.asarray(starts & (relaxed.used | (relaxed.reduced >= -little)))
    return starts
