"""The portfolio: everything that goes in, sheet by sheet."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from models.base import Frozen
from models.dependency import Dependency
from models.envelope import Envelope
from models.fund import Budget, Fund
from models.initiative import Benefit, Initiative
from models.ledger_extract import Release, Waiver
from models.metric import Metric
from models.objective import Objective, Outcome
from models.period import Period
from models.person import Availability, InForce, Person, PersonSkill
from models.settings import Settings
from models.stage import Demand, Stage
from models.supply import HiringOption, Pool
from models.team import Function, Team

if TYPE_CHECKING:
    from pydantic import BaseModel


class Portfolio(Frozen):
    """What is to be planned. Each field but the first is one sheet, its rows in the order given."""

    settings: Settings
    periods: tuple[Period, ...]
    teams: tuple[Team, ...] = ()
    functions: tuple[Function, ...] = ()
    funds: tuple[Fund, ...] = ()
    budgets: tuple[Budget, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    metrics: tuple[Metric, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    stages: tuple[Stage, ...] = ()
    demand: tuple[Demand, ...] = ()
    objectives: tuple[Objective, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    people: tuple[Person, ...] = ()
    skills: tuple[PersonSkill, ...] = ()
    availability: tuple[Availability, ...] = ()
    pools: tuple[Pool, ...] = ()
    assignments: tuple[InForce, ...] = ()
    hiring: tuple[HiringOption, ...] = ()
    releases: tuple[Release, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def canonical(self) -> Portfolio:
        """The same portfolio, its rows in one fixed order: no result hangs on the order given."""
        fields: dict[str, object] = {"settings": self.settings}
        for name in type(self).model_fields:
            rows = getattr(self, name)
            if isinstance(rows, tuple):
                fields[name] = tuple(sorted(rows, key=_row_text))
        fields["periods"] = tuple(sorted(self.periods, key=lambda period: period.start))
        return self.model_copy(update=fields)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON: the same for the same rows in any order."""
        return hashlib.sha256(self.canonical().model_dump_json().encode()).hexdigest()


def _row_text(row: BaseModel) -> str:
    return row.model_dump_json()
