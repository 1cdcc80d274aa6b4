"""Which objectives wait for an outcome: those of gates of stages that have begun."""

from __future__ import annotations

from models.index import Index
from models.observation import OpenObjective
from models.portfolio import Portfolio
from models.stage import StageStatus
from models.verdict import ObjectiveStatus, VerdictKind
from optimizer.gates import judge


def open_objectives(portfolio: Portfolio) -> tuple[OpenObjective, ...]:
    """In the order of gates; none of gates that have passed or failed, or of what is left out."""
    index = Index(portfolio)
    objectives = {row.id: row for row in portfolio.objectives}
    return tuple(
        OpenObjective(
            objective=asked.objective,
            initiative=index.initiatives[verdict.gate.initiative].name,
            stage=verdict.gate.stage,
            metric=objectives[asked.objective].metric,
            comparison=objectives[asked.objective].comparison,
            target=objectives[asked.objective].target,
            owner=index.metrics[objectives[asked.objective].metric].owner,
        )
        for verdict in judge(portfolio)
        if verdict.kind not in (VerdictKind.PASSED, VerdictKind.FAILED)
        and index.stage[verdict.gate].status is not StageStatus.NOT_STARTED
        and not index.initiatives[verdict.gate.initiative].leave_out
        for asked in verdict.objectives
        if asked.status is not ObjectiveStatus.MET
    )
