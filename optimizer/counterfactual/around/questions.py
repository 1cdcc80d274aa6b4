"""The questions about one initiative of a large portfolio, each asked and answered by itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from models.counterfactual import Basis, Change, ChangeKind, Unit
from models.person import Person
from models.portfolio import Portfolio
from models.units import FundId, Money, PeriodIndex, PersonId, SkillId
from optimizer.budgets import shortfalls
from optimizer.counterfactual.around.by_name import TIMES, named, with_names
from optimizer.counterfactual.around.ground import Ground, ground_of
from optimizer.counterfactual.around.nearby import At, Best, Nearby
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.lever import rounded_up, uncommitted, with_money, with_people
from optimizer.counterfactual.question import (
    NONE_OF_THEM,
    Question,
    given,
    gives_way,
    of_funded,
    staffed,
)
from optimizer.counterfactual.singles import Single, singles, without_person
from optimizer.counterfactual.worth import Clock, Near, Span

_ALONE = {
    ChangeKind.MONEY: "money alone",
    ChangeKind.PEOPLE: "people alone",
    ChangeKind.ENVELOPE: "any envelope alone",
}

HALVINGS = 4
"""Times that the span in which the least cut of a budget lies is halved."""

LOOKING = 0.7
"""Share of the time for that."""

MOST_PEOPLE = 8
"""Whose loss is asked about: those who do most of an initiative's work."""

MOST_WINDOWS = 2
"""Windows of one fund that are asked about one by one: those that a plan wants most more in."""


def questions_around(asking: Asking) -> dict[str, Question]:
    """What is asked of a refused or a funded initiative, by keys that name it."""
    if asking.stage is None or asking.outside is None:
        return {}
    if asking.standing is Standing.FUNDED:
        return {} if asking.inside is None else _of_funded(asking)
    if asking.standing in (Standing.REFUSED, Standing.STOPPED):
        return _of_refused(asking)
    return {}


def _of_funded(asking: Asking) -> dict[str, Question]:
    """Less money, and the loss of those who do most of its work; of alike people, of one."""
    asked = dict(of_funded(asking))
    money = {key: question for key, question in asked.items() if question.person is None}
    work: Counter[str] = Counter()
    for row in asking.plan.assignments:
        if row.initiative == asking.initiative:
            work[row.who] += row.slices
    firsts = [
        (-work[question.person], key)
        for key, question in asked.items()
        if question.person is not None and question.person == min(_alike(asking, question.person))
    ]
    return money | {key: asked[key] for _, key in sorted(firsts)[:MOST_PEOPLE]}


def _alike(asking: Asking, person: PersonId) -> list[PersonId]:
    """All who work on the initiative and whose loss would be the same to groups of people."""
    index, force = asking.index, ground_of(asking.portfolio).problem.workforce
    who = {row.who for row in asking.plan.assignments if row.initiative == asking.initiative}

    def looks(row: Person) -> object:
        locks = force.locks.get(row.id, {})
        return force.kin(row), force.reach(row), force.time(row.id), locks

    same = looks(index.people[person])
    return [row.id for row in asking.portfolio.people if row.id in who and looks(row) == same]


def _of_refused(asking: Asking) -> dict[str, Question]:
    """Where all money, all people or no envelope at all admit nothing, one solve says so."""
    stage, outside = given(asking.stage), given(asking.outside)
    if asking.inside is not None and asking.inside.low >= outside.low:
        return {"as it is": Question(asking, ChangeKind.MONEY)}
    funds, skills, clock = asking.funds, asking.skills, asking.clock()
    asked: dict[str, Question] = {}
    if len(funds) > 1 and _more(asking, funds, clock) is None:
        asked["money"] = Question(asking, ChangeKind.MONEY, place=NONE_OF_THEM)
    else:
        asked |= {f"money {f}": Question(asking, ChangeKind.MONEY, fund=f) for f in funds}
    if len(skills) > 1 and not _admits(asking, staffed(asking, skills), clock):
        asked["people"] = Question(asking, ChangeKind.PEOPLE, place=NONE_OF_THEM)
    else:
        asked |= {f"people {s}": Question(asking, ChangeKind.PEOPLE, skill=s) for s in skills}
    rows = singles(asking.portfolio, stage, asking.plan.verdicts)
    lifted = [row for row in rows if row.kind is ChangeKind.ENVELOPE]
    bare = asking.portfolio.model_copy(update={"envelopes": ()})
    none_helps = len(lifted) > 1 and not _admits(asking, bare, clock)
    for place, row in enumerate(rows):
        if row.kind is not ChangeKind.ENVELOPE or not none_helps:
            asked[f"single {place}"] = Question(asking, row.kind, place=place)
    if none_helps:
        asked["envelopes"] = Question(asking, ChangeKind.ENVELOPE, place=NONE_OF_THEM)
    return asked


