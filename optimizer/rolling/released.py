"""What was really released: the ledger's word, or without one that of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from models.index import Index
from models.ledger_extract import Release
from models.plan import Plan, StagePlan, TrancheState
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.units import FundId, Money
from models.wording import listed
from optimizer.facts import standing_release
from optimizer.rolling.remark import Remark

_SHEET = "Releases"


class Released(NamedTuple):
    """The sheet Releases of the next quarter, and what follows from it."""

    rows: tuple[Release, ...]
    starts: frozenset[StageKey]
    """Stages without a start until now, which began in the period."""
    remarks: tuple[Remark, ...]


def released(
    portfolio: Portfolio, plan: Plan, ledger: Sequence[Release] | None, first_day: date
) -> Released:
    """The releases as they are at the end of the period; without a ledger as they were planned."""
    wanted = [row for row in plan.stages if row.state is TrancheState.RELEASE_NOW]
    remarks: list[Remark] = []
    if ledger is None:
        remarks += _shared(plan, wanted)
        rows = (
            *portfolio.releases,
            *(r for row in wanted for r in _as_planned(plan, row, first_day)),
        )
        if wanted:
            what = (
                f"there is no ledger: what the plan releases now is taken as released on "
                f"{first_day.isoformat()}"
            )
            remarks.append(Remark(_SHEET, what))
    else:
        rows = _joined(portfolio, ledger, remarks)
    index = Index(portfolio.model_copy(update={"releases": rows}))
    starts = frozenset(
        stage.key
        for stage in portfolio.stages
        if stage.status is StageStatus.NOT_STARTED and standing_release(index, stage.key)
    )
    remarks += _surprises(portfolio, plan, starts)
    return Released(rows, starts, tuple(remarks))


def _as_planned(plan: Plan, row: StagePlan, day: date) -> Iterator[Release]:
    """One row, or one for each fund where several have paid all of it in the period."""
    paid: Counter[FundId] = Counter()
    later = False
    for payment in plan.payments:
        if (payment.initiative, payment.stage) == row.key:
            paid[payment.fund] += payment.amount
            later = later or payment.period > 0
    if len(paid) > 1 and not later and paid.total() == row.release_now:
        for fund, amount in sorted(paid.items()):
            yield _release(row, Money(amount), day, fund)
    else:
        yield _release(row, row.release_now, day, next(iter(paid)) if len(paid) == 1 else None)


def _shared(plan: Plan, wanted: Sequence[StagePlan]) -> Iterator[Remark]:
    """Tranches that several funds go on paying, where the workbook can only name one."""
    for row in wanted:
        paid = [x for x in plan.payments if (x.initiative, x.stage) == row.key]
        funds = sorted({payment.fund for payment in paid})
        if len(funds) > 1 and any(payment.period > 0 for payment in paid):
            what = (
                f"'{row.initiative}' stage {row.stage} is paid by {listed(funds)}; what remains to "
                "be spent is charged to the first fund that may pay it: name another in Fund"
            )
            yield Remark(_SHEET, what, lost=True)


def _release(row: StagePlan, amount: Money, day: date, fund: FundId | None) -> Release:
    return Release(initiative=row.initiative, stage=row.stage, amount=amount, date=day, fund=fund)


def _joined(
    portfolio: Portfolio, ledger: Sequence[Release], remarks: list[Remark]
) -> tuple[Release, ...]:
    """The ledger's rows for all tranches that it knows, and the others that are there."""
    known = {stage.key for stage in portfolio.stages}
    told = {StageKey(row.initiative, row.stage) for row in ledger}
    rows = [row for row in portfolio.releases if StageKey(row.initiative, row.stage) not in told]
    for row in ledger:
        if StageKey(row.initiative, row.stage) in known:
            rows.append(row)
        else:
            what = f"the ledger has '{row.initiative}' stage {row.stage}, which is in no sheet"
            remarks.append(Remark(_SHEET, f"{what}; it is left out"))
    return tuple(rows)


def _surprises(portfolio: Portfolio, plan: Plan, starts: frozenset[StageKey]) -> Iterator[Remark]:
    """Tranches that were planned and not released, and the other way round."""
    names = {row.id: row.name for row in portfolio.initiatives}
    for row in sorted(plan.stages, key=lambda row: row.key):
        name = f"'{row.initiative}' ({names[row.initiative]}) stage {row.stage}"
        now = row.state is TrancheState.RELEASE_NOW
        if now and row.key not in starts:
            yield Remark("Stages", f"{name} was to be released and was not; it has not started")
        elif row.key in starts and not now and row.state is not TrancheState.RELEASED:
            yield Remark("Stages", f"{name} was released although the plan did not say so")
