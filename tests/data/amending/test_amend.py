"""`Sheet!row column = value`: rows named as people name them, values parsed as cells are."""

from dataclasses import replace
from decimal import Decimal

import pytest

from data.amending import amend
from data.amending.rows import _named_by
from data.context import Context, Notation
from data.sheets import settings
from data.sheets.all_sheets import SHEETS
from models.fund import Budget
from models.portfolio import Portfolio
from models.scenario import CannotEdit
from models.settings import Settings
from models.stage import Stage
from tests.portfolios import build, change, envelope, fund, initiative, person, pool, stage, team


@pytest.fixture(scope="module")
def shop() -> Portfolio:
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        pool("vendor", "build", 3),
        fund("growth", [100_01, 200_00]),
        envelope("floor", "released", least="25 %"),
        initiative("shop", stage(50_00, needs={"build": 2}), stage(60_00), worth=10),
        initiative("inventory-api", stage(10_00), worth=5),
        move_price=3_00,
    )


def now(portfolio: Portfolio, text: str, attribute: str) -> object:
    return getattr(amend(portfolio, text).new, attribute)


def test_a_budget_is_named_by_fund_and_window(shop: Portfolio) -> None:
    edit = amend(shop, "Budgets!Growth W2 = 150")
    assert isinstance(edit.old, Budget)
    assert isinstance(edit.new, Budget)
    assert (edit.old.amount, edit.new.amount) == (200_00, 150_00)
    assert edit.new.model_copy(update={"amount": edit.old.amount}) == edit.old
    assert (edit.row, edit.was, edit.now) == ("Growth W2", "EUR 200.00", "EUR 150.00")


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("+10%", 110_01),  # 11,001.1 cents
        ("-50%", 50_00),  # 5,000.5 cents: half goes to the even one
        ("+50%", 150_02),  # 15,001.5 cents: half goes to the even one
        ("+20", 120_01),
        ("-100.01", 0),
        ("7", 7_00),
        ("= 8", 8_00),
    ],
)
def test_money_stays_whole(shop: Portfolio, value: str, amount: int) -> None:
    assert now(shop, f"Budgets!growth w1 = {value}", "amount") == amount


def test_people_s_time_stays_whole_slices(shop: Portfolio) -> None:
    assert now(shop, "Demand!Shop 1 build = +0.5 FTE", "slices") == 3
    assert now(shop, "Pools!vendor = -50%", "slices") == 2  # 1.5 slices: half to the even one
    with pytest.raises(
        CannotEdit, match=r"1\.1 FTE is not a whole number of slices; steps of 0\.5"
    ):
        amend(shop, "Demand!Shop 1 build = +0.1")


def test_a_column_is_named_after_the_row(shop: Portfolio) -> None:
    edit = amend(shop, "Stages!Shop 2 Periods = 3")
    assert isinstance(edit.new, Stage)
    assert (edit.new.stage, edit.new.periods, edit.new.tranche) == (2, 3, 60_00)
    assert now(shop, "Initiatives!Inventory API Must do = yes", "must_do") is True
    assert now(shop, "Initiatives!inventory-api earliest start = Q2", "earliest_start") == "Q2"


def test_an_empty_value_empties_the_cell(shop: Portfolio) -> None:
    edit = amend(shop, "Initiatives!shop Earliest start = Q2")
    later = change(shop, initiatives=(edit.new, *shop.initiatives[1:]))
    again = amend(later, "Initiatives!shop Earliest start =")
    assert getattr(again.new, "earliest_start", "?") is None
    assert (again.was, again.now) == ("Q2", "empty")
    with pytest.raises(CannotEdit, match="is empty and must be filled"):
        amend(shop, "Budgets!growth W1 =")


def test_settings_are_rows_too(shop: Portfolio) -> None:
    edit = amend(shop, "Settings!Price of a move = +50%")
    assert isinstance(edit.new, Settings)
    assert (edit.new.move_price, edit.was, edit.now) == (4_50, "EUR 3.00", "EUR 4.50")
    assert now(shop, "settings!discount rate per year % value = 8%", "discount_rate") == Decimal(8)
    with pytest.raises(CannotEdit, match="Currency is what everything else is written in"):
        amend(shop, "Settings!Currency = USD")


