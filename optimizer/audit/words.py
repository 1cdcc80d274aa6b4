"""The names that users know, for the messages of the checks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from models.envelope import Measure
from models.index import Index
from models.stage import StageKey
from models.units import FundId, InitiativeId, PersonId, TeamId
from models.wording import counted, exact_money, fte


@dataclass(frozen=True)
class Words:
    """How things are called; unknown ones by their ID."""

    index: Index

    def money(self, amount: int) -> str:
        """An amount to the minor unit, with its currency."""
        return exact_money(amount, self.index.portfolio.settings.currency)

    def time(self, slices: int) -> str:
        """People's time in FTE."""
        return fte(slices, self.index.portfolio.settings.slice)

    def measured(self, measure: Measure, amount: Fraction | int) -> str:
        """A sum of a measure in its unit: money, FTE added up over periods, or a count."""
        if measure is Measure.STARTS:
            return f"{float(amount):g}"
        if measure is Measure.PEOPLE:
            return f"{self.time(round(amount))} x periods"
        return self.money(round(amount))

    def period(self, t: int | None) -> str:
        """A period by its name, or by its distance from the horizon."""
        if t is None:
            return "never"
        rows = self.index.calendar.periods
        if t < 0:
            return f"{counted(-t, 'period')} before {rows[0].id}"
        if t < len(rows):
            return rows[t].id
        return f"{counted(t - len(rows) + 1, 'period')} after {rows[-1].id}"

    def initiative(self, name: InitiativeId) -> str:
        """An initiative: `Faster checkout (I-7)`."""
        row = self.index.initiatives.get(name)
        return f"{row.name} ({name})" if row else name

    def stage(self, key: StageKey) -> str:
        """A stage: `Faster checkout (I-7), stage 2`."""
        return f"{self.initiative(key.initiative)}, stage {key.stage}"

    def person(self, name: PersonId) -> str:
        """A person with the ID."""
        row = self.index.people.get(name)
        return f"{row.name} ({name})" if row else name

    def team(self, name: TeamId) -> str:
        """A team with its ID."""
        row = self.index.teams.get(name)
        return f"{row.name} ({name})" if row else name

    def fund(self, name: FundId) -> str:
        """A fund with its ID."""
        row = self.index.funds.get(name)
        return f"{row.name} ({name})" if row else name
