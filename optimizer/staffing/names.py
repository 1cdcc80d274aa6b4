"""Names: the steps from a question to a staffing, in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from models.plan import Assignment
from models.portfolio import Portfolio
from models.units import Slices
from optimizer.staffing.blocks import Floats
from optimizer.staffing.conflict import conflicts_in
from optimizer.staffing.dealing import deal
from optimizer.staffing.engine import Limits
from optimizer.staffing.horizon.names import Found, over_all_periods
from optimizer.staffing.polish import polish
from optimizer.staffing.question import Question, largest_hires
from optimizer.staffing.result import Interrupted, Staffing
from optimizer.staffing.search import Search
from optimizer.staffing.usage import moved, used
from optimizer.staffing.variables import Variables
from optimizer.staffing.verify import verify

MANY = 30_000
"""Choices of a person for a need in a period, above which names are found region by region."""


def names_for(
    portfolio: Portfolio,
    question: Question,
    limits: Limits,
    interrupted: Interrupted,
    near: Sequence[Assignment],
    *,
    rough: bool,
) -> Staffing:
    """See `optimizer.staffing.staff`."""
    if question.has_choices(MANY):

        def stopped() -> bool:
            return limits.seconds <= 0 or interrupted()

        return _by_region(question, stopped, near, rough=rough)
    search = Search.of(question, range(question.horizon), limits)
    search.run()
    bound = sum(part.moved_bound for part in search.solved)
    proven = all(part.proven for part in search.solved)
    notes = _notes(question, search)
    polished = polish(search, limits, interrupted)
    dealt = deal(question, search.variables, polished.values)
    verify(question, dealt)
    usage = used(dealt.assignments)
    conflicts = conflicts_in(question, largest_hires(portfolio), dealt, limits, interrupted)
    return Staffing(
        assignments=dealt.assignments,
        shortages=dealt.shortages,
        unserved=dealt.unserved,
        moved=Slices(moved(question, usage)),
        moved_bound=Slices(bound),
        teams=len(usage),
        conflicts=conflicts,
        proven=proven and moved(question, usage) == bound,
        notes=(*notes, _teams_note(exact=polished.exact), *_clock_note(limits)),
    )


def _by_region(
    question: Question,
    stopped: Callable[[], bool],
    near: Sequence[Assignment],
    *,
    rough: bool,
) -> Staffing:
    """Names for many people."""
    found = over_all_periods(question, stopped, near, rough=rough)
    dealt = deal(question, *_columns(found))
    verify(question, dealt)
    usage = used(dealt.assignments)
    slices, least = moved(question, usage), found.moved_at_least
    return Staffing(
        assignments=dealt.assignments,
        shortages=dealt.shortages,
        unserved=dealt.unserved,
        moved=Slices(slices),
        moved_bound=None if least is None else Slices(min(slices, least)),
        teams=len(usage),
        conflicts=(),
        proven=False,
        is_rough=rough,
        notes=(_size_note(question), ("staffing by", "regions of teams, over all periods")),
    )


def _columns(found: Found) -> tuple[Variables, Floats]:
    """The same as columns with values, as they are dealt."""
    variables, amounts = Variables(), list[int]()
    serves = found.serves

    def column(slices: int) -> int:
        amounts.append(slices)
        return len(amounts) - 1

    variables.work.update({job: column(slices) for job, slices in serves.work.items()})
    variables.pool.update({job: column(slices) for job, slices in serves.pool.items()})
    variables.hire.update({job: column(slices) for job, slices in serves.hire.items()})
    variables.retrained.update({who: column(slices) for who, slices in found.lessons.items()})
    variables.short.update({cell: column(slices) for cell, slices in serves.short.items()})
    variables.unserved.update({cell: column(slices) for cell, slices in serves.unserved.items()})
    return variables, np.array(amounts, dtype=np.float64)


def _notes(question: Question, search: Search) -> tuple[tuple[str, str], ...]:
    sizes = [len(part.block.columns) for part in search.solved]
    taken = {p for part in search.solved for p in part.taken_from}
    return (
        _size_note(question),
        ("staffing parts", f"{len(sizes)}, the largest with {max(sizes, default=0)} unknowns"),
        ("staffing rules about teams", f"{len(taken)} people broke one at first"),
    )


def _size_note(question: Question) -> tuple[str, str]:
    size = f"{len(question.people)} people, {len(question.asked)} needs in their periods"
    return "staffing", size


def _teams_note(*, exact: bool) -> tuple[str, str]:
    done = "proven to be the fewest and cheapest" if exact else "improved, not proven best"
    return "staffing teams and cost", done


def _clock_note(limits: Limits) -> tuple[tuple[str, str], ...]:
    if limits.seconds > 0:
        return ()
    return (("staffing clock", "the time was up: another run may name others"),)
