"""`headgate schema`."""

import json

import pytest

from headgate.__main__ import main
from models.portfolio import Portfolio


def test_the_schema_names_every_sheet_and_says_what_each_column_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(schema["properties"]) == set(Portfolio.model_fields)
    assert schema["required"] == ["settings", "periods"]
    stage = schema["$defs"]["Stage"]["properties"]
    assert stage["tranche"]["description"] == "Money released at its start, all or nothing."
    assert (stage["tranche"]["minimum"], stage["tranche"]["maximum"]) == (0, 2**53)


def test_schema_takes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "portfolio.xlsx"]) == 2
    assert "unrecognized arguments: portfolio.xlsx" in capsys.readouterr().err
