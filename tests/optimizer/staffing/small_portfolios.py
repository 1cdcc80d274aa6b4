"""Tiny portfolios in which everything that section 7 of the formulation knows may occur."""

from __future__ import annotations

from hypothesis import strategies as st

from models.initiative import Theme
from models.person import Availability, InForce, Lendable, Person, PersonSkill
from models.plan import HireUse
from models.portfolio import Portfolio
from models.supply import HiringKind, HiringOption, Pool
from models.team import Function, TeamKind
from models.units import (
    DomainId,
    FunctionId,
    Money,
    OptionId,
    PeriodId,
    PeriodIndex,
    PoolId,
    SkillId,
    Slices,
    TeamId,
)
from tests.optimizer.staffing.build import (
    Work,
    in_force,
    periods,
    person,
    settings,
    skill,
    team,
)
from tests.optimizer.staffing.oracle import Facts

TEAMS = ("Apps", "Basket")
SKILLS = ("java", "design")
maybe = st.one_of(st.none(), st.integers(0, 3))


@st.composite
def small_portfolios(draw: st.DrawFn, people: int = 2, horizon: int = 3) -> Facts:
    """A portfolio of two teams, with starts and hires."""
    length = draw(st.integers(2, horizon))
    persons = [
        draw(_person(name)) for name in ("ann", "bob", "eve")[: draw(st.integers(1, people))]
    ]
    portfolio = Portfolio(
        settings=settings(draw(st.integers(1, 2))),
        periods=periods(length),
        teams=tuple(
            team(
                name,
                kind=draw(st.sampled_from([TeamKind.PRODUCT, TeamKind.PLATFORM])),
                domain=draw(st.sampled_from(["Shop", "Shop", None])),
                reserve=draw(st.sampled_from([0, 0, 0, 25, 50])),
                fewest=draw(st.one_of(st.none(), st.none(), st.integers(0, 3))),
                most=draw(st.one_of(st.none(), st.none(), st.integers(0, 4))),
            )
            for name in TEAMS
        ),
        functions=(
            Function(
                id=FunctionId("law"),
                contact="Kim",
                most_lent=draw(st.sampled_from([None, Slices(1), Slices(2)])),
            ),
        ),
        people=tuple(persons),
        skills=tuple(row for who in persons for row in draw(_skills(who))),
        availability=tuple(draw(_availability(persons, length))),
        pools=tuple(draw(_pools())),
    )
    portfolio = portfolio.model_copy(update={"assignments": tuple(draw(_in_force(portfolio)))})
    hires = draw(_hiring(portfolio))
    work = draw(_work(length))
    portfolio = work.on(portfolio.model_copy(update={"hiring": hires[0]}))
    return Facts(portfolio, work.starts, hires[1], frozenset(work.committed))


@st.composite
def _person(draw: st.DrawFn, name: str) -> Person:
    home = draw(st.sampled_from([*TEAMS, *TEAMS, None]))
    return person(
        name,
        home,
        draw(st.integers(1, 2)),
        lendable=draw(st.sampled_from([*Lendable, Lendable.ANYWHERE])),
        longest=draw(st.sampled_from([None, 1, 2])),
        cost=draw(st.integers(0, 3)),
        function=None if home else "law",
    )


@st.composite
def _skills(draw: st.DrawFn, who: Person) -> list[PersonSkill]:
    names = draw(st.lists(st.sampled_from(SKILLS), min_size=1, unique=True))
    return [skill(who.id, name, draw(st.integers(1, 3))) for name in names]


@st.composite
def _availability(draw: st.DrawFn, people: list[Person], length: int) -> list[Availability]:
    if not draw(st.booleans()):
        return []
    who = draw(st.sampled_from(people))
    period = PeriodId(f"P{draw(st.integers(0, length - 1))}")
    return [Availability(person=who.id, period=period, slices=Slices(draw(st.integers(0, 2))))]


@st.composite
def _pools(draw: st.DrawFn) -> list[Pool]:
    if not draw(st.booleans()):
        return []
    return [
        Pool(
            id=PoolId("agency"),
            skill=SkillId(draw(st.sampled_from(SKILLS))),
            slices=Slices(1),
            team=draw(st.sampled_from([None, None, TeamId(TEAMS[1])])),
            domain=draw(st.sampled_from([None, None, DomainId("Shop")])),
            from_period=draw(st.sampled_from([None, PeriodId("P1")])),
            to_period=draw(st.sampled_from([None, PeriodId("P1")])),
            cost=draw(st.sampled_from([None, Money(1), Money(2)])),
        )
    ]


@st.composite
def _in_force(draw: st.DrawFn, portfolio: Portfolio) -> list[InForce]:
    rows = []
    for who in portfolio.people:
        where = draw(st.sampled_from([*TEAMS, None]))
        if where is not None:
            least = min(
                [who.slices, *(r.slices for r in portfolio.availability if r.person == who.id)]
            )
            locked = least > 0 and draw(st.booleans())
            slices = draw(st.integers(1, least if locked else 2))
            until = draw(st.sampled_from([None, "P0", "P1"]))
            rows.append(in_force(who.id, where, slices, until=until, locked=locked))
    return rows


@st.composite
def _hiring(
    draw: st.DrawFn, portfolio: Portfolio
) -> tuple[tuple[HiringOption, ...], tuple[HireUse, ...]]:
    kind = draw(st.sampled_from([None, None, *HiringKind]))
    if kind is None:
        return (), ()
    old, new = draw(st.permutations(SKILLS))
    option = HiringOption(
        id=OptionId("more"),
        skill=SkillId(new),
        kind=kind,
        most=Slices(2),
        lead_time=draw(st.integers(0, 1)),
        from_skill=SkillId(old) if kind is HiringKind.RESKILL else None,
    )
    slices = [0] * len(portfolio.periods)
    for t in range(option.lead_time, len(slices)):
        slices[t] = draw(st.integers(slices[t - 1] if t else 0, 2))
    uses = tuple(
        HireUse(option=option.id, period=PeriodIndex(t), slices=Slices(there))
        for t, there in enumerate(slices)
        if there
    )
    return (option,), uses


@st.composite
def _work(draw: st.DrawFn, length: int) -> Work:
    work = Work()
    for name in ("Ads", "Billing", "Chat")[: draw(st.integers(1, 3))]:
        work.add(
            name,
            draw(st.sampled_from(TEAMS)),
            draw(st.integers(1, 3)),
            skill=draw(st.sampled_from(SKILLS)),
            level=draw(st.integers(1, 3)),
            start=draw(st.integers(-1, length - 1)),
            lasts=draw(st.integers(1, length)),
            committed=draw(st.booleans()),
            theme=draw(st.sampled_from([None, Theme.GROWTH, Theme.AS_A_SERVICE])),
        )
    return work
