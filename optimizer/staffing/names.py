"""Names: the steps from a question to a staffing, in their order."""

from __future__ import annotations

from collections.abc import Mapping

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
from optimizer.staffing.rolling import choices, moved_at_least, rolled
from optimizer.staffing.search import Search
from optimizer.staffing.usage import moved, used
from optimizer.staffing.verify import verify

MANY = 30_000
"""Choices of a person for a need in a period, above which each period is named on its own."""


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
    if choices(question) >= MANY:
        return _rolled(question, limits)
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


def _rolled(question: Question, limits: Limits) -> Staffing:
    """Names for many people, a period after the other."""
    found = rolled(question, limits)
    dealt = deal(question, found.variables, found.values)
    verify(question, dealt)
    usage = used(dealt.assignments)
    slices = moved(question, usage)
    bound = 0 if dealt.unserved or dealt.shortages else min(slices, moved_at_least(question))
    return Staffing(
        assignments=dealt.assignments,
        shortages=dealt.shortages,
        unserved=dealt.unserved,
        moved=Slices(slices),
        moved_bound=Slices(bound),
        teams=len(usage),
        conflicts=(),
        proven=False,
        notes=(
            (
                "staffing",
                f"{len(question.people)} people, {len(question.asked)} needs in their periods",
            ),
            ("staffing by", "flows of least cost, a period after the other"),
        ),
    )


def _notes(question: Question, search: Search) -> tuple[tuple[str, str], ...]:
    sizes = [len(part.block.columns) for part in search.solved]
    taken = {p for part in search.solved for p in part.taken_from}
    return (
        (
            "staffing",
            f"{len(question.people)} people, {len(question.asked)} needs in their periods",
        ),
        ("staffing parts", f"{len(sizes)}, the largest with {max(sizes, default=0)} unknowns"),
        ("staffing rules about teams", f"{len(taken)} people broke one at first"),
    )


def _teams_note(*, exact: bool) -> tuple[str, str]:
    done = "proven to be the fewest and cheapest" if exact else "improved, not proven best"
    return "staffing teams and cost", done


def _clock_note(limits: Limits) -> tuple[tuple[str, str], ...]:
    if limits.seconds > 0:
        return ()
    return (("staffing clock", "the time was up: another run may name others"),)
