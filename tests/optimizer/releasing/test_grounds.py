"""What the gates before a stage let go of its tranche."""

from models.index import Index
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId
from models.verdict import VerdictKind
from optimizer.gates import judge
from optimizer.releasing import Grounds, core, evidence_key, grounds
from tests.portfolios import Rows, build, change, fund, gate, initiative, stage, team

SHOP_2, SHOP_1 = StageKey(InitiativeId("shop"), 2), StageKey(InitiativeId("shop"), 1)


def _shop(*rows: Rows, share: int = 0) -> Portfolio:
    two = initiative("shop", stage(100), stage(1_001), worth=1)
    return build(team("web"), fund("main", [2_000, 0]), two, *rows, conditional_share=share)


def _grounds(portfolio: Portfolio, key: StageKey = SHOP_2) -> Grounds:
    verdicts = {verdict.gate: verdict for verdict in judge(portfolio)}
    return grounds(Index(portfolio), verdicts, key)


def test_a_first_stage_has_no_gate() -> None:
    found = _grounds(_shop(gate("shop", 1, "failed")), SHOP_1)
    assert (found.allowed, found.closed, found.basis.verdict) == (100, (), None)


def test_an_open_gate_lets_all_of_it_go_on_its_latest_outcomes() -> None:
    found = _grounds(_shop(gate("shop", 1, "passed")))
    assert (found.allowed, found.closed) == (1_001, ())
    assert [proof.objective for proof in found.basis.proofs] == ["shop-1"]


def test_a_conditional_gate_lets_its_share_go_rounded_down() -> None:
    found = _grounds(_shop(gate("shop", 1, "conditional"), share=25))
    assert found.allowed == 1_001 * 25 // 100
    assert _grounds(_shop(gate("shop", 1, "conditional"))).allowed == 0


def test_a_closed_gate_says_why() -> None:
    for verdict in ("failed", "pending", "unproven"):
        found = _grounds(_shop(gate("shop", 1, verdict)))
        assert found.allowed == 0
        assert verdict in found.closed[0]


def test_a_waiver_is_part_of_the_grounds() -> None:
    found = _grounds(_shop(gate("shop", 1, "waived")))
    assert found.allowed == 1_001
    assert found.basis.verdict is VerdictKind.WAIVED
    assert "Nora Vik" in found.basis.waivers[0]


def test_the_same_evidence_has_the_same_key_and_other_evidence_another() -> None:
    portfolio = _shop(gate("shop", 1, "passed"))
    key = evidence_key(SHOP_2, _grounds(portfolio).basis)
    rows = tuple(reversed(portfolio.outcomes))
    assert evidence_key(SHOP_2, _grounds(change(portfolio, outcomes=rows)).basis) == key
    other = tuple(row.model_copy(update={"evidence": "another"}) for row in portfolio.outcomes)
    assert evidence_key(SHOP_2, _grounds(change(portfolio, outcomes=other)).basis) != key


def test_the_core_is_all_but_outcomes_waivers_and_budgets() -> None:
    portfolio = _shop(gate("shop", 1, "passed"))
    same = change(portfolio, outcomes=(), waivers=(), budgets=())
    assert core(same) == core(portfolio)
    stages = tuple(row.model_copy(update={"tranche": 99}) for row in portfolio.stages)
    assert core(change(portfolio, stages=stages)) != core(portfolio)
