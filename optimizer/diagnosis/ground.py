"""What is asked, row by row of the workbook, as rows of one programme that is built once.

Work that is left out, waits for its date or has no gate or fund is made possible first, and what
forbids it becomes a row like any other.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.portfolio import Portfolio
from models.stage import StageKey
from models.verdict import VerdictKind
from optimizer.charges import funds_that_may_pay, parts
from optimizer.diagnosis.weaken import weakened
from optimizer.facts import Facts
from optimizer.funding.build import SHORTAGE, Built, build
from optimizer.funding.conflict import impossible
from optimizer.funding.model import Row, at_most
from optimizer.funding.places import Demanded, demanded
from optimizer.funding.problem import Problem
from optimizer.funding.solve import Clash, cut
from optimizer.gates import judge

REPLACED = ("earliest_start", "out_never_starts")
"""Constraints whose rows are told apart by what forbids a start."""


@dataclass(frozen=True)
class Ground:
    """The rows of a programme by what demands them."""

    portfolio: Portfolio
    built: Built
    given: tuple[Row, ...]
    """What is so by nature."""
    asked: dict[Demanded, tuple[Row, ...]]

    @classmethod
    def of(cls, portfolio: Portfolio, clashes: Iterable[Clash] = ()) -> Ground:
        """The rows of a portfolio, and what names have said that they cannot serve."""
        facts = Facts.of(portfolio.canonical(), judge(portfolio))
        forbidden = _forbidden(facts)
        opened = weakened(portfolio, (name for name, _ in forbidden))
        problem = Problem.of(opened, judge(opened))
        built = build(problem)
        asked: defaultdict[Demanded, list[Row]] = defaultdict(list)
        given: list[Row] = []
        for row in built.model.rows:
            if row.name[0] == SHORTAGE or row.name[0] in REPLACED:
                continue
            name = demanded(problem, row.name)
            (given if name is None else asked[name]).append(row)
        by = built.programme.v.by
        for name, starts in forbidden:
            for key, last in starts:
                asked[name].append(at_most((name.constraint, *key, last), [(by(key, last), 1)], 0))
        for key in sorted(problem.facts.earliest):  # nothing of it can start now
            if key not in problem.facts.releasable:
                row = at_most(("gate_is_open", *key), [(by(key, 0), 1)], 0)
                asked[Demanded("gate_is_open", (key.initiative,))].append(row)
        for clash in clashes:
            name = Demanded("names_fit", (clash.stages, clash.period))
            asked[name].append(cut(built.programme.v, problem, clash))
        return cls(portfolio, built, tuple(given), {n: tuple(r) for n, r in asked.items()})

    @property
    def names(self) -> tuple[Demanded, ...]:
        """Everything that is demanded, in one order."""
        return tuple(self.asked)

    def rows(self, names: Iterable[Demanded]) -> list[Row]:
        """What is given, and what these demand."""
        return [*self.given, *(row for name in names for row in self.asked[name])]

    def clash(
        self, names: Sequence[Demanded], deadline: float, interrupted: Callable[[], bool]
    ) -> bool | None:
        """Whether these cannot all hold; None where the time was too short to know."""
        return impossible(self.built.model, self.rows(names), deadline, interrupted)


Forbidden = list[tuple[Demanded, list[tuple[StageKey, int]]]]
"""What forbids starts: stages, and the last period in which they may not have started."""


def _forbidden(facts: Facts) -> Forbidden:
    found: dict[Demanded, list[tuple[StageKey, int]]] = {}
    last = facts.index.calendar.horizon - 1
    for initiative, stages in sorted(facts.index.stages_of.items()):
        row = facts.index.initiatives[initiative]
        free = [stage for stage in stages if stage.key not in facts.committed]
        if not free:
            continue
        if row.leave_out:
            found[Demanded("is_left_out", (initiative,))] = [(free[0].key, last)]
        failed = [s.stage for s in stages if facts.verdicts[s.key].kind is VerdictKind.FAILED]
        stopped = [stage for stage in free if failed and stage.stage > failed[0]]
        if stopped:
            found[Demanded("gate_failed", (initiative,))] = [(stopped[0].key, last)]
        for stage in free:
            unpaid = any(
                not funds_that_may_pay(facts.index, stage, part.cost_type) for part in parts(stage)
            )
            if unpaid:
                found[Demanded("fund_may_pay", stage.key)] = [(stage.key, last)]
        if row.earliest_start is not None:
            first = facts.index.calendar.index(row.earliest_start)
            if first > 0:
                found[Demanded("earliest_start", (initiative,))] = [
                    (stage.key, first - 1) for stage in free
                ]
    return list(found.items())


def has_plan(
    portfolio: Portfolio, seconds: float, interrupted: Callable[[], bool] = lambda: False
) -> bool | None:
    """Whether money and groups of people allow a plan; None where the time was too short to know.

    Committed stages may lack people, as in every plan.
    """
    model = build(Problem.of(portfolio, judge(portfolio))).model
    rows = [row for row in model.rows if row.name[0] != SHORTAGE]
    answer = impossible(model, rows, time.monotonic() + seconds, interrupted)
    return None if answer is None else not answer
