from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import after, build, fund, initiative, stage, team

NAME = "before_finishes_first"


def test_before_finishes_first() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100)),
        initiative("shop", stage(100)),
        after("api", "shop", lag=1),
    )
    assert holds(shop, {"api": 0, "shop": 0 + 1 + 1})
    assert breaks(shop, {"api": 0, "shop": 0 + 1 + 1 - 1}, NAME)
    assert breaks(shop, {"shop": 3}, NAME)
