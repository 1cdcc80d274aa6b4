"""From a programme to a choice: solve, settle to the cent, cut what does not, solve again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.funding.build import Built
from optimizer.funding.choice import Choice, choice, chosen_starts
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.expressions import runs, starts
from optimizer.funding.model import Row, at_most
from optimizer.funding.problem import Problem
from optimizer.funding.trim import trimmed
from optimizer.funding.variables import Variables

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

    choice: Choice
    bound: float
    """Minor units that no plan exceeds."""
    ending: Ending
    nodes: int


def fund(built: Built, clashes: Iterable[Clash], search: Search) -> Funding | Ending:
    """The best choice that also settles to the cent; the ending where there is none."""
    v, problem = built.programme.v, built.programme.problem
    model = built.model.with_rows(cut(v, problem, clash) for clash in clashes)
    for number in range(MOST_CUTS):
        answer = solve(model, search)
        if answer.values is None:
            return answer.ending
        found = choice(built.programme, answer.values)
        if found is not None:
            lean = trimmed(built, model, found, search)
            return Funding(lean, answer.bound, answer.ending, answer.nodes)
        refused = chosen_starts(built.programme, answer.values)
        model = model.with_rows([_not_these(v, refused, ("settles_to_the_cent", number))])
    raise RuntimeError(f"no split of the money settles after {MOST_CUTS} corrections")


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
