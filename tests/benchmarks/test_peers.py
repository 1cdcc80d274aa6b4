"""Peers give plans of the model that they solve; the judge sees what of them can be done."""

from collections import defaultdict
from importlib.util import find_spec

import pytest

import headgate
from benchmarks.generate import generated
from benchmarks.peers import FILES
from benchmarks.peers.__main__ import solved
from benchmarks.peers.clock import Clock
from benchmarks.peers.crowds import Crowd, Crowds
from benchmarks.peers.hands import missing
from benchmarks.peers.judge import judge
from benchmarks.peers.names import named
from benchmarks.peers.run import Asks, Run
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import InitiativeId, PeriodIndex, SkillId
from optimizer.facts import Facts
from optimizer.gates import judge as verdicts_of
from optimizer.staffing import staff
from tests.portfolios import after, build, change, fund, initiative, person, stage, team

SECONDS = 60
"""Far more than any peer needs here."""

ALL = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            name == "PyJobShop" and find_spec("pyjobshop") is None,
            reason="PyJobShop is not installed: it comes with the extra bench",
        ),
    )
    for name in FILES
]
BY_WINDOW = [row for row in ALL if row.values != ("PyJobShop",)]
"""PyJobShop knows money over the whole horizon only."""


def run(name: str, portfolio: Portfolio) -> Run:
    return solved(name, portfolio, Clock(SECONDS))


def key(name: str, number: int = 1) -> StageKey:
    return StageKey(InitiativeId(name), number)


@pytest.fixture(scope="module")
def small() -> Portfolio:
    """Uses nearly every feature, and is solved to the end by every solver."""
    return generated(20, 60, 4, 7)


def knapsack(*, budget: int = 10_00) -> Portfolio:
    """Of one dear initiative with the best ratio, and two that together are worth more."""
    return build(
        team("web"),
        *(person(name, "web", {"build": 3}) for name in ("ann", "bob")),
        fund("main", [budget, 0]),
        initiative("dear", stage(6_00, needs={"build": 1}), worth=13),
        initiative("left", stage(5_00, needs={"build": 1}), worth=10),
        initiative("right", stage(5_00, needs={"build": 1}), worth=10),
    )


def chain() -> Portfolio:
    """Two stages and what waits for the second: each a period long, in this order."""
    return build(
        team("web"),
        person("ann", "web", {"build": 3}),
        fund("main", [9_00, 9_00]),
        initiative("base", stage(1_00), stage(1_00, needs={"build": 2}), worth=5),
        initiative("top", stage(1_00, needs={"build": 2}), worth=5),
        after("base", "top"),
    )


@pytest.mark.parametrize("name", ALL)
def test_every_peer_obeys_order_and_people(name: str) -> None:
    assert run(name, chain()).started == {
        key("base", 1): 0,
        key("base", 2): 1,
        key("top"): 2,
    }


@pytest.mark.parametrize("name", ALL)
def test_every_peer_leaves_out_what_waits_for_what_has_no_people(name: str) -> None:
    nobody = change(chain(), skills=())
    assert set(run(name, nobody).started) <= {key("base", 1)}


