"""What differs between ledger, portfolio, plan and funds, and what is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

import headgate
from data.ledger.chain import NOTHING, entry_of, row_of
from models.index import Index
from models.ledger import TRANSITIONS, Act, Draft, Entry, Life, tranches
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, Money
from optimizer.gates import judge
from optimizer.releasing import evidence_key, grounds, scaled, shares
from optimizer.releasing.reconcile import Books, differences, standings
from optimizer.releasing.standing import extract, unknown_to
from tests.portfolios import (
    AS_OF,
    Rows,
    build,
    change,
    fund,
    gate,
    initiative,
    release,
    stage,
    team,
)

SHOP_2 = StageKey(InitiativeId("shop"), 2)


def _shop(*rows: Rows) -> Portfolio:
    first = stage(50_00, status="done", started=AS_OF.replace(year=2025))
    return build(
        team("web"),
        fund("main", [200_00, 0]),
        initiative("shop", first, stage(100_00, capex=40), worth=500),
        rows or gate("shop", 1, "passed"),
    )


def _draft(portfolio: Portfolio, act: Act, amount: int = 100_00, why: str = "") -> Draft:
    index = Index(portfolio)
    plan = headgate.plan(portfolio).bare
    verdicts = {verdict.gate: verdict for verdict in judge(portfolio)}
    basis = grounds(index, verdicts, SHOP_2).basis
    whole = shares(index.stage[SHOP_2], 100_00, plan.payments)
    return Draft(
        act=act,
        portfolio=portfolio.settings.name,
        currency="EUR",
        exponent=2,
        initiative=SHOP_2.initiative,
        stage=2,
        request="R0001",
        amount=Money(amount),
        shares=scaled(whole, amount),
        evidence=evidence_key(SHOP_2, basis),
        basis=basis,
        plan="p" * 64,
        day=AS_OF,
        by="ana" if act is Act.REQUEST else "ben",
        why=why,
    )


def _entries(drafts: Sequence[Draft]) -> tuple[Entry, ...]:
    """A chain of these drafts, as the ledger would write it."""
    entries: list[Entry] = []
    for draft in drafts:
        found = tranches(entries).get((draft.portfolio, draft.key))
        life = TRANSITIONS[Life.UNKNOWN if found is None else found.life, draft.act]
        previous = entries[-1].hash if entries else NOTHING
        at = f"2026-01-15T10:00:0{len(entries)}.000000Z"
        entries.append(entry_of(row_of(draft, len(entries) + 1, at, 1, life, previous)))
    return tuple(entries)


def _released(portfolio: Portfolio, *more: Draft) -> tuple[Entry, ...]:
    acts = (Act.REQUEST, Act.RELEASE)
    return _entries([*(_draft(portfolio, act) for act in acts), *more])


def _told(portfolio: Portfolio, entries: Sequence[Entry], *, planned: bool) -> list[str]:
    plan = headgate.plan(portfolio).bare if planned else None
    found = differences(Books(portfolio, entries, plan))
    return [f"{row.subject}: {row.what}; {row.proposal.value}" for row in found]


def test_what_the_plan_releases_and_the_ledger_released_agrees() -> None:
    portfolio = _shop()
    entries = _released(portfolio)
    assert _told(portfolio, entries, planned=True) == []
    plan = headgate.plan(portfolio).bare
    row = next(row for row in standings(Books(portfolio, entries, plan)) if row.out)
    assert (row.fund, row.budget, row.out, row.planned) == ("main", 200_00, 100_00, 100_00)


def test_what_was_not_requested_yet_is_told() -> None:
    told = _told(_shop(), (), planned=True)
    assert told == ["shop/2: the plan releases EUR 100.00 now; it is not requested yet; put right"]


def test_what_the_sheet_releases_lacks_is_told_where_there_is_no_plan() -> None:
    portfolio = _shop()
    entries = _released(portfolio)
    said = "the ledger released EUR 100.00, the portfolio's Releases say EUR 0.00"
    assert _told(portfolio, entries, planned=False) == [f"shop/2: {said}; put right"]
    assert unknown_to(portfolio, entries, "") == ["shop/2 was released"]
    assert unknown_to(portfolio, entries, "p" * 64) == []
    knows = change(portfolio, releases=extract(entries, portfolio.settings.name))
    assert _told(knows, entries, planned=False) == []
    assert unknown_to(knows, entries, "") == []


def test_what_only_the_sheet_releases_knows_is_told_unless_it_is_older_than_the_ledger() -> None:
    portfolio = _shop()
    later = AS_OF.replace(day=AS_OF.day + 1)
    row = release("shop", 2, 100_00, later)
    other = _draft(portfolio, Act.REQUEST).model_copy(update={"initiative": "blog"})
    knows = change(portfolio, releases=(row,))
    told = _told(knows, _entries([other]), planned=False)
    said = "the portfolio's Releases say that it was released, the ledger does not know it"
    assert told == [f"shop/2: {said}; put right"]
    assert _told(change(portfolio, releases=(release("shop", 2, 100_00),)), (), planned=False) == []


@pytest.mark.parametrize(
    ("verdict", "proposal"), [("failed", "return to the fund"), ("pending", "hold")]
)
def test_a_gate_that_closed_after_the_release_is_told(verdict: str, proposal: str) -> None:
    entries = _released(_shop())
    (told,) = [
        row
        for row in _told(_shop(gate("shop", 1, verdict)), entries, planned=False)
        if "known now" in row
    ]
    assert told.startswith("shop/2: it was released, and by what is known now it would not be")
    assert told.endswith(proposal)


def test_a_corrected_outcome_that_still_passes_is_told() -> None:
    portfolio = _shop()
    entries = _released(portfolio)
    better = tuple(row.model_copy(update={"observed": Decimal(13)}) for row in portfolio.outcomes)
    told = _told(change(portfolio, outcomes=better), entries, planned=True)
    assert told == [
        "shop/2: the outcomes or waivers on which it was released were changed since; escalate"
    ]


def test_a_budget_cut_below_what_is_out_is_told() -> None:
    portfolio = _shop()
    entries = _released(portfolio)
    poorer = tuple(row.model_copy(update={"amount": 60_00}) for row in portfolio.budgets)
    told = _told(change(portfolio, budgets=poorer), entries, planned=False)
    assert "fund main: in W1 EUR 100.00 is out, and the budget is EUR 60.00; escalate" in told


def test_what_was_closed_unspent_goes_back() -> None:
    portfolio = _shop()
    entries = _released(portfolio, _draft(portfolio, Act.CLOSE, 70_00))
    assert "shop/2: EUR 30.00 of it was not spent; return to the fund" in _told(
        portfolio, entries, planned=True
    )


def test_a_reversed_release_is_told_where_the_portfolio_still_has_it() -> None:
    portfolio = _shop()
    entries = _released(portfolio, _draft(portfolio, Act.REVERSE, why="wrong"))
    knows = change(portfolio, releases=(release("shop", 2, 100_00),))
    said = "the ledger took its release back, the portfolio's Releases do not say so"
    assert _told(knows, entries, planned=False) == [f"shop/2: {said}; put right"]
    assert unknown_to(knows, entries, "") == ["the release of shop/2 was reversed"]


def test_what_a_conditional_gate_held_back_is_not_forgotten() -> None:
    portfolio = _shop()
    part = [_draft(portfolio, act, 25_00) for act in (Act.REQUEST, Act.RELEASE)]
    told = _told(portfolio, _entries(part), planned=False)
    assert "shop/2: EUR 75.00 of its tranche waits: its gate was conditional; hold" in told
