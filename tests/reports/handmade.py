"""A plan made by hand for any portfolio: not a good one, but one in which everything occurs."""

from __future__ import annotations

from decimal import Decimal

from models.explanation import Reason, ReasonKind, ShadowPrice
from models.fund import CostType, Counts
from models.index import Index
from models.issue import Issue, Place, Severity
from models.plan import (
    Check,
    FlagUse,
    HireUse,
    Overrun,
    Payment,
    Plan,
    Provenance,
    Shortfall,
    SolveStatus,
    StagePlan,
    TrancheState,
    Value,
)
from models.portfolio import Portfolio
from models.stage import Stage, StageKey, StageStatus
from models.units import FundId, Money, PeriodIndex, Slices, WindowId
from models.verdict import Verdict, VerdictKind
from optimizer.gates.verdicts import judge
from tests.reports.contests import contests, waits
from tests.reports.crew import Crew


def handmade(portfolio: Portfolio) -> Plan:
    """Stages one after the other as early as gates allow; people from home as far as they go."""
    index = Index(portfolio)
    verdicts = {row.gate: row for row in judge(portfolio)}
    stages = tuple(
        row for key in sorted(index.initiatives) for row in _stages(index, key, verdicts)
    )
    payments = tuple(row for stage in stages for row in _payments(index, stage))
    crew = Crew(index)
    for row in stages:
        crew.serve(row)
    crew.learn()
    crew.lack(stages)
    benefits = sum(row.amount for row in stages if row.start is not None) * 3
    return Plan(
        stages=stages,
        payments=payments,
        overruns=_overruns(index),
        shortfalls=_shortfalls(index),
        flags=_flags(index),
        hires=_hires(index),
        assignments=tuple(crew.work),
        shortages=tuple(crew.short),
        value=Value(
            benefits=Money(benefits),
            flags=Money(sum(row.cost for row in _flags(index))),
            lateness=Money(500_00),
            hires=Money(3_210_77),
            moves=Money(60_00),
        ),
        bound=Money(benefits + benefits // 2_000),
        status=SolveStatus.WITHIN_GAP,
        moved=Slices(3),
        moved_bound=Slices(2),
        verdicts=tuple(verdicts.values()),
        findings=_findings(),
        reasons=_reasons(index, stages),
        conflicts=contests(index),
        delays=waits(index, stages),
        prices=_prices(index),
        checks=(
            Check(name="Nobody works more than the time there is", passed=True, checked=56),
            Check(name="No tranche leaves before its gate is passed", passed=True, checked=14),
        ),
        provenance=Provenance(
            portfolio=portfolio.digest(),
            headgate="0.1.0",
            solvers=(("HiGHS", "1.14.0"), ("OR-Tools", "9.15")),
            seed=7,
            rounds=2,
            notes=(("money", "42 tranches placed"), ("names", "3 slices moved")),
        ),
    )


def _stages(index: Index, key: str, verdicts: dict[StageKey, Verdict]) -> list[StagePlan]:
    initiative = index.initiatives[key]  # type: ignore[index]  # any text is a key here
    free, rows, open_so_far, failed = 0, [], True, False
    for stage in index.stages_of.get(initiative.id, ()):
        before = verdicts.get(StageKey(stage.initiative, stage.stage - 1))
        kind = before.kind if before else None
        failed = failed or kind is VerdictKind.FAILED
        now_open = open_so_far and (kind is None or kind.opens)
        near = open_so_far and kind is VerdictKind.CONDITIONAL
        share = index.portfolio.settings.conditional_share if near else Decimal(0)
        start, state = _start(
            index, stage, free, opened=now_open or share > 0, out=failed or initiative.leave_out
        )
        if failed and state is TrancheState.NOT_FUNDED:
            state = TrancheState.STOPPED
        first_held = (
            state is TrancheState.PLANNED and not now_open and _done(index, stage.stage - 1, stage)
        )
        state = TrancheState.HELD if first_held else state
        amount = Money(int(stage.tranche * share / 100)) if share else stage.tranche
        rows.append(
            StagePlan(
                initiative=stage.initiative,
                stage=stage.stage,
                state=state,
                start=start,
                amount=stage.tranche,
                release_now=amount if state is TrancheState.RELEASE_NOW else Money(0),
                gate=kind,
                missing=(before.reason, "Ask again next week.") if first_held and before else (),
            )
        )
        open_so_far = now_open
        free = (start + stage.periods) if start is not None else free
    return rows


def _done(index: Index, number: int, stage: Stage) -> bool:
    before = index.stage.get(StageKey(stage.initiative, number))
    return before is not None and before.status is StageStatus.DONE


def _start(
    index: Index, stage: Stage, free: int, *, opened: bool, out: bool
) -> tuple[PeriodIndex | None, TrancheState]:
    if stage.status is StageStatus.DONE:
        return None, TrancheState.RELEASED
    if stage.status is StageStatus.ACTIVE:
        return PeriodIndex(1 - stage.periods), TrancheState.RELEASED
    if any(row.state.stands for row in index.releases_of.get(stage.key, ())):
        return PeriodIndex(0), TrancheState.RELEASED
    start = max(free, 0 if opened else 1)
    unlucky = hash_of(stage.initiative) % 5 == 2
    if out or unlucky or start >= index.calendar.horizon:
        return None, TrancheState.NOT_FUNDED
    return PeriodIndex(start), TrancheState.RELEASE_NOW if start == 0 else TrancheState.PLANNED


def hash_of(text: str) -> int:
    """A number for a text that is the same in every run."""
    return sum((place + 1) * ord(letter) for place, letter in enumerate(text))


def _payments(index: Index, row: StagePlan) -> list[Payment]:
    if row.start is None or row.start < 0 or not index.portfolio.funds:
        return []
    stage = index.stage[row.key]
    capex = Money(int(row.amount * stage.capex / 100))
    found = []
    for cost_type, amount in ((CostType.CAPEX, capex), (CostType.OPEX, row.amount - capex)):
        fitting = [
            fund.id
            for fund in index.portfolio.funds
            if not fund.pays_for.cost_types or cost_type in fund.pays_for.cost_types
        ]
        if amount == 0 or not fitting:
            continue
        fund = fitting[hash_of(row.initiative) % len(fitting)]
        found.extend(_split(index, row, cost_type, fund, amount))
    return found


def _split(
    index: Index, row: StagePlan, cost_type: CostType, fund: FundId, amount: int
) -> list[Payment]:
    counts = next((b.counts for b in index.portfolio.budgets if b.fund == fund), Counts.RELEASE)
    start, periods = row.start or 0, index.stage[row.key].periods
    parts = [amount] if counts is Counts.RELEASE else [amount // periods] * periods
    return [
        Payment(
            initiative=row.initiative,
            stage=row.stage,
            cost_type=cost_type,
            fund=fund,
            period=PeriodIndex(start + q),
            amount=Money(part),
        )
        for q, part in enumerate(parts)
        if start + q < index.calendar.horizon
    ]


def _overruns(index: Index) -> tuple[Overrun, ...]:
    soft = [row for row in index.portfolio.budgets if row.overrun_price is not None]
    return tuple(Overrun(fund=r.fund, window=r.window, amount=Money(1_234_56)) for r in soft[:1])


def _shortfalls(index: Index) -> tuple[Shortfall, ...]:
    hard = [row for row in index.portfolio.budgets if row.overrun_price is None]
    return tuple(Shortfall(fund=r.fund, window=r.window, amount=Money(777_07)) for r in hard[:1])


def _flags(index: Index) -> tuple[FlagUse, ...]:
    return tuple(
        FlagUse(before=StageKey(row.before, 1), after=StageKey(row.after, 1), cost=row.flag_cost)
        for row in index.portfolio.dependencies
        if row.flag_cost is not None
    )


def _hires(index: Index) -> tuple[HireUse, ...]:
    return tuple(
        HireUse(option=row.id, period=t, slices=Slices(1))
        for row in index.portfolio.hiring[:2]
        for t in index.calendar.indices[1:]
    )


def _findings() -> tuple[Issue, ...]:
    return (
        Issue(
            severity=Severity.WARNING,
            place=Place(sheet="Teams", row=1, column="Leader", cell="E3"),
            what="team pricing has no leader",
            allowed="name one",
            rule="team has leader",
        ),
        Issue(
            severity=Severity.ERROR,
            place=Place(sheet="Dependencies", row=0, cell="A2"),
            what="platform pricing depends on product shop",
            rule="platform depends on product",
            waived_by="Rosa Holm",
        ),
    )


def _reasons(index: Index, stages: tuple[StagePlan, ...]) -> tuple[Reason, ...]:
    found = []
    for key in sorted(index.initiatives):
        rows = [row for row in stages if row.initiative == key]
        funded = [
            row for row in rows if row.start is not None or row.state is TrancheState.RELEASED
        ]
        value = Money(sum(row.amount for row in rows) * 3)
        if len(funded) == len(rows):
            text = "It is worth more than what it takes."
            found.append(
                Reason(
                    initiative=key,
                    decision="funded to the end",
                    kind=ReasonKind.FUNDED,
                    text=text,
                    value=value,
                )
            )
        elif any(row.state is TrancheState.STOPPED for row in rows):
            text = (
                "The gate after its first stage failed: orders per visitor stayed below the target."
            )
            found.append(
                Reason(initiative=key, decision="stopped", kind=ReasonKind.GATE, text=text)
            )
        elif any(row.start is not None for row in rows):
            text = "Its later stages do not fit into the plan any more."
            found.append(
                Reason(
                    initiative=key,
                    decision="funded in part",
                    kind=ReasonKind.DATES,
                    text=text,
                    value=value,
                )
            )
        else:
            text = (
                "It would need 1.5 FTE of build in Q2, which others use for more value; another "
                "0.5 FTE of build would bring it in."
            )
            found.append(
                Reason(
                    initiative=key,
                    decision="not funded",
                    kind=ReasonKind.SKILL,
                    text=text,
                    value=value,
                )
            )
    return tuple(found)


def _prices(index: Index) -> tuple[ShadowPrice, ...]:
    skills = sorted({row.skill for row in index.portfolio.skills})[:2]
    windows: tuple[WindowId, ...] = index.calendar.windows
    by_skill = tuple(
        ShadowPrice(skill=skill, period=PeriodIndex(0), worth=Decimal("1250.5")) for skill in skills
    )
    by_fund = tuple(
        ShadowPrice(fund=row.id, window=windows[0], worth=Decimal("0.4"))
        for row in index.portfolio.funds[:1]
    )
    return by_skill + by_fund
