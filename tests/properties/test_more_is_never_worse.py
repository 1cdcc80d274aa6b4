"""More money, or one more person, never lowers a proven optimum."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.person import Lendable, Person, PersonSkill
from models.plan import Plan, SolveStatus
from models.portfolio import Portfolio
from models.units import PersonId, SkillId, Slices
from tests.oracle.agreement import planned
from tests.portfolios import change
from tests.properties.drawn import drawn


def lacks(plan: Plan) -> int:
    return sum(row.slices for row in plan.shortages)


def assert_no_worse(better: Plan | None, plan: Plan) -> None:
    """Fewer slices lack, or no more of them and the value is no lower."""
    assert better is not None
    assert lacks(better) <= lacks(plan)
    if lacks(better) == lacks(plan):
        assert better.bound >= plan.value.total
        if better.status is SolveStatus.OPTIMAL:
            assert better.value.total >= plan.value.total


@settings(max_examples=40)
@given(drawn(), st.integers(0, 9), st.integers(1, 20))
def test_more_budget(portfolio: Portfolio, which: int, more: int) -> None:
    plan = planned(portfolio)
    assume(plan is not None and not plan.shortfalls)
    assert plan is not None
    budgets = list(portfolio.budgets)
    row = budgets[which % len(budgets)]
    budgets[which % len(budgets)] = row.model_copy(update={"amount": row.amount + more})
    assert_no_worse(planned(change(portfolio, budgets=tuple(budgets))), plan)


@settings(max_examples=40)
@given(drawn(), st.data())
def test_a_new_person(portfolio: Portfolio, data: st.DataObject) -> None:
    plan = planned(portfolio)
    assume(plan is not None)
    assert plan is not None
    new = Person(
        id=PersonId("new"),
        name="New",
        home_team=data.draw(st.sampled_from([row.id for row in portfolio.teams])),
        slices=Slices(data.draw(st.integers(1, 2))),
        lendable=data.draw(st.sampled_from(Lendable)),
    )
    skills = data.draw(st.sets(st.sampled_from(["a", "b"]), min_size=1))
    known = tuple(
        PersonSkill(person=new.id, skill=SkillId(name), level=3) for name in sorted(skills)
    )
    hired = change(portfolio, people=(*portfolio.people, new), skills=(*portfolio.skills, *known))
    assert_no_worse(planned(hired), plan)
