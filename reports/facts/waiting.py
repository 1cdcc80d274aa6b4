"""Tranches that wait or are stopped: what is missing, from whom, by when, and what hangs on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.plan import StagePlan, TrancheState
from models.stage import StageKey
from models.units import InitiativeId, Money, PeriodIndex
from models.verdict import Verdict, VerdictKind
from reports.context import Context
from reports.facts.evidence import Evidence
from reports.facts.links import Links
from reports.facts.missing import Missing, decision, missing_in, unknown


@dataclass(frozen=True)
class Waiting:
    """A held tranche, or the first that a failed gate stops, with all that hangs on it."""

    row: StagePlan
    gate: Verdict | None
    """The first gate before it that is not open; None where a release was taken back."""
    missing: tuple[Missing, ...]
    by: date | None
    """The last day on which proof still counts for the planned start; None if it is stopped."""
    later: tuple[StagePlan, ...]
    """Later stages of the initiative that are planned, or stopped, with it."""
    delays: tuple[InitiativeId, ...]
    """Other initiatives that hang on these stages, directly or through others."""
    flagged: tuple[InitiativeId, ...]
    """Others that ship in time with a flag, and bring nothing until these stages are there."""
    first: PeriodIndex | None
    """The first period in which one that is delayed would start, where one is planned."""
    at_stake: Money
    """Expected value, in minor units, of the initiative and of those that hang on it."""

    @property
    def held(self) -> bool:
        """Whether it waits; else it is stopped."""
        return self.row.state is TrancheState.HELD

    @property
    def money(self) -> Money:
        """The tranche; of a stopped initiative all that are stopped."""
        later = () if self.held else self.later
        return Money(self.row.amount + sum(row.amount for row in later))


def waiting(context: Context) -> tuple[Waiting, ...]:
    """Held tranches, the largest first, then stopped initiatives, again the largest first."""
    evidence, links = Evidence(context), Links(context)
    stopped: dict[InitiativeId, StagePlan] = {}
    for row in sorted(context.of_state(TrancheState.STOPPED), key=lambda row: row.key):
        stopped.setdefault(row.initiative, row)
    rows = (*context.of_state(TrancheState.HELD), *stopped.values())
    found = [_waiting(context, evidence, links, row) for row in rows]
    return tuple(sorted(found, key=lambda wait: (not wait.held, -wait.money, wait.row.key)))


def _waiting(context: Context, evidence: Evidence, links: Links, row: StagePlan) -> Waiting:
    gate = _shut(context, row)
    later = tuple(
        other
        for stage in context.index.stages_of.get(row.initiative, ())
        if (other := context.stage_plans[stage.key]).stage > row.stage and _shares(row, other)
    )
    hanging, flagged = _hanging(context, links, (row.key, *(other.key for other in later)))
    delays = tuple(other.initiative for other in hanging)
    starts = [other.start for other in hanging if other.start is not None]
    concerned = (row.initiative, *delays, *flagged)
    values = context.value_of
    return Waiting(
        row=row,
        gate=gate,
        missing=_missing(context, evidence, row, gate),
        by=_by(context, row),
        later=later,
        delays=delays,
        flagged=flagged,
        first=min(starts, default=None),
        at_stake=Money(sum(max(0, values.get(key, 0)) for key in concerned)),
    )


def _shares(row: StagePlan, other: StagePlan) -> bool:
    """Whether a later stage has the fate of this one."""
    if row.state is TrancheState.STOPPED:
        return other.state is TrancheState.STOPPED
    return other.start is not None and other.state is not TrancheState.RELEASED


def _shut(context: Context, row: StagePlan) -> Verdict | None:
    """The gate that stops it, or the first that is not open."""
    keys = (StageKey(row.initiative, stage) for stage in range(1, row.stage))
    gates = [gate for key in keys if (gate := context.verdict_of.get(key)) is not None]
    if row.state is TrancheState.STOPPED:
        gates = [gate for gate in gates if gate.kind is VerdictKind.FAILED]
    return next((gate for gate in gates if not gate.kind.opens), None)


def _missing(
    context: Context, evidence: Evidence, row: StagePlan, gate: Verdict | None
) -> tuple[Missing, ...]:
    found = () if gate is None else missing_in(context, evidence, gate)
    stages = context.index.stages_of.get(row.initiative, ())
    taken_back = tuple(
        decision(stage.stage)
        for stage in stages
        if stage.stage <= row.stage
        and (releases := context.index.releases_of.get(stage.key))
        and not releases[-1].state.stands
    )
    return (*found, *taken_back) or tuple(unknown(context, text) for text in row.missing)


def _by(context: Context, row: StagePlan) -> date | None:
    """The release day of the period in which it is to start, or that period's first day."""
    if row.state is not TrancheState.HELD or row.start is None:
        return None
    return context.deadline(row.start)


def _hanging(
    context: Context, links: Links, keys: Iterable[StageKey]
) -> tuple[list[StagePlan], tuple[InitiativeId, ...]]:
    """The first stage of each other initiative that hangs on these stages, the nearest first.

    Then those that ship with a flag: of them only the value hangs on these stages, and nothing of
    what in turn hangs on them.
    """
    queue = deque(keys)
    seen = set(queue)
    own = {key.initiative for key in seen}
    found: dict[InitiativeId, StagePlan] = {}
    flagged: dict[InitiativeId, None] = {}
    while queue:
        key = queue.popleft()
        for link in links.leaving.get(key.initiative, ()):
            row = context.stage_plans.get(link.after)
            if link.before != key or row is None or _over(context, row) or row.initiative in own:
                continue
            if (link.before, link.after) in context.flagged:
                flagged[row.initiative] = None
                continue
            found.setdefault(row.initiative, row)
            for stage in context.index.stages_of.get(row.initiative, ()):
                if stage.stage >= row.stage and stage.key not in seen:
                    seen.add(stage.key)
                    queue.append(stage.key)
    return list(found.values()), tuple(key for key in flagged if key not in found)


def _over(context: Context, row: StagePlan) -> bool:
    """Whether nothing can happen to it any more."""
    return row.state in (TrancheState.RELEASED, TrancheState.STOPPED) or context.done(row.key)
