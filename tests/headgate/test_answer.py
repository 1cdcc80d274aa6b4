"""The document of `--json`: always the same keys, money in whole minor units."""

import json

from headgate.answer import Answer
from headgate.errors import Exit
from models.portfolio import Portfolio
from tests.headgate.plans import ERROR, by_hand


def test_a_plan_becomes_a_document(portfolio: Portfolio) -> None:
    plan = by_hand()
    answer = Answer(
        command="plan",
        status="within gap",
        code=Exit.DONE,
        seconds=3.20049,
        portfolio=portfolio,
        plan=plan,
        findings=plan.findings,
        checks=plan.checks,
        output="plan.xlsx",
    )
    document = json.loads(answer.as_json())
    assert document["value"] == 100_000_00
    assert document["bound"] == 100_050_00
    assert document["gap"] == 50_00 / 100_050_00
    assert (document["currency"], document["exponent"]) == ("EUR", 2)
    assert document["portfolio"] == "Corner shop"
    assert document["as_of"] == "2026-01-15"
    assert document["seconds"] == 3.2
    assert document["tranches"] == {
        "released": 1,
        "release now": 1,
        "planned": 1,
        "held": 1,
        "not funded": 0,
        "stopped": 1,
    }
    assert [row["waived_by"] for row in document["findings"]] == [None, "Nora Wolf"]
    assert [row["stops"] for row in document["findings"]] == [False, False]
    assert document["checks"] == [
        {"name": "hard budgets hold", "passed": True, "checked": 7, "detail": ""}
    ]
    assert document["output"] == "plan.xlsx"


def test_what_is_not_known_is_null_and_never_left_out(portfolio: Portfolio) -> None:
    full = Answer("plan", "optimal", Exit.DONE, 1, portfolio=portfolio, plan=by_hand())
    bare = Answer("plan", "faults", Exit.INPUT, 1, findings=(ERROR,))
    document = json.loads(bare.as_json())
    assert list(document) == list(json.loads(full.as_json()))
    unknown = ("value", "bound", "gap", "tranches", "currency", "portfolio", "output")
    assert [document[key] for key in unknown] == [None] * len(unknown)
    assert document["exit"] == 2
    (found,) = document["findings"]
    assert found["at"] == "Stages!D5"
    assert found["stops"] is True
    assert found["severity"] == "error"
    assert found["message"] == "Stages!D5: '12k' is not an amount; a number such as 12000"
