"""Alternatives to the best plan: looked for one by one, each with names and audited."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from headgate.errors import AuditFailed
from headgate.many.executor import Executor, Threads
from headgate.many.solve import stopped, stopped_by
from headgate.pipeline import never
from headgate.pipeline import run as pipeline
from models.alternative import Aim, Alternative, Alternatives
from models.index import Index
from models.plan import Plan
from models.portfolio import Portfolio
from models.progress import OnProgress, Progress, ignore
from optimizer.alternatives.measure import Measure
from optimizer.alternatives.nearby import is_large
from optimizer.alternatives.search import Found, Nothing, Ready, Task, look, ready
from optimizer.alternatives.trades import at_once, money, released_now, starts_of, trades
from optimizer.audit import audit
from optimizer.funding.problem import Problem
from optimizer.gates import judge

DIRECTED = (Aim.EARLY, Aim.MONEY, Aim.CALM, Aim.MOVES)
"""Aims of which each is looked for once, against the best plan alone."""
IN_VAIN = 2
"""Questions about a large portfolio that may come to nothing before it is over."""
SHARE = 6
"""A question may take so many parts of the whole time."""
LONGEST = 60.0
"""Seconds at most for one question."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for."""

    within: Decimal
    """Percent of the best plan's value that an alternative may be worth less."""
    count: int
    """How many beside the best plan."""
    seconds: float = 300
    """Planning aside, after which nothing more is begun."""


