"""What pushes a funded initiative of a large portfolio out: less money, the loss of somebody."""

from __future__ import annotations

import math
from dataclasses import replace

from models.counterfactual import Basis, Change, ChangeKind, Unit
from models.person import Person
from models.portfolio import Portfolio
from models.units import FundId, PersonId
from optimizer.counterfactual.around.by_name import named, with_names
from optimizer.counterfactual.around.found import best_named, plans_near
from optimizer.counterfactual.around.ground import Ground, ground_of
from optimizer.counterfactual.around.nearby import AS_THEY_ARE, At, Best, Nearby, Room
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.case import Near
from optimizer.counterfactual.changed import uncommitted, with_money
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.question import Question, given
from optimizer.counterfactual.singles import without_person

HALVINGS = 4
"""Times that the span in which the least cut of a budget lies is halved."""


LOOKING = 0.7
"""Share of the time for that."""


def alike(asking: Asking, person: PersonId) -> list[PersonId]:
    """All who work on the initiative and whose loss would be the same to groups of people."""
    index, force = asking.index, ground_of(asking.portfolio).problem.workforce
    who = {row.who for row in asking.plan.assignments if row.initiative == asking.initiative}

    def looks(row: Person) -> object:
        locks = force.locks.get(row.id, {})
        return force.kin(row), force.reach(row), force.time(row.id), locks

    same = looks(index.people[person])
    return [row.id for row in asking.portfolio.people if row.id in who and looks(row) == same]


def less_money(question: Question, clock: Clock) -> tuple[Change, ...]:
    """About the least less of a fund in one window that pushes it out."""
    asking, fund, w = question.asking, given(question.fund), question.windows[0]
    index = asking.index
    name, window = index.funds[fund].name, index.calendar.windows[w]
    change = Change(
        kind=ChangeKind.LESS_MONEY,
        what=f"{name} in {window}",
        works=None,
        fund=fund,
        windows=(window,),
    )
    cut = _least_cut(asking, fund, w, clock)
    if cut is None:
        return (change,)
    if cut == math.inf:
        return (change.model_copy(update={"works": False, "basis": Basis.NEAR}),)
    news = {"amount": int(cut), "unit": Unit.MONEY, "works": True, "basis": Basis.NEAR}
    return (change.model_copy(update=news),)


def _least_cut(asking: Asking, fund: FundId, w: int, clock: Clock) -> float | None:
    """About the least cut with which the best plan near does without it; infinite: none does.

    Found by halving, between no cut and the largest that plans near without it can bear.
    """
    programme = ground_of(asking.portfolio).built.programme
    most = uncommitted(asking.portfolio, programme.committed_charges, fund, (w,))
    near, at = plans_near(asking, ground_of(asking.portfolio), clock), (fund, w)
    looked = replace(near, clock=clock.part(LOOKING))  # what is found has to be named, too
    borne = looked.least_money({at: (-most, 0)}, None, inside=False)
    low, high = 0, 0 if borne is None else math.floor(-borne.extra.get(at, 0.0))
    if high == 0:
        return None
    out, more = _sides(looked, at, high)
    if more is not None:
        return math.inf if _shown(asking, near, at, high, more, inside=True) else None
    if out is None or not looked.sure:
        return None
    widest = _shown(asking, near, at, high, out, inside=False)
    least, best = high, out
    for _ in range(HALVINGS):
        middle = (low + least) // 2
        if middle == low or looked.clock.over:
            break
        out, more = _sides(looked, at, middle)
        if out is not None and more is None and looked.sure:
            least, best = middle, out
        else:
            low = middle
    if least < high and _shown(asking, near, at, least, best, inside=False):
        return least
    return high if widest else None


