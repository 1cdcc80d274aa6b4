"""Brute force: the best score of a tiny portfolio, by trying all staffings of each period.

Periods are chained by what a person did the period before, and for how many in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import assume

from models.plan import Assignment, Worker
from models.stage import Demand, StageKey
from models.units import PeriodIndex
from optimizer.staffing import Staffing, StaffingError, staff
from tests.optimizer.staffing.oracle import Facts, Score, period_faults, score, supply_faults, usage


def compared(facts: Facts) -> tuple[Staffing, Score]:
    """The staffing and the best score; passed over where neither finds any."""
    found = best(facts)
    try:
        staffing = staff(facts.portfolio, facts.starts, facts.hires, committed=facts.committed)
    except StaffingError:
        assert found is None
        assume(condition=False)
        raise
    assert found is not None
    return staffing, found


def best(facts: Facts) -> Score | None:
    """The best score of all staffings, by trying all of them; None where there is none."""
    states: dict[tuple[tuple[tuple[str, str], tuple[int, int]], ...], Score] = {
        start_state(facts): (0, 0, 0, 0, 0)
    }
    for t in range(facts.horizon):
        options = period_options(facts, t)
        after: dict[tuple[tuple[tuple[str, str], tuple[int, int]], ...], Score] = {}
        for state, so_far in states.items():
            for x, local in options.items():
                step = follow(facts, dict(state), dict(x))
                if step is None:
                    continue
                name, moves = step
                total = (
                    so_far[0] + local[0],
                    so_far[1] + local[1],
                    so_far[2] + moves,
                    so_far[3] + local[2],
                    so_far[4] + local[3],
                )
                if name not in after or total < after[name]:
                    after[name] = total
        states = after
    return min(states.values(), default=None)


def start_state(facts: Facts) -> tuple[tuple[tuple[str, str], tuple[int, int]], ...]:
    pairs = {(row.person, row.team) for row in facts.portfolio.assignments}
    return tuple(sorted(((p, j), (facts.in_force(p, j), 0)) for p, j in pairs))


def follow(
    facts: Facts, before: dict[tuple[str, str], tuple[int, int]], x: dict[tuple[str, str], int]
) -> tuple[tuple[tuple[tuple[str, str], tuple[int, int]], ...], int] | None:
    """The state after a period (slices and periods in a row, away from home), and the moves."""
    people = {str(p.id): p for p in facts.portfolio.people}
    after, moves = [], 0
    for (p, j), slices in x.items():
        if j == people[p].home_team:
            continue
        was, run = before.get((p, j), (0, 0))
        moves += max(0, slices - was)
        longest = people[p].longest_loan
        if longest is not None and run + 1 > longest:
            return None
        after.append(((p, j), (slices, run + 1)))
    return tuple(sorted(after)), moves


def period_options(
    facts: Facts, t: int
) -> dict[tuple[tuple[tuple[str, str], int], ...], tuple[int, int, int, int]]:
    """For each way to spread people over teams the least (unserved, short, teams, price)."""
    found: dict[tuple[tuple[tuple[str, str], int], ...], tuple[int, int, int, int]] = {}
    rows = [row for row in facts.rows(t) if row.slices]
    free = [StageKey(row.initiative, row.stage) not in facts.committed for row in rows]
    choices = [list(served(facts, row, t)) for row in rows]
    taught = list(lessons(facts, t))
    for pick in product(*choices, taught):
        work = [a for part in pick for a in part]
        if any(period_faults(facts, work, t)):
            continue
        open_slices = [
            row.slices - sum(a.slices for a in part)
            for row, part in zip(rows, pick[:-1], strict=True)
        ]
        used = +usage(work)
        x = tuple(sorted(((p, j), slices) for (p, j, _), slices in used.items()))
        price = score(facts, tuple(work), 0, 0)[4]
        local = (
            sum(n for n, f in zip(open_slices, free, strict=True) if f),
            sum(n for n, f in zip(open_slices, free, strict=True) if not f),
            len(used),
            price,
        )
        if x not in found or local < found[x]:
            found[x] = local
    return found


def served(facts: Facts, row: Demand, t: int) -> Iterator[list[Assignment]]:
    """All ways to serve some or all of one row by people, pools and hires."""
    workers = [
        (Worker.PERSON, str(p.id), facts.available(p.id, t))
        for p in facts.portfolio.people
        if facts.level(p.id, row.skill) >= row.lowest_level
    ]
    workers += [
        (Worker.POOL, str(g.id), facts.pooled(g.id, t))
        for g in facts.portfolio.pools
        if g.skill == row.skill
    ]
    workers += [
        (Worker.HIRE, str(o.id), facts.hired(o.id, t))
        for o in facts.portfolio.hiring
        if o.skill == row.skill
    ]
    for amounts in product(*(range(min(most, row.slices) + 1) for _, _, most in workers)):
        if sum(amounts) <= row.slices:
            part = [
                Assignment(
                    worker=worker,
                    who=who,
                    team=facts.index.initiatives[row.initiative].team,
                    initiative=row.initiative,
                    stage=row.stage,
                    skill=row.skill,
                    lowest_level=row.lowest_level,
                    period=PeriodIndex(t),
                    slices=amount,  # type: ignore[arg-type] # slices
                )
                for (worker, who, _), amount in zip(workers, amounts, strict=True)
                if amount
            ]
            if "reach of pool" not in supply_faults(facts, part, t):
                yield part


def lessons(facts: Facts, t: int) -> Iterator[list[Assignment]]:
    """All ways in which people give up the time that is retrained."""
    spots = [
        (option, person)
        for option in facts.portfolio.hiring
        if option.from_skill is not None and facts.hired(option.id, t)
        for person in facts.portfolio.people
        if facts.level(person.id, option.from_skill)
    ]
    for amounts in product(*(range(facts.available(p.id, t) + 1) for _, p in spots)):
        yield [
            Assignment(
                worker=Worker.PERSON,
                who=person.id,
                team=None,
                initiative=None,
                stage=None,
                skill=option.from_skill,  # type: ignore[arg-type] # it is there
                period=PeriodIndex(t),
                slices=amount,  # type: ignore[arg-type] # slices
                retrained=option.id,
            )
            for (option, person), amount in zip(spots, amounts, strict=True)
            if amount
        ]
