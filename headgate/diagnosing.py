"""Why a portfolio has no plan, and what it would take: sets, facts, repairs, each one planned."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from headgate.errors import HeadgateError, NothingFound, Unsolvable
from headgate.many.executor import Executor, Threads
from headgate.many.solve import stopped, stopped_by
from headgate.pipeline import never
from headgate.pipeline import run as pipeline
from headgate.witness import witness
from models.diagnosis import ConflictSet, Diagnosis, Repair, RepairKind
from models.plan import Plan
from models.portfolio import Portfolio
from models.progress import OnProgress, Progress, ignore
from models.units import InitiativeId
from optimizer.diagnosis.confirm import Question, Said, answered, questions, verdict
from optimizer.diagnosis.facts import bare, facts_in
from optimizer.diagnosis.ground import Ground, has_plan
from optimizer.diagnosis.names import refused_by_names
from optimizer.diagnosis.repairs import Task, Trial, attempt
from optimizer.diagnosis.said import Sayer
from optimizer.diagnosis.sets import Search, Sets
from optimizer.diagnosis.slim import is_large
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
FIRST = 1
"""Sets of a large portfolio that are confirmed before repairs are looked for; the others after."""
Rows = tuple[Demanded, ...]

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
    with stopped_by(interrupted):
        return _diagnosed(portfolio, effort)


def _diagnosed(portfolio: Portfolio, effort: Effort) -> Diagnosis | Plan:
    effort.tell("looking for a plan")
    clashes: tuple[Clash, ...] = ()
    if has_plan(portfolio, min(QUESTION * 3, effort.seconds), effort.interrupted) is not False:
        try:
            return _planned(portfolio, effort)
        except Unsolvable:
            effort.tell("asking what names refuse")
            left = max(1.0, effort.deadline - time.monotonic())
            clashes = refused_by_names(portfolio, left / 3, effort.interrupted)
            if not clashes:
                raise NothingFound(effort.seconds) from None
    effort.tell("finding rows that clash")
    ground = Ground.of(portfolio, clashes)
    until = max(effort.began + SEARCHING * effort.seconds, time.monotonic() + 1.0)
    content = _content if is_large(portfolio) else _never_content
    search = Search(ground, until, effort.interrupted, content)
    sets = search.run(MOST_CONFLICTS, MOST_CHANGES)
    if not sets.changes and not sets.complete:  # no repair without one
        search.deadline = effort.began + CONFIRMING * effort.seconds
        sets = search.run(1, 1)
    known = _conflicts(portfolio, ground, sets, effort)
    trials = _trials(portfolio, ground, sets, known, effort)
    tried = _shown(trials, ground, effort)
    if any(each.proof is None for each in known):
        effort.tell("confirming the other clashes by a second engine")
        known = [_asked(portfolio, ground, each, effort, 1.0) for each in known]
    repairs = _in_order(_planned_each(tried, ground, effort))
    untried = len(trials) - len(repairs)
    return Diagnosis(
        conflicts=tuple(each.told(portfolio) for each in known),
        all_conflicts=sets.complete and len(sets.clashes) <= MOST_CONFLICTS,
        repairs=repairs,
        all_repairs=sets.complete and untried == 0 and not effort.over,
        untried=untried,
        stopped=effort.over,
    )


def _planned(portfolio: Portfolio, effort: Effort) -> Plan:
    return pipeline(
        portfolio,
        time_limit=max(1, min(portfolio.settings.time_limit, int(effort.seconds))),
        on_progress=effort.on_progress,
        interrupted=effort.interrupted,
    )


def _never_content(_: Sets) -> bool:
    return False


def _content(sets: Sets) -> bool:
    """Whether further choices of rows would not be tried: the smallest come first."""
    single, several = _choices(sets)
    return bool(several) and (_help(single) or len(several) >= MOST_TOGETHER)


def _choices(sets: Sets) -> tuple[list[Rows], list[Rows]]:
    """Choices of one row, and of several."""
    single: list[Rows] = [names for names in sets.changes if len(names) == 1]
    return single, sorted((names for names in sets.changes if len(names) > 1), key=len)


def _help(single: Sequence[Rows]) -> bool:
    """Whether some do more than to give work up."""
    return any(name.constraint != "must_do_is_done" for (name,) in single)


@dataclass(frozen=True)
class Known:
    """A set of rows that clash, the facts that take part in it, and what is proven of it."""

    core: Rows
    taking: Rows
    sure: bool
    """Whether every question on the way to it was answered."""
    proof: tuple[bool, bool] | None = None
    """Whether it is minimal, and whether a second engine confirms it; None: not asked in time."""

    def told(self, portfolio: Portfolio) -> ConflictSet:
        """The set for the user."""
        say = Sayer.of(portfolio)
        minimal, confirmed = (self.sure, False) if self.proof is None else self.proof
        rows = tuple(say.issue(name) for name in (*self.core, *self.taking))
        return ConflictSet(rows=rows, minimal=minimal, confirmed=confirmed)


def _conflicts(portfolio: Portfolio, ground: Ground, sets: Sets, effort: Effort) -> list[Known]:
    """Each set with the facts that take part in it, confirmed where there is time."""
    found: list[Known] = []
    for core, sure in list(zip(sets.clashes, sets.sure, strict=True))[:MOST_CONFLICTS]:
        effort.tell(f"confirming clash {len(found) + 1} by a second engine")
        taking = () if effort.past(CONFIRMING) else _facts(portfolio, ground, core, effort)
        known = Known(core, taking, sure)
        if len(found) < FIRST or not is_large(portfolio):
            known = _asked(portfolio, ground, known, effort, CONFIRMING)
        found.append(known)
    return found


def _asked(
    portfolio: Portfolio, ground: Ground, known: Known, effort: Effort, share: float
) -> Known:
    """The same with what two engines say of it, if they have not been asked and there is time."""
    if known.proof is not None or effort.past(share):
        return known
    late = partial(effort.past, share)
    asked = questions(portfolio, ground.names, known.core, known.taking, QUESTION, ground.beside)
    said = effort.executor.run(said_of, asked, interrupted=late)
    proof = verdict(said, known.core) if set(said) == set(asked) else None
    if known.taking and (proof is None or not proof[0]):
        # facts are no demands: taking one back can ask for more
        return _asked(portfolio, ground, replace(known, taking=()), effort, share)
    return replace(known, proof=proof)


def said_of(question: Question) -> Said:
    """What both engines say."""
    return answered(question, stopped)


def _facts(portfolio: Portfolio, ground: Ground, core: Rows, effort: Effort) -> Rows:
    if any(name.constraint == "names_fit" for name in core):
        return ()
    late = partial(effort.past, CONFIRMING)
    return facts_in(bare(portfolio, ground.names, core), QUESTION, late)


def _trials(
    portfolio: Portfolio, ground: Ground, sets: Sets, known: Sequence[Known], effort: Effort
) -> list[Trial]:
    """The least changes of each choice of rows, of the money and of the people."""
    single, several = _choices(sets)
    chosen = [*single[:MOST_CHANGES], *(() if _help(single) else several[:MOST_TOGETHER])]
    facts = dict.fromkeys(name for each in known for name in each.taking)
    chosen += [(name,) for name in facts if name.constraint == "is_locked"]

    def task(names: Rows, kind: RepairKind = RepairKind.SEVERAL) -> Task:
        return Task(portfolio, names, QUESTION, kind, ground.beside)

    tasks = {f"change {n}": task(names) for n, names in enumerate(chosen)}
    kinds = {name.constraint for core in sets.clashes for name in core}
    if "fund_covers_charges" in kinds:
        tasks["money"] = task((), RepairKind.MONEY)
    if "demand_is_served" in kinds:
        tasks["people"] = task((), RepairKind.PEOPLE)
    effort.tell("looking for the least changes")
    late = partial(effort.past, LOOSENING)
    found = effort.executor.run(attempted, tasks, interrupted=late)
    different = {trial.changes: trial for trial in found.values() if trial is not None}
    return list(different.values())


def attempted(task: Task) -> Trial | None:
    """The least changes that help; None where there are none, or somebody wants to stop."""
    return attempt(task, stopped)


@dataclass(frozen=True)
class Tried:
    """A trial, and plans of its portfolio that passed the audit."""

    trial: Trial
    shown: Plan | None = None
    """A small one, of a large portfolio."""
    best: Plan | None = None

    @property
    def told(self) -> Repair | None:
        """The repair; None where there is no plan."""
        plan, best = self.best or self.shown, self.best
        if plan is None:
            return None
        return Repair(
            kind=self.trial.kind,
            changes=self.trial.changes,
            cost=self.trial.cost,
            least=self.trial.least,
            value=None if best is None else best.value.total,
            bound=None if best is None else best.bound,
            checks=len(plan.checks),
        )


def _shown(trials: Sequence[Trial], ground: Ground, effort: Effort) -> list[Tried]:
    """The trials, cheapest first in their kind; of large portfolios with a plan that shows one."""
    order = sorted(trials, key=lambda trial: (_KINDS.index(trial.kind), trial.cost))
    if not is_large(ground.portfolio):
        return [Tried(trial) for trial in order]
    effort.tell("looking for a plan of each repaired portfolio")
    tasks = _tasks(order, ground)
    late = partial(effort.past, 1.0)
    shown = effort.executor.run(shown_to_have_one, tasks, interrupted=late)
    return [Tried(trial, shown.get(key)) for key, trial in zip(tasks, order, strict=True)]


def _planned_each(tried: Sequence[Tried], ground: Ground, effort: Effort) -> list[Tried]:
    """The same with what their plans are worth, where there is time for it."""
    effort.tell("planning each repaired portfolio")
    share = 1.0
    if is_large(ground.portfolio):  # a whole plan takes long
        share -= PLANNING / effort.seconds
    tasks = _tasks([each.trial for each in tried], ground)
    plans = effort.executor.run(repaired, tasks, interrupted=partial(effort.past, share))
    return [replace(each, best=plans.get(key)) for key, each in zip(tasks, tried, strict=True)]


def _tasks(trials: Sequence[Trial], ground: Ground) -> dict[str, Repaired]:
    return {
        f"{n:03}": Repaired(trial.portfolio, PLANNING, ground.beside)
        for n, trial in enumerate(trials)
    }


def _in_order(tried: Sequence[Tried]) -> tuple[Repair, ...]:
    repairs = [repair for repair in (each.told for each in tried) if repair is not None]
    return tuple(
        sorted(
            repairs,
            key=lambda row: (_KINDS.index(row.kind), row.cost, -(row.value or 0), row.text),
        )
    )


_KINDS = tuple(RepairKind)


@dataclass(frozen=True)
class Repaired:
    """A repaired portfolio, to be planned."""

    portfolio: Portfolio
    seconds: int
    beside: frozenset[InitiativeId]
    """See `optimizer.diagnosis.ground.has_plan`."""


def repaired(task: Repaired) -> Plan | None:
    """The audited plan of a repaired portfolio; None where it was not found."""
    settings = task.portfolio.settings
    gap, limit = max(GAP, settings.gap), min(task.seconds, settings.time_limit)
    try:
        return pipeline(task.portfolio, gap=gap, time_limit=limit, interrupted=stopped)
    except HeadgateError:
        return None


def shown_to_have_one(task: Repaired) -> Plan | None:
    """A small audited plan of a large one; None where it was not found."""
    try:
        return witness(task.portfolio, task.seconds, beside=task.beside, interrupted=stopped)
    except HeadgateError:
        return None
