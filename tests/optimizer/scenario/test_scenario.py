"""Edits give another portfolio, in order, and say what had to stay."""

from fractions import Fraction

import pytest

from data.amending import amend
from models.portfolio import Portfolio
from models.references import check
from models.scenario import CannotEdit, Drop, Edit, Kind, Scale, Scenario, Slip
from models.units import FundId, PeriodIndex
from optimizer.scenario import applied
from tests.complete import BEFORE
from tests.portfolios import build, fund, initiative, person, stage, team, works


def after(portfolio: Portfolio, *edits: Edit) -> Scenario:
    return applied(portfolio, edits)


def test_no_edit_changes_nothing(portfolio: Portfolio) -> None:
    assert after(portfolio).portfolio == portfolio


def test_edits_are_made_in_the_order_given(portfolio: Portfolio) -> None:
    row = portfolio.budgets[0]
    name = f"Budgets!{row.fund} {row.window}"
    first = amend(portfolio, f"{name} = 100")
    then = amend(after(portfolio, first).portfolio, f"{name} = +10%")
    done = after(portfolio, first, then)
    assert done.portfolio.budgets[0].amount == 110_00
    assert len(done.edits) == 2
    with pytest.raises(CannotEdit, match="is no longer there"):
        after(portfolio, first, first)


def test_who_is_dropped_is_nowhere_and_breaks_no_reference(portfolio: Portfolio) -> None:
    for row in portfolio.people:
        done = after(portfolio, Drop(Kind.PERSON, row.name)).portfolio
        assert row.id not in {each.id for each in done.people}
        for field in ("skills", "availability", "assignments"):
            assert row.id not in {each.person for each in getattr(done, field)}
        new = {str(issue) for issue in check(done)} - {str(issue) for issue in check(portfolio)}
        assert not {each for each in new if "no person" in each or "unknown" in each}


def test_what_still_names_somebody_is_told() -> None:
    shop = build(team("web", leader="ann"), person("ann", "web", {"build": 3}))
    done = after(shop, Drop(Kind.PERSON, "ann"))
    assert done.remarks == ("Ann still stands there as leader of Web.",)
    assert done.edits[0].people == {"ann"}
    assert (
        after(build(team("web"), person("ann", "web", {})), Drop(Kind.PERSON, "Ann")).remarks == ()
    )


def test_an_initiative_goes_with_all_its_rows(portfolio: Portfolio) -> None:
    begun = {row.initiative for row in portfolio.stages if row.started is not None}
    begun |= {row.initiative for row in portfolio.releases}
    for row in portfolio.initiatives:
        if row.id in begun:
            with pytest.raises(CannotEdit, match="has begun"):
                after(portfolio, Drop(Kind.INITIATIVE, row.id))
            continue
        done = after(portfolio, Drop(Kind.INITIATIVE, row.id)).portfolio
        assert f'"{row.id}"' not in done.model_copy(update={"waivers": ()}).model_dump_json()


def test_a_misspelt_name_is_answered_with_the_nearest(portfolio: Portfolio) -> None:
    name = portfolio.people[0].id
    with pytest.raises(CannotEdit, match=f"nearest: {name}"):
        after(portfolio, Drop(Kind.PERSON, name + "x"))


def late(earliest_start: str | None = None) -> Portfolio:
    return build(
        team("web"),
        fund("main", [100_00, 100_00]),
        initiative("shop", stage(50_00), worth=10, earliest_start=earliest_start),
        initiative("api", stage(50_00, status="active", started=BEFORE), stage(10_00), worth=10),
        initiative("old", stage(50_00, status="done", started=BEFORE), worth=10),
    )


def test_what_has_not_begun_may_start_so_much_later_than_planned() -> None:
    def earliest(portfolio: Portfolio, slip: Slip) -> str | None:
        return after(portfolio, slip).portfolio.initiatives[0].earliest_start

    assert earliest(late(), Slip("shop", 2)) == "Q3"
    assert earliest(late(), Slip("Shop", 2, PeriodIndex(1))) == "Q4"
    assert earliest(late(earliest_start="Q2"), Slip("shop", 2)) == "Q4"


def test_past_the_plan_it_is_left_out() -> None:
    inside = after(late(), Slip("shop", 3)).portfolio.initiatives[0]
    past = after(late(), Slip("shop", 4)).portfolio.initiatives[0]
    assert (inside.earliest_start, inside.leave_out) == ("Q4", False)
    assert (past.earliest_start, past.leave_out) == (None, True)


def test_what_runs_takes_longer_and_its_money_keeps_its_periods() -> None:
    done = after(late(), Slip("api", 2))
    running, then = (row for row in done.portfolio.stages if row.initiative == "api")
    assert (running.periods, list(map(int, running.spend_profile))) == (3, [1, 0, 0])
    assert (then.periods, then.spend_profile) == (1, ())
    assert done.portfolio.initiatives == late().initiatives
    assert check(done.portfolio) == check(late())


def test_what_is_done_cannot_slip() -> None:
    with pytest.raises(CannotEdit, match="Old is done"):
        after(late(), Slip("old", 1))


def test_budgets_are_scaled_to_whole_minor_units() -> None:
    shop = build(fund("a", [5, 7]), fund("b", [100, None]))

    def amounts(fund_id: str | None, share: Fraction) -> list[int]:
        edit = Scale(None if fund_id is None else FundId(fund_id), share)
        return [row.amount for row in after(shop, edit).portfolio.budgets]

    assert amounts(None, Fraction(1, 2)) == [2, 4, 50]  # 2.5 and 3.5: half to the even one
    assert amounts("b", Fraction(13, 10)) == [5, 7, 130]
    assert amounts(None, Fraction(1)) == [5, 7, 100]


def test_works_in_force_go_with_the_person() -> None:
    shop = build(team("web"), person("ann", "web", {"build": 3}), works("ann", "web", 2))
    assert len(shop.assignments) == 1
    assert after(shop, Drop(Kind.PERSON, "ann")).portfolio.assignments == ()
