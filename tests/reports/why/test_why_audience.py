"""Who sees what of the answers: nobody's name for executives, what people cost for finance."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from models.counterfactual import Change, ChangeKind, Counterfactual, Price, PricedKind, Unit
from models.units import EnvelopeId, Money
from reports.why.workbook import render
from tests.complete import complete
from tests.reports.opened import AUDIENCES, cells, parts, table, values

SHOP = complete()
NAMED = {row.name for row in SHOP.people} | {"Rosa Holm", "Carl Dahl", "Nora Vik"}
HIRE, FREED, ROOM = 4_321_09, 7_654_32, 2_468_13
"""Gains, in minor units, that are just what somebody costs."""


def _lost(name: str, *, works: bool = True) -> Change:
    found = Change(kind=ChangeKind.PERSON_LOST, what=name, works=works, proven=True)
    return found.model_copy(update={"gain": Money(-HIRE)}) if works else found


ANSWERS = (
    Counterfactual(
        initiative=SHOP.initiatives[0].id,
        name="Basket",
        decision="funded to the end",
        reason="Ada leads it, and Rosa Holm reported its outcome.",
        would_change=(
            Change(
                kind=ChangeKind.PEOPLE,
                what="build in Q1",
                works=True,
                amount=2,
                unit=Unit.SLICES,
                gain=Money(FREED),
            ),
            Change(
                kind=ChangeKind.ENVELOPE, what="the envelope of Ben", works=True, gain=Money(ROOM)
            ),
            *map(_lost, ("Ada", "Ben", "Mia")),
            _lost("Gus", works=False),
        ),
        asked=("no outcome yet; Nora Vik owns the metric", "Carl Dahl must confirm it"),
        note="Dan and Fay may do it, too.",
    ),
)


def _price(kind: PricedKind, what: str, worth: str, envelope: str | None = None) -> Price:
    return Price(
        kind=kind,
        what=what,
        when="Q1",
        envelope=None if envelope is None else EnvelopeId(envelope),
        unit="EUR",
        indicative=Decimal(worth),
        step=Decimal(1),
        up=Decimal(worth),
        down=Decimal(worth),
        proven=True,
    )


PRICES = (
    _price(PricedKind.FUND, "Growth", "1.25"),
    _price(PricedKind.SKILL, "build", "3000.5"),
    _price(PricedKind.ENVELOPE, "ceiling of checkout people", "4000.5", "checkout people"),
    _price(PricedKind.ENVELOPE, "ceiling of few new", "5000.5", "few new"),
)


def _numbers(content: bytes) -> set[float]:
    found = cells(values(content)).values()
    return {abs(float(value)) for value in found if isinstance(value, int | float)}


def test_no_name_is_anywhere_in_what_executives_get() -> None:
    text = " ".join(parts(render(SHOP, ANSWERS, PRICES, "executives")).values())
    ids = {row.id for row in SHOP.people}
    seen = [name for name in NAMED | ids if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    assert seen == []


@pytest.mark.parametrize("audience", ["all", "finance", "delivery"])
def test_others_see_people_by_name(audience: str) -> None:
    rows = table(render(SHOP, ANSWERS, PRICES, audience), "Changes", "AskedChanges")
    lost = [row["What"] for row in rows if row["Kind of change"] == "person lost"]
    assert lost == ["Ada", "Ben", "Mia", "Gus"]


def test_who_is_lost_is_told_by_team_and_skill() -> None:
    """The basket needs build and design: what else somebody can do is not told."""
    content = render(SHOP, ANSWERS, PRICES, "executives")
    rows = table(content, "Changes", "AskedChanges")
    lost = [row["What"] for row in rows if row["Kind of change"] == "person lost"]
    assert lost == [
        "One person of Shop with build and design",
        "One person of Shop with build",
        "One person of marketing with marketing",
        "One person of Cloud with build",
    ]
    (answer,) = table(content, "Initiatives", "Answers")
    assert "the loss of one person of Shop with build\n" in answer["Other single changes"]
    assert answer["Why"] == ("(name withheld) leads it, and (name withheld) reported its outcome.")


def test_people_who_are_alike_are_one_row_without_names() -> None:
    skills = [row for row in SHOP.skills if (row.person, row.skill) != ("ada", "design")]
    alike = SHOP.model_copy(update={"skills": tuple(skills)})
    rows = table(render(alike, ANSWERS, PRICES, "executives"), "Changes", "AskedChanges")
    lost = [row["What"] for row in rows if row["Kind of change"] == "person lost"]
    assert lost[0] == "Any one of 2 people of Shop with build"
    assert len(lost) == 3


def test_of_two_with_one_name_nobody_knows_which_it_is() -> None:
    people = [
        row.model_copy(update={"name": "Ada" if row.id == "ben" else row.name})
        for row in SHOP.people
    ]
    twice = SHOP.model_copy(update={"people": tuple(people)})
    rows = table(render(twice, ANSWERS, PRICES, "executives"), "Changes", "AskedChanges")
    assert "Any one of 2 people" in {row["What"] for row in rows}


def test_finance_sees_what_people_are_worth() -> None:
    found = _numbers(render(SHOP, ANSWERS, PRICES, "finance"))
    assert {HIRE / 100, FREED / 100, ROOM / 100, 3000.5, 4000.5} <= found


@pytest.mark.parametrize("audience", ["all", "delivery", "executives"])
def test_nobody_else_can_work_out_pay(audience: str) -> None:
    """One more slice, or room for one, is often worth just what a hire costs that it saves."""
    content = render(SHOP, ANSWERS, PRICES, audience)
    found = _numbers(content)
    assert not {HIRE / 100, FREED / 100, ROOM / 100, 3000.5, 4000.5} & found
    assert {1.25, 5000.5} <= found
    said = " ".join(map(str, cells(values(content)).values()))
    assert "What people's time is worth is for finance only." in said


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_sheet_is_protected_and_says_for_whom_it_is(audience: str) -> None:
    content = render(SHOP, ANSWERS, PRICES, audience)
    sheets = {name: text for name, text in parts(content).items() if "worksheets/sheet" in name}
    assert len(sheets) == 4
    assert all("<sheetProtection" in text for text in sheets.values())
    assert f"view: {audience}" in parts(content)["docProps/core.xml"]


def test_another_audience_is_refused() -> None:
    with pytest.raises(ValueError, match="no audience 'press'"):
        render(SHOP, ANSWERS, PRICES, "press")
