"""What pushes a funded initiative out: less money, the loss of somebody."""

from __future__ import annotations

from models.counterfactual import Change, ChangeKind, Unit
from optimizer.counterfactual.least import least_less
from optimizer.counterfactual.lever import MoneyLever
from optimizer.counterfactual.question import Question, given
from optimizer.counterfactual.singles import without_person
from optimizer.counterfactual.told import by_name_and_by_groups, told_of, yes_or_no


def person_lost(question: Question) -> tuple[Change, ...]:
    """Whether the loss of somebody pushes it out."""
    asking = question.asking
    person, stage = given(question.person), given(asking.stage)
    name = asking.index.people[person].name
    change = Change(kind=ChangeKind.PERSON_LOST, what=name, works=None)
    changed = without_person(asking.portfolio, person)
    return (yes_or_no(change, changed, asking, stage, let_in=False),)


def less_money(question: Question) -> tuple[Change, ...]:
    """The least less of a fund in one window that pushes it out."""
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
    return (told_of(change, *by_name_and_by_groups(least_less, lever), asking, let_in=False),)
