from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import after, build, fund, initiative, stage, team

NAME = "excluded_is_not"


def test_excluded_is_not() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100)),
        initiative("shop", stage(100)),
        after("api", "shop", "excludes"),
    )
    assert holds(shop, {"shop": 0})
    assert breaks(shop, {"shop": 0, "api": 3}, NAME)
