"""When no plan exists: a smallest set of the workbook's rows that cannot all hold.

QuickXplain (Junker, AAAI 2004): with any one of the named rows removed, a plan exists.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from models.issue import Issue
from models.portfolio import Portfolio
from optimizer.funding.build import build
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.model import Model, Row
from optimizer.funding.places import Demanded, demanded, issue
from optimizer.funding.problem import Problem

SECONDS_EACH = 20.0
"""For one question whether some rows can hold. Unanswered counts as yes: a row may be too many."""


def clashing_rows(
    portfolio: Portfolio, problem: Problem, interrupted: Callable[[], bool]
) -> tuple[Issue, ...]:
    """One issue per row of the workbook in a smallest conflict, in the order of the sheets."""
    model = build(problem).model
    asked: defaultdict[Demanded, list[Row]] = defaultdict(list)
    given: list[Row] = []
    for row in model.rows:
        if row.name[0] == "committed_lack_least":  # its limit comes from a plan that does not exist
            continue
        name = demanded(problem, row.name)
        (given if name is None else asked[name]).append(row)

    def clash(names: Sequence[Demanded]) -> bool:
        rows = given + [row for name in names for row in asked[name]]
        return impossible(model, rows, time.monotonic() + SECONDS_EACH, interrupted) is True

    core = smallest(clash, list(asked)) if clash(list(asked)) else []
    return tuple(sorted((issue(portfolio, problem, name) for name in core), key=str))


def smallest(
    clash: Callable[[Sequence[Demanded]], bool], asked: Sequence[Demanded]
) -> list[Demanded]:
    """A smallest part of what is asked that clashes; all of it together does."""
    families: defaultdict[str, list[Demanded]] = defaultdict(list)
    for name in asked:
        families[name.constraint].append(name)
    kept = dict(families)
    for family in families:  # whole families first: few questions clear most rows away
        rest = [name for other, names in kept.items() if other != family for name in names]
        if clash(rest):
            del kept[family]
    return _quick_explain(
        clash, [], [name for names in kept.values() for name in names], fresh=False
    )


def _quick_explain(
    clash: Callable[[Sequence[Demanded]], bool],
    background: list[Demanded],
    names: list[Demanded],
    *,
    fresh: bool,
) -> list[Demanded]:
    """The names of `names` in a smallest clash with the background; `fresh`: it has just grown."""
    if fresh and clash(background):
        return []
    if len(names) <= 1:
        return names
    half = len(names) // 2
    first, second = names[:half], names[half:]
    late = _quick_explain(clash, background + first, second, fresh=bool(first))
    early = _quick_explain(clash, background + late, first, fresh=bool(late))
    return early + late


def impossible(
    model: Model, rows: Sequence[Row], deadline: float, interrupted: Callable[[], bool]
) -> bool | None:
    """Whether these rows cannot all hold; None where the time was too short to know."""
    if interrupted():
        return None
    question = Model(model.columns, tuple(rows)).with_prices({})
    answer = solve(question, Search(1e9, deadline, interrupted=interrupted))
    if answer.ending is Ending.INFEASIBLE:
        return True
    return None if answer.values is None else False
