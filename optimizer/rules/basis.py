"""What a rule looks at, and how it says what it found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.index import Index
from models.initiative import Initiative
from models.issue import Issue, Place, Severity
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import InitiativeId
from models.wording import money
from optimizer.facts import Facts


@dataclass(frozen=True)
class Basis:
    """A portfolio with its facts, and the positions of its rows as given."""

    portfolio: Portfolio
    facts: Facts

    @property
    def index(self) -> Index:
        """Look-ups over the portfolio."""
        return self.facts.index

    @cached_property
    def stage_row(self) -> dict[StageKey, int]:
        """Position of each stage's row."""
        return {row.key: n for n, row in enumerate(self.portfolio.stages)}

    @cached_property
    def initiative_row(self) -> dict[InitiativeId, int]:
        """Position of each initiative's row."""
        return {row.id: n for n, row in enumerate(self.portfolio.initiatives)}

    def name(self, initiative: InitiativeId) -> str:
        """The initiative's name, for people."""
        return self.index.initiatives[initiative].name

    def stages(self, initiative: Initiative) -> tuple[Stage, ...]:
        """The initiative's stages in order; empty if it has none."""
        return self.index.stages_of.get(initiative.id, ())

    def money(self, amount: int) -> str:
        """An amount in minor units, for a sentence."""
        return money(amount, self.portfolio.settings.currency)


def place(sheet: str, row: int, column: str) -> Place:
    """A cell by its sheet, the position of its row and its column's header."""
    return Place(sheet=sheet, row=row, column=column)


def warning(rule: str, subject: str, where: Place, what: str, allowed: str, *also: Place) -> Issue:
    """A finding that is carried into the reports."""
    return Issue(
        severity=Severity.WARNING,
        place=where,
        what=what,
        allowed=allowed,
        rule=rule,
        subject=subject,
        also=also,
    )


def error(rule: str, subject: str, where: Place, what: str, allowed: str, *also: Place) -> Issue:
    """A finding that stops the plan unless it is waived."""
    found = warning(rule, subject, where, what, allowed, *also)
    return found.model_copy(update={"severity": Severity.ERROR})
