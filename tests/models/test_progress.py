"""Progress: gap and share done, and the better of two."""

import json
from decimal import Decimal

import pytest

from models.progress import Progress
from models.units import Money


def at(value: int | None = None, bound: int | None = None, phase: str = "Choosing") -> Progress:
    return Progress(
        phase=phase,
        value=None if value is None else Money(value),
        bound=None if bound is None else Money(bound),
    )


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [
        (90, 100, 10 / 100),
        (100, 100, 0),
        (101, 100, 0),  # rounding of the bound is no gap
        (-150, -100, 50 / 100),
        (-3, 0, 3 / 1),
        (None, 100, None),
        (90, None, None),
    ],
)
def test_a_gap_is_a_share_of_the_bound(
    value: int | None, bound: int | None, gap: float | None
) -> None:
    assert at(value, bound).gap == gap


def test_the_asked_gap_is_a_share_too() -> None:
    assert Progress(phase="", asked=Decimal("0.1")).asked_gap == pytest.approx(0.001)
    assert Progress(phase="").asked_gap is None


@pytest.mark.parametrize(
    ("known", "done"),
    [
        ({}, None),
        ({"limit": 60.0}, 15 / 60),
        ({"limit": 10.0}, 1),
        ({"limit": 0.0}, 1),
        ({"step": 3, "steps": 5}, 2 / 5),
        ({"step": 3}, None),
        ({"limit": 60.0, "step": 1, "steps": 5}, 15 / 60),
        ({"limit": 60.0, "step": 3, "steps": 5}, 2 / 5),
        ({"limit": 60.0, "expected": 5.0}, 15 / (15 + 5)),
        ({"limit": 60.0, "expected": 0.0}, 1),
    ],
)
def test_what_is_done_is_the_expected_share_or_what_else_is_known(
    known: dict[str, float], done: float | None
) -> None:
    assert Progress.model_validate({"phase": "", "seconds": 15.0} | known).done == done


def test_nothing_begun_and_nothing_left_is_done() -> None:
    assert Progress(phase="", expected=0.0).done == 1


def test_the_better_of_both_is_kept() -> None:
    before = at(80, 100).model_copy(update={"asked": Decimal(1)})
    assert at(70, 110, "Naming").keeping(before) == at(80, 100, "Naming").model_copy(
        update={"asked": Decimal(1)}
    )
    assert at(85, 95).keeping(before).gap == 10 / 95
    assert at().keeping(before) == before
    assert at(5, 6).keeping(at()) == at(5, 6)


def test_later_an_expectation_has_come_closer_or_has_passed() -> None:
    now = Progress(phase="", seconds=10.0, expected=4.0)
    assert now.later(3) == Progress(phase="", seconds=13.0, expected=1.0)
    assert now.later(4).expected is None
    assert Progress(phase="", expected=0.0).later(3).expected == 0


def test_machines_get_the_same_keys_and_whole_money_always() -> None:
    full = Progress(
        phase="Choosing",
        value=Money(90),
        bound=Money(100),
        seconds=15.00049,
        limit=60,
        step=2,
        steps=5,
        asked=Decimal("0.5"),
        expected=5.0,
    )
    assert json.loads(json.dumps(full.as_dict())) == {
        "phase": "Choosing",
        "step": 2,
        "steps": 5,
        "value": 90,
        "bound": 100,
        "gap": 10 / 100,
        "asked_gap": 0.005,
        "seconds": 15.0,
        "limit": 60,
        "expected": 5.0,
        "done": pytest.approx(15 / 20, abs=1e-4),
    }
    assert Progress(phase="Reading").as_dict().keys() == full.as_dict().keys()
