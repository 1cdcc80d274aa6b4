"""Which facts take part in a clash: people who are locked, and work that is out or under way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from models.dependency import Dependency
from models.portfolio import Portfolio
from models.stage import StageStatus
from optimizer.diagnosis.ground import has_plan
from optimizer.diagnosis.sets import OverError
from optimizer.diagnosis.weaken import weakened
from optimizer.funding.conflict import smallest
from optimizer.funding.places import Demanded


def facts(portfolio: Portfolio) -> tuple[Demanded, ...]:
    """Locks, and initiatives of which a tranche is out or a stage is under way."""
    locks = [Demanded("is_locked", (row,)) for row in portfolio.assignments if row.locked]
    done = {row.key for row in portfolio.stages if row.status is StageStatus.DONE}
    active = {row.initiative for row in portfolio.stages if row.status is StageStatus.ACTIVE}
    out = {
        row.initiative
        for row in portfolio.releases
        if row.state.stands and (row.initiative, row.stage) not in done
    }
    released = [Demanded("is_released", (initiative,)) for initiative in sorted(active | out)]
    return (*locks, *released)


def facts_in(
    bare: Portfolio, seconds: float, interrupted: Callable[[], bool]
) -> tuple[Demanded, ...]:
    """A smallest set of facts without which a portfolio without plan would have one.

    Empty where facts have no part in it, or where that could not be told in time.
    """
    known = facts(bare)

    def clash(kept: Sequence[Demanded]) -> bool:
        if interrupted():
            raise OverError
        given = set(kept)
        open_ones = [name for name in known if name not in given]
        return has_plan(weakened(bare, open_ones), seconds, interrupted) is False

    try:
        if not known or not clash(known) or clash([]):
            return ()
        return tuple(sorted(smallest(clash, known), key=known.index))
    except OverError:
        return ()


def bare(
    portfolio: Portfolio, names: Collection[Demanded], kept: Collection[Demanded]
) -> Portfolio:
    """The portfolio with what is kept of these names alone.

    Work that none of them asks for is left out: it need not start, so nothing hangs on it.
    """
    alone = weakened(portfolio, [name for name in names if name not in kept])
    if any(name.constraint.startswith("envelope") for name in kept):
        return alone
    wanted = {part for name in kept for part in _initiatives(name)}
    rows = tuple(
        row if row.id in wanted else row.model_copy(update={"leave_out": True})
        for row in alone.initiatives
    )
    return alone.model_copy(update={"initiatives": rows})


def _initiatives(name: Demanded) -> set[str]:
    """The initiatives that a row is about, where it is about some."""
    first = name.key[0]
    if isinstance(first, Dependency):
        return {first.before, first.after}
    if name.constraint == "names_fit":
        return {stage.initiative for stage in first}
    return {first}
