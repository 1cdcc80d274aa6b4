"""Why a portfolio has no plan, and what it would take: sets, facts, repairs, each one planned."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from headgate.errors import HeadgateError, NothingFound, Unsolvable
from headgate.many.executor import Executor, Threads
from headgate.pipeline import never
from headgate.pipeline import run as pipeline
from models.diagnosis import ConflictSet, Diagnosis, Repair, RepairKind
from models.plan import Plan
from models.portfolio import Portfolio
from models.progress import OnProgress, Progress, ignore
from optimizer.diagnosis.confirm import answered, questions, verdict
from optimizer.diagnosis.facts import bare, facts_in
from optimizer.diagnosis.ground import Ground, has_plan
from optimizer.diagnosis.names import refused_by_names
from optimizer.diagnosis.repairs import Task, Trial, attempt
from optimizer.diagnosis.said import Sayer
from optimizer.diagnosis.sets import Search, Sets
from optimizer.funding.places import Demanded
from optimizer.funding.solve import Clash

MOST_CONFLICTS = 5
"""Smallest sets of rows that are told."""
MOST_CHANGES = 14
"""Smallest choices of rows to change that are tried."""
MOST_TOGETHER = 4
"""Choices of several rows that are tried where no single one helps, but to give work up."""
SEARCHING, CONFIRMING, LOOSENING = 0.35, 0.55, 0.75
"""Shares of the time by which sets are found, confirmed, and the least changes are known."""
QUESTION = 20.0
"""Seconds at most for one question to an engine."""
GAP = Decimal(1)
"""Percent at which a plan of a repaired portfolio is good enough: that there is one counts."""
PLANNING = 60
"""Seconds at most for it."""


@dataclass(frozen=True)
class Effort:
    """How long, by whom, and who listens."""

    seconds: float
    on_progress: OnProgress = ignore
    interrupted: Callable[[], bool] = never
    executor: Executor = field(default_factory=Threads)
    began: float = field(default_factory=time.monotonic)

    @property
    def deadline(self) -> float:
        """On the clock of `time.monotonic`."""
        return self.began + self.seconds

    @property
    def over(self) -> bool:
        """Whether nothing more may be begun."""
        return self.past(1.0)

    def past(self, share: float) -> bool:
        """Whether so much of the time is over, or the user wants to stop."""
        return self.interrupted() or time.monotonic() > self.began + share * self.seconds

    def tell(self, phase: str) -> None:
        """Says what is being done."""
        seconds = time.monotonic() - self.began
        self.on_progress(Progress(phase=phase, seconds=seconds, limit=self.seconds))


def diagnose(
    portfolio: Portfolio,
    *,
    time_limit: float = 300,
    on_progress: OnProgress = ignore,
    interrupted: Callable[[], bool] = never,
    executor: Executor | None = None,
) -> Diagnosis | Plan:
    """Why a portfolio has no plan and the least changes that help; its plan where it has one.

    Args:
        portfolio: its references hold; rules may say that what must be done cannot be.
        time_limit: seconds after which nothing more is begun.
        on_progress: told about phases.
        interrupted: once it says yes, what is known by then is given back.
        executor: who works off what can be asked at the same time.

    Raises NothingFound where neither a plan nor a proof that there is none was found in time, and
    whatever else `headgate.pipeline.run` raises.
    """
    effort = Effort(time_limit, on_progress, interrupted, executor or Threads())
    effort.tell("looking for a plan")
    clashes: tuple[Clash, ...] = ()
    if has_plan(portfolio, min(QUESTION * 3, time_limit), interrupted) is not False:
        try:
            limit = max(1, min(portfolio.settings.time_limit, int(time_limit)))
            return pipeline(
                portfolio, time_limit=limit, on_progress=on_progress, interrupted=interrupted
            )
        except Unsolvable:
            effort.tell("asking what names refuse")
            left = max(1.0, effort.deadline - time.monotonic())
            clashes = refused_by_names(portfolio, left / 3, interrupted)
            if not clashes:
                raise NothingFound(time_limit) from None
    effort.tell("finding rows that clash")
    ground = Ground.of(portfolio, clashes)
    until = max(effort.began + SEARCHING * time_limit, time.monotonic() + 1.0)
    sets = Search(ground, until, interrupted).run(MOST_CONFLICTS, MOST_CHANGES)
    conflicts, locks = _conflicts(portfolio, ground, sets, effort)
    trials = _trials(portfolio, sets, locks, effort)
    repairs, untried = _repairs(trials, effort)
    return Diagnosis(
        conflicts=conflicts,
        all_conflicts=sets.complete and len(sets.clashes) <= MOST_CONFLICTS,
        repairs=repairs,
        all_repairs=sets.complete and untried == 0 and not effort.over,
        untried=untried,
        stopped=effort.over,
    )


def _conflicts(
    portfolio: Portfolio, ground: Ground, sets: Sets, effort: Effort
) -> tuple[tuple[ConflictSet, ...], tuple[Demanded, ...]]:
    """Each set with the facts that take part in it, confirmed; and the locks among those."""
    say = Sayer.of(portfolio)
    found: list[ConflictSet] = []
    locks: dict[Demanded, None] = {}
    for core, sure in list(zip(sets.clashes, sets.sure, strict=True))[:MOST_CONFLICTS]:
        effort.tell(f"confirming clash {len(found) + 1} by a second engine")
        taking = () if effort.past(CONFIRMING) else _facts(portfolio, ground, core, effort)
        proof = _asked(portfolio, ground, core, taking, effort)
        if taking and (proof is None or not proof[0]):
            taking = ()  # facts are no demands: taking one back can ask for more
            proof = _asked(portfolio, ground, core, taking, effort)
        minimal, confirmed = (sure, False) if proof is None else proof
        rows = tuple(say.issue(name) for name in (*core, *taking))
        found.append(ConflictSet(rows=rows, minimal=minimal, confirmed=confirmed))
        locks |= {name: None for name in taking if name.constraint == "is_locked"}
    return tuple(found), tuple(locks)


def _asked(
    portfolio: Portfolio,
    ground: Ground,
    core: Sequence[Demanded],
    taking: Sequence[Demanded],
    effort: Effort,
) -> tuple[bool, bool] | None:
    """Whether a set is minimal, and whether a second engine confirms it; None: no time to ask."""
    asked = questions(portfolio, ground.names, core, taking, QUESTION)
    late = partial(effort.past, CONFIRMING)
    said = effort.executor.run(answered, asked, interrupted=late)
    return verdict(said, core) if set(said) == set(asked) else None


def _facts(
    portfolio: Portfolio, ground: Ground, core: Sequence[Demanded], effort: Effort
) -> tuple[Demanded, ...]:
    if any(name.constraint == "names_fit" for name in core):
        return ()
    late = partial(effort.past, CONFIRMING)
    return facts_in(bare(portfolio, ground.names, core), QUESTION, late)


def _trials(
    portfolio: Portfolio, sets: Sets, locks: Sequence[Demanded], effort: Effort
) -> list[Trial]:
    """The least changes of each choice of rows, of the money and of the people."""
    single = [names for names in sets.changes if len(names) == 1]
    several = sorted((names for names in sets.changes if len(names) > 1), key=len)
    enough = any(name.constraint != "must_do_is_done" for (name,) in single)
    chosen = [*single[:MOST_CHANGES], *(() if enough else several[:MOST_TOGETHER])]
    chosen += [(lock,) for lock in locks]
    tasks = {f"change {n}": Task(portfolio, names, QUESTION) for n, names in enumerate(chosen)}
    kinds = {name.constraint for core in sets.clashes for name in core}
    if "fund_covers_charges" in kinds:
        tasks["money"] = Task(portfolio, (), QUESTION, RepairKind.MONEY)
    if "demand_is_served" in kinds:
        tasks["people"] = Task(portfolio, (), QUESTION, RepairKind.PEOPLE)
    effort.tell("looking for the least changes")
    found = effort.executor.run(attempt, tasks, interrupted=partial(effort.past, LOOSENING))
    different = {trial.changes: trial for trial in found.values() if trial is not None}
    return list(different.values())


def _repairs(trials: Sequence[Trial], effort: Effort) -> tuple[tuple[Repair, ...], int]:
    """Those whose portfolio has a plan that passes the audit, and how many were not seen to."""
    effort.tell("planning each repaired portfolio")
    order = sorted(trials, key=lambda trial: (_KINDS.index(trial.kind), trial.cost))
    tasks = {f"{n:03}": trial.portfolio for n, trial in enumerate(order)}
    plans = effort.executor.run(repaired, tasks, interrupted=partial(effort.past, 1.0))
    repairs = []
    for key, trial in zip(tasks, order, strict=True):
        plan = plans.get(key)
        if plan is not None:
            repairs.append(
                Repair(
                    kind=trial.kind,
                    changes=trial.changes,
                    cost=trial.cost,
                    least=trial.least,
                    value=plan.value.total,
                    bound=plan.bound,
                    checks=len(plan.checks),
                )
            )
    repairs.sort(key=lambda row: (_KINDS.index(row.kind), row.cost, -row.value, row.text))
    return tuple(repairs), len(trials) - len(repairs)


_KINDS = tuple(RepairKind)


def repaired(portfolio: Portfolio) -> Plan | None:
    """The audited plan of a repaired portfolio; None where it was not found."""
    gap = max(GAP, portfolio.settings.gap)
    limit = min(PLANNING, portfolio.settings.time_limit)
    try:
        return pipeline(portfolio, gap=gap, time_limit=limit)
    except HeadgateError:
        return None
