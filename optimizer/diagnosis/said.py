"""What a row demands, in words, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.dependency import Dependency, DependencyType
from models.envelope import Envelope, Limit, Measure
from models.index import Index
from models.initiative import Initiative
from models.issue import Issue, Place, Severity
from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from models.units import FundId, InitiativeId, TeamId
from models.verdict import VerdictKind
from models.wording import counted, exact_money, fte, listed, money, number
from optimizer.funding.places import Demanded
from optimizer.gates import judge

Meant = Callable[[Any], bool]

LINKS = (
    "needed_is_selected",
    "excluded_is_not",
    "before_finishes_first",
    "same_release_together",
)
"""Constraints that a dependency makes."""

ALLOWED = "this cannot hold together with the other rows named here"


@dataclass(frozen=True)
class Sayer:
    """Says what rows of one portfolio demand."""

    portfolio: Portfolio
    index: Index

    @classmethod
    def of(cls, portfolio: Portfolio) -> Sayer:
        """A sayer of a portfolio, its rows as they were given."""
        return cls(portfolio, Index(portfolio))

    def issue(self, name: Demanded) -> Issue:
        """The row with what it demands."""
        places = list(self.places(name))
        return Issue(
            severity=Severity.ERROR,
            place=places[0],
            also=tuple(places[1:]),
            what=self.what(name),
            allowed=ALLOWED,
        )

    def money(self, amount: int) -> str:
        """An amount that is exact where that matters."""
        short = money(amount, self.portfolio.settings.currency)
        exact = exact_money(amount, self.portfolio.settings.currency)
        return short if exact.removesuffix(".00") == short else exact

    def fte(self, slices: int) -> str:
        """Time of people."""
        return fte(slices, self.portfolio.settings.slice)

    def period(self, t: int) -> str:
        """Name of a period, within the horizon."""
        return self.index.calendar.periods[t].id

    def initiative(self, key: InitiativeId) -> str:
        """Its name, in quotes."""
        return f"“{self.index.initiatives[key].name}”"

    def what(self, name: Demanded) -> str:
        """What it demands."""
        return _WORDS[name.constraint](self, *name.key)

    def places(self, name: Demanded) -> Iterator[Place]:
        """Where it stands: the row that is named, and others that it is about."""
        sheet, column, meant = _PLACES[name.constraint](self, *name.key)
        rows = [n for n, row in enumerate(getattr(self.portfolio, sheet.lower())) if meant(row)]
        if not rows:
            yield Place(sheet=sheet)
        for row in rows:
            yield Place(sheet=sheet, row=row, column=column)

    def limit(self, row: Envelope, bound: Limit) -> str:
        """A floor or a ceiling in its unit."""
        if bound.percent is not None:
            return f"{number(bound.percent)} %"
        amount = bound.amount or 0
        if row.measure is Measure.PEOPLE:
            return self.fte(amount)
        return counted(amount, "start") if row.measure is Measure.STARTS else self.money(amount)

    def gates(self, initiative: InitiativeId, *, failed: bool) -> list[StageKey]:
        """Gates of an initiative that failed; or those after done stages that are not open."""
        stages = self.index.stages_of[initiative]
        if failed:
            return [row.key for row in stages if self._verdicts[row.key] is VerdictKind.FAILED]
        done = (row.key for row in stages if row.status is StageStatus.DONE)
        return [key for key in done if not self._verdicts[key].opens]

    @cached_property
    def _verdicts(self) -> dict[StageKey, VerdictKind]:
        return {row.gate: row.kind for row in judge(self.portfolio)}

    def gate(self, initiative: InitiativeId, *, failed: bool) -> str:
        """The first of them: `the gate after stage 1 of “Shop”`."""
        gates = self.gates(initiative, failed=failed)
        after = f" after stage {gates[0].stage}" if gates else ""
        return f"the gate{after} of {self.initiative(initiative)}"


def _deadline(say: Sayer, key: InitiativeId) -> str:
    row = say.index.initiatives[key]
    return f"{say.initiative(key)} must be finished by the end of {row.latest_finish}"


def _budget(say: Sayer, fund: FundId, w: int) -> str:
    window = say.index.calendar.windows[w]
    row = say.index.budgets.get((fund, window))
    has = "no budget" if row is None else f"{say.money(row.amount)} and no more"
    return f"the fund “{say.index.funds[fund].name}” has {has} in {window}"


def _floor(say: Sayer, key: str) -> str:
    row = _envelope(say, key)
    assert row.at_least is not None  # noqa: S101 - it has a floor: that is what is demanded
    return f"the envelope “{key}” asks for at least {say.limit(row, row.at_least)} {_what(row)}"


def _ceiling(say: Sayer, key: str) -> str:
    row = _envelope(say, key)
    assert row.at_most is not None  # noqa: S101 - as above
    return f"the envelope “{key}” allows at most {say.limit(row, row.at_most)} {_what(row)}"


def _what(row: Envelope) -> str:
    scope = "all work" if row.applies_to.name == "" else row.applies_to.name
    when = {"each": "in each window", "all": "over the whole plan"}.get(row.window, row.window)
    return f"({row.measure.value}, {scope}, {when})"


def _envelope(say: Sayer, key: str) -> Envelope:
    return next(row for row in say.portfolio.envelopes if row.id == key)


def _dependency(say: Sayer, row: Dependency) -> str:
    before, after = say.initiative(row.before), say.initiative(row.after)
    lag = f" for {counted(row.lag, 'period')}" if row.lag else ""
    return {
        DependencyType.FINISH_START: f"{after} waits until {before} has been finished{lag}",
        DependencyType.SAME_RELEASE: f"{after} and {before} ship in the same release",
        DependencyType.NEEDS: f"{after} needs {before}",
        DependencyType.EXCLUDES: f"{after} and {before} exclude each other",
    }[row.type]


def _team(say: Sayer, key: TeamId) -> str:
    return f"the team “{say.index.teams[key].name}”"


def _demand(say: Sayer, team: TeamId, skill: str) -> str:
    return f"{_team(say, team)} asks for “{skill}”, and too few people who can do it are there"


def _names(say: Sayer, stages: tuple[StageKey, ...], period: int | None) -> str:
    called = listed(sorted({say.initiative(key.initiative) for key in stages}))
    when = "at these times" if period is None else f"in {say.period(period)}"
    return (
        f"{called} ask for people {when} whom nobody can name: there is time enough in all, but "
        "teams per person, loans and locks do not let it be dealt out so"
    )


def _lock(say: Sayer, row: Any) -> str:  # noqa: ANN401 - a row of Assignments
    person, team = say.index.people[row.person].name, say.index.teams[row.team].name
    until = "" if row.until is None else f" until {row.until}"
    return f"{person} is locked to the team “{team}” with {say.fte(row.slices)}{until}"


def _released(say: Sayer, key: InitiativeId) -> str:
    """What is a fact of an initiative: money that is out, or work under way."""
    stages = {row.key: row for row in say.index.stages_of[key]}
    out = [
        row
        for row in say.portfolio.releases
        if row.initiative == key
        and row.state.stands
        and stages[StageKey(row.initiative, row.stage)].status is not StageStatus.DONE
    ]
    if out:
        total = sum(row.amount for row in out)
        return f"{say.money(total)} for {say.initiative(key)} is released: that is a fact"
    return f"{say.initiative(key)} is under way: that is a fact"


_WORDS: dict[str, Callable[..., str]] = dict.fromkeys(LINKS, _dependency)
_WORDS |= {
    "must_do_is_done": lambda say, key: f"{say.initiative(key)} must be done",
    "deadline_is_kept": _deadline,
    "one_of_a_group": lambda _, key: f"at most one of the group “{key}” may be started",
    "earliest_start": lambda say, key: (
        f"{say.initiative(key)} may not start before {say.index.initiatives[key].earliest_start}"
    ),
    "gate_is_open": lambda say, key: (
        f"{say.gate(key, failed=False)} is not open, so that nothing more of it starts in "
        f"{say.period(0)}"
    ),
    "gate_failed": lambda say, key: f"{say.gate(key, failed=True)} has failed",
    "is_left_out": lambda say, key: f"{say.initiative(key)} is left out",
    "fund_may_pay": lambda say, key, stage: (
        f"no fund may pay stage {stage} of {say.initiative(key)}"
    ),
    "envelope_floor": _floor,
    "envelope_ceiling": _ceiling,
    "fund_covers_charges": _budget,
    "demand_is_served": _demand,
    "names_fit": _names,
    "function_lends_within_limit": lambda _, key: f"the function “{key}” lends no more people",
    "team_keeps_fewest": lambda say, key: f"{_team(say, key)} keeps its fewest people",
    "team_takes_most": lambda say, key: f"{_team(say, key)} takes no more people",
    "platform_keeps_reserve": lambda say, key: (
        f"{_team(say, key)} keeps its reserve for as-a-service work"
    ),
    "is_locked": _lock,
    "is_released": _released,
}

Found = tuple[str, str | None, Meant]


def _by_id(sheet: str, column: str) -> Callable[..., Found]:
    return lambda _, key: (sheet, column, lambda row: row.id == key)


def _gate_row(say: Sayer, key: InitiativeId, *, failed: bool) -> Found:
    """The stage whose gate it is; of a release that was reversed, the initiative's first stage."""
    gates = say.gates(key, failed=failed) or [StageKey(key, 1)]
    return "Stages", "Name", lambda row: row.key in gates