@pytest.mark.parametrize("name", BY_WINDOW)
def test_no_peer_pays_more_than_a_window_has(name: str) -> None:
    portfolio = build(
        team("web"),
        fund("main", [10_00, 10_00]),  # nothing is carried over
        *(initiative(f"work{n}", stage(4_00), worth=10) for n in range(6)),
    )
    paid: defaultdict[int, int] = defaultdict(int)
    for row in run(name, portfolio).starts:
        paid[row.period // 2] += 4_00
    assert paid == {0: 8_00, 1: 8_00}  # a third one would cost 12.00


@pytest.mark.skipif(find_spec("pyjobshop") is None, reason="comes with the extra bench")
def test_pyjobshop_pays_no_more_than_all_windows_have() -> None:
    started = run("PyJobShop", knapsack(budget=10_99)).started
    assert set(started) == {key("left"), key("right")}


@pytest.mark.parametrize("name", ["Headgate", "HiGHS alone", "CP-SAT, textbook", "CBC, textbook"])
def test_solvers_find_the_best_choice(name: str) -> None:
    found = run(name, knapsack())
    assert set(found.started) == {key("left"), key("right")}
    assert found.value == pytest.approx(2 * 10_00 * (4 - 1 + 4), abs=1)  # periods after the first
    assert found.value == pytest.approx(found.bound, abs=1)


def test_rank_and_cut_takes_the_best_ratio_first() -> None:
    found = run("rank and cut", knapsack())
    assert set(found.started) == {key("dear")}
    assert found.value == 13_00 * (4 - 1 + 4)


def test_the_textbook_is_no_harder_than_the_whole(small: Portfolio) -> None:
    constraint, linear = run("CP-SAT, textbook", small), run("CBC, textbook", small)
    assert constraint.value == pytest.approx(constraint.bound, rel=1e-9)
    assert linear.value == pytest.approx(constraint.value, rel=1e-6)
    plan = headgate.plan(small, gap="0", time_limit=SECONDS)
    assert constraint.value is not None
    assert constraint.value >= plan.value.total
    cut = run("rank and cut", small)
    assert cut.value is not None
    assert cut.value <= constraint.value


@pytest.mark.parametrize("name", ALL)
def test_nothing_that_can_be_done_beats_the_proven_bound(name: str, small: Portfolio) -> None:
    found = run(name, small)
    judgement = judge(small, found.started, found.hires)
    bound = headgate.plan(small, gap="0", time_limit=SECONDS).bound
    if not judgement.broken:
        assert judgement.doable <= bound
    if found.asks is Asks.EVERYTHING and name == "Headgate":
        assert (judgement.missing, judgement.struck, judgement.broken) == (0, 0, ())
        assert judgement.doable == found.value


def test_the_judge_strikes_what_lacks_names_and_what_waits_for_it() -> None:
    portfolio = change(chain(), skills=())
    starts = {key("base"): 0, key("base", 2): 1, key("top"): 2}
    found = judge(portfolio, {row: PeriodIndex(t) for row, t in starts.items()}, ())
    assert found.missing == 2 + 2
    assert (found.struck, found.doable, found.pays) == (2, 0, True)
    assert found.value == 5_00 * (4 - 2 + 4) + 5_00 * (4 - 3 + 4)


def test_the_judge_strikes_the_poorest_until_the_money_settles() -> None:
    portfolio = knapsack()
    starts = {key(name): PeriodIndex(0) for name in ("dear", "left", "right")}
    found = judge(portfolio, starts, ())
    assert (found.pays, found.struck, found.broken) == (False, 2, ())
    assert found.doable == 13_00 * (4 - 1 + 4)


def test_the_judge_names_rules_that_a_peer_does_not_know() -> None:
    portfolio = knapsack()
    musts = tuple(row.model_copy(update={"must_do": True}) for row in portfolio.initiatives)
    found = judge(change(portfolio, initiatives=musts), {}, ())
    assert found.broken == ("What must be done starts its last stage",)


def test_without_names_in_time_the_judge_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = {key("base"): PeriodIndex(0), key("base", 2): PeriodIndex(1)}
    facts = Facts.of(chain(), verdicts_of(chain()))
    assert named(chain(), starts, (), facts.committed, seconds=0) is None
    assert judge(chain(), starts, ()).named
    monkeypatch.setattr("benchmarks.peers.judge.named", lambda *_: None)
    found = judge(chain(), starts, ())
    assert (found.named, found.doable, found.broken) == (False, 5_00 * (4 - 2 + 4), ())


def test_hands_never_miss_more_than_names_do(small: Portfolio) -> None:
    facts = Facts.of(small, verdicts_of(small))
    everything = facts.starts | dict.fromkeys(facts.earliest, PeriodIndex(1))
    lacking = missing(small, everything, (), facts.committed)
    named = staff(small, everything, (), committed=frozenset(everything))
    assert 0 < sum(lacking.values()) <= sum(row.slices for row in named.shortages) + 1e-6


def test_a_crowd_is_everyone_with_the_skill_who_may_work_there() -> None:
    portfolio = build(
        team("web", domain="shop"),
        team("app", domain="bank"),
        person("ann", "web", {"build": 3}),
        person("bob", "app", {"build": 1, "draw": 2}, lendable="anywhere"),
        fund("main", [1_00]),
        initiative("first", stage(needs={"build": 1}), worth=1),
    )
    room = Crowds(Facts.of(portfolio, verdicts_of(portfolio))).room
    build_ = SkillId("build")
    shop, bank = (row.domain for row in portfolio.teams)
    assert room[Crowd(shop, build_), 0] == 4
    assert room[Crowd(bank, build_), 0] == 2
    assert room[Crowd(None, None), 0] == 4  # bob once, however many skills he has
