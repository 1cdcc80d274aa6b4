"""What lets a refused initiative in: money, people, single rows."""

from __future__ import annotations

from models.counterfactual import Change, ChangeKind, Unit
from models.portfolio import Portfolio
from models.units import PeriodIndex, SkillId
from optimizer.counterfactual.asking import Asking
from optimizer.counterfactual.case import Case
from optimizer.counterfactual.changed import with_money, with_people
from optimizer.counterfactual.clock import Clock
from optimizer.counterfactual.least import least_more
from optimizer.counterfactual.lever import MoneyLever, SkillLever
from optimizer.counterfactual.point import Point
from optimizer.counterfactual.question import NONE_OF_THEM, Question, given
from optimizer.counterfactual.singles import singles
from optimizer.counterfactual.span import Span
from optimizer.counterfactual.told import (
    by_name_and_by_groups,
    enough_for,
    has_it_already,
    told_of,
    too_little,
    yes_or_no,
)
from optimizer.dues import Dues

BRIEF = 0.3
"""Share of the time for what only shows the way."""


MOST_WINDOWS = 2
"""Windows of one fund that are asked about one by one."""


def more_money(question: Question) -> tuple[Change, ...]:
    """The least more of a fund in one window, or else in every one."""
    asking, fund = question.asking, question.fund
    stage, index = given(asking.stage), asking.index
    if fund is None:
        return (Change(kind=ChangeKind.MONEY, what="money alone", works=False, proven=True),)
    clock, every = asking.clock(), tuple(range(len(index.calendar.windows)))
    name = index.funds[fund].name
    if not has_it_already(asking):
        plenty = sum(row.tranche for row in asking.portfolio.stages) + 1
        all_of_it = with_money(asking.portfolio, fund, every, plenty)
        point = Point(Case.of(all_of_it), stage, clock.part(BRIEF), near=asking.near)
        richest = point.with_it(enough_for(asking))
        if too_little(richest, asking):
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
    found, groups = by_name_and_by_groups(least_more, lever)
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
    return told_of(change, found, groups, asking, let_in=True)


def more_people(question: Question) -> tuple[Change, ...]:
    """The least more of a skill in each period in which it would be used."""
    asking, skill = question.asking, question.skill
    stage = given(asking.stage)
    if skill is None:
        return (Change(kind=ChangeKind.PEOPLE, what="people alone", works=False, proven=True),)
    clock, horizon = asking.clock(), asking.index.calendar.horizon
    ever = PeriodIndex(0), PeriodIndex(horizon - 1)
    plenty = sum(row.slices for row in asking.portfolio.demand if row.skill == skill)
    span = None
    if not has_it_already(asking):
        case = Case.of(with_people(asking.portfolio, skill, ever, plenty))
        point = Point(case, stage, clock.part(BRIEF), near=asking.near)
        span = point.with_it(enough_for(asking))
        if asking.known.shortage == 0 and too_little(span, asking):
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
    return (told_of(change, *by_name_and_by_groups(least_more, lever), asking, let_in=True),)


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


def single_row(question: Question) -> tuple[Change, ...]:
    """Whether a single row that is lifted lets it in."""
    asking, stage = question.asking, given(question.asking.stage)
    if question.place == NONE_OF_THEM:
        what = "any envelope alone"
        return (Change(kind=ChangeKind.ENVELOPE, what=what, works=False, proven=True),)
    single = singles(asking.portfolio, stage, asking.plan.verdicts)[question.place]
    change = Change(kind=single.kind, what=single.what, works=None)
    return (yes_or_no(change, single.portfolio, asking, stage, let_in=True),)
