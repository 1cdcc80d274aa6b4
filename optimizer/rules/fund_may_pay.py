"""Every initiative has a fund that may pay it."""

from __future__ import annotations

from collections.abc import Iterator

from models.issue import Issue
from models.stage import Stage
from optimizer.charges import Part, funds_that_may_pay, parts
from optimizer.rules.basis import Basis, place, warning

RULE = "fund-may-pay"


def fund_may_pay(basis: Basis) -> Iterator[Issue]:
    """A warning for every initiative with a stage still to start that no fund may pay.

    One finding per initiative; a waiver names it.
    """
    for row in basis.portfolio.initiatives:
        unpaid = [] if row.leave_out else unpaid_parts(basis, basis.stages(row))
        if not unpaid:
            continue
        stage, part = unpaid[0]
        places = list(dict.fromkeys(basis.stage_row[stage.key] for stage, _ in unpaid))
        only = f" (the stage names {stage.fund} as its only fund)" if stage.fund else ""
        yield warning(
            RULE,
            row.id,
            place("Stages", places[0], "Fund"),
            f"no fund may pay the {part.cost_type} of “{stage.name}” of {row.name}, "
            f"{basis.money(part.amount)}{only}; it can never start",
            f"let a fund pay for {_fitting(basis, stage, part)}",
            *(place("Stages", n, "Fund") for n in places[1:]),
        )


def unpaid_parts(basis: Basis, stages: tuple[Stage, ...]) -> list[tuple[Stage, Part]]:
    """Parts of stages still to start that no fund may pay."""
    return [
        (stage, part)
        for stage in stages
        if stage.key not in basis.facts.committed
        for part in parts(stage)
        if not funds_that_may_pay(basis.index, stage, part.cost_type)
    ]


def _fitting(basis: Basis, stage: Stage, part: Part) -> str:
    """What a fund's Pays for would have to fit."""
    initiative = basis.index.initiatives[stage.initiative]
    team = basis.index.teams[initiative.team]
    words = [part.cost_type, team.kind, team.domain, initiative.theme]
    return ", ".join(str(word) for word in words if word)