def test_a_limit_is_set_and_not_changed(shop: Portfolio) -> None:
    assert amend(shop, "Envelopes!floor At least = 30%").now == "30%"
    with pytest.raises(CannotEdit, match="an amount or a share"):
        amend(shop, "Envelopes!floor At least = +5%")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("growth W1 = 3", "does not say what to change"),
        ("Budgets!growth W1", "does not say what to change"),
        ("Bugets!growth W1 = 3", "there is no sheet 'Bugets'; nearest: Budgets"),
        ("Budgets!growht W1 = 3", "Budgets has no row 'growht W1'; nearest: Growth W1"),
        ("Stages!Shop 2 Peridos = 3", "Stages has no column 'Peridos'; nearest: Periods"),
        ("Initiatives!Shop = yes", "names no column of Initiatives; one of: Initiative, Name"),
        ("Initiatives!Shop Must do = jes", "'jes' is neither yes nor no"),
        ("Settings!Price of a mov = 3", "nearest: Price of a move"),
        ("Budgets!growth W1 = 1.234", "has a fraction of the smallest coin; at most 2 decimals"),
        ("Budgets!growth W1 = -100.02", "is negative; 0 or more"),
        ("Budgets!growth W1 = +1 FTE", "is not counted in FTE"),
        ("Budgets!growth W1 Overrun price = +1", "changes a cell that is empty"),
        ("Functions!legal = 1", "the sheet Functions has no rows"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_allowed(shop: Portfolio, text: str, said: str) -> None:
    with pytest.raises(CannotEdit) as refused:
        amend(shop, text)
    assert said in str(refused.value)


def test_rows_of_one_name_are_told_apart_by_more(shop: Portfolio) -> None:
    row = shop.demand[0].model_copy(update={"lowest_level": 3})
    two = change(shop, demand=(*shop.demand, row))
    with pytest.raises(CannotEdit, match="2 rows of Demand are called 'Shop 1 build'"):
        amend(two, "Demand!Shop 1 build = 1")
    assert amend(two, "Demand!Shop 1 build 3 = 1").old == row


def _cells(portfolio: Portfolio) -> list[tuple[str, str, str, object]]:
    """Sheet, name of the row, header and row of every filled cell."""
    context = replace(
        Context.of(portfolio.settings, Notation()),
        teams=frozenset(row.id for row in portfolio.teams),
        domains=frozenset(row.domain for row in portfolio.teams if row.domain is not None),
    )
    found: list[tuple[str, str, str, object]] = []
    for sheet in SHEETS:
        for row in getattr(portfolio, sheet.field):
            shown = {
                column.header: cell
                for column, cell in zip(sheet.columns, sheet.to_cells(row, context), strict=True)
            }
            by = _named_by(sheet)[-1]
            name = " ".join(str(shown[header]) for header in by if shown[header] is not None)
            found += [
                (sheet.title, f"{name} {header} = ={cell}", header, row)
                for header, cell in shown.items()
                if cell is not None
            ]
    return found


def test_every_cell_of_the_input_can_be_set(portfolio: Portfolio) -> None:
    cells = _cells(portfolio)
    assert {title for title, *_ in cells} == {sheet.title for sheet in SHEETS}
    for title, text, header, row in cells:
        edit = amend(portfolio, f"{title}!{text}")
        assert edit.old == edit.new == row, (title, text)
        assert (edit.column, edit.was) == (header, edit.now)


def test_every_setting_can_be_read_back(portfolio: Portfolio) -> None:
    rows = settings.to_rows(portfolio.settings, Context.of(portfolio.settings))
    filled = [(key, value) for key, value, _ in rows if value is not None]
    for key, value in filled:
        if key not in ("Currency", "Slice"):
            edit = amend(portfolio, f"Settings!{key} = ={value}")
            assert edit.old == edit.new == portfolio.settings
