"""From a programme to a choice: solve, settle to the cent, cut what does not, solve again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.funding.build import Built
from optimizer.funding.choice import Choice, choice, chosen_starts
from optimizer.funding.engine import Ending, Search, solve
from optimizer.funding.expressions import runs, starts, terms
from optimizer.funding.model import Row, at_most
from optimizer.funding.network import Need
from optimizer.funding.problem import Problem
from optimizer.funding.trim import trimmed
from optimizer.funding.variables import NEVER, Variables

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
class Lack:
    """Slices that names could serve of some needs in a period, where groups promised more."""

    needs: tuple[Need, ...]
    period: PeriodIndex
    served: int
    proven: bool = False
    """Never: other moves might serve more. The bound is taken without such corrections."""


@dataclass(frozen=True)
class Funding:
    """What the programme decided."""

    choice: Choice
    objective: float
    """Minor units, moves of groups included."""
    bound: float
    """Minor units that no plan exceeds."""
    ending: Ending
    nodes: int
    steps: tuple[tuple[str, str], ...] = ()
    """What else ran, for the plan's notes."""


def fund(
    built: Built,
    clashes: Iterable[Clash | Lack],
    search: Search,
    *,
    near: Choice | None = None,
) -> Funding | Ending:
    """The best choice that also settles to the cent; the ending where there is none.

    With `near`, only work of that choice is started, and none of it earlier: a quick repair.
    """
    v, problem = built.programme.v, built.programme.problem
    model = built.model.with_rows(cut(v, problem, clash) for clash in clashes)
    if near is not None:
        model = model.with_rows(_no_more_than(v, near))
    for number in range(MOST_CUTS):
        answer = solve(model, search)
        if answer.values is None:
            return answer.ending
        found = choice(built.programme, answer.values)
        if found is not None:
            lean = trimmed(built, model, found, search)
            return Funding(lean, answer.objective, answer.bound, answer.ending, answer.nodes)
        refused = chosen_starts(built.programme, answer.values)
        model = model.with_rows([not_these(v, refused, ("settles_to_the_cent", number))])
    raise RuntimeError(f"no split of the money settles after {MOST_CUTS} corrections")


def _no_more_than(v: Variables, near: Choice) -> Iterator[Row]:
    for key, columns in v.started.items():
        start = near.starts.get(key)
        last = columns[-1] if start is None else NEVER if start == 0 else columns[start - 1]
        yield at_most(("near", *key), [(last, 1)], 0)


def cut(v: Variables, problem: Problem, clash: Clash | Lack) -> Row:
    """Not all of these stages run in that period, or not all start as they did, or need so much."""
    if isinstance(clash, Lack):
        return _less(v, problem, clash)
    if clash.period is None:
        only = {stage: clash.starts[stage] for stage in clash.stages}
        return not_these(v, only, ("names_fit", *clash.stages))
    run = [term for key in clash.stages for term in runs(v, problem.index.stage[key], clash.period)]
    return at_most(("names_fit", clash.period, *clash.stages), run, len(clash.stages) - 1)


def _less(v: Variables, problem: Problem, lack: Lack) -> Row:
    total: defaultdict[int, int] = defaultdict(int)
    for need in lack.needs:
        for row in problem.workforce.needs[need]:
            for column, sign in runs(v, row.stage, lack.period):
                total[column] += int(sign) * row.slices
    name = ("names_serve", *lack.needs, lack.period, lack.served)
    return at_most(name, terms(total), lack.served)


def not_these(
    v: Variables, chosen: Mapping[StageKey, PeriodIndex], name: tuple[object, ...]
) -> Row:
    """Not all of these starts together."""
    free = [(key, t) for key, t in chosen.items() if key in v.started]
    begin = [term for key, t in free for term in starts(v, key, t)]
    return at_most(name, begin, len(free) - 1)
