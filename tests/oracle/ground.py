"""What is fixed, and which starts are allowed stage by stage (formulation, sections 1 and 2)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from models.index import Index
from models.initiative import Initiative
from models.ledger_extract import Release
from models.portfolio import Portfolio
from models.stage import Stage, StageKey, StageStatus
from models.team import Team
from models.units import FundId
from models.verdict import VerdictKind
from optimizer.gates import judge

Starts = Mapping[StageKey, int]
"""Start of every stage that is committed (and not done) or chosen; the others never start."""


def parts(stage: Stage) -> dict[str, int]:
    """Capex and opex of a tranche."""
    capex = round(Fraction(stage.tranche) * Fraction(stage.capex) / 100)
    return {"capex": capex, "opex": stage.tranche - capex}


class Ground:
    """A portfolio with its verdicts."""

    def __init__(self, portfolio: Portfolio) -> None:
        self.portfolio = portfolio
        self.index = Index(portfolio)
        self.horizon = len(portfolio.periods)
        self.verdict = {row.gate: row.kind for row in judge(portfolio)}
        self.done = {row.key for row in portfolio.stages if row.status is StageStatus.DONE}

    @cached_property
    def fixed(self) -> dict[StageKey, int]:
        """Starts of the active and released stages."""
        starts: dict[StageKey, int] = {}
        for row in self.portfolio.stages:
            if row.status is StageStatus.ACTIVE:
                elapsed = 0
                if row.started is not None:
                    elapsed = max(0, -self.index.calendar.at_or_before(row.started))
                starts[row.key] = max(1, row.periods - elapsed) - row.periods
            elif row.status is StageStatus.NOT_STARTED and self.standing(row.key) is not None:
                starts[row.key] = 0
        return starts

    @cached_property
    def committed(self) -> set[StageKey]:
        """Done, active and released."""
        return self.done | set(self.fixed)

    def standing(self, key: StageKey) -> Release | None:
        """The latest release of a stage, if its money is out."""
        rows = self.index.releases_of.get(key, ())
        return rows[-1] if rows and rows[-1].state.stands else None

    def stages(self, initiative: str) -> tuple[Stage, ...]:
        """Stages of an initiative in their order."""
        return tuple(
            sorted(
                (row for row in self.portfolio.stages if row.initiative == initiative),
                key=lambda row: row.stage,
            )
        )

    def initiative(self, key: StageKey) -> Initiative:
        """Whose stage it is."""
        return self.index.initiatives[key.initiative]

    def team(self, key: StageKey) -> Team:
        """The team that works on a stage."""
        return self.index.teams[self.initiative(key).team]

    def finish(self, key: StageKey, starts: Starts) -> int | None:
        """First period after a stage, None if it never starts (ask not for a done one)."""
        start = starts.get(key)
        return None if start is None else start + self.index.stage[key].periods

    def may_pay(self, stage: Stage, part: str) -> tuple[FundId, ...]:
        """IDs of the funds that may pay a part, sorted."""
        row, team = self.initiative(stage.key), self.team(stage.key)
        found = []
        for fund in self.portfolio.funds:
            rule = fund.pays_for
            fits = [
                stage.fund in (None, fund.id),
                not rule.domains or team.domain in rule.domains,
                not rule.kinds or team.kind in rule.kinds,
                not rule.themes or row.theme in rule.themes,
                not rule.cost_types or part in rule.cost_types,
            ]
            if all(fits):
                found.append(fund.id)
        return tuple(sorted(found))

    def chance(self, stage: Stage) -> Fraction:
        """Chance of reaching a stage."""
        result = Fraction(1)
        if stage.key in self.committed:
            return result
        for before in self.stages(stage.initiative)[: stage.stage - 1]:
            if self.verdict[before.key] not in (VerdictKind.PASSED, VerdictKind.WAIVED):
                result *= Fraction(before.chance) / 100
        return result

    def releasable(self, stage: Stage) -> bool:
        """Whether the tranche may be released in period 0."""
        way = self.stages(stage.initiative)[: stage.stage]
        for row in way:
            releases = self.index.releases_of.get(row.key, ())
            if releases and not releases[-1].state.stands:
                return False
        verdicts = [self.verdict[row.key] for row in way[:-1]]
        share = self.portfolio.settings.conditional_share > 0
        if verdicts and share and verdicts[-1] is VerdictKind.CONDITIONAL:
            verdicts = verdicts[:-1]
        return all(kind in (VerdictKind.PASSED, VerdictKind.WAIVED) for kind in verdicts)

    def never(self, stage: Stage) -> bool:
        """Whether a stage that is not committed can not start, whatever happens."""
        if stage.key in self.committed:
            return False
        before = self.stages(stage.initiative)[: stage.stage - 1]
        unpaid = any(
            amount > 0 and not self.may_pay(stage, part) for part, amount in parts(stage).items()
        )
        return (
            unpaid
            or self.initiative(stage.key).leave_out
            or any(self.verdict[row.key] is VerdictKind.FAILED for row in before)
            or (bool(before) and self.never(before[-1]))
        )

    def ways(self, initiative: Initiative) -> Iterator[dict[StageKey, int]]:
        """All starts of one initiative that its own rules allow."""
        stages = self.stages(initiative.id)
        for starts in self._ways(stages):
            last = stages[-1].key if stages else None
            if not initiative.must_do or last in starts or last in self.done:
                yield starts

    def _ways(self, stages: tuple[Stage, ...]) -> Iterator[dict[StageKey, int]]:
        if not stages:
            yield {}
            return
        *before, stage = stages
        for starts in self._ways(tuple(before)):
            if stage.key in self.done:
                yield starts
            elif stage.key in self.fixed:
                yield starts | {stage.key: self.fixed[stage.key]}
            else:
                yield starts
                for t in self._starts(stage, starts):
                    yield starts | {stage.key: t}

    def _starts(self, stage: Stage, before: Starts) -> range:
        row = self.initiative(stage.key)
        first = 0 if self.releasable(stage) else 1
        if row.earliest_start is not None:
            first = max(first, self.index.calendar.index(row.earliest_start))
        if stage.stage > 1:
            previous = StageKey(stage.initiative, stage.stage - 1)
            if previous not in self.done:
                ready = self.finish(previous, before)
                if ready is None:
                    return range(0)
                first = max(first, ready)
        end = self.horizon
        is_last = stage.stage == len(self.stages(stage.initiative))
        if is_last and row.latest_finish is not None and row.deadline_penalty is None:
            deadline = self.index.calendar.index(row.latest_finish) + 1
            end = min(end, deadline - stage.periods + 1)
        return range(0) if self.never(stage) else range(first, end)
