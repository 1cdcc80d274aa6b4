"""A large portfolio: what would turn a decision near its plan.

One exact solve is not the way here, so the least of all is not known. What suffices is: found by
small solves in which an initiative and those that want the same are decided anew, all others stay,
and the plan with it has to be worth what the best one without it is, found in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from models.counterfactual import Change, ChangeKind, Counterfactual, Forced, Unit
from models.portfolio import Portfolio
from models.units import FundId, Money, PeriodIndex, SkillId
from optimizer.budgets import shortfalls
from optimizer.counterfactual.answer import held_back, less_value
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.lever import rounded_up, with_people
from optimizer.counterfactual.nearby import Best, Ground, Nearby, ground_of
from optimizer.counterfactual.question import NONE_OF_THEM, Question, given, gives_way, staffed
from optimizer.counterfactual.singles import Single, singles
from optimizer.counterfactual.worth import Clock, Span

_ALONE = {
    ChangeKind.MONEY: "money alone",
    ChangeKind.PEOPLE: "people alone",
    ChangeKind.ENVELOPE: "any envelope alone",
}

NOTE = (
    "This portfolio is too large for one exact solve: answers are of plans near the one at hand, "
    "in which those that want the same give way and all others stay, people counted by groups; "
    "less may do."
)


def around(asking: Asking) -> Counterfactual:
    """The answer about one initiative of a large portfolio, one question after another."""
    asking = prepared_around(asking)
    found = [row for question in questions_around(asking).values() for row in ask_around(question)]
    return told_around(asking, found)


def begun_around(asking: Asking) -> tuple[Asking, dict[str, Question]]:
    """What all questions of an initiative build on, and the questions."""
    ready = prepared_around(asking)
    return ready, questions_around(ready)


def prepared_around(asking: Asking) -> Asking:
    """With the best plans near the one at hand that have it, and that do not."""
    if asking.stage is None or not _asks(asking):
        return asking
    ground = ground_of(asking.portfolio)
    asking = replace(asking, near=asking.beside(ground.built.programme.problem))
    near = _nearby(asking, ground, asking.clock())
    inside, outside = _span(near.best(inside=True)), _span(near.best(inside=False))
    best = replace(asking.known.best, high=math.inf, searched=False)  # it is near itself
    if asking.stage in best.starts:
        inside = best if inside is None else inside.and_also(best)
    else:
        outside = best if outside is None else outside.and_also(best)
    return replace(asking, inside=inside, outside=outside, people=tuple(near.known))


def _asks(asking: Asking) -> bool:
    return asking.standing in (Standing.REFUSED, Standing.STOPPED, Standing.FUNDED)


def _span(best: Best | None) -> Span | None:
    if best is None:
        return None
    return Span(round(best.value), math.inf, best.starts, searched=False)


def told_around(asking: Asking, changes: Iterable[Change]) -> Counterfactual:
    """The answer, with the changes that its questions found."""
    reason = next(row for row in asking.plan.reasons if row.initiative == asking.initiative)
    standing = asking.standing
    rows = [*changes]
    cushion = _cushion(asking) if standing is Standing.FUNDED else None
    if cushion is not None:
        rows.append(less_value(cushion, proven=False))
    refused = standing in (Standing.REFUSED, Standing.STOPPED)
    return Counterfactual(
        initiative=asking.initiative,
        name=asking.index.initiatives[asking.initiative].name,
        decision=reason.decision,
        reason=reason.text,
        would_change=tuple(sorted(rows, key=lambda row: not row.works)),
        forced=_forced(asking) if refused else None,
        cushion=cushion,
        asked=held_back(asking),
        note=NOTE if _asks(asking) else "",
    )


def _cushion(asking: Asking) -> Money | None:
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None or asking.index.initiatives[asking.initiative].must_do:
        return None
    return Money(max(0, int(inside.low - outside.low)))


def _forced(asking: Asking) -> Forced:
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None:
        return Forced(possible=None)
    cost = Money(max(0, int(outside.low - inside.low)))
    return Forced(possible=True, cost=cost, displaced=gives_way(asking, inside))


def questions_around(asking: Asking) -> dict[str, Question]:
    """What is asked of a refused initiative, by keys that name it; nothing of others.

    Where all money, all people or no envelope at all together admit nothing, one solve says so.
    """
    stage, outside = asking.stage, asking.outside
    refused = asking.standing in (Standing.REFUSED, Standing.STOPPED)
    if stage is None or outside is None or not refused:
        return {}
    if asking.inside is not None and asking.inside.low >= outside.low:
        return {"as it is": Question(asking, ChangeKind.MONEY)}
    funds, skills, clock = asking.funds, asking.skills, asking.clock()
    asked: dict[str, Question] = {}
    if len(funds) > 1 and _more(asking, funds, clock) is None:
        asked["money"] = Question(asking, ChangeKind.MONEY, place=NONE_OF_THEM)
    else:
        asked |= {f"money {f}": Question(asking, ChangeKind.MONEY, fund=f) for f in funds}
    if len(skills) > 1 and _best(asking, staffed(asking, skills), clock) is None:
        asked["people"] = Question(asking, ChangeKind.PEOPLE, place=NONE_OF_THEM)
    else:
        asked |= {f"people {s}": Question(asking, ChangeKind.PEOPLE, skill=s) for s in skills}
    rows = singles(asking.portfolio, stage, asking.plan.verdicts)
    lifted = [row for row in rows if row.kind is ChangeKind.ENVELOPE]
    bare = asking.portfolio.model_copy(update={"envelopes": ()})
    none_helps = len(lifted) > 1 and _best(asking, bare, clock) is None
    for place, row in enumerate(rows):
        if row.kind is not ChangeKind.ENVELOPE or not none_helps:
            asked[f"single {place}"] = Question(asking, row.kind, place=place)
    if none_helps:
        asked["envelopes"] = Question(asking, ChangeKind.ENVELOPE, place=NONE_OF_THEM)
    return asked


def _more(asking: Asking, funds: Iterable[FundId], clock: Clock) -> Best | None:
    """A plan with it, with more of these funds, that is worth enough."""
    windows = range(len(asking.index.calendar.windows))
    near = _nearby(asking, ground_of(asking.portfolio), clock)
    return near.money([(fund, w) for fund in funds for w in windows], _enough(asking))


def _best(asking: Asking, portfolio: Portfolio, clock: Clock) -> Best | None:
    """The best plan with it of a changed portfolio, if it is worth enough."""
    found = _nearby(asking, Ground.of(portfolio), clock).best(inside=True)
    return found if found is not None and round(found.value) >= _enough(asking) else None


def _enough(asking: Asking) -> float:
    return float(given(asking.outside).low)


def _nearby(asking: Asking, ground: Ground, clock: Clock) -> Nearby:
    """What is known of people holds where the programme has the same columns and people."""
    known = [*asking.people] if ground.alike(ground_of(asking.portfolio)) else []
    return Nearby(ground, given(asking.stage), given(asking.near), clock, known)


def ask_around(question: Question) -> tuple[Change, ...]:
    """Whether, and from which amount on, the change is enough."""
    asking, clock = question.asking, question.asking.clock()
    if question.fund is not None:
        return (_money(asking, question.fund, clock),)
    if question.skill is not None:
        return (_people(asking, question.skill, clock),)
    if question.place == NONE_OF_THEM:
        return (Change(kind=question.kind, what=_ALONE[question.kind], works=None),)
    if question.kind is ChangeKind.MONEY:
        return (_as_it_is(asking),)
    rows = singles(asking.portfolio, given(asking.stage), asking.plan.verdicts)
    return (_single(asking, rows[question.place], clock),)


def _as_it_is(asking: Asking) -> Change:
    """It needs nothing: near the plan at hand there is one with it that is as good."""
    change = Change(kind=ChangeKind.MONEY, what="a better plan", works=True, amount=0)
    return _with_plan(asking, change, Best(given(asking.inside).low, given(asking.inside).starts))


def _with_plan(asking: Asking, change: Change, found: Best) -> Change:
    span = Span(round(found.value), math.inf, found.starts, searched=False)
    gain = Money(max(0, round(found.value - _enough(asking))))
    news = {"gain": gain, "displaced": gives_way(asking, span)}
    return change.model_copy(update=news | {"works": True, "at_no_loss": True})


def _single(asking: Asking, single: Single, clock: Clock) -> Change:
    change = Change(kind=single.kind, what=single.what, works=None)
    found = _best(asking, single.portfolio, clock)
    return change if found is None else _with_plan(asking, change, found)


def _money(asking: Asking, fund: FundId, clock: Clock) -> Change:
    """The window of the fund in which the least more is enough."""
    named, name = asking.index.calendar.windows, asking.index.funds[fund].name
    change = Change(kind=ChangeKind.MONEY, what=name, works=None, unit=Unit.MONEY, fund=fund)
    freely = _more(asking, [fund], clock)
    if freely is None:
        return change
    found = {w: freely for _, w in freely.extra} if len(freely.extra) == 1 else {}
    if not found:
        near = _nearby(asking, ground_of(asking.portfolio), clock)
        tried = {w: near.money([(fund, w)], _enough(asking)) for _, w in freely.extra}
        found = {w: best for w, best in tried.items() if best is not None}
    lacks = _lacks(asking, fund)
    if not found or (lacks and asking.index.funds[fund].carry_over > 0):
        return change  # what is filled up in one window is carried into the next otherwise
    amounts = {
        w: lacks.get(w, 0) + rounded_up(sum(best.extra.values())) for w, best in found.items()
    }
    w = min(found, key=lambda each: (amounts[each], each))
    amount, best = amounts[w], found[w]
    news = {"amount": amount, "what": f"{name} in {named[w]}", "windows": (named[w],)}
    return _with_plan(asking, change.model_copy(update=news), best)


def _lacks(asking: Asking, fund: FundId) -> dict[int, int]:
    """What committed work alone lacks of a fund, by window: more money fills that up first."""
    programme = ground_of(asking.portfolio).built.programme
    found = shortfalls(programme.problem.index, programme.committed_charges)
    return {w: amount for (name, w), amount in found.items() if name == fund}


def _people(asking: Asking, skill: SkillId, clock: Clock) -> Change:
    """The least that suffices in every period; found by halving."""
    horizon = asking.index.calendar.horizon
    ever = PeriodIndex(0), PeriodIndex(horizon - 1)
    change = Change(
        kind=ChangeKind.PEOPLE, what=f"{skill} in every period", works=None, skill=skill
    )
    found: dict[int, Best] = {}

    def suffices(slices: int) -> bool:
        best = _best(asking, with_people(asking.portfolio, skill, ever, slices), clock)
        if best is not None:
            found[slices] = best
        return best is not None

    most = sum(
        row.slices
        for row in asking.portfolio.demand
        if row.skill == skill and row.initiative == asking.initiative
    )
    amount = _least(suffices, most)
    if amount is None:
        return change
    news = {"amount": amount, "unit": Unit.SLICES, "first": ever[0], "last": ever[1]}
    return _with_plan(asking, change.model_copy(update=news), found[amount])


def _least(suffices: Callable[[int], bool], most: int) -> int | None:
    if not suffices(most):
        return None
    low, high = 0, most
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high
