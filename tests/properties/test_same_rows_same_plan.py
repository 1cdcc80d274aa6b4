"""The order of rows means nothing."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.examples import build
from headgate.pipeline import run
from models.plan import Plan
from models.portfolio import Portfolio
from reports import write_plan
from tests.oracle.agreement import planned
from tests.portfolios import change
from tests.properties.drawn import drawn


def shuffled(portfolio: Portfolio, seed: int) -> Portfolio:
    """The same rows in another order."""
    rng = Random(seed)  # noqa: S311 - drawn by seed, not for secrecy
    fields: dict[str, object] = {}
    for name in type(portfolio).model_fields:
        rows = getattr(portfolio, name)
        if isinstance(rows, tuple):
            fields[name] = tuple(rng.sample(rows, len(rows)))
    return change(portfolio, **fields)


@settings(max_examples=25)
@given(drawn(), st.integers(0, 99))
def test_shuffled_rows_give_the_same_plan(portfolio: Portfolio, seed: int) -> None:
    assert planned(shuffled(portfolio, seed)) == planned(portfolio)


def test_f51_shuffled_rows_give_the_same_plan_with_all_that_explains_it(
    portfolio: Portfolio,
) -> None:
    """Only findings differ: they say where rows stand, and that Periods are out of order."""
    first, second = run(portfolio), run(shuffled(portfolio, 7))
    for field in set(Plan.model_fields) - {"findings", "checks"}:
        assert getattr(first, field) == getattr(second, field), field


@pytest.mark.parametrize("name", ["retailer", "industrial"])
def test_shuffled_rows_give_the_same_workbook_to_the_byte(name: str, tmp_path: Path) -> None:
    """But for findings, which say where rows stand."""
    portfolio = build(name)
    again = shuffled(portfolio, 7)
    plan = run(portfolio, gap=Decimal(5)).model_copy(update={"findings": ()})
    write_plan(portfolio, plan, tmp_path / "first.xlsx", "finance")
    write_plan(again, plan, tmp_path / "second.xlsx", "finance")
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()


def test_planned_twice_the_same(portfolio: Portfolio) -> None:
    assert run(portfolio) == run(portfolio)
