"""Each constraint at its boundary: one case that just holds, one that just breaks."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import pytest

from models.initiative import Theme
from models.person import Availability, InForce, Lendable
from models.plan import HireUse, Worker
from models.portfolio import Portfolio
from models.supply import HiringKind, HiringOption, Pool
from models.team import Function, TeamKind
from models.units import (
    FunctionId,
    OptionId,
    PeriodId,
    PeriodIndex,
    PersonId,
    PoolId,
    SkillId,
    Slices,
    TeamId,
)
from optimizer.staffing import Staffing, StaffingError, constraints, staff
from optimizer.staffing.constraints import ALWAYS, WHERE_WATCHED
from tests.optimizer.staffing.build import (
    Work,
    in_force,
    periods,
    person,
    settings,
    skill,
    team,
)


def staffed(work: Work, portfolio: Portfolio, hires: tuple[HireUse, ...] = ()) -> Staffing:
    return staff(work.on(portfolio), work.starts, hires, committed=frozenset(work.committed))


def missing(work: Work, portfolio: Portfolio, hires: tuple[HireUse, ...] = ()) -> int:
    return sum(row.slices for row in staffed(work, portfolio, hires).unserved)


def company(length: int = 1, most_teams: int = 2, **rows: object) -> Portfolio:
    """Ann at Apps, everyone knows Java; three product teams of one domain."""
    everything: dict[str, object] = {
        "settings": settings(most_teams),
        "periods": periods(length),
        "teams": (team("Apps"), team("Basket"), team("Cart")),
        "people": (person("ann", "Apps"),),
        "skills": (skill("ann"),),
    }
    return Portfolio.model_validate({**everything, **rows})


def test_demand_is_served() -> None:
    assert missing(Work().add("Ads", "Apps", 2), company()) == 0
    assert missing(Work().add("Ads", "Apps", 3), company()) == 3 - 2


def test_demand_is_served_at_its_level() -> None:
    assert missing(Work().add("Ads", "Apps", 2, level=3), company()) == 0
    assert missing(Work().add("Ads", "Apps", 2, level=4), company()) == 2


def test_person_has_one_time() -> None:
    both = company(skills=(skill("ann"), skill("ann", "design")))
    work = Work().add("Ads", "Apps", 1).add("Art", "Apps", 1, skill="design")
    assert missing(work, both) == 0
    assert missing(work.add("Blog", "Apps", 1), both) == 1


def test_person_has_one_time_when_away() -> None:
    away = (Availability(person=PersonId("ann"), period=PeriodId("P0"), slices=Slices(1)),)
    assert missing(Work().add("Ads", "Apps", 1), company(availability=away)) == 0
    assert missing(Work().add("Ads", "Apps", 2), company(availability=away)) == 1


def test_person_has_one_time_and_locked_time_is_not_theirs() -> None:
    locked = company(assignments=(in_force("ann", "Basket", 1, locked=True),))
    assert missing(Work().add("Ads", "Apps", 1), locked) == 0
    assert missing(Work().add("Ads", "Apps", 2), locked) == 1


def test_person_locked_for_more_than_they_have_is_refused() -> None:
    with pytest.raises(StaffingError, match="ann is locked for more time than there is in P0"):
        missing(Work(), company(assignments=(in_force("ann", "Basket", 3, locked=True),)))


def test_lock_is_for_its_team() -> None:
    locked = company(assignments=(in_force("ann", "Basket", 1, locked=True),))
    assert missing(Work().add("Ads", "Basket", 1), locked) == 0
    assert missing(Work().add("Ads", "Basket", 2), locked) == 1


def test_lock_is_for_its_team_until_it_ends() -> None:
    rows = (in_force("ann", "Basket", 1, until="P0", locked=True),)
    locked = company(2, assignments=rows)
    assert missing(Work().add("Ads", "Basket", 1), locked) == 0
    assert missing(Work().add("Ads", "Basket", 1, start=1), locked) == 1
    assert missing(Work().add("Ads", "Apps", 2, start=1), locked) == 0


@pytest.mark.parametrize(
    ("lendable", "reached"),
    [
        (Lendable.NO, {"Apps"}),
        (Lendable.DOMAIN, {"Apps", "Basket"}),
        (Lendable.ANYWHERE, {"Apps", "Basket", "Ops"}),
    ],
)
def test_reach(lendable: Lendable, reached: set[str]) -> None:
    rows = company(
        teams=(team("Apps"), team("Basket"), team("Ops", domain=None)),
        people=(person("ann", "Apps", lendable=lendable),),
    )
    served = {n for n in ("Apps", "Basket", "Ops") if not missing(Work().add("Ads", n, 1), rows)}
    assert served == reached


def test_reach_of_a_team_without_domain_is_itself() -> None:
    rows = company(
        teams=(team("Apps", domain=None), team("Basket", domain=None)),
        people=(person("ann", "Apps", lendable=Lendable.DOMAIN),),
    )
    assert missing(Work().add("Ads", "Apps", 1), rows) == 0
    assert missing(Work().add("Ads", "Basket", 1), rows) == 1


@pytest.mark.parametrize(
    ("lendable", "kind", "short"),
    [
        (Lendable.ANYWHERE, TeamKind.PRODUCT, 0),
        (Lendable.ANYWHERE, TeamKind.PLATFORM, 1),
        (Lendable.DOMAIN, TeamKind.PRODUCT, 1),
    ],
)
def test_reach_of_a_function(lendable: Lendable, kind: TeamKind, short: int) -> None:
    rows = company(
        functions=(Function(id=FunctionId("law"), contact="Kim"),),
        teams=(team("Apps", kind=kind),),
        people=(person("ann", None, lendable=lendable, function="law"),),
    )
    assert missing(Work().add("Ads", "Apps", 1), rows) == short


def test_function_lends_so_much() -> None:
    rows = company(
        functions=(Function(id=FunctionId("law"), contact="Kim", most_lent=Slices(3)),),
        people=tuple(
            person(name, None, lendable=Lendable.ANYWHERE, function="law")
            for name in ("ann", "bob")
        ),
        skills=(skill("ann"), skill("bob")),
    )
    assert missing(Work().add("Ads", "Apps", 3), rows) == 0
    assert missing(Work().add("Ads", "Apps", 4), rows) == 1


def test_team_keeps_its_people() -> None:
    rows = company(
        teams=(team("Apps", fewest=3), team("Basket")),
        people=tuple(person(name, "Apps", lendable=Lendable.DOMAIN) for name in ("ann", "bob")),
        skills=(skill("ann"), skill("bob")),
    )
    assert missing(Work().add("Ads", "Basket", 4 - 3), rows) == 0
    assert missing(Work().add("Ads", "Basket", 4 - 3 + 1), rows) == 1


def test_team_keeps_its_people_but_for_locks() -> None:
    rows = company(
        teams=(team("Apps", fewest=2), team("Basket")),
        people=(person("ann", "Apps", lendable=Lendable.DOMAIN),),
        assignments=(in_force("ann", "Basket", 1, locked=True),),
    )
    assert missing(Work().add("Ads", "Basket", 1), rows) == 0
    assert missing(Work().add("Ads", "Basket", 2), rows) == 1


def test_team_absorbs_so_much() -> None:
    rows = company(teams=(team("Apps", most=1),))
    assert missing(Work().add("Ads", "Apps", 1), rows) == 0
    assert missing(Work().add("Ads", "Apps", 2), rows) == 1


def test_team_absorbs_what_is_committed() -> None:
    rows = company(teams=(team("Apps", most=1),))
    work = Work().add("Ads", "Apps", 2, committed=True)
    assert staffed(work, rows).shortages == ()
    more = company(people=(person("ann", "Apps", 3),), teams=(team("Apps", most=1),))
    staffing = staffed(work.add("Blog", "Apps", 1), more)
    assert [row.slices for row in (*staffing.unserved, *staffing.shortages)] == [2 + 1 - 2]


def test_team_keeps_its_reserve() -> None:
    rows = company(teams=(team("Apps", reserve=30),), people=(person("ann", "Apps", 4),))
    assert missing(Work().add("Ads", "Apps", 2), rows) == 0  # floor(4 * 70 %) = 2
    assert missing(Work().add("Ads", "Apps", 3), rows) == 1
    assert missing(Work().add("Help", "Apps", 4, theme=Theme.AS_A_SERVICE), rows) == 0


def pool(**rows: object) -> Pool:
    return Pool.model_validate(
        {"id": PoolId("agency"), "skill": SkillId("java"), "slices": Slices(2), **rows}
    )


def test_pool_has_so_much() -> None:
    rows = company(people=(), skills=(), pools=(pool(),))
    assert missing(Work().add("Ads", "Apps", 2, level=5), rows) == 0
    assert missing(Work().add("Ads", "Apps", 3), rows) == 1
    assert missing(Work().add("Ads", "Apps", 1, skill="design"), rows) == 1


def test_pool_has_so_much_for_its_team_and_time() -> None:
    rows = company(
        3,
        people=(),
        skills=(),
        pools=(pool(team=TeamId("Apps"), from_period=PeriodId("P1"), to_period=PeriodId("P1")),),
    )
    assert [missing(Work().add("Ads", "Apps", 1, start=t), rows) for t in range(3)] == [1, 0, 1]
    assert missing(Work().add("Ads", "Basket", 1, start=1), rows) == 1


def option(kind: HiringKind, *, most: int = 2, old: str | None = None) -> HiringOption:
    return HiringOption(
        id=OptionId("more"),
        skill=SkillId("design"),
        kind=kind,
        most=Slices(most),
        from_skill=None if old is None else SkillId(old),
    )


def hired(*slices: int) -> tuple[HireUse, ...]:
    return tuple(
        HireUse(option=OptionId("more"), period=PeriodIndex(t), slices=Slices(amount))
        for t, amount in enumerate(slices)
        if amount
    )


def test_hire_has_so_much() -> None:
    rows = company(hiring=(option(HiringKind.HIRE),))
    assert missing(Work().add("Art", "Cart", 2, skill="design", level=5), rows, hired(2)) == 0
    assert missing(Work().add("Art", "Cart", 2, skill="design"), rows, hired(1)) == 1


def test_retrained_give_up_their_time() -> None:
    rows = company(hiring=(option(HiringKind.RESKILL, old="java"),))
    work = Work().add("Art", "Cart", 1, skill="design").add("Ads", "Apps", 1)
    staffing = staffed(work, rows, hired(1))
    assert staffing.unserved == ()
    taught = [row for row in staffing.assignments if row.retrained is not None]
    assert [(row.who, row.team, row.skill, row.slices) for row in taught] == [
        ("ann", None, "java", 1)
    ]
    assert missing(work.add("Blog", "Apps", 1), rows, hired(1)) == 1


def test_retrained_give_up_their_time_even_unused() -> None:
    rows = company(hiring=(option(HiringKind.RESKILL, old="java"),))
    assert missing(Work().add("Ads", "Apps", 1), rows, hired(2)) == 1


def test_retrained_are_there() -> None:
    rows = company(hiring=(option(HiringKind.RESKILL, most=4, old="java"),))
    with pytest.raises(StaffingError):
        missing(Work(), rows, hired(3))


def lent(length: int, *rows: InForce, longest: int | None = None, most_teams: int = 2) -> Portfolio:
    return company(
        length,
        most_teams,
        people=(person("ann", "Apps", lendable=Lendable.DOMAIN, longest=longest),),
        assignments=rows,
    )


def test_arrival_is_counted() -> None:
    work = Work().add("Ads", "Basket", 2)
    assert staffed(work, lent(1, in_force("ann", "Basket", 2))).moved == 0
    assert staffed(work, lent(1, in_force("ann", "Basket", 1))).moved == 1
    assert staffed(Work().add("Ads", "Apps", 2), lent(1)).moved == 0  # home is no move


def test_arrival_is_counted_for_an_expert_lent_and_returning() -> None:
    work = Work().add("Ads", "Basket", 2, start=0).add("Blog", "Apps", 2, start=1)
    work.add("Chat", "Basket", 1, start=2)
    staffing = staffed(work, lent(3, in_force("ann", "Basket", 2)))
    assert [(r.period, r.team) for r in staffing.assignments] == [
        (0, "Basket"),
        (1, "Apps"),
        (2, "Basket"),
    ]
    assert staffing.moved == staffing.moved_bound == 1


def test_loan_ends() -> None:
    work = Work().add("Ads", "Basket", 1, lasts=2)
    assert missing(work, lent(3, longest=2)) == 0
    work = Work().add("Ads", "Basket", 1, lasts=3)
    assert missing(work, lent(3, longest=2)) == 1
    assert missing(work, lent(3, longest=None)) == 0


def test_person_has_few_teams() -> None:
    work = Work().add("Ads", "Apps", 1).add("Blog", "Basket", 1)
    assert missing(work, lent(1, most_teams=2)) == 0
    staffing = staffed(work, lent(1, most_teams=1))
    assert sum(row.slices for row in staffing.unserved) == 1
    (conflict,) = staffing.conflicts
    assert conflict.stages == tuple(sorted(work.starts))
    assert (conflict.period, conflict.proven) == (0, True)


def test_team_in_use_is_on() -> None:
    work = Work().add("Ads", "Apps", 1).add("Blog", "Basket", 1)
    assert staffed(work, lent(1)).teams == 2
    assert staffed(Work().add("Ads", "Apps", 2), lent(1)).teams == 1


def test_pools_serve_before_another_team_is_opened() -> None:
    rows = lent(1).model_copy(update={"pools": (pool(cost=9),)})
    staffing = staffed(Work().add("Ads", "Apps", 2), rows)
    assert {row.worker for row in staffing.assignments} == {Worker.POOL}


def test_every_constraint_has_a_file_of_its_name_and_a_test() -> None:
    folder = Path(inspect.getfile(constraints)).parent
    names = {function.__name__ for function in (*ALWAYS, *WHERE_WATCHED)}
    assert names == {path.stem for path in folder.glob("*.py")} - {"__init__"}
    tests = [name for name in vars(sys.modules[__name__]) if name.startswith("test_")]
    assert {n for n in names if not any(test.startswith(f"test_{n}") for test in tests)} == set()
