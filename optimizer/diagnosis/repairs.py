"""The least changes of some rows after which a plan exists, found one row after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from models.diagnosis import RepairChange, RepairKind
from models.index import Index
from models.portfolio import Portfolio
from models.supply import Pool
from models.units import InitiativeId, PoolId, Slices
from optimizer.diagnosis.elastic import (
    Missing,
    Purse,
    Skilled,
    missing_money,
    missing_people,
    missing_room,
    of_the_part,
    runs,
)
from optimizer.diagnosis.ground import has_plan
from optimizer.diagnosis.levers import Lever, lever
from optimizer.diagnosis.said import Sayer
from optimizer.diagnosis.slim import asks_for_more, is_large, needed, slim, without_prices
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.engine import Ending
from optimizer.funding.places import Demanded
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from optimizer.planning import Effort, decide

QUESTIONS = 3
"""Questions of the longest kind after which a task is given up."""


def never() -> bool:
    """Nobody wants to stop."""
    return False


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
    beside: frozenset[InitiativeId] = frozenset()
    """Of a large portfolio: initiatives that are likely to keep floors, if they are started."""


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


def attempt(task: Task, interrupted: Callable[[], bool] = never) -> Trial | None:
    """The least changes of these rows that help; None where they do not, or in no time."""
    say = Sayer.of(task.portfolio)
    until = time.monotonic() + QUESTIONS * task.seconds
    asking = Asking(task.seconds, task.beside, lambda: interrupted() or time.monotonic() > until)
    if not task.names:
        more = _more_money if task.kind is RepairKind.MONEY else _more_people
        wide = more(say, task.portfolio, None, asking)
        return None if wide is None else _trial(task, [wide])
    by_names = any(name.constraint == "names_fit" for name in task.names)
    if not by_names and not asking.holds(weakened(task.portfolio, task.names)):
        return None
    steps: list[Step] = []
    for number, name in enumerate(task.names, start=1):
        others = weakened(task.portfolio, task.names[number:])
        step = _step(say, _edited(others, steps), name, asking)
        if step is None:
            return None
        steps.append(step)
    return _trial(task, steps)


@dataclass(frozen=True)
class Asking:
    """How a single question is asked."""

    seconds: float
    beside: frozenset[InitiativeId]
    interrupted: Callable[[], bool]
    """Whether it is given up."""

    def holds(self, portfolio: Portfolio) -> bool | None:
        """Whether a portfolio has a plan of money and groups; None where that is not known."""
        if self.interrupted():
            return None
        return has_plan(portfolio, self.seconds, self.interrupted, self.beside)


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


def _step(say: Sayer, base: Portfolio, name: Demanded, asking: Asking) -> Step | None:
    """The least change of one row."""
    if name.constraint == "demand_is_served":
        return _more_people(say, base, [name.key], asking)
    if name.constraint == "names_fit":
        return _named(say, base, name, asking)
    found = lever(say, name)
    if found is None:
        return None
    guess = _guess(say, base, name, found, asking)
    least = fewest(lambda steps: asking.holds(found.turn(base, steps)), guess, found.most)
    if least is None:
        return None
    steps, proven = least
    change = RepairChange(place=next(say.places(name)), text=found.said(steps))
    edit = partial(_turned, found, steps)
    return Step(found.kind, (change,), found.cost(steps), proven, edit)


def _turned(found: Lever, steps: int, portfolio: Portfolio) -> Portfolio:
    return found.turn(portfolio, steps)


def _guess(say: Sayer, base: Portfolio, name: Demanded, found: Lever, asking: Asking) -> int:
    """Where to begin to look for the fewest steps."""
    if name.constraint == "fund_covers_charges":
        money = _missing_money(say, base, [name.key], asking)
        return 1 if money is None else sum(money.amounts.values())
    if name.constraint in ("envelope_floor", "envelope_ceiling"):
        return _missing_room(base, name.key[0], asking) or 1
    return min(1, found.most)


def _missing_room(base: Portfolio, envelope: str, asking: Asking) -> int | None:
    floors = {name.key[0] for name in asks_for_more(base)}
    if is_large(base) and envelope not in floors:  # else who starts more may need less room
        base = without_prices(slim(base, needed(base, asking.beside)))
    return missing_room(base, envelope, asking.seconds, asking.interrupted)


def _missing_money(
    say: Sayer, base: Portfolio, purses: Collection[Purse] | None, asking: Asking
) -> Missing | None:
    def helps(found: Missing) -> bool:
        step = _money(say, found)
        return step is not None and asking.holds(step.edit(base)) is True

    def missing(part: Portfolio) -> Missing | None:
        return missing_money(part, purses, asking.seconds, asking.interrupted)

    return of_the_part(base, asking.beside, missing, helps)


def _more_money(
    say: Sayer, base: Portfolio, purses: Collection[Purse] | None, asking: Asking
) -> Step | None:
    return _money(say, _missing_money(say, base, purses, asking))


def _more_people(
    say: Sayer, base: Portfolio, places: Collection[Skilled] | None, asking: Asking
) -> Step | None:
    def helps(found: Missing) -> bool:
        step = _people(say, found)
        return step is not None and asking.holds(step.edit(base)) is True

    def missing(part: Portfolio) -> Missing | None:
        return missing_people(part, places, asking.seconds, asking.interrupted)

    return _people(say, of_the_part(base, asking.beside, missing, helps))


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


def _named(say: Sayer, base: Portfolio, name: Demanded, asking: Asking) -> Step | None:
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

        found = fewest(lambda slices: has_names(more(slices).edit(base), asking), 1, asked)
        if found is not None and (best is None or more(found[0]).cost < best.cost):
            best = more(found[0])
    return best


def has_names(portfolio: Portfolio, asking: Asking) -> bool | None:
    """Whether a plan exists whose people have names; None where the time was too short to know."""
    problem = Problem.of(portfolio, judge(portfolio))
    effort = Effort(Decimal(100), asking.seconds, interrupted=asking.interrupted)
    answer = decide(portfolio, problem, effort)
    if isinstance(answer, Ending):
        return False if answer is Ending.INFEASIBLE else None
    return True
