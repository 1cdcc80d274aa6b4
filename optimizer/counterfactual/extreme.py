"""The least or the most of something, by a solve in which it is a column."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple

from models.stage import StageKey
from optimizer.counterfactual.case import Case, Near, worth_enough
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.displaced import Starts
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.span import Amount
from optimizer.funding.choice import chosen_starts
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.expressions import Terms
from optimizer.funding.model import Model, Row

SHARE = 0.4
"""Of the time that is left, for a solve that may find all at once."""


class Changed(NamedTuple):
    """A column for what there is more or less of."""

    most: int | float
    whole: bool
    entries: Callable[[Row], Terms]
    """Of the column (as column 0 of these terms) in a row of the programme."""


class Extreme(NamedTuple):
    """The least, or the most, of something with which plans with a stage are worth a value."""

    bound: float
    """Nothing less (or more) will do; infinite where nothing does, or nothing is known."""
    amount: float | None
    """This does, names aside; None where none was found."""
    starts: Starts
    """Of the plan that shows it."""


def extremes(
    case: Case,
    given: Starts | StageKey,
    value: Amount,
    changed: Changed,
    *,
    least: bool,
    clock: Clock,
    base: Point,
) -> Extreme:
    """As `_extreme`; of a stage, what suffices near a plan at hand where no less is found.

    Names are to cost there what they cost in the best plan without it.
    """
    close, near, known = None, base.near, base.known.outside
    if near is not None and isinstance(given, StageKey):
        named = value + (known.high - known.low if known.searched and known.found else 0)
        close = _extreme(case, given, named, changed, least=least, clock=clock, near=near)
    found = _extreme(case, given, value, changed, least=least, clock=clock)
    if close is None or close.amount is None:
        return found
    if found.amount is not None and (found.amount <= close.amount) is least:
        return found
    return close._replace(bound=found.bound)


def _extreme(
    case: Case,
    given: Starts | StageKey,
    value: Amount,
    changed: Changed,
    *,
    least: bool,
    clock: Clock,
    near: Near | None = None,
) -> Extreme:
    """The least (or most) of a new column with which a plan is worth the value.

    Args:
        case: the programme.
        given: all starts, or the one stage that starts.
        value: that they are worth, rounding and tie-breaks aside.
        changed: the new column.
        least: whether the least is wanted.
        near: a plan, all but a few of whose starts stay.
        clock: of the question; a share of what is left is for this.
    """
    model = case.built.model
    columns = model.columns.copy()
    if not isinstance(given, StageKey):
        near = Near(given, frozenset())
    if near is not None:
        columns = near.fix(case.built.programme, columns)
    place = columns.add(("changed",), 0, changed.most, integer=changed.whole)
    columns.prices = {place: -1 if least else 1}
    rows = [
        row._replace(terms=[*row.terms, *((place, amount) for _, amount in changed.entries(row))])
        for row in model.rows
    ]
    if not math.isinf(value):
        rows.append(worth_enough(case.built, value))
    if isinstance(given, StageKey):
        rows.append(case.inside(given))
    deadline = time.monotonic() + max(0.1, SHARE * clock.left)
    search = Search(gap=0.0, deadline=deadline, interrupted=clock.stopped)
    answer = solve(Model(columns, tuple(rows)), search)
    nothing = math.inf if least else -math.inf
    if answer.ending is Ending.INFEASIBLE:
        return Extreme(nothing, None, {})
    bound = -answer.bound if least else answer.bound
    if answer.values is None:
        return Extreme(bound, None, {})
    return Extreme(bound, answer.values[place], chosen_starts(case.built.programme, answer.values))
