"""A choice without work that brings it nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from optimizer.funding.build import Built
from optimizer.funding.choice import Choice, choice, worth_before_moves
from optimizer.funding.engine import Search, solve
from optimizer.funding.model import Coefficient, Model, Row, at_most

PENNY_WISE = 1_000_000
"""While trimming, so many minor units of money are worth one of value."""

NODES = 1_000
"""Far more than a search among subsets of one plan takes."""


def trimmed(built: Built, model: Model, found: Choice, search: Search) -> Choice:
    """The same choice without stages that an engine left in because they fit into the gap.

    Nothing starts that did not, and nothing at another time; the exact value is never less.
    """
    prices = _prices(built, model, found)
    narrow = replace(
        model.with_rows(_as_found(built, found)).with_prices(prices), constant=model.constant
    )
    brief = replace(
        search,
        gap=0.0,
        nodes=NODES,
        deadline=max(search.deadline, time.monotonic() + 2.0),
        on_progress=None,
        interrupted=lambda: False,
    )
    answer = solve(narrow, brief, found.values)
    leaner = None if answer.values is None else choice(built.programme, answer.values)
    if leaner is None:
        return found
    before, after = (worth_before_moves(built.programme, each) for each in (found, leaner))
    return leaner if after >= before else found


def _as_found(built: Built, found: Choice) -> Iterator[Row]:
    for key, columns in built.programme.v.started.items():
        start = found.starts.get(key)
        if start is None:
            yield at_most(("as found", *key), [(columns[-1], 1)], 0)
            continue
        yield at_most(("as found", *key), [(columns[-1], 1), (columns[start], -1)], 0)
        if start > 0:
            yield at_most(("not earlier", *key), [(columns[start - 1], 1)], 0)


def _prices(built: Built, model: Model, found: Choice) -> dict[int, Coefficient]:
    programme = built.programme
    prices = dict(model.columns.prices)
    for key, start in found.starts.items():
        if key in programme.v.started:
            column = programme.v.started[key][start]
            money = programme.problem.index.stage[key].tranche + 1
            prices[column] = prices.get(column, 0) - Fraction(money, PENNY_WISE)
    return prices
