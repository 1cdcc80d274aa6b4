"""People: the staffing plan becomes the plan in force; who learned something has less time left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from models.person import Availability, InForce, Person
from models.plan import Worker
from models.stage import StageKey
from models.supply import HiringKind
from models.units import PeriodId, PersonId, Slices, TeamId
from models.wording import fte
from optimizer.rolling.hires import hired
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark

_SHEET = "Assignments"


class Crew(NamedTuple):
    """The sheets People, Availability and Assignments."""

    people: tuple[Person, ...]
    availability: tuple[Availability, ...]
    assignments: tuple[InForce, ...]
    remarks: tuple[Remark, ...]


def crew(quarter: Quarter) -> Crew:
    """The people at the end of the period, and where they work."""
    remarks: list[Remark] = []
    left = [row for row in quarter.portfolio.availability if row.period != quarter.gone]
    people = {row.id: row for row in quarter.portfolio.people}
    exceptions = {(row.person, row.period): row for row in left}
    _retrain(quarter, people, exceptions, remarks)
    rows = _in_force(quarter, people, remarks)
    remarks += _loans(quarter, rows)
    return Crew(tuple(people.values()), tuple(exceptions.values()), rows, tuple(remarks))


def _retrain(
    quarter: Quarter,
    people: dict[PersonId, Person],
    exceptions: dict[tuple[PersonId, PeriodId], Availability],
    remarks: list[Remark],
) -> None:
    """Time that people gave up for another skill is in a pool now, and no longer theirs."""
    options = [row for row in quarter.portfolio.hiring if row.kind is HiringKind.RESKILL]
    decided = {row.id: layer.first for row in options for layer in hired(quarter, row).layers}
    given: Counter[tuple[PersonId, int]] = Counter()
    for work in quarter.plan.assignments:
        if work.retrained is not None and decided.get(work.retrained) == work.period:
            given[PersonId(work.who), int(work.period)] += work.slices
    for (name, first), slices in sorted(given.items()):
        there = people[name].slices
        for t in range(max(1, first), quarter.before.horizon):
            key = name, quarter.before.periods[t].id
            row = exceptions.get(key)
            if row is None and first > 1:
                row = Availability(person=name, period=key[1], slices=there)
            if row is not None:
                less = Slices(max(0, row.slices - slices))
                exceptions[key] = row.model_copy(update={"slices": less})
        if first <= 1:
            less = Slices(max(0, there - slices))
            people[name] = people[name].model_copy(update={"slices": less})
        time = fte(slices, quarter.portfolio.settings.slice)
        what = f"'{name}' gives up {time} for another skill, which is a pool now"
        remarks.append(Remark("People", what))


def _in_force(
    quarter: Quarter, people: dict[PersonId, Person], remarks: list[Remark]
) -> tuple[InForce, ...]:
    """Locks that go on, and beside them the time that people worked in the period."""
    worked = _worked(quarter)
    rows: list[InForce] = []
    for row in quarter.portfolio.assignments:
        if not row.locked:
            continue
        if row.until == quarter.gone:
            what = f"the lock of '{row.person}' at '{row.team}' has ended with {quarter.gone}"
            remarks.append(Remark(_SHEET, what))
        else:
            rows.append(row)
            worked[row.person, row.team] -= row.slices
    there = _periods_at(quarter)
    free = Counter({person.id: person.slices for person in people.values()})
    for row in rows:
        free[row.person] -= row.slices
    for (person, team), slices in sorted(worked.items()):
        fits = Slices(min(slices, max(0, free[person])))
        free[person] -= max(0, fits)
        if fits > 0:
            until = _until(quarter, people[person], team, there[person, team])
            rows.append(InForce(person=person, team=team, slices=fits, until=until))
        if 0 < slices != fits:
            time = fte(slices, quarter.portfolio.settings.slice)
            what = f"'{person}' worked {time} at '{team}', more than the time they usually have"
            remarks.append(Remark(_SHEET, what, lost=True))
    return tuple(rows)


def _worked(quarter: Quarter) -> Counter[tuple[PersonId, TeamId]]:
    """Slices of people at teams in the period, for work that had really begun."""
    total: Counter[tuple[PersonId, TeamId]] = Counter()
    for work in quarter.plan.assignments:
        if work.worker is not Worker.PERSON or work.team is None or work.period > 0:
            continue
        if work.initiative is None or work.stage is None:
            continue
        key = StageKey(work.initiative, work.stage)
        if quarter.was_to_start(key) and key not in quarter.released.starts:
            continue
        total[PersonId(work.who), work.team] += work.slices
    return total


def _periods_at(quarter: Quarter) -> dict[tuple[str, TeamId], set[int]]:
    """When the plan has whom at which team."""
    found: dict[tuple[str, TeamId], set[int]] = {}
    for work in quarter.plan.assignments:
        if work.worker is Worker.PERSON and work.team is not None:
            found.setdefault((work.who, work.team), set()).add(work.period)
    return found


def _until(quarter: Quarter, person: Person, team: TeamId, there: set[int]) -> PeriodId | None:
    """When a loan returns, as planned; None for work at home and for what ended with the period."""
    last = 0
    while last + 1 in there:
        last += 1
    away = person.home_team != team and last
    return quarter.before.periods[last].id if away else None


def _loans(quarter: Quarter, rows: tuple[InForce, ...]) -> Iterator[Remark]:
    """The workbook does not say how long somebody is away already."""
    for row in rows:
        person = quarter.index.people[row.person]
        if person.longest_loan is not None and person.home_team != row.team:
            most = person.longest_loan
            what = (
                f"'{row.person}' is on loan at '{row.team}' and may be for {most} periods in a row"
            )
            yield Remark(_SHEET, f"{what}; the next plan counts them from now", lost=True)
