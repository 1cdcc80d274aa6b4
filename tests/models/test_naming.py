"""Rows are found by ID or name; what is not there is answered with what is."""

import pytest

from models.naming import called
from models.scenario import CannotEdit

ROWS = [("f1", ("SALES", "Commercial fund")), ("f2", ("OPS", "Core budget"))]


@pytest.mark.parametrize("text", ["SALES", "Commercial fund", "commercial  fund"])
def test_a_row_is_found_by_its_id_or_its_name(text: str) -> None:
    assert called(text, ROWS, "fund") == "f1"


def test_the_nearest_name_is_told() -> None:
    with pytest.raises(CannotEdit) as fault:
        called("Comercial fund", ROWS, "fund")
    assert "nearest: Commercial fund" in fault.value.allowed


def test_few_names_are_listed_where_none_is_near_and_many_are_not() -> None:
    with pytest.raises(CannotEdit) as fault:
        called("xyz", ROWS, "fund")
    assert fault.value.allowed == "one of: Commercial fund, Core budget"
    many = [(str(n), (f"F{n:03d}", f"Fund number {n:03d}")) for n in range(13)]
    with pytest.raises(CannotEdit) as fault:
        called("xyz", many, "fund")
    assert fault.value.allowed == "the ID or the name of one fund of the portfolio"
    with pytest.raises(CannotEdit) as fault:
        called("xyz", many[:12], "fund")
    assert fault.value.allowed.startswith("one of: Fund number 000, ")
