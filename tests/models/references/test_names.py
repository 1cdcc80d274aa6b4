"""Faults 35 and 36: names that are there twice, and names that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.sheets.all_sheets import BY_TITLE
from models.portfolio import Portfolio
from models.references import check
from models.references.dangling import REFERENCES, STAGES
from models.references.identifiers import KEYS
from tests.data.draft import Draft
from tests.data.draft import errors as faults
from tests.models.references.findings import errors
from tests.portfolios import (
    build,
    change,
    envelope,
    fund,
    gate,
    initiative,
    person,
    pool,
    stage,
    team,
)


def test_the_complete_portfolio_has_no_error(portfolio: Portfolio) -> None:
    assert errors(portfolio) == []


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.sheet)
def test_f35_the_same_row_twice(portfolio: Portfolio, key: tuple[str, str, str, object]) -> None:
    sheet, field, column, _ = key
    rows = getattr(portfolio, field)
    assert rows, f"the complete portfolio has no {sheet}"
    twice = change(portfolio, **{field: (*rows, rows[0])})
    found = [issue for issue in check(twice) if issue.what.endswith("is there twice")]
    assert [str(issue.place) for issue in found] == [
        f"{sheet}, row {len(rows) + 1}, column {column}"
    ]
    assert [str(place) for place in found[0].also] == [f"{sheet}, row 1, column {column}"]


def test_f35_both_places_have_cells(tmp_path: Path) -> None:
    draft = Draft()
    draft.add("Teams", "web", "Web again", "product")
    [issue] = draft.read(tmp_path).issues
    assert str(issue) == "Teams!A3: 'web' is there twice; each one once"
    assert [str(place) for place in issue.also] == ["Teams!A2"]


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda row: f"{row.sheet}-{row.attribute}")
def test_f36_every_reference_is_checked(
    portfolio: Portfolio, reference: tuple[str, str, str, str, str]
) -> None:
    sheet, field, attribute, column, target = reference
    rows = getattr(portfolio, field)
    others = {"home_team": {"function": None}, "function": {"home_team": None}}
    others |= {"team": {"domain": None}, "domain": {"team": None}}
    clear = {name: None for name in others.get(attribute, {}) if name in type(rows[0]).model_fields}
    wrong = rows[0].model_copy(update=clear | {attribute: "Nowhere"})
    found = errors(portfolio.model_copy(update={field: (wrong, *rows[1:])}))
    start = f"{sheet}, row 1, column {column}: there is no {target} 'Nowhere'; "
    assert any(text.startswith(start) for text in found), found


@pytest.mark.parametrize("reference", STAGES, ids=lambda row: f"{row.sheet}-{row.attribute}")
def test_f36_every_number_of_a_stage_is_checked(
    portfolio: Portfolio, reference: tuple[str, str, str, str, str]
) -> None:
    sheet, field, attribute, column, initiative_field = reference
    rows = getattr(portfolio, field)
    wrong = rows[0].model_copy(update={attribute: 77})
    found = errors(portfolio.model_copy(update={field: (wrong, *rows[1:])}))
    name = getattr(wrong, initiative_field)
    start = f"{sheet}, row 1, column {column}: '{name}' has no stage 77; "
    assert any(text.startswith(start) for text in found), found


def test_f36_the_nearest_name_is_told(tmp_path: Path) -> None:
    draft = Draft()
    draft["Demand!A2"] = "crat"
    draft["People!C2"] = "wbe"
    assert faults(draft.read(tmp_path)) == [
        "Demand!A2: there is no initiative 'crat'; an initiative that exists; nearest: cart",
        "People!C2: there is no team 'wbe'; a team that exists; nearest: web",
    ]


def test_f36_domains_of_funds() -> None:
    portfolio = build(team("web", domain="Shop"), fund("main", [1, 1]))
    wrong = portfolio.funds[0].pays_for.model_copy(update={"domains": ("Shopp",)})
    broken = change(portfolio, funds=(portfolio.funds[0].model_copy(update={"pays_for": wrong}),))
    assert errors(broken) == [
        (
            "Funds, row 1, column Pays for: there is no domain 'Shopp'; "
            "a domain that exists; nearest: Shop"
        )
    ]


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ("team: wbe", "there is no team 'wbe'; a team that exists; nearest: web"),
        ("domain: Sop", "there is no domain 'Sop'; a domain that exists; nearest: Shop"),
        ("theme: grow", "there is no theme 'grow'; one of: growth, modernization, as-a-service, "),
    ],
)
def test_f36_scopes_of_envelopes(scope: str, said: str) -> None:
    portfolio = build(team("web", domain="Shop"), envelope("cap", "people", scope, most=3))
    [found] = errors(portfolio)
    assert found.startswith(f"Envelopes, row 1, column Applies to: {said}")


def test_f36_windows_of_envelopes() -> None:
    portfolio = build(envelope("cap", "people", most=3, window="W7"))
    [found] = errors(portfolio)
    start = "Envelopes, row 1, column Window: there is no window 'W7'; each, all, or a window"
    assert found.startswith(start)


@pytest.mark.parametrize("subject", ["cart/7", "crat/1", "cart", "cart/x"])
def test_f36_gates_of_waivers(subject: str) -> None:
    portfolio = build(team("web"), initiative("cart", stage(), stage()), gate("cart", 1, "waived"))
    waiver = portfolio.waivers[0].model_copy(update={"subject": subject})
    [found] = errors(change(portfolio, waivers=(waiver,)))
    assert found.startswith(f"Waivers, row 1, column Subject: there is no gate '{subject}'; ")


def test_a_pool_for_a_name_that_two_things_have() -> None:
    portfolio = build(team("web", domain="web"), pool("vendor", "build", 1, team="web"))
    assert errors(portfolio) == [
        (
            "Pools, row 1, column Team or domain: 'web' is the name of a team and of a domain; "
            "a name that only one of them has"
        )
    ]


def test_what_was_lost_with_a_broken_row_is_not_reported() -> None:
    portfolio = build(team("web"), person("ann", "web"), initiative("cart", stage()))
    without = change(portfolio, teams=(), initiatives=())
    assert len(errors(without)) == 2
    broken = {"Teams": frozenset({"web"}), "Initiatives": None}
    assert check(without, broken) == ()


def test_every_place_names_a_column_that_exists(portfolio: Portfolio) -> None:

    rows = [(x.sheet, x.column) for x in REFERENCES + STAGES] + [(x.sheet, x.column) for x in KEYS]
    for sheet, column in rows:
        assert column in {each.header for each in BY_TITLE[sheet].columns}
    assert portfolio.periods