def ask_around(question: Question) -> tuple[Change, ...]:
    """Whether, and from which amount on, the change is enough."""
    answer: dict[ChangeKind, Callable[[Question, Clock], tuple[Change, ...]]] = {
        ChangeKind.MONEY: _more_money,
        ChangeKind.PEOPLE: _more_people,
        ChangeKind.LESS_MONEY: _less_money,
        ChangeKind.PERSON_LOST: _person_lost,
    }
    return answer.get(question.kind, _single)(question, question.asking.clock())


def _alone(question: Question) -> tuple[Change, ...]:
    """That all changes of a kind together were not enough."""
    return (Change(kind=question.kind, what=_ALONE[question.kind], works=None),)


def _enough(asking: Asking) -> float:
    return float(given(asking.outside).low)


def _nearby(asking: Asking, ground: Ground, clock: Clock) -> Nearby:
    """What is known of people holds where the programme has the same columns and people."""
    known = [*asking.people] if ground.alike(ground_of(asking.portfolio)) else []
    return Nearby(ground, asking.stage, given(asking.near), clock, known, asking.goal)


def _more(asking: Asking, funds: Iterable[FundId], clock: Clock) -> Best | None:
    """A plan with it, with more of these funds, that is worth enough."""
    windows = range(len(asking.index.calendar.windows))
    room = {(fund, w): (0.0, math.inf) for fund in funds for w in windows}
    near = _nearby(asking, ground_of(asking.portfolio), clock)
    return near.least_money(room, _enough(asking))


def _admits(asking: Asking, portfolio: Portfolio, clock: Clock) -> bool:
    """Whether a changed portfolio has a plan with it that is worth enough."""
    near = _nearby(asking, Ground.of(portfolio), clock)
    return near.best(inside=True, enough=_enough(asking)) is not None


def _as_it_is(asking: Asking) -> Change:
    """It needs nothing: near the plan at hand there is one with it that is as good."""
    change = Change(kind=ChangeKind.MONEY, what="a better plan", works=True, amount=0)
    return _with_plan(asking, change, given(asking.inside))


def _span(best: Best) -> Span:
    return Span(round(best.value), math.inf, best.starts, searched=False)


def _with_plan(asking: Asking, change: Change, span: Span) -> Change:
    """The change, with the plan that shows that it is enough."""
    gain = Money(max(0, round(span.low - _enough(asking))))
    news = {"gain": gain, "displaced": gives_way(asking, span)}
    sure = {"works": True, "at_no_loss": True, "basis": Basis.NEAR}
    return change.model_copy(update=news | sure)


def _named(
    asking: Asking, near: Nearby, portfolio: Portfolio, *, inside: bool = True, times: int = TIMES
) -> Best | None:
    """The best plan near of a changed portfolio that has names and has passed the audit."""
    return with_names(
        near,
        lambda: near.best(inside=inside),
        lambda _: portfolio,
        asking.names,
        times,
    )


def _single(question: Question, clock: Clock) -> tuple[Change, ...]:
    asking = question.asking
    if question.place == NONE_OF_THEM:
        return _alone(question)
    rows = singles(asking.portfolio, given(asking.stage), asking.plan.verdicts)
    return (_lifted(asking, rows[question.place], clock),)


def _lifted(asking: Asking, single: Single, clock: Clock) -> Change:
    change = Change(kind=single.kind, what=single.what, works=None)
    near = _nearby(asking, Ground.of(single.portfolio), clock)
    if near.best(inside=True, enough=_enough(asking)) is None:
        return change
    found = _named(asking, near, single.portfolio)
    if found is None or round(found.value) < _enough(asking):
        return change
    return _with_plan(asking, change, _span(found))


def _more_money(question: Question, clock: Clock) -> tuple[Change, ...]:
    if question.place == NONE_OF_THEM:
        return _alone(question)
    if question.fund is None:
        return (_as_it_is(question.asking),)
    return (_money(question.asking, question.fund, clock),)


def _money(asking: Asking, fund: FundId, clock: Clock) -> Change:
    """The window of the fund in which the least more is enough."""
    named, name = asking.index.calendar.windows, asking.index.funds[fund].name
    change = Change(kind=ChangeKind.MONEY, what=name, works=None, unit=Unit.MONEY, fund=fund)
    lacks = _lacks(asking, fund)
    if lacks and asking.index.funds[fund].carry_over > 0:
        return change  # what is filled up in one window is carried into the next otherwise
    freely = _more(asking, [fund], clock)
    found: dict[int, Best] = {}
    for w in _wanted(freely):
        best = _money_in(asking, fund, w, clock)
        if best is not None:
            found[w] = best
    if not found:
        return change
    amounts = {w: _amount(best, fund, w) for w, best in found.items()}
    w = min(found, key=lambda each: (amounts[each] + lacks.get(each, 0), each))
    amount = amounts[w] + lacks.get(w, 0)
    news = {"amount": amount, "what": f"{name} in {named[w]}", "windows": (named[w],)}
    return _with_plan(asking, change.model_copy(update=news), _span(found[w]))


def _wanted(freely: Best | None) -> list[int]:
    """The windows in which a plan asks for the most more."""
    extra = {} if freely is None else {w: amount for (_, w), amount in freely.extra.items()}
    return sorted(extra, key=lambda w: (-extra[w], w))[:MOST_WINDOWS]


