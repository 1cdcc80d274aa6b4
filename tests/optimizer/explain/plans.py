"""Plans for the tests of explanations: starts are given, dues are paid, people's time is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.explanation import Reason
from models.plan import (
    Assignment,
    HireUse,
    Payment,
    Plan,
    Provenance,
    SolveStatus,
    StagePlan,
    TrancheState,
    Value,
    Worker,
)
from models.portfolio import Portfolio
from models.stage import Stage, StageKey
from models.units import (
    InitiativeId,
    Money,
    OptionId,
    PeriodIndex,
    PersonId,
    SkillId,
    Slices,
    TeamId,
)
from models.verdict import VerdictKind
from optimizer.dues import Dues
from optimizer.explain import reasons
from optimizer.facts import Facts
from optimizer.gates import judge
from tests.portfolios import Rows, build, fund, initiative, person, stage, team


def key(name: str) -> StageKey:
    """`shop/2` as the key of a stage; `shop` is its first."""
    initiative, _, stage = name.partition("/")
    return StageKey(InitiativeId(initiative), int(stage or 1))


def works_on(
    who: str, stage: str, t: int, slices: int = 1, skill: str = "build", team: str = "web"
) -> Assignment:
    """A person's time on a stage in a period."""
    return Assignment(
        worker=Worker.PERSON,
        who=PersonId(who),
        team=TeamId(team),
        initiative=key(stage).initiative,
        stage=key(stage).stage,
        skill=SkillId(skill),
        period=PeriodIndex(t),
        slices=Slices(slices),
    )


def hired(option: str, t: int, slices: int) -> HireUse:
    """A hiring option in use."""
    return HireUse(option=OptionId(option), period=PeriodIndex(t), slices=Slices(slices))


def plan_of(
    portfolio: Portfolio,
    starts: Mapping[str, int] | None = None,
    assignments: Iterable[Assignment] = (),
    hires: Iterable[HireUse] = (),
    bound: int = 0,
) -> Plan:
    """A plan with these starts; everything else does not start, and the first fund pays."""
    facts = Facts.of(portfolio, judge(portfolio))
    chosen = {key(name): PeriodIndex(t) for name, t in (starts or {}).items()}
    dues = Dues(facts)
    payments = []
    for row in sorted(portfolio.stages, key=lambda row: row.key):
        if row.key in facts.committed:
            due = list(dues.committed(row))
        else:
            due = list(dues.of(row, chosen[row.key])) if row.key in chosen else []
        payments += [
            Payment(
                initiative=row.initiative,
                stage=row.stage,
                cost_type=each.cost_type,
                fund=each.funds[0],
                period=each.period,
                amount=each.amount,
            )
            for each in due
        ]
    stages = sorted(portfolio.stages, key=lambda row: row.key)
    return Plan(
        stages=tuple(_decision(facts, row, chosen.get(row.key)) for row in stages),
        payments=tuple(payments),
        assignments=tuple(assignments),
        hires=tuple(hires),
        value=Value(benefits=Money(0)),
        bound=Money(bound),
        status=SolveStatus.OPTIMAL,
        provenance=Provenance(portfolio="", headgate="test"),
    )


def _decision(facts: Facts, stage: Stage, start: PeriodIndex | None) -> StagePlan:
    start = facts.starts.get(stage.key, start)
    before = facts.index.stages_of[stage.initiative][: stage.stage - 1]
    failed = any(facts.verdicts[row.key].kind is VerdictKind.FAILED for row in before)
    state = TrancheState.NOT_FUNDED
    if stage.key in facts.committed:
        state = TrancheState.RELEASED
    elif failed:
        state = TrancheState.STOPPED
    elif start == 0:
        state = TrancheState.RELEASE_NOW
    elif start is not None:
        over = bool(before) and before[-1].key in facts.done
        held = over and stage.key not in facts.releasable
        state = TrancheState.HELD if held else TrancheState.PLANNED
    now = stage.tranche if state is TrancheState.RELEASE_NOW else Money(0)
    return StagePlan(
        initiative=stage.initiative,
        stage=stage.stage,
        state=state,
        start=start,
        amount=stage.tranche,
        release_now=now,
    )


def reason_of(portfolio: Portfolio, plan: Plan, initiative: str) -> Reason:
    """The reason of one initiative."""
    (found,) = [row for row in reasons(portfolio, plan) if row.initiative == initiative]
    return found


def roomy(*rows: Rows, money: int = 100_000_00) -> Portfolio:
    """One team, and one fund with so much money in each of two windows."""
    return build(team("web"), fund("main", [money, money]), rows)


def not_funded(reason: Reason, kind: str) -> str:
    """The words of a reason of this kind why an initiative is not funded."""
    assert (reason.decision, reason.kind.value) == ("not funded", kind)
    return reason.text.removeprefix("Not funded: ")


def staffed(*rows: Rows, level: int = 1, slices: int = 2) -> Portfolio:
    """Ann builds three slices at level 3; Big takes two of them in every period."""
    return roomy(
        initiative("shop", stage(needs={("build", level): slices}), worth=1),
        initiative("big", stage(periods=4, needs={"build": 2}), worth=9),
        person("ann", "web", {"build": 3}, slices=3),
        rows,
    )


def busy() -> list[Assignment]:
    """What Ann does for Big."""
    return [works_on("ann", "big", t, 2) for t in range(4)]
