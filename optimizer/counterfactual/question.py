"""The questions about one initiative, each asked and answered by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from models.counterfactual import Basis, Change, ChangeKind, Displaced, Forced, Unit
from models.plan import Worker
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import FundId, Money, PeriodIndex, PersonId, PoolId, SkillId
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.displaced import displaced
from optimizer.counterfactual.least import Found, least_less, least_more
from optimizer.counterfactual.lever import Lever, MoneyLever, SkillLever, with_money, with_people
from optimizer.counterfactual.singles import singles, without_person
from optimizer.counterfactual.worth import BRIEF, Amount, Case, Clock, Pair, Point, Span
from optimizer.dues import Dues

T = TypeVar("T")

NONE_OF_THEM = -1
"""Place of the answer that no single change of a kind does it."""

MOST_WINDOWS = 2
"""Windows of one fund that are asked about one by one."""


@dataclass(frozen=True)
class Question:
    """One thing that could be different for one initiative; it can be sent elsewhere."""

    asking: Asking
    kind: ChangeKind
    fund: FundId | None = None
    windows: tuple[int, ...] = ()
    skill: SkillId | None = None
    place: int = 0
    """Of single changes: which."""
    person: PersonId | None = None


def given(value: T | None) -> T:
    """What a question of its kind always names."""
    if value is None:
        raise ValueError("a question lacks what it is about")
    return value


def questions(asking: Asking) -> dict[str, Question]:
    """What is asked of an initiative, by keys that name it, in the order of the answers."""
    asked = {
        Standing.REFUSED: _of_refused,
        Standing.STOPPED: _of_stopped,
        Standing.HELD: _none,
        Standing.FUNDED: of_funded,
        Standing.SETTLED: _none,
    }[asking.standing]
    return dict(asked(asking))


def ask(question: Question) -> tuple[Change, ...]:
    """What turns the decision, or that nothing of the kind does."""
    answer: dict[ChangeKind, Callable[[Question], tuple[Change, ...]]] = {
        ChangeKind.MONEY: _more_money,
        ChangeKind.PEOPLE: _more_people,
        ChangeKind.LESS_MONEY: _less_money,
        ChangeKind.PERSON_LOST: _person_lost,
    }
    return answer.get(question.kind, _single)(question)


def unanswered(question: Question) -> Change:
    """What is said of a question that nobody came to."""
    return Change(kind=question.kind, what=f"more of it ({question.kind})", works=None)


def forced(asking: Asking) -> Forced:
    """What it costs to put a refused initiative in all the same."""
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None or (inside.impossible and outside.impossible):
        return Forced(possible=None)
    if inside.impossible:
        return Forced(possible=False, proven=True)
    if not inside.found:
        return Forced(possible=None)
    sure = outside.found and inside.fair and inside.low <= outside.low
    cost = Money(int(outside.low - inside.low)) if sure else None
    return Forced(
        possible=True,
        cost=cost,
        proven=inside.exact and outside.exact,
        displaced=gives_way(asking, inside),
    )


def cushion(asking: Asking) -> tuple[Money, Basis] | None:
    """By how much a funded initiative's value may fall, and what that rests on, if not on proof."""
    inside, outside = asking.inside, asking.outside
    if inside is None or outside is None or not (inside.found and outside.found):
        return None
    if not outside.fair:  # what was not found may be worth more
        return None
    return Money(max(0, int(inside.low - outside.low))), Pair(inside, outside).basis


def _none(_: Asking) -> Iterator[tuple[str, Question]]:
    return iter(())


def _of_refused(asking: Asking) -> Iterator[tuple[str, Question]]:
    funds, skills = asking.funds, asking.skills
    if len(funds) > 1 and _none_helps(asking, _rich(asking, funds)):
        yield "money", Question(asking, ChangeKind.MONEY)
    else:
        for fund in funds:
            yield f"money {fund}", Question(asking, ChangeKind.MONEY, fund=fund)
    if len(skills) > 1 and _none_helps(asking, staffed(asking, skills)):
        yield "people", Question(asking, ChangeKind.PEOPLE)
    else:
        for skill in skills:
            yield f"people {skill}", Question(asking, ChangeKind.PEOPLE, skill=skill)
    yield from _of_stopped(asking)


def _rich(asking: Asking, funds: list[FundId]) -> Portfolio:
    """With plenty of money in each of the funds."""
    plenty = sum(row.tranche for row in asking.portfolio.stages) + 1
    every, found = tuple(range(len(asking.index.calendar.windows))), asking.portfolio
    for fund in funds:
        found = with_money(found, fund, every, plenty)
    return found


