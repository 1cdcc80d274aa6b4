"""Small portfolios for staffing: every part has a default, a test names what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from models.initiative import Initiative, Theme
from models.period import Period
from models.person import InForce, Lendable, Person, PersonSkill
from models.portfolio import Portfolio
from models.settings import Settings
from models.stage import Demand, Stage, StageKey
from models.team import Team, TeamKind
from models.units import (
    DomainId,
    FunctionId,
    InitiativeId,
    Money,
    PeriodId,
    PeriodIndex,
    PersonId,
    SkillId,
    Slices,
    TeamId,
    WindowId,
)

Starts = dict[StageKey, PeriodIndex]


def settings(most_teams: int = 2) -> Settings:
    return Settings(
        name="Small",
        currency="EUR",
        as_of=date(2026, 1, 1),
        slice=Decimal("0.5"),
        most_teams=most_teams,
    )


def periods(count: int) -> tuple[Period, ...]:
    first = date(2026, 1, 1)
    return tuple(
        Period(
            id=PeriodId(f"P{t}"),
            start=first + timedelta(days=90 * t),
            end=first + timedelta(days=90 * t + 89),
            window=WindowId("2026"),
        )
        for t in range(count)
    )


def team(
    name: str,
    *,
    kind: TeamKind = TeamKind.PRODUCT,
    domain: str | None = "Shop",
    reserve: int = 0,
    fewest: int | None = None,
    most: int | None = None,
) -> Team:
    return Team(
        id=TeamId(name),
        name=name,
        kind=kind,
        domain=None if domain is None else DomainId(domain),
        reserve=Decimal(reserve),
        fewest=None if fewest is None else Slices(fewest),
        most=None if most is None else Slices(most),
    )


def person(
    name: str,
    home: str | None,
    slices: int = 2,
    *,
    lendable: Lendable = Lendable.NO,
    longest: int | None = None,
    cost: int = 0,
    function: str | None = None,
) -> Person:
    return Person(
        id=PersonId(name),
        name=name,
        home_team=None if home is None else TeamId(home),
        function=None if function is None else FunctionId(function),
        slices=Slices(slices),
        cost=Money(cost),
        lendable=lendable,
        longest_loan=longest,
    )


def skill(who: str, name: str = "java", level: int = 3) -> PersonSkill:
    return PersonSkill(person=PersonId(who), skill=SkillId(name), level=level)


def in_force(
    who: str, where: str, slices: int, *, until: str | None = None, locked: bool = False
) -> InForce:
    return InForce(
        person=PersonId(who),
        team=TeamId(where),
        slices=Slices(slices),
        until=None if until is None else PeriodId(until),
        locked=locked,
    )


class Work:
    """Initiatives of one stage each, collected with their starts."""

    def __init__(self) -> None:
        self.initiatives: list[Initiative] = []
        self.stages: list[Stage] = []
        self.demand: list[Demand] = []
        self.starts: Starts = {}
        self.committed: set[StageKey] = set()

    def add(
        self,
        name: str,
        where: str,
        slices: int,
        *,
        skill: str = "java",
        level: int = 1,
        start: int = 0,
        lasts: int = 1,
        committed: bool = False,
        theme: Theme | None = None,
    ) -> Work:
        """One more initiative that asks for this in each of its periods."""
        key = StageKey(InitiativeId(name), 1)
        if key not in self.starts:
            self.initiatives.append(
                Initiative(id=key.initiative, name=name, team=TeamId(where), theme=theme)
            )
            self.stages.append(
                Stage(
                    initiative=key.initiative, stage=1, name="All", tranche=Money(0), periods=lasts
                )
            )
        self.demand.append(
            Demand(
                initiative=key.initiative,
                stage=1,
                skill=SkillId(skill),
                slices=Slices(slices),
                lowest_level=level,
            )
        )
        self.starts[key] = PeriodIndex(start)
        if committed:
            self.committed.add(key)
        return self

    def on(self, portfolio: Portfolio) -> Portfolio:
        """The portfolio with this work."""
        return portfolio.model_copy(
            update={
                "initiatives": tuple(self.initiatives),
                "stages": tuple(self.stages),
                "demand": tuple(self.demand),
            }
        )