def _money_in(asking: Asking, fund: FundId, w: int, clock: Clock) -> Best | None:
    """A plan with it that is worth enough with the least more in one window."""
    near = _nearby(asking, ground_of(asking.portfolio), clock)
    lacks = _lacks(asking, fund).get(w, 0)
    return with_names(
        near,
        lambda: near.least_money({(fund, w): (0.0, math.inf)}, _enough(asking)),
        lambda best: with_money(asking.portfolio, fund, (w,), _amount(best, fund, w) + lacks),
        asking.names,
    )


def _amount(best: Best, fund: FundId, w: int) -> int:
    return rounded_up(best.extra.get((fund, w), 0.0))


def _lacks(asking: Asking, fund: FundId) -> dict[int, int]:
    """What committed work alone lacks of a fund, by window: more money fills that up first."""
    programme = ground_of(asking.portfolio).built.programme
    found = shortfalls(programme.problem.index, programme.committed_charges)
    return {w: amount for (name, w), amount in found.items() if name == fund}


def _more_people(question: Question, clock: Clock) -> tuple[Change, ...]:
    if question.skill is None:
        return _alone(question)
    return (_people(question.asking, question.skill, clock),)


def _people(asking: Asking, skill: SkillId, clock: Clock) -> Change:
    """The least that suffices in every period; found by halving."""
    horizon = asking.index.calendar.horizon
    ever = PeriodIndex(0), PeriodIndex(horizon - 1)
    change = Change(
        kind=ChangeKind.PEOPLE, what=f"{skill} in every period", works=None, skill=skill
    )
    most = sum(
        row.slices
        for row in asking.portfolio.demand
        if row.skill == skill and row.initiative == asking.initiative
    )
    amount = _least(
        lambda slices: _admits(asking, with_people(asking.portfolio, skill, ever, slices), clock),
        most,
    )
    if amount is None:
        return change
    portfolio = with_people(asking.portfolio, skill, ever, amount)
    found = _named(asking, _nearby(asking, Ground.of(portfolio), clock), portfolio)
    if found is None or round(found.value) < _enough(asking):
        return change
    news = {"amount": amount, "unit": Unit.SLICES, "first": ever[0], "last": ever[1]}
    return _with_plan(asking, change.model_copy(update=news), _span(found))


def _least(suffices: Callable[[int], bool], most: int) -> int | None:
    if not suffices(most):
        return None
    low, high = 0, most
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high


def _less_money(question: Question, clock: Clock) -> tuple[Change, ...]:
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
    if cut is None or clock.over:
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
    near = _nearby(asking, ground_of(asking.portfolio), clock)
    looked = replace(near, clock=clock.part(LOOKING))  # what is found has to be named, too
    borne = looked.least_money({(fund, w): (-most, 0)}, None, inside=False)
    if borne is None:
        return None
    low, high = 0, math.floor(-borne.extra.get((fund, w), 0.0))
    if not _cut_out(looked, (fund, w), high):
        return None if looked.clock.over else math.inf
    for _ in range(HALVINGS):
        middle = (low + high) // 2
        if _cut_out(looked, (fund, w), middle):
            high = middle
        else:
            low = middle
    portfolio = with_money(asking.portfolio, fund, (w,), -high)
    out = with_names(
        near,
        lambda: near.best(inside=False, budgets={(fund, w): (-high, -high)}),
        lambda _: portfolio,
        asking.names,
    )
    return None if out is None else high


def _cut_out(near: Nearby, at: At, cut: int) -> bool:
    """Whether, after a cut, the best plan near without it is worth what the best with it is."""
    budgets = {at: (-cut, -cut)}
    out = near.best(inside=False, budgets=budgets)
    if out is None:
        return False
    more = near.best(inside=True, budgets=budgets, enough=out.value + 1)
    return more is None and not near.clock.over


def _person_lost(question: Question, clock: Clock) -> tuple[Change, ...]:
    """Whether the loss of somebody pushes it out; the same for all who are alike."""
    asking, person = question.asking, given(question.person)
    names = [asking.index.people[each].name for each in _alike(asking, person)]
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
    work = [row.initiative for row in asking.plan.assignments if row.who == person]
    also = frozenset(each for each in work if each is not None)
    near = given(asking.near)
    asking = replace(asking, near=Near(near.starts, near.free | also))
    found = _nearby(asking, Ground.of(changed), clock)
    out = found.best(inside=False)
    kept = found.best(inside=True, enough=None if out is None else out.value)
    if clock.over or (kept is None and out is None):
        return None
    shown = _named(asking, found, changed, inside=kept is not None, times=2)
    return None if shown is None else kept is None


def _stays(asking: Asking, changed: Portfolio, clock: Clock) -> bool:
    """Whether others can do what somebody did in the best plan near with it, as it is."""
    inside = given(asking.inside)
    if inside.low < given(asking.outside).low:
        return False
    same = Best(float(inside.low), inside.starts, asking.hires, {})
    ground = ground_of(asking.portfolio)
    return isinstance(named(ground, same, changed, asking.names, clock), Best)