def staffed(asking: Asking, skills: list[SkillId]) -> Portfolio:
    """With plenty of people of each of the skills."""
    ever = PeriodIndex(0), PeriodIndex(asking.index.calendar.horizon - 1)
    found = asking.portfolio
    for number, skill in enumerate(skills):
        plenty = sum(row.slices for row in found.demand if row.skill == skill)
        more = with_people(asking.portfolio, skill, ever, plenty).pools[-1]
        more = more.model_copy(update={"id": PoolId(f"{more.id} {number}")})
        found = found.model_copy(update={"pools": (*found.pools, more)})
    return found


def _none_helps(asking: Asking, all_of_them: Portfolio) -> bool:
    """Whether one solve shows that even all changes together admit nothing."""
    stage = asking.stage
    if stage is None or _already(asking):
        return False
    case = Case.of(all_of_them)
    if case.built.programme.shortage != asking.known.shortage:
        return False
    found = case.with_it(stage, asking.clock(), _enough(asking))
    return _too_little(found, asking)


def _of_stopped(asking: Asking) -> Iterator[tuple[str, Question]]:
    stage = asking.stage
    if stage is None:
        return
    found = [*enumerate(singles(asking.portfolio, stage, asking.plan.verdicts))]
    lifted = [each for _, each in found if each.kind is ChangeKind.ENVELOPE]
    bare = asking.portfolio.model_copy(update={"envelopes": ()})
    if len(lifted) > 1 and _none_helps(asking, bare):
        yield "envelopes", Question(asking, ChangeKind.ENVELOPE, place=NONE_OF_THEM)
        found = [row for row in found if row[1].kind is not ChangeKind.ENVELOPE]
    for place, single in found:
        yield f"single {place}", Question(asking, single.kind, place=place)


def of_funded(asking: Asking) -> Iterator[tuple[str, Question]]:
    """Less of what pays for it, and the loss of each person who works on it."""
    if asking.index.initiatives[asking.initiative].must_do:
        return
    index = asking.index
    mine = [row for row in asking.plan.payments if row.initiative == asking.initiative]
    windows = index.calendar.window_of
    paid = sorted({(row.fund, int(windows[row.period])) for row in mine if row.amount})
    for fund, window in paid:
        name = index.calendar.windows[window]
        question = Question(asking, ChangeKind.LESS_MONEY, fund=fund, windows=(window,))
        yield f"less {fund} {name}", question
    people = {
        row.who
        for row in asking.plan.assignments
        if row.initiative == asking.initiative and row.worker is Worker.PERSON
    }
    for person in sorted(people):
        question = Question(asking, ChangeKind.PERSON_LOST, person=PersonId(person))
        yield f"person {person}", question


def _more_money(question: Question) -> tuple[Change, ...]:
    asking, fund = question.asking, question.fund
    stage, index = given(asking.stage), asking.index
    if fund is None:
        return (Change(kind=ChangeKind.MONEY, what="money alone", works=False, proven=True),)
    clock, every = asking.clock(), tuple(range(len(index.calendar.windows)))
    name = index.funds[fund].name
    if not _already(asking):
        plenty = sum(row.tranche for row in asking.portfolio.stages) + 1
        all_of_it = with_money(asking.portfolio, fund, every, plenty)
        point = Point(Case.of(all_of_it), stage, clock.part(BRIEF), near=asking.near)
        richest = point.with_it(_enough(asking))
        if _too_little(richest, asking):
            what = f"{name}, however much"
            return (Change(kind=ChangeKind.MONEY, what=what, works=False, proven=True, fund=fund),)
        windows = _due(all_of_it, question, richest) or every[:1]
    else:
        windows = every[:1]
    single = windows[:MOST_WINDOWS]
    answers = [
        _money(question, clock.part(1 / (len(single) - n + 1)), (w,)) for n, w in enumerate(single)
    ]
    if len(every) > 1 and not any(change.works for change in answers):
        answers.append(_money(question, clock, every))
    works = [change for change in answers if change.works]
    unsettled = [change for change in answers if change.works is None]
    return tuple(works or unsettled[:1] or answers[-1:])


def _already(asking: Asking) -> bool:
    """Whether an optimal plan has the initiative as it is."""
    inside, outside = asking.inside, asking.outside
    return inside is not None and outside is not None and bool(Pair(inside, outside).admits)


def _too_little(span: Span, asking: Asking) -> bool:
    """Whether it is proven that even so the initiative is not worth its place."""
    outside = asking.outside
    return span.impossible or (outside is not None and span.high < outside.low)


