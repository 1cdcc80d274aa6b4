"""From a problem to starts, payments and hires: solve, settle to the cent, cut, solve again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from models.plan import HireUse
from models.stage import StageKey
from models.units import OptionId, PeriodIndex, Slices
from optimizer.funding.constraints import CONSTRAINTS
from optimizer.funding.engine import Answer, Ending, Search, solve
from optimizer.funding.expressions import Programme, runs, starts
from optimizer.funding.model import Model, Row, at_most
from optimizer.funding.objective import price
from optimizer.funding.payments import Settlement, settle
from optimizer.funding.problem import Problem
from optimizer.funding.variables import Variables, variables
from optimizer.valuation import value

PENNY_WISE = 1_000_000
"""While trimming, so many minor units of money are worth one of value."""

MOST_CUTS = 1_000
"""Far more corrections to the cent than any portfolio has needed."""


@dataclass(frozen=True)
class Clash:
    """Stages that cannot all run in a period (None: that cannot have exactly these starts)."""

    stages: tuple[StageKey, ...]
    period: PeriodIndex | None
    starts: Mapping[StageKey, PeriodIndex]
    """The starts in question."""
    proven: bool = True
    """Whether no plan is lost by leaving them out."""


@dataclass(frozen=True)
class Funding:
    """What the programme decided."""

    starts: dict[StageKey, PeriodIndex]
    """Of all stages that start or are active or released."""
    hires: tuple[HireUse, ...]
    settlement: Settlement
    bound: float
    """Minor units that no plan exceeds."""
    ending: Ending
    nodes: int
    values: tuple[float, ...]
    """Of the columns: a hint for the next solve."""


@dataclass(frozen=True)
class Built:
    """The programme, ready for the engine."""

    programme: Programme
    model: Model


def build(problem: Problem) -> Built:
    """All columns, rows and prices; committed stages lack as few people as possible."""
    programme = Programme(problem, variables(problem))
    least = _least_shortage(programme) if programme.v.short else 0
    programme = replace(programme, shortage=least)
    constant = price(programme)
    rows = tuple(row for constraint in CONSTRAINTS for row in constraint(programme))
    return Built(programme, Model(programme.v.columns, rows, constant))


def _least_shortage(programme: Programme) -> int:
    """Fewest slices that committed stages must lack in all, found before any value is looked at."""
    everything = replace(programme, shortage=10**9)
    rows = tuple(row for constraint in CONSTRAINTS for row in constraint(everything))
    prices = dict.fromkeys(programme.v.short.values(), -1)
    model = Model(programme.v.columns, rows).with_prices({**prices})
    answer = solve(model, Search(gap=0.0, deadline=float("inf"), nodes=10_000))
    if answer.values is None:
        return 0
    return round(sum(answer.values[column] for column in programme.v.short.values()))


def fund(
    built: Built, clashes: Iterable[Clash], search: Search, hint: tuple[float, ...] | None = None
) -> Funding | Ending:
    """The best starts that also settle to the cent; the ending where there are none."""
    v = built.programme.v
    model = built.model.with_rows(cut(v, built.programme.problem, clash) for clash in clashes)
    for number in range(MOST_CUTS):
        answer = solve(model, search, hint)
        if answer.values is None:
            return answer.ending
        chosen = chosen_starts(built.programme, answer.values)
        settlement = settle(built.programme.problem.dues, chosen)
        if settlement is not None:
            return trimmed(built, model, _funding(v, chosen, settlement, answer), search)
        model = model.with_rows([_not_these(v, chosen, ("settles_to_the_cent", number))])
    raise RuntimeError(f"no split of the money settles after {MOST_CUTS} corrections")


def trimmed(built: Built, model: Model, funding: Funding, search: Search) -> Funding:
    """The same plan without stages that bring it nothing, which an engine may leave in the gap."""
    programme = built.programme
    rows = []
    for key, columns in programme.v.started.items():
        start = funding.starts.get(key)
        as_found = [(columns[-1], 1)] + ([] if start is None else [(columns[start], -1)])
        rows.append(at_most(("as found", *key), [*as_found], 0))
        if start is not None and start > 0:
            rows.append(at_most(("not earlier", *key), [(columns[start - 1], 1)], 0))
    prices = dict(model.columns.prices)
    for key, start in funding.starts.items():
        if key in programme.v.started:
            column = programme.v.started[key][start]
            money = programme.problem.index.stage[key].tranche + 1
            prices[column] = prices.get(column, 0) - Fraction(money, PENNY_WISE)
    model = replace(model.with_rows(rows).with_prices(prices), constant=model.constant)
    brief = replace(search, gap=0.0, nodes=1_000, on_progress=None, interrupted=lambda: False)
    answer = solve(model, replace(brief, deadline=max(search.deadline, time.monotonic() + 2.0)))
    if answer.values is None:
        return funding
    chosen = chosen_starts(programme, answer.values)
    settlement = settle(programme.problem.dues, chosen)
    if settlement is None:
        return funding
    leaner = replace(
        funding,
        starts=chosen,
        hires=chosen_hires(programme.v, answer.values),
        settlement=settlement,
        values=answer.values,
    )
    worse = _worth(programme, leaner) < _worth(programme, funding)
    return funding if worse else leaner


def _worth(programme: Programme, funding: Funding) -> int:
    """Exact value before moves."""
    accounts = funding.settlement.accounts.values()
    worth = value(programme.problem.worth, funding.starts, accounts, funding.hires, Slices(0))
    return worth.total


def _funding(
    v: Variables, chosen: dict[StageKey, PeriodIndex], settlement: Settlement, answer: Answer
) -> Funding:
    assert answer.values is not None  # noqa: S101 - narrows the type; the caller has looked
    return Funding(
        chosen,
        chosen_hires(v, answer.values),
        settlement,
        answer.bound,
        answer.ending,
        answer.nodes,
        answer.values,
    )


def chosen_starts(p: Programme, values: tuple[float, ...]) -> dict[StageKey, PeriodIndex]:
    """Start of each stage that the values start, and of the active and released ones."""
    chosen = dict(p.problem.facts.starts)
    for stage, columns in p.v.started.items():
        for t, column in enumerate(columns):
            if values[column] > 0.5:  # noqa: PLR2004 - halfway between the two whole numbers
                chosen[stage] = PeriodIndex(t)
                break
    return chosen


def chosen_hires(v: Variables, values: tuple[float, ...]) -> tuple[HireUse, ...]:
    """Slices of each option there in each period, where there are any."""
    return tuple(
        HireUse(
            option=OptionId(option), period=PeriodIndex(t), slices=Slices(round(values[column]))
        )
        for (option, t), column in sorted(v.hired.items())
        if round(values[column]) > 0
    )


def cut(v: Variables, problem: Problem, clash: Clash) -> Row:
    """Not all of these stages run in that period, or not all start as they did."""
    if clash.period is None:
        only = {stage: clash.starts[stage] for stage in clash.stages}
        return _not_these(v, only, ("names_fit", *clash.stages))
    terms = [
        term for key in clash.stages for term in runs(v, problem.index.stage[key], clash.period)
    ]
    return at_most(("names_fit", clash.period, *clash.stages), terms, len(clash.stages) - 1)


def _not_these(
    v: Variables, chosen: Mapping[StageKey, PeriodIndex], name: tuple[object, ...]
) -> Row:
    free = [(key, t) for key, t in chosen.items() if key in v.started]
    terms = [term for key, t in free for term in starts(v, key, t)]
    return at_most(name, terms, len(free) - 1)
