"""The least changes of some rows after which a plan exists, found one row after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from models.diagnosis import RepairChange, RepairKind
from models.index import Index
from models.portfolio import Portfolio
from models.supply import Pool
from models.units import PoolId, Slices
from optimizer.diagnosis.elastic import (
    Missing,
    missing_money,
    missing_people,
    missing_room,
    runs,
)
from optimizer.diagnosis.ground import has_plan
from optimizer.diagnosis.levers import Lever, lever
from optimizer.diagnosis.said import Sayer
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.engine import Ending
from optimizer.funding.places import Demanded
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Effort, decide


@dataclass(frozen=True)
class Task:
    """Rows that are to be changed together, or a kind of thing of which more is wanted."""

    portfolio: Portfolio
    names: tuple[Demanded, ...]
    """Rows; none where any fund (MONEY) or any skill (PEOPLE) may get more."""
    seconds: float
    """For one question."""
    kind: RepairKind = RepairKind.SEVERAL
    """Asked for where there are no names."""


@dataclass(frozen=True)
class Trial:
    """A portfolio with the least changes."""

    kind: RepairKind
    changes: tuple[RepairChange, ...]
    cost: int
    least: bool
    portfolio: Portfolio


@dataclass(frozen=True)
class Step:
    """The least change of one row, or of several of a kind."""

    kind: RepairKind
    changes: tuple[RepairChange, ...]
    cost: int
    least: bool
    edit: Callable[[Portfolio], Portfolio]


def attempt(task: Task) -> Trial | None:
    """The least changes of these rows that help; None where they do not, or in no time."""
    say = Sayer.of(task.portfolio)
    if not task.names:
        amount = missing_money if task.kind is RepairKind.MONEY else missing_people
        found = amount(task.portfolio, None, task.seconds, _never)
        wide = _money(say, found) if task.kind is RepairKind.MONEY else _people(say, found)
        return None if wide is None else _trial(task, [wide])
    if not any(name.constraint == "names_fit" for name in task.names) and not _holds(
        weakened(task.portfolio, task.names), task.seconds
    ):
        return None
    steps: list[Step] = []
    for number, name in enumerate(task.names, start=1):
        others = weakened(task.portfolio, task.names[number:])
        step = _step(say, _edited(others, steps), name, task.seconds)
        if step is None:
            return None
        steps.append(step)
    return _trial(task, steps)


def _trial(task: Task, steps: Sequence[Step]) -> Trial:
    kinds = {step.kind for step in steps}
    kind = kinds.pop() if len(kinds) == 1 else RepairKind.SEVERAL
    cost = len(steps) if kind is RepairKind.SEVERAL else sum(step.cost for step in steps)
    changes = tuple(change for step in steps for change in step.changes)
    least = all(step.least for step in steps)
    return Trial(kind, changes, cost, least, _edited(task.portfolio, steps))


def _edited(portfolio: Portfolio, steps: Iterable[Step]) -> Portfolio:
    for step in steps:
        portfolio = step.edit(portfolio)
    return portfolio


def _step(say: Sayer, base: Portfolio, name: Demanded, seconds: float) -> Step | None:
    """The least change of one row."""
    if name.constraint == "demand_is_served":
        return _people(say, missing_people(base, [name.key], seconds, _never))
    if name.constraint == "names_fit":
        return _named(say, base, name, seconds)
    found = lever(say, name)
    if found is None:
        return None
    guess = _guess(base, name, found, seconds)
    least = fewest(lambda steps: has_plan(found.turn(base, steps), seconds), guess, found.most)
    if least is None:
        return None
    steps, proven = least
    change = RepairChange(place=next(say.places(name)), text=found.said(steps))
    edit = partial(_turned, found, steps)
    return Step(found.kind, (change,), found.cost(steps), proven, edit)


def _turned(found: Lever, steps: int, portfolio: Portfolio) -> Portfolio:
    return found.turn(portfolio, steps)


def _guess(base: Portfolio, name: Demanded, found: Lever, seconds: float) -> int:
    """Where to begin to look for the fewest steps."""
    if name.constraint == "fund_covers_charges":
        money = missing_money(base, [name.key], seconds, _never)
        return 1 if money is None else sum(money.amounts.values())
    if name.constraint in ("envelope_floor", "envelope_ceiling"):
        return missing_room(base, name.key[0], seconds, _never) or 1
    return min(1, found.most)


def fewest(holds: Callable[[int], bool | None], guess: int, most: int) -> tuple[int, bool] | None:
    """The fewest steps that hold, and whether it is proven that one less does not.

    No step at all does not hold, and more steps never hold less than fewer. Looks near the guess
    first. None where not even the most hold.
    """
    low, high, step, proven = 0, max(1, min(guess, most)), 1, True
    answer = holds(high)
    if answer:
        while low == 0 and high > 1:
            tried = max(1, high - step)
            below = holds(tried)
            if below:
                high, step = tried, step * 2
            else:
                low, proven = tried, below is False
    while not answer:
        low, proven = high, answer is False
        if high >= most:
            return None
        high, step = min(most, high + step), step * 2
        answer = holds(high)
    while high - low > 1:
        middle = (low + high) // 2
        answer = holds(middle)
        if answer:
            high = middle
        else:
            low, proven = middle, answer is False
    return high, proven


def _money(say: Sayer, found: Missing | None) -> Step | None:
    """More money wherever it is missing."""
    if found is None or not found.amounts:
        return None
    purses = sorted(found.amounts.items(), key=lambda pair: (int(str(pair[0][1])), str(pair[0][0])))
    levers = []
    for purse, amount in purses:
        name = Demanded("fund_covers_charges", purse)
        by = lever(say, name)
        if by is None:
            return None
        levers.append((name, by, amount))
    changes = tuple(
        RepairChange(place=next(say.places(name)), text=by.said(amount))
        for name, by, amount in levers
    )

    def edit(portfolio: Portfolio) -> Portfolio:
        for _, by, amount in levers:
            portfolio = by.turn(portfolio, amount)
        return portfolio

    return Step(RepairKind.MONEY, changes, sum(found.amounts.values()), found.least, edit)


def _people(say: Sayer, found: Missing | None) -> Step | None:
    """More people wherever they are missing."""
    if found is None or not found.amounts:
        return None
    changes, pools = [], []
    for number, ((team, skill), first, last, slices) in enumerate(runs(found.amounts), start=1):
        name = Demanded("demand_is_served", (team, skill))
        span = say.period(first) if first == last else f"{say.period(first)} to {say.period(last)}"
        text = (
            f"{say.fte(slices)} more of “{skill}” for the team “{say.index.teams[team].name}” "
            f"in {span}"
        )
        changes.append(RepairChange(place=next(say.places(name)), text=text))
        pools.append(
            Pool(
                id=PoolId(f"more people {number}"),
                skill=skill,
                slices=Slices(slices),
                team=team,
                from_period=say.index.calendar.periods[first].id,
                to_period=say.index.calendar.periods[last].id,
            )
        )

    def edit(portfolio: Portfolio) -> Portfolio:
        taken = len(portfolio.pools)
        new = tuple(
            row.model_copy(update={"id": PoolId(f"{row.id} ({taken + n})")})
            for n, row in enumerate(pools)
        )
        return portfolio.model_copy(update={"pools": (*portfolio.pools, *new)})

    cost = sum(found.amounts.values())
    return Step(RepairKind.PEOPLE, tuple(changes), cost, found.least, edit)


def _named(say: Sayer, base: Portfolio, name: Demanded, seconds: float) -> Step | None:
    """More of one skill where there is time enough, but nobody can name who gives it."""
    stages, period = name.key
    index = Index(base)
    times = range(index.calendar.horizon) if period is None else (period,)
    places = sorted(
        {
            (index.initiatives[row.initiative].team, row.skill)
            for row in base.demand
            if (row.initiative, row.stage) in stages
        }
    )
    best: Step | None = None
    for team, skill in places:
        asked = sum(
            row.slices
            for row in base.demand
            if (row.initiative, row.stage) in stages and row.skill == skill
        )

        def more(slices: int, team: object = team, skill: object = skill) -> Step:
            amounts: dict[tuple[object, ...], int] = {(team, skill, t): slices for t in times}
            step = _people(say, Missing(amounts, least=True))
            assert step is not None  # noqa: S101 - there are amounts
            return step

        found = fewest(lambda slices: has_names(more(slices).edit(base), seconds), 1, asked)
        if found is not None and (best is None or more(found[0]).cost < best.cost):
            best = more(found[0])
    return best


def has_names(portfolio: Portfolio, seconds: float) -> bool | None:
    """Whether a plan exists whose people have names; None where the time was too short to know."""
    problem = Problem.of(portfolio, judge(portfolio))
    answer = decide(portfolio, problem, Effort(gap=Decimal(100), seconds=seconds))
    if isinstance(answer, Ending):
        return False if answer is Ending.INFEASIBLE else None
    return True


def _holds(portfolio: Portfolio, seconds: float) -> bool:
    return has_plan(portfolio, seconds) is True


def _never() -> bool:
    return False