def _budget_row(say: Sayer, fund: FundId, w: int) -> Found:
    window = say.index.calendar.windows[w]
    return "Budgets", "Amount", lambda row: row.fund == fund and row.window == window


def _demand_row(say: Sayer, team: str, skill: str) -> Found:
    def meant(row: Any) -> bool:  # noqa: ANN401 - a row of Demand
        asks = say.index.initiatives[row.initiative]
        return bool(asks.team == team and row.skill == skill and _may_matter(say, asks))

    return "Demand", "FTE", meant


def _may_matter(say: Sayer, row: Initiative) -> bool:
    """Whether it must be done; or any does, where none must."""
    musts = any(each.must_do and each.team == row.team for each in say.portfolio.initiatives)
    return row.must_do or not musts


def _link_row(_: Sayer, link: Dependency) -> Found:
    return "Dependencies", "Type", lambda row: row == link


def _released_row(say: Sayer, key: InitiativeId) -> Found:
    out = [row for row in say.portfolio.releases if row.initiative == key and row.state.stands]
    if out:
        return "Releases", "Amount", lambda row: row in out
    return (
        "Stages",
        "Status",
        lambda row: row.initiative == key and row.status is StageStatus.ACTIVE,
    )


_PLACES: dict[str, Callable[..., Found]] = dict.fromkeys(LINKS, _link_row)
_PLACES |= {
    "must_do_is_done": _by_id("Initiatives", "Must do"),
    "deadline_is_kept": _by_id("Initiatives", "Latest finish"),
    "one_of_a_group": lambda _, key: (
        "Initiatives",
        "Choose one of",
        lambda row: row.group == key,
    ),
    "earliest_start": _by_id("Initiatives", "Earliest start"),
    "gate_is_open": lambda say, key: _gate_row(say, key, failed=False),
    "gate_failed": lambda say, key: _gate_row(say, key, failed=True),
    "is_left_out": _by_id("Initiatives", "Leave out"),
    "fund_may_pay": lambda _, key, stage: (
        "Stages",
        "Tranche",
        lambda row: row.key == (key, stage),
    ),
    "envelope_floor": _by_id("Envelopes", "At least"),
    "envelope_ceiling": _by_id("Envelopes", "At most"),
    "fund_covers_charges": _budget_row,
    "demand_is_served": _demand_row,
    "names_fit": lambda _, stages, __: (
        "Demand",
        "FTE",
        lambda row: StageKey(row.initiative, row.stage) in stages,
    ),
    "function_lends_within_limit": _by_id("Functions", "Most FTE lent"),
    "team_keeps_fewest": _by_id("Teams", "Fewest people"),
    "team_takes_most": _by_id("Teams", "Most people"),
    "platform_keeps_reserve": _by_id("Teams", "Reserve %"),
    "is_locked": lambda _, lock: ("Assignments", "Locked", lambda row: row == lock),
    "is_released": _released_row,
}
