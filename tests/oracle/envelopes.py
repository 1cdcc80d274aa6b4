"""Floors and ceilings on shares of the money or the people (formulation, section 5)."""

from fractions import Fraction

from models.envelope import ALL_WINDOWS, EACH_WINDOW, Envelope, Limit, Measure, Scope, ScopeKind
from models.stage import Stage
from tests.oracle.ground import Ground, Starts, parts
from tests.oracle.money import Money, spread


class Envelopes:
    """The envelopes of a portfolio."""

    def __init__(self, ground: Ground, money: Money) -> None:
        self.ground = ground
        self.money = money

    def hold(self, starts: Starts) -> bool:
        """Whether starts respect every envelope."""
        return all(self._holds(row, starts) for row in self.ground.portfolio.envelopes)

    def _holds(self, row: Envelope, starts: Starts) -> bool:
        calendar = self.ground.index.calendar
        if row.window == ALL_WINDOWS:
            spans = [calendar.indices]
        elif row.window == EACH_WINDOW:
            spans = list(calendar.periods_in)
        else:
            spans = [calendar.periods_in[calendar.windows.index(row.window)]]
        everything = Scope(kind=ScopeKind.ALL)
        for span in spans:
            part = sum(self._measured(row, row.applies_to, t, starts) for t in span)
            total = sum(self._measured(row, everything, t, starts) for t in span)
            factor = len(span) if row.measure is Measure.PEOPLE else 1
            if row.at_least and part < _bound(row.at_least, factor, total):
                return False
            if row.at_most and part > _bound(row.at_most, factor, total):
                return False
        return True

    def _measured(self, row: Envelope, scope: Scope, t: int, starts: Starts) -> int:
        return sum(
            self._of_stage(row.measure, stage, t, starts)
            for stage in self.ground.portfolio.stages
            if self._counts(scope, stage)
        )

    def _counts(self, scope: Scope, stage: Stage) -> bool:
        team = self.ground.team(stage.key)
        return {
            ScopeKind.ALL: True,
            ScopeKind.TEAM: team.id == scope.name,
            ScopeKind.DOMAIN: team.domain == scope.name,
            ScopeKind.KIND: team.kind == scope.name,
            ScopeKind.THEME: self.ground.initiative(stage.key).theme == scope.name,
        }[scope.kind]

    def _of_stage(self, measure: Measure, stage: Stage, t: int, starts: Starts) -> int:
        if measure is Measure.RELEASED:
            committed = stage.key in self.ground.committed
            start = self.money.on_release(stage) if committed else starts.get(stage.key)
            return sum(self._charges(stage, start)) if start == t else 0
        position = t - starts.get(stage.key, t + 1)
        if measure is Measure.STARTS:
            return int(position == 0)
        return self._of_running(measure, stage, t, position)

    def _of_running(self, measure: Measure, stage: Stage, t: int, position: int) -> int:
        if not 0 <= position < stage.periods:
            return 0
        if measure is Measure.PEOPLE:
            return sum(row.slices for row in self.ground.index.demand_of.get(stage.key, ()))
        if (measure is Measure.NEWLY_STARTED and position > 0) or (
            measure is Measure.ONGOING and position == 0
        ):
            return 0
        return sum(spread(charge, stage)[position] for charge in self._charges(stage, t - position))

    def _charges(self, stage: Stage, start: int | None) -> list[int]:
        return [
            self.money.charge(stage, amount, start)
            for part, amount in parts(stage).items()
            if stage.key not in self.ground.committed or self.money.payer(stage, part) is not None
        ]


def _bound(limit: Limit, factor: int, total: int) -> Fraction:
    if limit.percent is not None:
        return Fraction(limit.percent) * total / 100
    return Fraction(limit.amount or 0) * factor
