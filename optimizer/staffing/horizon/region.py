"""A region: open ways while that saves moves, keep the rules, make it whole."""

from __future__ import annotations

import math

import numpy as np

from models.units import TeamId
from optimizer.staffing.horizon.engine import Engine
from optimizer.staffing.horizon.part import Part, part_of
from optimizer.staffing.horizon.pricing import savings
from optimizer.staffing.horizon.programme import POOLED, UNSERVED, Programme
from optimizer.staffing.horizon.rules import to_close
from optimizer.staffing.horizon.state import Serves, Taken
from optimizer.staffing.horizon.ways import Floats, Ways
from optimizer.staffing.question import Question
from optimizer.staffing.result import StaffingError

ROUNDS = 4
"""Times at most that ways are opened and closed, as long as something stays unserved."""

OPENINGS, ALL_OPENINGS = 1, 8
"""Times at most that more ways are opened: in a round, and for a bound."""

FEWEST, SHARE, ENOUGH = 100, 0.1, 0.01
"""Ways that are opened at a time: at least, and of those that are open; share of the cost that they
must be able to save."""

CLOSINGS = 1_000
"""Times that ways are closed: far more than rules have needed."""

ROOMS = (0.0, 1.0)
"""How far whole numbers may be from the fractions, tried in turn."""


def named(part: Part, before: Serves) -> Serves:
    """Names for a part, from those that it had."""
    programme, engine = _begun(part, before)
    last = math.inf
    for _ in range(ROUNDS):
        _opened(programme, engine, OPENINGS)
        _closed(part, programme, engine)
        if engine.objective < UNSERVED or engine.objective > last - UNSERVED / 2:
            break
        last = engine.objective
    return _found(part, programme, _whole(programme, engine))


def alone(question: Question, teams: frozenset[TeamId], serves: Serves) -> float:
    """Slices that move to these teams at least, even if everyone's time were for them alone."""
    programme, engine = _begun(part_of(question, Taken(question), teams), serves)
    pooled = POOLED * sum(sum(pool.slices) for pool in question.pools)  # a price, but no move
    return max(0.0, _opened(programme, engine, ALL_OPENINGS) - pooled)


def _begun(part: Part, before: Serves) -> tuple[Programme, Engine]:
    """With the ways home, those in force, and those that are used."""
    ways = Ways.of(part.question)
    position = {p: here for here, p in enumerate(part.people)}
    number = {pair: way for way, pair in enumerate(ways.pairs)}
    used = {number.get((position.get(p, -1), need.team), -1) for p, need, _ in before.work} - {-1}
    known = np.flatnonzero(ways.is_home | (ways.in_force > 0)).tolist()
    programme = Programme(ways)
    programme.open_ways(sorted({*known, *used}))
    return programme, Engine()


def _opened(programme: Programme, engine: Engine, times: int) -> float:
    """Solves, and opens ways until that saves next to nothing; no answer costs less than this."""
    least = -math.inf
    for number in range(times + 1):
        engine.grow(programme.grown())
        engine.solve()
        savable = savings(programme, engine.duals)
        least = max(least, engine.objective - savable.in_all)
        if number == times or engine.objective - least <= ENOUGH * engine.objective:
            break
        programme.open_ways(savable.best(max(FEWEST, round(SHARE * len(programme.open)))))
    return least


def _closed(part: Part, programme: Programme, engine: Engine) -> None:
    for _ in range(CLOSINGS):
        shut = to_close(programme, part.elsewhere, engine.values)
        if not shut:
            return
        engine.close(shut)
        engine.solve()
    raise StaffingError(f"no staffing was found that keeps all rules in {CLOSINGS} rounds")


def _whole(programme: Programme, engine: Engine) -> Floats:
    whole = np.zeros(programme.columns, dtype=np.bool_)
    loose = np.zeros(programme.columns, dtype=np.bool_)
    lacking = [*programme.unserved.values(), *programme.short.values()]
    for columns in (programme.work, programme.pool, programme.hire):
        whole[list(columns.values())] = True
    whole[lacking] = loose[lacking] = True
    best: Floats | None = None
    for room in ROOMS:
        found = engine.whole(whole, loose, room)
        if found is not None and (best is None or found[lacking].sum() < best[lacking].sum()):
            best = found
        if best is not None and best[lacking].sum() <= math.ceil(engine.values[lacking].sum()):
            break
    if best is None:
        raise StaffingError("no staffing in whole slices was found")
    return best


def _found(part: Part, programme: Programme, values: Floats) -> Serves:
    """What is used of the programme, with people by their position in the whole."""
    ways, slices = programme.ways, np.rint(values).astype(np.int64).tolist()
    people = [part.people[p] for p in ways.person.tolist()]
    return Serves(
        work={
            (people[way], ways.needs[n], t): slices[column]
            for (way, n, t), column in programme.work.items()
            if slices[column]
        },
        pool={job: slices[column] for job, column in programme.pool.items() if slices[column]},
        hire={job: slices[column] for job, column in programme.hire.items() if slices[column]},
        unserved={cell: slices[column] for cell, column in programme.unserved.items()},
        short={cell: slices[column] for cell, column in programme.short.items()},
    )
