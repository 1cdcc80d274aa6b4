from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, gate, initiative, stage, team

NAME = "out_never_starts"


def test_out_never_starts() -> None:
    free = build(team("web"), fund("main", [100, 100]), initiative("shop", stage(100)))
    left = build(
        team("web"), fund("main", [100, 100]), initiative("shop", stage(100), leave_out=True)
    )
    assert holds(free, {"shop": 1})
    assert breaks(left, {"shop": 1}, NAME)


def test_a_failed_gate_stops_what_comes_after() -> None:
    stages = (stage(100, status="done"), stage(100))
    shop = build(
        team("web"),
        fund("main", [100, 100]),
        initiative("shop", *stages),
        gate("shop", 1, "failed"),
    )
    assert breaks(shop, {"shop/2": 3}, NAME)
