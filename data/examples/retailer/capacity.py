"""Around the retailer's people: exceptions, the plan in force, pools, ways to have more."""

from data.examples.retailer.people import STAFF
from data.examples.shorthand import fte, thousands
from models.person import Availability, InForce, Lendable, Person
from models.supply import HiringKind, HiringOption, Pool
from models.units import DomainId, Money, OptionId, PeriodId, PoolId, SkillId, TeamId


def _away(name: str, quarters: dict[str, str]) -> tuple[Availability, ...]:
    person = STAFF.named(name).id
    return tuple(
        Availability(person=person, period=PeriodId(quarter), slices=fte(time))
        for quarter, time in quarters.items()
    )


AVAILABILITY = (
    # parental leave
    *_away("Freya Sundström", {"2027 Q2": "0", "2027 Q3": "0", "2027 Q4": "0.5"}),
    *_away("Zoltán Kovács", {"2027 Q1": "0.5", "2027 Q2": "0"}),
    *_away("Kateřina Dvořáková", {"2027 Q4": "0", "2028 Q1": "0", "2028 Q2": "0"}),
    # joins in April and in July
    *_away("Nisha Kamath", {"2027 Q1": "0"}),
    *_away("Tuğba Yıldız", {"2027 Q1": "0", "2027 Q2": "0"}),
    # retires at the end of 2027
    *_away("Uwe Hartmann", {"2028 Q1": "0", "2028 Q2": "0", "2028 Q3": "0", "2028 Q4": "0"}),
    # sabbatical
    *_away("Emil Kjær", {"2027 Q3": "0"}),
    # military service
    *_away("Filip Johansson", {"2028 Q1": "0.3"}),
)

# The security expert lent to Payments, the data scientist whose time for Recommendations is locked.
_TERMS: dict[str, dict[str, object]] = {
    "Ingrid Solberg": {"slices": fte("1"), "lendable": Lendable.ANYWHERE, "longest_loan": 4},
    "Suresh Balan": {"slices": fte("1"), "lendable": Lendable.ANYWHERE, "longest_loan": 3},
    "陈晓明": {"slices": fte("1"), "lendable": Lendable.DOMAIN, "longest_loan": None},
    "Łukasz Król": {"slices": fte("1"), "lendable": Lendable.ANYWHERE, "longest_loan": 3},
}

PEOPLE: tuple[Person, ...] = tuple(
    person.model_copy(update=_TERMS.get(person.name, {})) for person in STAFF.people
)


def _at(
    name: str, team: str, time: str, until: str | None = None, *, lock: bool = False
) -> InForce:
    return InForce(
        person=STAFF.named(name).id,
        team=TeamId(team),
        slices=fte(time),
        until=None if until is None else PeriodId(until),
        locked=lock,
    )


_SHARED = (
    _at("Ingrid Solberg", "security", "0.5"),
    _at("Ingrid Solberg", "payments", "0.5", "2027 Q2"),
    _at("陈晓明", "search", "0.6"),
    _at("陈晓明", "recommendations", "0.4", "2027 Q3", lock=True),
    _at("Łukasz Król", "cloud", "0.7"),
    _at("Łukasz Król", "api-layer", "0.3", "2027 Q1"),
    _at("Amélie Rousseau", "campaign-studio", "0.3", "2027 Q2"),
    _at("Giulia Ferraro", "payments", "0.2", "2027 Q1"),
    _at("Giulia Ferraro", "offers", "0.3", "2027 Q1"),
)


def _in_force() -> tuple[InForce, ...]:
    shared = {row.person for row in _SHARED}
    alone = [
        InForce(person=person.id, team=person.home_team, slices=person.slices)
        for person in PEOPLE
        if person.home_team is not None and person.id not in shared
    ]
    return (*alone, *_SHARED)


ASSIGNMENTS = _in_force()

POOLS = (
    Pool(
        id=PoolId("Qualitas test centre"),
        skill=SkillId("Quality"),
        slices=fte("2.5"),
        cost=thousands(14.5),
    ),
    Pool(
        id=PoolId("Appwerk mobile crew"),
        skill=SkillId("Mobile"),
        slices=fte("1.5"),
        domain=DomainId("Checkout"),
        from_period=PeriodId("2027 Q2"),
        to_period=PeriodId("2027 Q4"),
        cost=thousands(29),
    ),
    Pool(
        id=PoolId("Cloud partner"),
        skill=SkillId("Cloud"),
        slices=fte("1"),
        team=TeamId("cloud"),
        to_period=PeriodId("2028 Q2"),
        cost=thousands(33),
    ),
    Pool(
        id=PoolId("Outside counsel"),
        skill=SkillId("Compliance"),
        slices=fte("0.3"),
        cost=thousands(62),
    ),
)

HIRING = (
    HiringOption(
        id=OptionId("Hire data scientists"),
        skill=SkillId("Data science"),
        kind=HiringKind.HIRE,
        most=fte("2"),
        cost=thousands(24),
        lead_time=2,
        one_off=thousands(16),
    ),
    HiringOption(
        id=OptionId("Security contractors"),
        skill=SkillId("Security"),
        kind=HiringKind.CONTRACTOR,
        most=fte("1.5"),
        cost=thousands(44),
        lead_time=1,
        one_off=thousands(3),
        shortest_stay=2,
    ),
    HiringOption(
        id=OptionId("Web to UX"),
        skill=SkillId("UX"),
        kind=HiringKind.RESKILL,
        most=fte("1.5"),
        cost=Money(0),
        lead_time=1,
        one_off=thousands(9),
        from_skill=SkillId("Web"),
    ),
)
