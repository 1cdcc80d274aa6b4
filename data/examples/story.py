"""The story that the template tells by its examples: a bakery sells online, in very few rows.

Each column of each sheet is filled in at least once, and all rows together are a sound portfolio.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.dependency import Dependency
from models.envelope import Envelope, Limit, Measure, Scope, ScopeKind
from models.fund import Budget, Counts, Fund, PaysFor
from models.initiative import Benefit, CountsFrom, Initiative, Theme
from models.ledger_extract import Release, ReleaseState, Waiver
from models.metric import Better, Metric, Nature
from models.objective import Comparison, KOfN, Objective, Outcome
from models.period import Period
from models.person import Availability, InForce, Lendable, Person, PersonSkill
from models.portfolio import Portfolio
from models.settings import Reserve, Settings
from models.stage import Demand, Stage, StageStatus
from models.supply import HiringKind, HiringOption, Pool
from models.team import Function, Team, TeamKind
from models.units import (
    DomainId,
    EnvelopeId,
    FunctionId,
    FundId,
    InitiativeId,
    MetricId,
    Money,
    ObjectiveId,
    OptionId,
    PeriodId,
    PersonId,
    PoolId,
    SkillId,
    Slices,
    TeamId,
    WindowId,
)

TOLD = (
    "A bakery sells online. Last quarter it tried ordering ahead in one shop; the gate after that "
    "asks for orders, punctuality and few complaints. Now all shops are to have it, once customers "
    "can pay by phone. Two teams, a function that lends someone, and two funds do it in 2027."
)
"""The story in words."""
SHOP, PAY = TeamId("shop"), TeamId("pay")
SALES, MARKETING = DomainId("Sales"), FunctionId("Marketing")
AHEAD, PHONE, APP = InitiativeId("ahead"), InitiativeId("phone"), InitiativeId("app")
DIGITAL, UPKEEP = FundId("digital"), FundId("upkeep")
ORDERS, PUNCTUAL = MetricId("Online orders"), MetricId("Orders on time")
COMPLAINTS = MetricId("Complaints")
ANA, BEN, MIA = PersonId("ana"), PersonId("ben"), PersonId("mia")
BUILD, DESIGN, SELL = SkillId("build"), SkillId("design"), SkillId("marketing")
YEAR = WindowId("FY 2027")
Q1, Q2, Q3, Q4 = (PeriodId(f"2027-Q{number}") for number in (1, 2, 3, 4))
LEADER, OTHER = "Ana Lima", "Ben Okoro"
_STARTS = (date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1))
_ENDS = (date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30), date(2027, 12, 31))


def story() -> Portfolio:
    """The portfolio of the story."""
    periods = tuple(
        Period(id=name, start=start, end=end, window=YEAR, release_date=start.replace(day=20))
        for name, start, end in zip((Q1, Q2, Q3, Q4), _STARTS, _ENDS, strict=True)
    )
    rows = _money() | _work() | _gates() | _people()
    return Portfolio.model_validate({"settings": _settings(), "periods": periods} | rows)


def _settings() -> Settings:
    return Settings(
        name="Corner bakery",
        currency="EUR",
        as_of=date(2027, 1, 15),
        discount_rate=Decimal(8),
        move_price=Money(200_00),
        gate_tolerance=Decimal(5),
        conditional_share=Decimal(50),
        reserve=Reserve.EXPECTED,
        both_natures_above=Money(35_000_00),
        escalate_above=Money(10_000_00),
    )


def _money() -> dict[str, object]:
    return {
        "funds": (
            Fund(
                id=DIGITAL,
                name="Digital fund",
                pays_for=PaysFor(domains=(SALES,)),
                carry_over=Decimal(50),
            ),
            Fund(
                id=UPKEEP,
                name="Upkeep",
                pays_for=PaysFor(themes=(Theme.RUN, Theme.REGULATORY)),
            ),
        ),
        "budgets": (
            Budget(
                fund=DIGITAL,
                window=YEAR,
                amount=Money(120_000_00),
                counts=Counts.RELEASE,
                overrun_price=Decimal("0.25"),
            ),
            Budget(fund=UPKEEP, window=YEAR, amount=Money(20_000_00), counts=Counts.SPEND),
        ),
        "envelopes": (
            Envelope(
                id=EnvelopeId("growth"),
                applies_to=Scope(kind=ScopeKind.THEME, name=Theme.GROWTH.value),
                measure=Measure.RELEASED,
                window="all",
                at_least=Limit(percent=Decimal(20)),
                at_most=Limit(percent=Decimal(80)),
            ),
            Envelope(
                id=EnvelopeId("few at once"),
                applies_to=Scope(kind=ScopeKind.ALL),
                measure=Measure.STARTS,
                window=YEAR,
                at_most=Limit(amount=4),
            ),
        ),
        "releases": (
            Release(
                initiative=AHEAD,
                stage=1,
                amount=Money(30_000_00),
                date=date(2026, 10, 5),
                fund=DIGITAL,
                state=ReleaseState.CLOSED,
            ),
        ),
        "waivers": (
            Waiver(
                rule="both-natures",
                subject=PHONE,
                approver="Rita Alves",
                reason="One stage only, and others wait for it",
                expires=date(2027, 6, 30),
            ),
        ),
    }


def _work() -> dict[str, object]:
    return {
        "teams": (
            Team(
                id=SHOP,
                name="Online shop",
                kind=TeamKind.PRODUCT,
                domain=SALES,
                leader=LEADER,
                fewest=Slices(5),
                most=Slices(30),
            ),
            Team(
                id=PAY,
                name="Payments",
                kind=TeamKind.PLATFORM,
                domain=SALES,
                leader=OTHER,
                reserve=Decimal(20),
            ),
        ),
        "functions": (Function(id=MARKETING, contact=LEADER, most_lent=Slices(10)),),
        "initiatives": (
            Initiative(
                id=AHEAD,
                name="Order ahead",
                team=SHOP,
                theme=Theme.GROWTH,
                function=MARKETING,
                group="ordering",
                earliest_start=Q1,
                latest_finish=Q4,
                deadline_penalty=Money(2_000_00),
            ),
            Initiative(
                id=PHONE, name="Pay by phone", team=PAY, theme=Theme.MODERNIZATION, must_do=True
            ),
            Initiative(
                id=APP, name="An app of our own", team=SHOP, leave_out=True, group="ordering"
            ),
        ),
        "benefits": (
            Benefit(
                initiative=AHEAD,
                metric=ORDERS,
                uplift=Decimal(9_000),
                after_stage=2,
                counts_from=CountsFrom.FINISH,
                ramp=1,
                lasts=8,
                confidence=Decimal(80),
            ),
            Benefit(
                initiative=PHONE,
                metric=ORDERS,
                uplift=Decimal(2_500),
                profile=(Decimal(0), Decimal("0.5"), Decimal(1)),
            ),
        ),
        "stages": (
            Stage(
                initiative=AHEAD,
                stage=1,
                name="Try it in one shop",
                tranche=Money(30_000_00),
                periods=1,
                status=StageStatus.DONE,
                started=date(2026, 10, 5),
            ),
            Stage(
                initiative=AHEAD,
                stage=2,
                name="All shops",
                tranche=Money(45_000_00),
                periods=2,
                capex=Decimal(40),
                spend_profile=(Decimal(2), Decimal(1)),
                fund=DIGITAL,
            ),
            Stage(
                initiative=PHONE,
                stage=1,
                name="Connect the payment service",
                tranche=Money(40_000_00),
                periods=1,
                chance=Decimal(90),
            ),
            Stage(
                initiative=APP, stage=1, name="First version", tranche=Money(25_000_00), periods=2
            ),
        ),
        "demand": (
            Demand(initiative=AHEAD, stage=2, skill=BUILD, slices=Slices(10), lowest_level=2),
            Demand(initiative=AHEAD, stage=2, skill=SELL, slices=Slices(5)),
            Demand(initiative=PHONE, stage=1, skill=BUILD, slices=Slices(5), lowest_level=3),
        ),
        "dependencies": (
            Dependency(
                before=PHONE,
                before_stage=1,
                after=AHEAD,
                after_stage=2,
                lag=1,
                flag_cost=Money(3_000_00),
                release_plan_of=SHOP,
            ),
        ),
    }


def _gates() -> dict[str, object]:
    either = KOfN(k=1, n=2)
    return {
        "metrics": (
            Metric(
                id=ORDERS,
                unit="orders per quarter",
                better=Better.HIGHER,
                worth=Decimal("3.5"),
                owner=LEADER,
            ),
            Metric(id=PUNCTUAL, unit="%", better=Better.HIGHER, nature=Nature.DELIVERY),
            Metric(id=COMPLAINTS, unit="complaints per quarter", better=Better.LOWER),
        ),
        "objectives": (
            Objective(
                id=ObjectiveId("ahead-1-orders"),
                initiative=AHEAD,
                stage=1,
                metric=ORDERS,
                comparison=Comparison.AT_LEAST,
                target=Decimal(300),
                amber=Decimal(250),
            ),
            Objective(
                id=ObjectiveId("ahead-1-on-time"),
                initiative=AHEAD,
                stage=1,
                metric=PUNCTUAL,
                comparison=Comparison.AT_LEAST,
                target=Decimal(95),
                nature=Nature.DELIVERY,
                required=either,
            ),
            Objective(
                id=ObjectiveId("ahead-1-complaints"),
                initiative=AHEAD,
                stage=1,
                metric=COMPLAINTS,
                comparison=Comparison.AT_MOST,
                target=Decimal(10),
                required=either,
            ),
        ),
        "outcomes": tuple(
            Outcome(
                objective=ObjectiveId(f"ahead-1-{what}"),
                observed=Decimal(observed),
                date=date(2027, 1, 10),
                evidence="Shop report of 10 January 2027",
                reported_by=LEADER,
                confirmed_by=OTHER,
            )
            for what, observed in (("orders", 340), ("on-time", 97), ("complaints", 12))
        ),
    }


def _people() -> dict[str, object]:
    return {
        "people": (
            Person(
                id=ANA,
                name=LEADER,
                home_team=SHOP,
                slices=Slices(10),
                cost=Money(24_000_00),
                lendable=Lendable.DOMAIN,
                longest_loan=2,
                location="Porto",
                leads=SHOP,
            ),
            Person(id=BEN, name=OTHER, home_team=PAY, slices=Slices(10), leads=PAY),
            Person(
                id=MIA,
                name="Mia Kraus",
                function=MARKETING,
                slices=Slices(5),
                lendable=Lendable.ANYWHERE,
            ),
        ),
        "skills": (
            PersonSkill(person=ANA, skill=BUILD, level=3),
            PersonSkill(person=ANA, skill=DESIGN, level=2),
            PersonSkill(person=BEN, skill=BUILD, level=4),
            PersonSkill(person=MIA, skill=SELL, level=3),
        ),
        "availability": (Availability(person=ANA, period=Q4, slices=Slices(5)),),
        "assignments": (
            InForce(person=ANA, team=SHOP, slices=Slices(5), until=Q4),
            InForce(person=BEN, team=PAY, slices=Slices(5), until=Q1, locked=True),
        ),
        "pools": (
            Pool(
                id=PoolId("web studio"),
                skill=BUILD,
                slices=Slices(5),
                domain=SALES,
                from_period=Q2,
                to_period=Q4,
                cost=Money(20_000_00),
            ),
        ),
        "hiring": (
            HiringOption(
                id=OptionId("developer"),
                skill=BUILD,
                kind=HiringKind.CONTRACTOR,
                most=Slices(10),
                cost=Money(22_000_00),
                lead_time=1,
                one_off=Money(4_000_00),
                shortest_stay=2,
            ),
            HiringOption(
                id=OptionId("new designer"),
                skill=DESIGN,
                kind=HiringKind.RESKILL,
                most=Slices(5),
                one_off=Money(1_500_00),
                from_skill=SELL,
            ),
        ),
    }
