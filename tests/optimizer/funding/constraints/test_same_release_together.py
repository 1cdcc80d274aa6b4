from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import after, build, fund, initiative, stage, team

NAME = "same_release_together"


def test_same_release_together() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100, periods=2)),
        initiative("shop", stage(100)),
        after("api", "shop", "same release"),
    )
    assert holds(shop, {"api": 0, "shop": 0 + 2 - 1})
    assert breaks(shop, {"api": 0, "shop": 0 + 2}, NAME)
    assert breaks(shop, {"api": 0}, NAME)
    assert holds(shop, {})


def test_a_committed_half_fixes_the_period_of_the_other() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100, periods=2, status="active")),
        initiative("shop", stage(100)),
        after("api", "shop", "same release"),
    )
    assert holds(shop, {"shop": 1})
    assert breaks(shop, {"shop": 0}, NAME)
    assert breaks(shop, {"shop": 2}, NAME)
    assert holds(shop, {})
