"""Names: the steps from a question to a staffing, in their order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from models.plan import HireUse
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex, Slices
from optimizer.staffing.conflict import conflicts_in
from optimizer.staffing.dealing import deal
from optimizer.staffing.engine import Limits
from optimizer.staffing.polish import polish
from optimizer.staffing.question import Question, largest_hires, question_of
from optimizer.staffing.result import Interrupted, Staffing
from optimizer.staffing.search import Search
from optimizer.staffing.usage import moved, used
from optimizer.staffing.verify import verify


def names_for(
    portfolio: Portfolio,
    starts: Mapping[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    committed: frozenset[StageKey],
    limits: Limits,
    interrupted: Interrupted,
) -> Staffing:
    """See `optimizer.staffing.staff`."""
    question = question_of(portfolio, starts, hires, committed)
    search = Search.of(question, range(question.horizon), limits)
    search.run()
    solved = search.solved.values()
    bound = sum(part.moved_bound for part in solved)
    proven = all(part.proven for part in solved)
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
        notes=_notes(question, search, exact=polished.exact),
    )


def _notes(question: Question, search: Search, *, exact: bool) -> tuple[tuple[str, str], ...]:
    sizes = [len(part.block.columns) for part in search.solved.values()]
    size = f"{len(question.people)} people, {len(question.asked)} needs"
    parts = f"{len(sizes)} parts, the largest with {int(np.max(sizes, initial=0))} unknowns"
    watched = len({p for p, _, _ in search.variables.on})
    teams = "fewest teams and cost proven" if exact else "teams and cost improved, not proven best"
    return (
        ("staffing", f"{size}; {parts}; {search.rounds} rounds, {watched} people watched"),
        ("staffing teams", teams),
    )
