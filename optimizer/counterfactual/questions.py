"""The questions about one initiative, each asked and answered by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.counterfactual import Change, ChangeKind
from models.plan import Worker
from models.portfolio import Portfolio
from models.units import FundId, PeriodIndex, PersonId, PoolId, SkillId
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.changed import with_money, with_people
from optimizer.counterfactual.let_in import more_money, more_people, single_row
from optimizer.counterfactual.push_out import less_money, person_lost
from optimizer.counterfactual.question import NONE_OF_THEM, Question
from optimizer.counterfactual.singles import singles
from optimizer.counterfactual.told import enough_for, has_it_already, too_little


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
        ChangeKind.MONEY: more_money,
        ChangeKind.PEOPLE: more_people,
        ChangeKind.LESS_MONEY: less_money,
        ChangeKind.PERSON_LOST: person_lost,
    }
    return answer.get(question.kind, single_row)(question)


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
    if stage is None or has_it_already(asking):
        return False
    case = Case.of(all_of_them)
    if case.built.programme.shortage != asking.known.shortage:
        return False
    found = case.with_it(stage, asking.clock(), enough_for(asking))
    return too_little(found, asking)


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