def _enough(asking: Asking) -> Amount:
    """What a plan with the initiative must be worth to be an optimal one."""
    return -math.inf if asking.outside is None else asking.outside.low


def _due(portfolio: Portfolio, question: Question, span: Span) -> tuple[int, ...]:
    """The windows in which the initiative's stages fall due to the fund, the stage's own first."""
    problem = Case.of(portfolio).built.programme.problem
    window, found = problem.index.calendar.window_of, []
    dues = Dues(problem.facts)
    for stage in question.asking.missing:
        start = span.starts.get(stage.key)
        if start is not None:
            due = [row for row in dues.of(stage, start) if question.fund in row.funds]
            found += [int(window[row.period]) for row in due]
    return tuple(dict.fromkeys(found))


def _money(question: Question, clock: Clock, windows: tuple[int, ...]) -> Change:
    asking, fund = question.asking, given(question.fund)
    lever = MoneyLever(asking.base(clock), fund, windows)
    found, groups = _twice(least_more, lever)
    name, calendar = asking.index.funds[fund].name, asking.index.calendar
    named = tuple(calendar.windows[w] for w in windows)
    when = f"in {named[0]}" if len(named) == 1 else "in every window"
    change = Change(
        kind=ChangeKind.MONEY,
        what=f"{name} {when}",
        works=None,
        unit=Unit.MONEY,
        fund=fund,
        windows=named,
    )
    return _told(change, found, groups, asking, let_in=True)


def _more_people(question: Question) -> tuple[Change, ...]:
    asking, skill = question.asking, question.skill
    stage = given(asking.stage)
    if skill is None:
        return (Change(kind=ChangeKind.PEOPLE, what="people alone", works=False, proven=True),)
    clock, horizon = asking.clock(), asking.index.calendar.horizon
    ever = PeriodIndex(0), PeriodIndex(horizon - 1)
    plenty = sum(row.slices for row in asking.portfolio.demand if row.skill == skill)
    span = None
    if not _already(asking):
        case = Case.of(with_people(asking.portfolio, skill, ever, plenty))
        point = Point(case, stage, clock.part(BRIEF), near=asking.near)
        span = point.with_it(_enough(asking))
        if asking.known.shortage == 0 and _too_little(span, asking):
            what = f"{skill}, however much"
            change = Change(kind=ChangeKind.PEOPLE, what=what, works=False, proven=True)
            return (change.model_copy(update={"skill": skill}),)
    first, last = ever if span is None else _needed(asking, skill, span) or ever
    lever = SkillLever(asking.base(clock), skill, (first, last))
    periods = asking.index.calendar.periods
    when = f"in {periods[first].id}"
    if last > first:
        when = f"from {periods[first].id} to {periods[last].id}"
    change = Change(
        kind=ChangeKind.PEOPLE,
        what=f"{skill} {when}",
        works=None,
        unit=Unit.SLICES,
        skill=skill,
        first=first,
        last=last,
    )
    return (_told(change, *_twice(least_more, lever), asking, let_in=True),)


def _needed(asking: Asking, skill: SkillId, span: Span) -> tuple[PeriodIndex, PeriodIndex] | None:
    """The first and the last period in which the initiative's stages would use the skill."""
    index = asking.index
    used: list[int] = []
    for stage in asking.missing:
        rows = index.demand_of.get(stage.key, ())
        start = span.starts.get(stage.key)
        if start is not None and any(row.skill == skill and row.slices for row in rows):
            used += range(start, min(start + stage.periods, index.calendar.horizon))
    return (PeriodIndex(min(used)), PeriodIndex(max(used))) if used else None


def _single(question: Question) -> tuple[Change, ...]:
    asking, stage = question.asking, given(question.asking.stage)
    if question.place == NONE_OF_THEM:
        what = "any envelope alone"
        return (Change(kind=ChangeKind.ENVELOPE, what=what, works=False, proven=True),)
    single = singles(asking.portfolio, stage, asking.plan.verdicts)[question.place]
    change = Change(kind=single.kind, what=single.what, works=None)
    return (_yes_or_no(change, single.portfolio, asking, stage, let_in=True),)


def _person_lost(question: Question) -> tuple[Change, ...]:
    asking = question.asking
    person, stage = given(question.person), given(asking.stage)
    name = asking.index.people[person].name
    change = Change(kind=ChangeKind.PERSON_LOST, what=name, works=None)
    changed = without_person(asking.portfolio, person)
    return (_yes_or_no(change, changed, asking, stage, let_in=False),)


