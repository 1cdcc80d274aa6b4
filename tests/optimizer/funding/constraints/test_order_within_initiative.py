from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, gate, initiative, stage, team

NAME = "order_within_initiative"


def test_order_within_initiative() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("shop", stage(100, periods=2), stage(100)),
        gate("shop", 1, "passed"),
    )
    assert holds(shop, {"shop/1": 0, "shop/2": 0 + 2})
    assert breaks(shop, {"shop/1": 0, "shop/2": 0 + 2 - 1}, NAME)
