"""What a course comes to: value, money spent on work that failed, idle money, moves, launches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from models.plan import HireUse
from models.stage import StageKey
from models.staged import Figures
from models.units import FundId, Money, Slices
from optimizer.budgets import Account, accounts
from optimizer.facts import Facts
from optimizer.simulation.course import Course
from optimizer.simulation.void import first_failures, void
from optimizer.valuation import value
from optimizer.worth import Worth

if TYPE_CHECKING:
    from optimizer.simulation.task import Task


def figures(course: Course, task: Task, facts: Facts) -> Figures:
    """All figures of one policy in one sample; `facts` are those of the first plan."""
    failed = first_failures(course.known & task.failing)
    wasted = void(facts, course.starts, failed)
    chance = _chances(facts, course, task) | dict.fromkeys(wasted, Fraction(0))
    facts = replace(facts, chance=chance)
    books = accounts(facts.index, _by_window(facts, course), {})
    moved = _moved(facts, course)
    hires = tuple(
        HireUse(option=option, period=period, slices=Slices(slices))  # type: ignore[arg-type]
        for (option, period), slices in sorted(course.hires.items())
    )
    worth = value(Worth(facts), course.starts, books.values(), hires, moved)
    return Figures(
        value=worth.total,
        failed=_paid(course, {key for key in course.starts if key.initiative in failed} | wasted),
        after_failure=_paid(course, wasted),
        idle=_idle(books, len(facts.index.calendar.windows)),
        moved=moved,
        launched=_launched(facts, course),
        stopped=len(failed),
        plans=course.plans,
        widest_gap=course.widest,
        eased=course.eased,
    )


def _chances(facts: Facts, course: Course, task: Task) -> dict[StageKey, Fraction]:
    """The chance of reaching each stage, with what its gates have said by now."""
    found: dict[StageKey, Fraction] = {}
    for stages in facts.index.stages_of.values():
        reaching = Fraction(1)
        for stage in stages:
            found[stage.key] = Fraction(1) if stage.key in facts.committed else reaching
            if stage.key in task.gates:
                if stage.key in course.known:
                    reaching *= stage.key not in task.failing
                else:
                    reaching *= Fraction(stage.chance) / 100
            elif not facts.verdicts[stage.key].kind.opens:
                reaching *= Fraction(stage.chance) / 100
    return found


def _by_window(facts: Facts, course: Course) -> Mapping[tuple[FundId, int], int]:
    found: Counter[tuple[FundId, int]] = Counter()
    for (_, fund, period), amount in course.charges.items():
        found[fund, facts.index.calendar.window_of[period]] += amount
    return found


def _paid(course: Course, stages: Collection[StageKey]) -> Money:
    """What was paid for these stages."""
    return Money(sum(paid for (stage, _, _), paid in course.charges.items() if stage in stages))


def _idle(books: Mapping[tuple[FundId, int], Account], windows: int) -> Money:
    """What is left over in windows and not carried over to the next one."""
    total = Fraction(0)
    for (fund, w), book in books.items():
        total += book.left
        if w + 1 < windows:
            total -= books[fund, w + 1].carried
    return Money(floor(total))


def _moved(facts: Facts, course: Course) -> Slices:
    """Slices that arrive at a team away from home, as a plan counts them."""
    there = Counter(course.work)
    for row in facts.index.portfolio.assignments:
        there[row.person, row.team, -1] += row.slices
    return Slices(
        sum(
            max(0, slices - there[who, team, t - 1])
            for (who, team, t), slices in list(there.items())
            if t >= 0 and facts.index.people[who].home_team != team
        )
    )


def _launched(facts: Facts, course: Course) -> int:
    """Initiatives whose last stage has begun, every gate before it passed."""
    last = (stages[-1].key for stages in facts.index.stages_of.values())
    return sum(key in course.starts and facts.chance[key] == 1 for key in last)
