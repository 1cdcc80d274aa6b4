"""Answers about one initiative, and that the oracle finds what they say."""

from __future__ import annotations

from dataclasses import replace

from models.counterfactual import Change, ChangeKind, Counterfactual, Displaced
from models.portfolio import Portfolio
from models.units import InitiativeId
from optimizer.counterfactual import Asking, answer, answer_around, known
from optimizer.counterfactual.around.ground import Ground
from optimizer.counterfactual.rivals import RIVALS, SPARE
from optimizer.counterfactual.rivals import rivals as nearest
from optimizer.counterfactual.singles import singles
from optimizer.explain import reasons
from optimizer.gates import judge
from tests.oracle.agreement import planned
from tests.oracle.sided import admits, sides
from tests.portfolios import (
    Rows,
    after,
    build,
    envelope,
    fund,
    gate,
    initiative,
    person,
    stage,
    team,
)

SHOP, BEST = InitiativeId("shop"), InitiativeId("best")


def asked(portfolio: Portfolio, name: str = "shop") -> Asking:
    plan = planned(portfolio)
    assert plan is not None
    plan = plan.model_copy(update={"reasons": reasons(portfolio, plan)})
    return Asking(portfolio, plan, InitiativeId(name), known(portfolio, plan))


def why(*rows: Rows, name: str = "shop") -> Counterfactual:
    return answer(asked(build(team("web"), *rows), name))


def of(found: Counterfactual, kind: ChangeKind) -> Change:
    (change,) = [row for row in found.would_change if row.kind is kind]
    return change


def rivals(money: int, *more: Rows) -> tuple[Rows, ...]:
    return (
        fund("main", [money, 0]),
        initiative("best", stage(70), worth=1),
        initiative("shop", stage(50), worth="0.5"),
        *more,
    )


def test_the_refused_is_told_the_money_and_who_gives_way() -> None:
    found = why(*rivals(80))
    money = of(found, ChangeKind.MONEY)
    assert (money.works, money.amount, money.proven) == (True, 40, True)
    assert money.displaced == ()
    assert money.gain == 7 * 50
    assert found.forced is not None
    assert (found.forced.cost, found.forced.proven) == (7 * 50, True)
    assert found.forced.displaced == (Displaced(initiative=BEST),)


def test_an_envelope_that_alone_is_in_the_way() -> None:
    tight = envelope("few", "starts", most=1, window="all")
    found = why(*rivals(200, tight))
    lifted = of(found, ChangeKind.ENVELOPE)
    assert (lifted.works, lifted.proven) == (True, True)
    assert of(found, ChangeKind.MONEY).works is False
    portfolio = build(team("web"), *rivals(200))
    assert admits(portfolio, asked(portfolio).plan.stages[-1].key)


def test_a_link_that_alone_is_in_the_way() -> None:
    found = why(
        fund("main", [60, 0]),
        initiative("base", stage(500), worth=1),
        initiative("shop", stage(50), worth=1),
        after("base", "shop"),
    )
    assert of(found, ChangeKind.DEPENDENCY).works
    assert of(found, ChangeKind.MONEY).amount == 490


def test_rivals_of_one_choice() -> None:
    found = why(
        fund("main", [999, 0]),
        initiative("best", stage(1), worth=2, group="g"),
        initiative("shop", stage(1), worth=1, group="g"),
    )
    assert of(found, ChangeKind.CHOICE).works
    assert not of(found, ChangeKind.MONEY).works


def test_what_is_left_out_by_decision() -> None:
    found = why(fund("main", [9, 0]), initiative("shop", stage(1), worth=1, leave_out=True))
    assert of(found, ChangeKind.LEFT_OUT).works


def test_a_stopped_one_would_need_its_gate() -> None:
    first = stage(1, status="done")
    rows = initiative("shop", first, stage(5), worth=1), gate("shop", 1, "failed")
    found = why(fund("main", [9, 0]), *rows)
    assert found.decision == "stopped"
    assert of(found, ChangeKind.GATE).works
    assert of(found, ChangeKind.GATE).proven


def test_a_held_one_says_the_proof_and_whether_it_goes_out_then() -> None:
    first = stage(1, status="done")
    rows = [*initiative("shop", first, stage(5), worth=1), *gate("shop", 1, "pending")]
    found = why(fund("main", [9, 9]), *rows)
    assert found.decision == "held"
    assert found.asked
    assert found.released_then is True
    poor = why(fund("main", [0, 9]), *rows)
    assert poor.released_then is False


def test_the_cushion_of_a_funded_one_is_the_next_best() -> None:
    """Without it the shop has the money: 7 periods of 1 against 7 of a half."""
    found = why(*rivals(80), name="best")
    assert (found.cushion, found.cushion_proven) == (7 * 100 - 7 * 50, True)
    portfolio = build(team("web"), *rivals(80))
    inside, outside = sides(portfolio, asked(portfolio, "best").plan.stages[0].key)
    assert inside is not None
    assert outside is not None
    assert found.cushion == inside.value - outside.value
    assert of(found, ChangeKind.LESS_MONEY).amount == 11


def test_who_must_not_be_lost() -> None:
    rows = [
        *person("ann", "web", {"build": 1}),
        *person("bob", "web", {"sing": 1}),
        *fund("main", [9, 9]),
        *initiative("shop", stage(1, needs={"build": 1}), worth=1),
    ]
    lost = of(why(*rows), ChangeKind.PERSON_LOST)
    assert (lost.what, lost.works, lost.proven) == ("Ann", True, True)
    spare = why(person("cid", "web", {"build": 1}), *rows)
    assert not of(spare, ChangeKind.PERSON_LOST).works


def test_must_do_has_nothing_that_pushes_it_out() -> None:
    found = why(fund("main", [9, 9]), initiative("shop", stage(1), worth=1, must_do=True))
    assert found.would_change == ()


def test_singles_name_others_by_name() -> None:
    portfolio = build(
        team("web"),
        fund("main", [9, 9]),
        initiative("base", stage(1), worth=1),
        initiative("shop", stage(1), worth=1),
        after("base", "shop", "needs"),
    )
    stage_key = portfolio.stages[1].key
    (single,) = singles(portfolio, stage_key, judge(portfolio))
    assert single.what == "its need of Base"
    assert single.portfolio.dependencies == ()


def test_rivals_want_the_same() -> None:
    """By team, skill and fund, those that hang on it always, and no more than a few."""
    many = [initiative(f"far{n}", stage(1), worth=1) for n in range(30)]
    portfolio = build(
        team("web"),
        team("app"),
        fund("main", [99, 0]),
        fund("own", [99, 0]),
        initiative("shop", stage(1), worth=1),
        initiative("near", stage(1), worth=1, team="app"),
        initiative("next", stage(1), worth=1, team="app"),
        after("shop", "next"),
        *many,
    )
    plan = asked(portfolio).plan
    starts = {row.key: row.start for row in plan.stages if row.start is not None}
    close = nearest(Ground.of(portfolio).built.programme.problem, SHOP, starts)
    assert {SHOP, InitiativeId("next")} <= close
    assert len(close) <= 2 + RIVALS + SPARE


def pressed() -> bool:
    return True


def test_who_stops_gets_what_is_known_and_nothing_made_up() -> None:
    for name in ("shop", "best"):
        asking = replace(asked(build(team("web"), *rivals(80)), name), stopped=pressed)
        for found in (answer(asking), answer_around(asking)):
            assert not any(row.works or row.proven for row in found.would_change)
            assert found.forced is None or found.forced.cost is None
            assert found.cushion is None