def _shown(asking: Asking, near: Nearby, at: At, cut: int, best: Best, *, inside: bool) -> bool:
    """Whether what is best after a cut, with it or without, has names, and stays the best."""
    mine = replace(near, known=[*near.known])  # what is learned of one cut need not hold for others
    first = iter([best])

    def search() -> Best | None:
        return next(first, None) or _at_cut(mine, at, cut, inside=inside)

    portfolio = with_money(asking.portfolio, at[0], (at[1],), -cut)
    shown = with_names(mine, search, lambda _: portfolio, asking.names)
    if shown is None:
        return False
    budgets = {at: (-cut, -cut)}
    return _still_best(mine, near.near, shown, best.value, inside=inside, budgets=budgets)


def _still_best(
    mine: Nearby,
    before: Near,
    shown: Best,
    value: float,
    *,
    inside: bool,
    budgets: Room = AS_THEY_ARE,
) -> bool:
    """Whether a plan is better with names, too, than those on the other side.

    Names may take some of what it is worth, and let others start otherwise.

    Args:
        mine: plans near, as its names left them.
        before: who might start otherwise before names were looked for.
        shown: the plan with names.
        value: what the other side was held against, in minor units.
        inside: its side.
        budgets: of both sides.
    """
    if mine.near is before and shown.value >= value - 1:
        return True
    other = mine.best(inside=not inside, budgets=budgets, enough=shown.value + 1)
    return other is None and mine.sure


def _sides(near: Nearby, at: At, cut: int) -> tuple[Best | None, Best | None]:
    """The best plan near without it after a cut, and one with it that is worth more."""
    out = _at_cut(near, at, cut, inside=False)
    if out is None:
        return None, None
    return out, _at_cut(near, at, cut, inside=True, enough=out.value + 1)


def _at_cut(
    near: Nearby, at: At, cut: int, *, inside: bool, enough: float | None = None
) -> Best | None:
    return near.best(inside=inside, budgets={at: (-cut, -cut)}, enough=enough)


def person_lost(question: Question, clock: Clock) -> tuple[Change, ...]:
    """Whether the loss of somebody pushes it out; the same for all who are alike."""
    asking, person = question.asking, given(question.person)
    names = [asking.index.people[each].name for each in alike(asking, person)]
    works = _pushes_out(asking, person, clock)
    basis = Basis.NONE if works is None else Basis.NEAR
    return tuple(
        Change(kind=ChangeKind.PERSON_LOST, what=name, works=works, basis=basis) for name in names
    )


def _pushes_out(asking: Asking, person: PersonId, clock: Clock) -> bool | None:
    """Whether the best plan near without somebody does without it; None where that is open."""
    changed = without_person(asking.portfolio, person)
    if _stays(asking, changed, clock):
        return False
    if clock.over:  # to write the programme without them takes seconds, too
        return None
    return _is_out(asking, person, changed, clock)


def _is_out(asking: Asking, person: PersonId, changed: Portfolio, clock: Clock) -> bool | None:
    """The same, all that they work on decided anew, too."""
    work = [row.initiative for row in asking.plan.assignments if row.who == person]
    also = frozenset(each for each in work if each is not None)
    there = given(asking.near)
    asking = replace(asking, near=Near(there.starts, there.free | also))
    found = plans_near(asking, Ground.of(changed), clock)
    near = found.near
    out = found.best(inside=False)
    if out is None:
        return None
    kept = found.best(inside=True, enough=out.value + 1)
    if kept is None and not found.sure:
        return None
    inside = kept is not None
    shown = best_named(asking, found, changed, inside=inside)
    if shown is None or not _still_best(found, near, shown, out.value, inside=inside):
        return None
    return not inside


def _stays(asking: Asking, changed: Portfolio, clock: Clock) -> bool:
    """Whether others can do what somebody did in the best plan near with it, as it is."""
    inside = given(asking.inside)
    same = Best(float(inside.low), inside.starts, asking.hires, {})
    ground = ground_of(asking.portfolio)
    return isinstance(named(ground, same, changed, asking.names, clock), Best)
