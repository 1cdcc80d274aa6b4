"""Puts the projects of each investment in line as stages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from benchmarks.federal_source import Project
from models.calendar import Calendar
from models.period import Period
from models.stage import Stage, StageStatus
from models.units import InitiativeId, Money, PeriodId, WindowId

AS_OF = date(2011, 10, 1)
QUARTERS = 12
MOST_SLIP, MOST_OVERRUN = Decimal(30), Decimal(10)
"""Targets of every gate: days, and percent of the planned cost."""
_NAMED = 3
"""So many projects of a merged stage are named."""


class Placed(NamedTuple):
    """A stage, and the projects that it stands for: one, or all that are under way."""

    stage: Stage
    projects: tuple[Project, ...]

    @property
    def agency(self) -> str:
        """The agency of all of them."""
        return self.projects[0].agency


def calendar() -> Calendar:
    """Quarters of the fiscal years, which begin in October."""
    firsts = [date(2011 + (9 + 3 * q) // 12, (9 + 3 * q) % 12 + 1, 1) for q in range(QUARTERS + 1)]
    return Calendar.of(
        tuple(
            Period(
                id=PeriodId(f"FY{2012 + q // 4} Q{q % 4 + 1}"),
                start=firsts[q],
                end=firsts[q + 1] - timedelta(days=1),
                window=WindowId(f"FY{2012 + q // 4}"),
            )
            for q in range(QUARTERS)
        )
    )


def placed(projects: Iterable[Project], quarters: Calendar) -> tuple[Placed, ...]:
    """All stages, investment by investment in the order of the source."""
    chances = _chances(projects)
    investments: defaultdict[str, list[Project]] = defaultdict(list)
    for project in projects:
        investments[project.investment].append(project)
    return tuple(
        Placed(stage, step)
        for members in investments.values()
        for stage, step in _stages(_steps(members), chances[members[0].agency], quarters)
    )


def _stages(
    steps: list[tuple[Project, ...]], chance: Decimal, quarters: Calendar
) -> Iterator[tuple[Stage, tuple[Project, ...]]]:
    """No stage begins before the one before it: what ran earlier counts in its first quarter."""
    first = date.min
    for number, step in enumerate(steps, start=1):
        first = max(first, min(project.start for project in step))
        yield _stage(number, step, first, chance, quarters), step


def _steps(members: list[Project]) -> list[tuple[Project, ...]]:
    """Finished ones, what is under way as one, the others; each by start."""
    by_status: defaultdict[StageStatus, list[Project]] = defaultdict(list)
    for project in members:
        by_status[_status(project)].append(project)
    done = sorted(by_status[StageStatus.DONE], key=lambda row: (row.start, row.number))
    active = sorted(by_status[StageStatus.ACTIVE], key=lambda row: (row.start, row.number))
    new = sorted(by_status[StageStatus.NOT_STARTED], key=lambda row: (row.start, row.number))
    under_way = [tuple(active)] if active else []
    return [*((row,) for row in done), *under_way, *((row,) for row in new)]


def _status(project: Project) -> StageStatus:
    if project.finish < AS_OF:
        return StageStatus.DONE
    return StageStatus.ACTIVE if project.start < AS_OF else StageStatus.NOT_STARTED


def _chances(projects: Iterable[Project]) -> dict[str, Decimal]:
    """Share of each agency's projects within both targets, in percent, in steps of 5."""
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for project in projects:
        total[project.agency] += 1
        kept[project.agency] += project.slip <= MOST_SLIP and project.overrun <= MOST_OVERRUN
    return {
        agency: Decimal(max(5, round(20 * kept[agency] / n) * 5)) for agency, n in total.items()
    }


def quarters_of(project: Project) -> int:
    """Whole quarters from start to completion, at least one."""
    return max(1, round((project.finish - project.start).days / 91.3125))


def cents(project: Project) -> int:
    """Planned cost in minor units."""
    return int(project.cost * 10**8)


def _stage(
    number: int, projects: tuple[Project, ...], first: date, chance: Decimal, quarters: Calendar
) -> Stage:
    status = _status(projects[0])
    weights = _weights(projects, first, quarters)
    return Stage(
        initiative=InitiativeId(projects[0].investment),
        stage=number,
        name=_name(projects),
        tranche=Money(sum(cents(project) for project in projects)),
        periods=len(weights),
        spend_profile=weights if len(projects) > 1 else (),
        chance=chance,
        status=status,
        started=None if status is StageStatus.NOT_STARTED else first,
    )


def _name(projects: tuple[Project, ...]) -> str:
    named = "; ".join(project.name for project in projects[:_NAMED])
    more = len(projects) - _NAMED
    return f"{named}; and {more} more" if more > 0 else named


def _weights(projects: tuple[Project, ...], first: date, quarters: Calendar) -> tuple[Decimal, ...]:
    """Cents of all projects by quarter from the first day, each one's cost spread evenly."""
    if len(projects) == 1:
        return (Decimal(1),) * quarters_of(projects[0])
    began = quarters.at_or_before(first)
    spent: Counter[int] = Counter()
    for project in projects:
        offset, length = quarters.at_or_before(project.start) - began, quarters_of(project)
        for q in range(offset, offset + length):
            spent[max(q, 0)] += cents(project) // length
    return tuple(Decimal(spent[q]) for q in range(max(spent) + 1))