@dataclass
class Choosing:
    """A search for alternatives on its way."""

    portfolio: Portfolio
    best: Plan
    wanted: Wanted
    on_progress: OnProgress
    interrupted: Callable[[], bool]
    executor: Executor
    began: float = field(default_factory=time.monotonic)
    found: list[Alternative] = field(default_factory=list)
    exhausted: bool = False
    ready: Ready | None = None
    in_vain: int = 0
    """Questions about a large portfolio to which nothing was found, and nothing proven."""

    def __post_init__(self) -> None:
        """What is compared, and the least value."""
        problem = Problem.of(self.portfolio, judge(self.portfolio))
        self.measure, self.is_large = Measure.of(problem), is_large(problem)
        self.floor = Alternatives.least(self.best, self.wanted.within)

    @property
    def over(self) -> bool:
        """Whether nothing more may be begun."""
        return self.interrupted() or time.monotonic() - self.began > self.wanted.seconds

    def tell(self, phase: str) -> None:
        """Says what is being done."""
        seconds = time.monotonic() - self.began
        self.on_progress(
            Progress(
                phase=phase,
                value=self.best.value.total,
                bound=self.best.bound,
                seconds=seconds,
                limit=self.wanted.seconds,
            )
        )

    def task(self, aim: Aim, shown: Sequence[Plan]) -> Task:
        """A question."""
        each = min(LONGEST, self.wanted.seconds / SHARE)
        ready, seed = self.ready, self.in_vain + len(shown)
        return Task(self.portfolio, self.best, self.floor, aim, tuple(shown), each, seed, ready)

    def run(self) -> Alternatives:
        """Plans that are different, those that serve an aim, and again plans that are different."""
        self.tell("looking for plans that serve one aim")
        if self.is_large:
            self.ready = ready(self.task(Aim.DIFFERENT, [self.best]), self.interrupted)
        directed = self._directed()
        self._different(self.wanted.count - min(len(directed), self.wanted.count // 2))
        for aim, plan in directed:
            self._offer(aim, plan)
        self._different(self.wanted.count)
        return Alternatives(
            best=self.best,
            within=self.wanted.within,
            floor=self.floor,
            asked=self.wanted.count,
            found=tuple(self.found),
            exhausted=self.exhausted,
            stopped=self.over and len(self.found) < self.wanted.count,
        )

    def _directed(self) -> list[tuple[Aim, Found]]:
        """Plans that serve an aim better than the best one, those that gain the most first."""
        tasks = {
            aim.value: self.task(aim, [self.best])
            for aim in DIRECTED
            if aim is not Aim.MOVES or self.best.moved > 0
        }
        answers = self.executor.run(looked, tasks, interrupted=lambda: self.over)
        gained = []
        for aim in DIRECTED:
            answer = answers.get(aim.value)
            if isinstance(answer, Found) and answer.apart >= self.measure.least:
                gain = self._gain(aim, answer.plan)
                if gain > 0:
                    gained.append((-gain, DIRECTED.index(aim), answer))
        return [(DIRECTED[at], answer) for _, at, answer in sorted(gained, key=lambda row: row[:2])]

    def _gain(self, aim: Aim, plan: Plan) -> float:
        """By what share a plan serves an aim better than the best plan does."""
        index = Index(self.portfolio)
        serve: dict[Aim, Callable[[Plan], int]] = {
            Aim.EARLY: lambda each: -released_now(each),
            Aim.MONEY: money,
            Aim.CALM: lambda each: at_once(index, each),
            Aim.MOVES: lambda each: each.moved,
        }
        before, now = serve[aim](self.best), serve[aim](plan)
        return (before - now) / max(1, abs(before))

    def _offer(self, aim: Aim, answer: Found) -> None:
        """Show it, or say of a plan that is the same in what matters that it serves this aim."""
        here = self.measure.ends(starts_of(answer.plan))
        for at, shown in enumerate(self.found):
            there = self.measure.ends(starts_of(shown.plan))
            if self.measure.apart(here, there) < self.measure.least:
                if aim not in shown.aims and self._gain(aim, shown.plan) >= self._gain(
                    aim, answer.plan
                ):
                    self.found[at] = shown.model_copy(update={"aims": (*shown.aims, aim)})
                return
        if len(self.found) < self.wanted.count:
            self._show(aim, answer)

    def _show(self, aim: Aim, answer: Found) -> None:
        gives = trades(self.portfolio, self.best, answer.plan)
        self.found.append(
            Alternative(plan=answer.plan, aims=(aim,), trades=gives, proven=answer.proven)
        )

    def _different(self, count: int) -> None:
        """Plans as far as can be from all that are shown, until there are so many or no more."""
        while len(self.found) < count and not self.exhausted and not self.over:
            self.tell(f"looking for alternative {len(self.found) + 1}")
            shown = [self.best, *(row.plan for row in self.found)]
            task = self.task(Aim.DIFFERENT, shown)
            answers = self.executor.run(looked, {"next": task}, interrupted=self.interrupted)
            answer = answers.get("next")
            if isinstance(answer, Found) and answer.apart >= self.measure.least:
                self._show(Aim.DIFFERENT, answer)
                continue
            self.exhausted = isinstance(answer, Nothing) and answer.proven
            self.in_vain += 1
            if not self.is_large or self.in_vain > IN_VAIN:
                return


def alternatives(
    portfolio: Portfolio,
    wanted: Wanted,
    *,
    best: Plan | None = None,
    on_progress: OnProgress = ignore,
    interrupted: Callable[[], bool] = never,
    executor: Executor | None = None,
) -> Alternatives:
    """Plans whose value is within a loss of the best plan found, and that differ in what matters.

    Args:
        portfolio: what is planned.
        wanted: how many, how good, how long.
        best: the best plan, audited; planned anew unless given.
        on_progress: told about phases.
        interrupted: once it says yes, what is known by then is given back.
        executor: who works off what can be asked at the same time.

    Raises what `headgate.pipeline.run` raises.
    """
    if best is None:
        best = pipeline(portfolio, on_progress=on_progress, interrupted=interrupted)
    choosing = Choosing(portfolio, best, wanted, on_progress, interrupted, executor or Threads())
    with stopped_by(interrupted):
        return choosing.run()


def looked(task: Task) -> Found | Nothing:
    """A plan for an aim, audited; raises AuditFailed where the audit refuses it."""
    answer = look(task, stopped)
    if isinstance(answer, Nothing):
        return answer
    checks = audit(task.portfolio, answer.plan)
    if not all(each.passed for each in checks):
        raise AuditFailed(checks, answer.plan)
    return Found(
        answer.plan.model_copy(update={"checks": checks, "findings": task.best.findings}),
        answer.proven,
        answer.apart,
    )
