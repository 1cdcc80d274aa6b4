"""The workbook being made: what its sheets share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from models.comparison import Comparison
from models.stage import StageKey
from reports.audience import Sees
from reports.columns import Live
from reports.context import Context
from reports.facts.evidence import Evidence
from reports.facts.people import People
from reports.facts.remedies import Remedies
from reports.facts.skills import Skills
from reports.facts.stage_facts import StageFacts, stage_facts
from reports.facts.team_skills import TeamSkills
from reports.facts.teams import Teams
from reports.page import FIRST_TABLE
from reports.workpiece import Spec, Workpiece


@dataclass
class Book(Workpiece):
    """A plan on its way into a workbook."""

    context: Context
    counts: dict[str, Live] = field(default_factory=dict)
    """What the workbook counts itself, by the name of the check."""
    sheets: tuple[str, ...] = ()
    """Names of the sheets that this audience gets."""
    against: Comparison | None = None
    """What the plan changes against an earlier plan, where one was given."""

    @cached_property
    def people(self) -> People:
        """Who works where."""
        return People(self.context)

    @cached_property
    def skills(self) -> Skills:
        """Demand and supply of skills."""
        return Skills(self.context, self.people)

    @cached_property
    def teams(self) -> Teams:
        """Loads of teams."""
        return Teams(self.context, self.people)

    @cached_property
    def team_skills(self) -> TeamSkills:
        """Skills at teams."""
        return TeamSkills(self.context, self.people)

    @cached_property
    def remedies(self) -> Remedies:
        """What would fill the gaps."""
        return Remedies(self.context, self.people, self.skills)

    @cached_property
    def evidence(self) -> Evidence:
        """The gates that decide, and what they rest on."""
        return Evidence(self.context)

    @cached_property
    def stages(self) -> tuple[StageFacts, ...]:
        """All stages as numbers, in the order of the Funding plan."""
        return stage_facts(self.context)

    @cached_property
    def payment_lines(self) -> dict[StageKey, tuple[int, int]]:
        """First and last row, from 1, of each stage's payments, which stand together.

        Empty where no payments are shown.
        """
        found: dict[StageKey, tuple[int, int]] = {}
        if self.context.view.ledger:
            for line, row in enumerate(self.context.plan.payments, FIRST_TABLE + 2):
                key = StageKey(row.initiative, row.stage)
                found[key] = (found.get(key, (line, line))[0], line)
        return found

    def has(self, table: str) -> bool:
        """Whether the workbook has a table."""
        return table in self.tables


@dataclass(frozen=True)
class SheetSpec(Spec[Book]):
    """A sheet, and who may see it."""

    needs: Sees | None = None
