"""A generated portfolio, put together; what it is like is said at the head of `generate`."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from benchmarks.generated_capability import Capability
from benchmarks.generated_capacity import assignments, hiring, pools
from benchmarks.generated_drafts import works
from benchmarks.generated_envelopes import envelopes
from benchmarks.generated_frame import CENTS, metrics, quarters, settings
from benchmarks.generated_gates import gates
from benchmarks.generated_money import Purse, budgets, funds, releases
from benchmarks.generated_order import choices, dependencies
from benchmarks.generated_people import availability, skills, workers
from benchmarks.generated_progress import in_force
from benchmarks.generated_size import Size, happens
from benchmarks.generated_teams import FUNCTIONS, crews
from benchmarks.generated_value import benefits
from benchmarks.generated_work import Step, Work
from models.calendar import Calendar
from models.initiative import Initiative
from models.period import Period
from models.portfolio import Portfolio
from models.stage import Demand, Stage
from models.team import TeamKind
from models.units import FunctionId, Money, PeriodId, Slices


def generated(initiatives: int, people: int, periods: int, seed: int) -> Portfolio:
    """A portfolio of so many initiatives, people and quarters: the same for the same arguments."""
    size = Size(initiatives, people, periods, seed)
    calendar = Calendar.of(quarters(size))
    homes = crews(size)
    teams = tuple(crew.team for crew in homes if crew.team is not None)
    everyone = workers(size, homes)
    able = Capability.of(everyone)
    work = in_force(size, works(size, homes, able), calendar, able)
    judged = gates(size, work)
    purse = Purse(funds(size, teams))
    away = availability(size, everyone, calendar.periods)
    return Portfolio(
        settings=settings(size),
        periods=calendar.periods,
        teams=teams,
        functions=tuple(crew.function for crew in homes if crew.function is not None),
        funds=purse.funds,
        budgets=budgets(size, work, judged, purse, calendar),
        envelopes=envelopes(work, calendar),
        metrics=metrics(),
        initiatives=_initiatives(size, work, calendar.periods),
        benefits=benefits(size, work),
        stages=tuple(_stage(each, n, s) for each in work for n, s in enumerate(each.steps, 1)),
        demand=tuple(row for each in work for row in _demand(each)),
        objectives=judged.objectives,
        outcomes=judged.outcomes,
        dependencies=dependencies(size, work),
        people=tuple(worker.person for worker in everyone),
        skills=skills(everyone),
        availability=away,
        pools=pools(size, teams, calendar.periods),
        assignments=assignments(size, everyone, work, away, calendar.periods),
        hiring=hiring(size),
        releases=releases(work, purse),
        waivers=judged.waivers,
    )


def _initiatives(
    size: Size, work: tuple[Work, ...], periods: tuple[Period, ...]
) -> tuple[Initiative, ...]:
    draw = size.draw("wishes")
    groups = choices(size, work)
    return tuple(_initiative(draw, each, groups.get(each.id), periods) for each in work)


def _initiative(
    draw: Random, work: Work, group: str | None, periods: tuple[Period, ...]
) -> Initiative:
    """Some may begin later only, some are late after a day; both for what has not begun."""
    free = not work.running
    late = free and (work.must_do or happens(draw, 6))
    asked = work.team.kind is TeamKind.PRODUCT and happens(draw, 25)
    due = periods[-1 - draw.randint(0, len(periods) // 3)].id
    penalty = max(1, round(work.cost / CENTS * draw.uniform(0.03, 0.1)))
    return Initiative(
        id=work.id,
        name=work.name,
        team=work.team.id,
        theme=work.theme,
        function=FunctionId(draw.choice(FUNCTIONS)) if asked else None,
        must_do=work.must_do,
        group=group,
        earliest_start=_later(draw, periods) if free and not late and happens(draw, 8) else None,
        latest_finish=due if late else None,
        deadline_penalty=Money(penalty * CENTS) if late else None,
    )


def _later(draw: Random, periods: tuple[Period, ...]) -> PeriodId:
    return periods[draw.randint(1, max(1, len(periods) // 3))].id


def _stage(work: Work, n: int, step: Step) -> Stage:
    return Stage(
        initiative=work.id,
        stage=n,
        name=step.name,
        tranche=step.tranche,
        periods=step.periods,
        capex=Decimal(step.capex),
        spend_profile=tuple(Decimal(weight) for weight in step.profile),
        chance=Decimal(step.chance),
        status=step.status,
        started=step.started,
    )


def _demand(work: Work) -> list[Demand]:
    return [
        Demand(
            initiative=work.id,
            stage=n,
            skill=need.skill,
            slices=Slices(need.slices),
            lowest_level=need.level,
        )
        for n, step in enumerate(work.steps, start=1)
        for need in step.needs
    ]
