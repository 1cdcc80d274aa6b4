"""A plan made by hand for the tests of what is said about plans."""

from models.explanation import Reason, ReasonKind
from models.fund import CostType
from models.issue import Issue, Place, Severity
from models.plan import (
    Assignment,
    Check,
    HireUse,
    Payment,
    Plan,
    Provenance,
    Shortage,
    SolveStatus,
    StagePlan,
    TrancheState,
    Value,
    Worker,
)
from models.units import (
    FundId,
    InitiativeId,
    Money,
    OptionId,
    PeriodIndex,
    SkillId,
    Slices,
    TeamId,
)
from models.verdict import VerdictKind

BASKET = InitiativeId("basket")
WARNING = Issue(
    severity=Severity.WARNING,
    place=Place(sheet="Teams", row=0, column="Leader", cell="E2"),
    what="team shop has no leader",
    allowed="name one",
    rule="team has leader",
    subject="shop",
)
WAIVED = WARNING.model_copy(update={"severity": Severity.ERROR, "waived_by": "Nora Wolf"})
ERROR = Issue(
    severity=Severity.ERROR,
    place=Place(sheet="Stages", row=3, column="Tranche", cell="D5"),
    what="'12k' is not an amount",
    allowed="a number such as 12000",
    also=(Place(sheet="Budgets", cell="C2"),),
)


def by_hand(status: SolveStatus = SolveStatus.WITHIN_GAP, *, short: bool = False) -> Plan:
    """Five stages of the complete portfolio, a payment, two workers, a hire."""
    shortage = Shortage(
        initiative=InitiativeId("price engine"),
        stage=1,
        skill=SkillId("data"),
        lowest_level=1,
        period=PeriodIndex(0),
        slices=Slices(3),
    )
    return Plan(
        stages=(
            _stage("basket", 1, TrancheState.RELEASED, None, 20_000_00),
            _stage("basket", 2, TrancheState.RELEASE_NOW, 0, 30_000_00, gate=VerdictKind.PASSED),
            _stage("basket", 3, TrancheState.HELD, 2, 25_000_00, missing=("sales", "on time")),
            _stage("chat", 1, TrancheState.PLANNED, 3, 18_000_00),
            _stage("loyalty", 2, TrancheState.STOPPED, None, 35_000_00, gate=VerdictKind.FAILED),
        ),
        payments=(
            Payment(
                initiative=BASKET,
                stage=2,
                cost_type=CostType.CAPEX,
                fund=FundId("capital"),
                period=PeriodIndex(0),
                amount=Money(12_000_50),
            ),
        ),
        hires=(HireUse(option=OptionId("builder"), period=PeriodIndex(1), slices=Slices(1)),),
        assignments=(
            _works(Worker.PERSON, "ada", 3),
            _works(Worker.POOL, "agency", 1),
        ),
        shortages=(shortage,) if short else (),
        value=Value(benefits=Money(101_000_00), moves=Money(1_000_00)),
        bound=Money(100_050_00),
        status=status,
        moved=Slices(3),
        findings=(WARNING, WAIVED),
        reasons=(
            Reason(
                initiative=BASKET,
                decision="funded to the end",
                kind=ReasonKind.FUNDED,
                text="worth more than it costs",
                value=Money(50_000_00),
            ),
        ),
        checks=(Check(name="hard budgets hold", passed=True, checked=7),),
        provenance=Provenance(portfolio="0" * 64, headgate="0.1.0"),
    )


def _stage(
    initiative: str,
    stage: int,
    state: TrancheState,
    start: int | None,
    amount: int,
    *,
    gate: VerdictKind | None = None,
    missing: tuple[str, ...] = (),
) -> StagePlan:
    return StagePlan(
        initiative=InitiativeId(initiative),
        stage=stage,
        state=state,
        start=None if start is None else PeriodIndex(start),
        amount=Money(amount),
        release_now=Money(amount if state is TrancheState.RELEASE_NOW else 0),
        gate=gate,
        missing=missing,
    )


def _works(worker: Worker, who: str, slices: int) -> Assignment:
    return Assignment(
        worker=worker,
        who=who,
        team=TeamId("shop"),
        initiative=BASKET,
        stage=2,
        skill=SkillId("build"),
        period=PeriodIndex(0),
        slices=Slices(slices),
    )
