"""The questions about one initiative of a large portfolio, each asked and answered by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from models.counterfactual import Change, ChangeKind
from optimizer.counterfactual.around.found import admits, with_more
from optimizer.counterfactual.around.let_in import more_money, more_people, single_row
from optimizer.counterfactual.around.push_out import alike, less_money, person_lost
from optimizer.counterfactual.asking import Asking, Standing
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.question import NONE_OF_THEM, Question, given
from optimizer.counterfactual.questions import of_funded, staffed
from optimizer.counterfactual.singles import singles

MOST_PEOPLE = 8
"""Whose loss is asked about: those who do most of an initiative's work."""


def questions_around(asking: Asking) -> dict[str, Question]:
    """What is asked of a refused or a funded initiative, by keys that name it."""
    if asking.stage is None or asking.outside is None:
        return {}
    if asking.standing is Standing.FUNDED:
        return {} if asking.inside is None or does_without(asking) else _of_funded(asking)
    if asking.standing in (Standing.REFUSED, Standing.STOPPED):
        return _of_refused(asking)
    return {}


def does_without(asking: Asking) -> bool:
    """Whether a plan near without it is worth no less than the best one with it."""
    inside, outside = asking.inside, asking.outside
    return inside is not None and outside is not None and inside.low <= outside.low


def _of_funded(asking: Asking) -> dict[str, Question]:
    """Less money, and the loss of those who do most of its work; of alike people, of one."""
    asked = dict(of_funded(asking))
    money = {key: question for key, question in asked.items() if question.person is None}
    work: Counter[str] = Counter()
    for row in asking.plan.assignments:
        if row.initiative == asking.initiative:
            work[row.who] += row.slices
    firsts: list[tuple[int, str]] = []
    for key, question in asked.items():
        if question.person is not None:
            same = alike(asking, question.person)
            if question.person == min(same):
                firsts.append((-max(work[who] for who in same), key))
    return money | {key: asked[key] for _, key in sorted(firsts)[:MOST_PEOPLE]}


def _of_refused(asking: Asking) -> dict[str, Question]:
    """Where all money, all people or no envelope at all admit nothing, one solve says so."""
    stage, outside = given(asking.stage), given(asking.outside)
    if asking.inside is not None and asking.inside.low >= outside.low:
        return {"as it is": Question(asking, ChangeKind.MONEY)}
    funds, skills, clock = asking.funds, asking.skills, asking.clock()
    asked: dict[str, Question] = {}
    if len(funds) > 1 and with_more(asking, funds, clock) is None:
        asked["money"] = Question(asking, ChangeKind.MONEY, place=NONE_OF_THEM)
    else:
        asked |= {f"money {f}": Question(asking, ChangeKind.MONEY, fund=f) for f in funds}
    if len(skills) > 1 and not admits(asking, staffed(asking, skills), clock):
        asked["people"] = Question(asking, ChangeKind.PEOPLE, place=NONE_OF_THEM)
    else:
        asked |= {f"people {s}": Question(asking, ChangeKind.PEOPLE, skill=s) for s in skills}
    rows = singles(asking.portfolio, stage, asking.plan.verdicts)
    lifted = [row for row in rows if row.kind is ChangeKind.ENVELOPE]
    bare = asking.portfolio.model_copy(update={"envelopes": ()})
    none_helps = len(lifted) > 1 and not admits(asking, bare, clock)
    for place, row in enumerate(rows):
        if row.kind is not ChangeKind.ENVELOPE or not none_helps:
            asked[f"single {place}"] = Question(asking, row.kind, place=place)
    if none_helps:
        asked["envelopes"] = Question(asking, ChangeKind.ENVELOPE, place=NONE_OF_THEM)
    return asked


def ask_around(question: Question) -> tuple[Change, ...]:
    """Whether, and from which amount on, the change is enough."""
    answer: dict[ChangeKind, Callable[[Question, Clock], tuple[Change, ...]]] = {
        ChangeKind.MONEY: more_money,
        ChangeKind.PEOPLE: more_people,
        ChangeKind.LESS_MONEY: less_money,
        ChangeKind.PERSON_LOST: person_lost,
    }
    return answer.get(question.kind, single_row)(question, question.asking.clock())
