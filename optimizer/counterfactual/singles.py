"""Single rows of the portfolio that could be different: gates, links, envelopes, dates, groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from models.counterfactual import ChangeKind
from models.dependency import Dependency, DependencyType
from models.envelope import Envelope, ScopeKind
from models.index import Index
from models.initiative import Initiative
from models.ledger_extract import Waiver
from models.objective import Objective
from models.person import Person
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, PersonId, Slices
from models.verdict import Verdict
from models.wording import listed

NOBODY = "if somebody waived it"
"""Who approves the waiver that is only supposed."""


class Single(NamedTuple):
    """One change, and the portfolio after it."""

    kind: ChangeKind
    what: str
    portfolio: Portfolio


def singles(portfolio: Portfolio, stage: StageKey, verdicts: tuple[Verdict, ...]) -> list[Single]:
    """Every single change of a row that could stand in the way of a stage."""
    index = Index(portfolio)
    return [
        *_gates(index, stage, verdicts),
        *_dependencies(index, stage.initiative),
        *_envelopes(portfolio),
        *_own(index, stage.initiative),
    ]


def _gates(index: Index, stage: StageKey, verdicts: tuple[Verdict, ...]) -> Iterator[Single]:
    """Gates of stages before it that have been reached and are not open."""
    shut = [
        row.gate
        for row in verdicts
        if row.gate.initiative == stage.initiative
        and row.gate.stage < stage.stage
        and not row.kind.opens
        and _reached(index, row.gate)
    ]
    for gate in sorted(shut):
        name = index.stage[gate].name
        yield Single(ChangeKind.GATE, f"the gate after “{name}”", waived(index.portfolio, [gate]))


def _reached(index: Index, gate: StageKey) -> bool:
    if index.stage[gate].status.value != "not started" or gate in index.releases_of:
        return True
    mine: tuple[Objective, ...] = index.objectives_of.get(gate, ())
    return any(row.id in index.outcomes_of for row in mine)


def waived(portfolio: Portfolio, gates: list[StageKey]) -> Portfolio:
    """The portfolio with these gates waived."""
    as_of = portfolio.settings.as_of
    rows = [
        Waiver(
            rule="gate",
            subject=f"{gate.initiative}/{gate.stage}",
            approver=NOBODY,
            reason=NOBODY,
            expires=as_of + timedelta(days=1),
        )
        for gate in gates
    ]
    return portfolio.model_copy(update={"waivers": (*portfolio.waivers, *rows)})


def _dependencies(index: Index, initiative: InitiativeId) -> Iterator[Single]:
    """Each row by which it hangs on another initiative."""
    both_ways = (DependencyType.EXCLUDES, DependencyType.SAME_RELEASE)
    rows = index.portfolio.dependencies
    for place, row in enumerate(rows):
        if row.after == initiative or (row.before == initiative and row.type in both_ways):
            rest = (*rows[:place], *rows[place + 1 :])
            changed = index.portfolio.model_copy(update={"dependencies": rest})
            yield Single(ChangeKind.DEPENDENCY, _link(index, row, initiative), changed)


def _link(index: Index, row: Dependency, initiative: InitiativeId) -> str:
    other = index.initiatives[row.before if row.after == initiative else row.after].name
    words = {
        DependencyType.FINISH_START: f"its wait for {other}",
        DependencyType.NEEDS: f"its need of {other}",
        DependencyType.SAME_RELEASE: f"its same release as {other}",
        DependencyType.EXCLUDES: f"that it and {other} exclude each other",
    }
    return words[row.type]


def _envelopes(portfolio: Portfolio) -> Iterator[Single]:
    rows = sorted(portfolio.envelopes, key=lambda row: row.id)
    for row in rows:
        rest = tuple(other for other in portfolio.envelopes if other != row)
        changed = portfolio.model_copy(update={"envelopes": rest})
        yield Single(ChangeKind.ENVELOPE, called(portfolio, row), changed)


def called(portfolio: Portfolio, row: Envelope) -> str:
    """An envelope in words: `the envelope E1 (released, domain Checkout)`."""
    scope = row.applies_to
    teams = {str(team.id): team.name for team in portfolio.teams}
    about = {ScopeKind.ALL: "everything", ScopeKind.TEAM: teams.get(scope.name, scope.name)}
    where = about.get(scope.kind, f"{scope.kind} {scope.name}")
    return f"the envelope {row.id} ({row.measure}, {where})"


def _own(index: Index, initiative: InitiativeId) -> Iterator[Single]:
    """What the initiative's own row asks."""
    row = index.initiatives[initiative]
    if row.leave_out:
        yield _other(
            index, row, ChangeKind.LEFT_OUT, "the decision to leave it out", leave_out=False
        )
    if row.group is not None:
        rivals = [
            each.name
            for each in index.portfolio.initiatives
            if each.group == row.group and each.id != row.id
        ]
        what = f"the choice between it and {listed(sorted(rivals))}"
        if rivals:
            yield _other(index, row, ChangeKind.CHOICE, what, group=None)
    if row.earliest_start is not None:
        what = f"its earliest start in {row.earliest_start}"
        yield _other(index, row, ChangeKind.DATES, what, earliest_start=None)
    if row.latest_finish is not None:
        what = f"its latest finish in {row.latest_finish}"
        free = {"latest_finish": None, "deadline_penalty": None}
        yield _other(index, row, ChangeKind.DATES, what, **free)


def _other(index: Index, row: Initiative, kind: ChangeKind, what: str, **fields: object) -> Single:
    rows = tuple(
        each.model_copy(update=fields) if each.id == row.id else each
        for each in index.portfolio.initiatives
    )
    return Single(kind, what, index.portfolio.model_copy(update={"initiatives": rows}))


def without_person(portfolio: Portfolio, person: PersonId) -> Portfolio:
    """The portfolio where somebody is there in no period."""

    def gone(row: Person) -> Person:
        return row.model_copy(update={"slices": Slices(0)}) if row.id == person else row

    return portfolio.model_copy(
        update={
            "people": tuple(map(gone, portfolio.people)),
            "availability": tuple(r for r in portfolio.availability if r.person != person),
            "assignments": tuple(r for r in portfolio.assignments if r.person != person),
        }
    )