def _yes_or_no(
    change: Change, portfolio: Portfolio, asking: Asking, stage: StageKey, *, let_in: bool
) -> Change:
    """One solve where it shows already that nothing turns; two where it does not."""
    point = Point(Case.of(portfolio), stage, asking.clock(), near=asking.near)
    if _shows(point, asking, let_in=let_in):
        return change.model_copy(update={"works": False, "proven": True})
    pair = point.compared(let_in=let_in)
    turned, proven = (pair.admits if let_in else pair.leaves_out), True
    if turned is None:
        pair = point.compared(let_in=let_in, by_groups=True)
        seen = pair.by_groups
        turned, proven = (seen.admits if let_in else seen.leaves_out), False
    if turned is None and let_in and point.known.inside.low >= _enough(asking) > -math.inf:
        weak = change.model_copy(update={"works": True, "at_no_loss": True, "basis": Basis.TIME})
        return _with_plans(weak, point.known, asking, let_in=True)
    if turned is None:
        return change
    if turned:
        point.best_told(let_in=let_in)
        pair = point.known
    basis = Basis.NONE if proven else Basis.GROUPS
    sure = change.model_copy(update={"works": turned, "proven": proven, "basis": basis})
    return _with_plans(sure, pair, asking, let_in=let_in) if turned else sure


def _shows(point: Point, asking: Asking, *, let_in: bool) -> bool:
    """Whether the best plan with the stage alone shows that the change turns nothing.

    Without the stage, a plan is worth no less where a row is gone, and no more where somebody is.
    """
    outside = asking.outside
    if outside is None or point.case.built.programme.shortage != asking.known.shortage:
        return False
    if let_in:
        return point.with_it(outside.low).high < outside.low
    return point.with_it(outside.high + 1).low > outside.high


def _less_money(question: Question) -> tuple[Change, ...]:
    asking, fund = question.asking, given(question.fund)
    clock = asking.clock()
    lever = MoneyLever(asking.base(clock), fund, question.windows, more=False)
    windows = tuple(asking.index.calendar.windows[w] for w in question.windows)
    change = Change(
        kind=ChangeKind.LESS_MONEY,
        what=f"{asking.index.funds[fund].name} in {windows[0]}",
        works=None,
        unit=Unit.MONEY,
        fund=fund,
        windows=windows,
    )
    return (_told(change, *_twice(least_less, lever), asking, let_in=False),)


def _twice(search: Callable[[Lever], Found], lever: Lever) -> tuple[Found, Found]:
    """What is proven; and where names leave that open, what holds for groups of alike people."""
    found = search(lever)
    if found.hopeless or found.amount is not None or lever.over:
        return found, found
    return found, search(lever.without_names())


def _told(change: Change, found: Found, groups: Found, asking: Asking, *, let_in: bool) -> Change:
    """The change with what was found of it."""
    if found.hopeless or groups.hopeless:
        basis = Basis.NONE if found.hopeless else Basis.GROUPS
        sure = {"works": False, "proven": found.hopeless, "basis": basis, "unit": Unit.NONE}
        return change.model_copy(update=sure)
    if groups.amount is None or groups.pair is None:
        known = change.model_copy(update={"at_least": found.at_least})
        if found.enough is None or found.pair is None:
            return known
        weak = {
            "works": True,
            "amount": found.enough,
            "at_no_loss": True,
            "basis": Basis.TIME,
        }
        return _with_plans(known.model_copy(update=weak), found.pair, asking, let_in=True)
    news = {"works": True, "amount": groups.amount, "at_least": found.at_least}
    proven = found.amount is not None and found.amount == found.at_least
    basis = Basis.NONE if proven else Basis.TIME if found is groups else Basis.GROUPS
    known = change.model_copy(update=news | {"proven": proven, "basis": basis})
    return _with_plans(known, groups.pair, asking, let_in=let_in)


def _with_plans(change: Change, pair: Pair, asking: Asking, *, let_in: bool) -> Change:
    """The change with what the plans after it say."""
    span = pair.inside if let_in else pair.outside
    gain = None
    if span.found and span.fair and asking.known.best.found:
        gain = Money(int(span.low - asking.known.best.low))
    return change.model_copy(
        update={
            "as_good": pair.as_good,
            "gain": gain,
            "displaced": gives_way(asking, span) if let_in else (),
        }
    )


def gives_way(asking: Asking, span: Span) -> tuple[Displaced, ...]:
    """Who falls out or slips in a plan, against the best one as things are."""
    return displaced(asking.index, asking.known.best.starts, span.starts, asking.initiative)
