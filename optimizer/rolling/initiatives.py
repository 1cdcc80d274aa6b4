"""Initiatives: periods that are gone, stops at a gate, waits that outlive what they wait for."""

from __future__ import annotations

from models.initiative import Initiative
from models.stage import StageKey
from models.units import PeriodIndex
from models.verdict import VerdictKind
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark
from optimizer.rolling.waits import first_free, waits_of

_SHEET = "Initiatives"


def initiatives(quarter: Quarter) -> tuple[tuple[Initiative, ...], tuple[Remark, ...]]:
    """The initiatives at the end of the period."""
    remarks: list[Remark] = []
    rows = []
    for row in quarter.portfolio.initiatives:
        if row.earliest_start == quarter.gone:
            row = row.model_copy(update={"earliest_start": None})  # noqa: PLW2901 - the same row
        row = _with_deadline(quarter, row, remarks)  # noqa: PLW2901 - as above
        rows.append(_stopped(quarter, row, remarks))
    waits = waits_of(quarter, remarks)
    return tuple(_waiting(quarter, row, waits, remarks) for row in rows), tuple(remarks)


def _with_deadline(quarter: Quarter, row: Initiative, remarks: list[Remark]) -> Initiative:
    if row.latest_finish != quarter.gone:
        return row
    last = quarter.index.stages_of[row.id][-1]
    if quarter.is_over(last):
        return row.model_copy(update={"latest_finish": None, "deadline_penalty": None})
    if row.deadline_penalty is not None:
        now = quarter.after.periods[0].id
        what = (
            f"'{row.id}' is late since the end of {quarter.gone}; lateness counts anew from {now}"
        )
        remarks.append(Remark(_SHEET, what, lost=last.key not in quarter.facts.committed))
        return row.model_copy(update={"latest_finish": now})
    bare = row.model_copy(update={"latest_finish": None})
    if last.key in quarter.facts.committed:
        remarks.append(Remark(_SHEET, f"'{row.id}' is late: its deadline {quarter.gone} is over"))
        return bare
    what = f"'{row.id}' has missed its deadline {quarter.gone}; it is marked Leave out: "
    what += "set a new one in Latest finish to plan it again"
    remarks.append(Remark(_SHEET, what, lost=True))
    return bare.model_copy(update={"leave_out": True, "must_do": False})


def _stopped(quarter: Quarter, row: Initiative, remarks: list[Remark]) -> Initiative:
    """An outcome grows stale, a stop does not: it is written down."""
    stages = quarter.index.stages_of[row.id]
    for stage in stages[:-1]:
        if stage.key not in quarter.facts.committed:
            return row
        failed = quarter.facts.verdicts[stage.key].kind is VerdictKind.FAILED
        if failed and not row.leave_out and first_free(quarter, stages) is not None:
            what = (
                f"'{row.id}' was stopped at the gate of stage {stage.stage}; it is marked Leave out"
            )
            remarks.append(Remark(_SHEET, what))
            return row.model_copy(update={"leave_out": True, "must_do": False})
    return row


def _waiting(
    quarter: Quarter,
    row: Initiative,
    waits: dict[StageKey, PeriodIndex],
    remarks: list[Remark],
) -> Initiative:
    until = max((t for key, t in waits.items() if key.initiative == row.id), default=None)
    if until is None:
        return row
    asked = row.earliest_start
    first = 0 if asked is None else quarter.after.index(asked)
    last = None if row.latest_finish is None else quarter.after.index(row.latest_finish)
    if until <= first:
        return row
    if until >= quarter.after.horizon or (last is not None and until > last):
        what = f"'{row.id}' waits for a lag that ends after its deadline or the last period"
        what += "; nothing in the workbook says so any more"
        remarks.append(Remark(_SHEET, what, lost=True))
        return row
    period = quarter.after.periods[until].id
    what = f"'{row.id}' waits for a lag after what is done now: its earliest start is {period}"
    remarks.append(Remark(_SHEET, what))
    return row.model_copy(update={"earliest_start": period})
