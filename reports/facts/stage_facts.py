"""Stages as numbers, so that a sheet can look after the rules of time and money once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from models.fund import CostType
from models.initiative import Initiative
from models.plan import StagePlan, TrancheState
from models.stage import Stage, StageKey
from models.units import Money
from models.verdict import VerdictKind
from reports.context import Context


@dataclass(frozen=True)
class StageFacts:
    """One stage: what the plan says, what is given; periods are numbered from 1."""

    row: StagePlan
    stage: Stage
    initiative: Initiative
    last: bool
    """Whether it is the initiative's last stage."""
    started: int | None
    """Number of its first period; 0 and less before the plan; None for not at all."""
    earliest: int | None
    latest: int | None
    """Number of the last period in which a hard deadline lets it finish; last stages only."""
    may_start: bool
    paid: Money

    @property
    def committed(self) -> bool:
        """Whether its money is out."""
        return self.row.state is TrancheState.RELEASED

    @property
    def chosen(self) -> bool:
        """Whether the plan itself starts it."""
        return self.started is not None and not self.committed

    @property
    def finish(self) -> int | None:
        """Number of its last period."""
        return None if self.started is None else self.started + self.stage.periods - 1

    @property
    def must(self) -> bool:
        """Whether it must take place."""
        return self.last and self.initiative.must_do

    @property
    def group(self) -> str:
        """Group of alternatives, on first stages; else empty."""
        return (self.initiative.group or "") if self.row.stage == 1 else ""


def stage_facts(context: Context) -> tuple[StageFacts, ...]:
    """All stages in the order of the Funding plan."""
    return tuple(_facts(context))


def _facts(context: Context) -> Iterator[StageFacts]:
    index = context.index
    for row in context.by_team:
        stage, initiative = index.stage[row.key], index.initiatives[row.initiative]
        last = row.stage == len(index.stages_of[row.initiative])
        earliest = initiative.earliest_start
        latest = initiative.latest_finish if initiative.deadline_penalty is None else None
        yield StageFacts(
            row=row,
            stage=stage,
            initiative=initiative,
            last=last,
            started=None if row.start is None else row.start + 1,
            earliest=None if earliest is None else index.calendar.index(earliest) + 1,
            latest=index.calendar.index(latest) + 1 if latest is not None and last else None,
            may_start=_may_start(context, stage),
            paid=Money(sum(paid.amount for paid in context.payments_of.get(row.key, ()))),
        )


def _may_start(context: Context, stage: Stage) -> bool:
    """Whether it is neither left out nor behind a failed gate nor without anyone who may pay."""
    before = (StageKey(stage.initiative, number) for number in range(1, stage.stage))
    failed = any(
        context.verdict_of[key].kind is VerdictKind.FAILED
        for key in before
        if key in context.verdict_of
    )
    left_out = context.index.initiatives[stage.initiative].leave_out
    return not failed and not left_out and all(_payers(context, stage))


def _payers(context: Context, stage: Stage) -> Iterator[bool]:
    """For each part of the tranche whether a fund may pay it."""
    capex = round(Fraction(stage.tranche) * Fraction(stage.capex) / 100)
    for cost_type, part in ((CostType.CAPEX, capex), (CostType.OPEX, stage.tranche - capex)):
        if part:
            funds = context.index.payers(context.index.use(stage, cost_type))
            yield any(stage.fund in (None, fund) for fund in funds)
