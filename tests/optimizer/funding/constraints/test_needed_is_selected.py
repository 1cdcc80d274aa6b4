from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import after, build, fund, initiative, stage, team

NAME = "needed_is_selected"


def test_needed_is_selected() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100)),
        initiative("shop", stage(100)),
        after("api", "shop", "needs"),
    )
    assert holds(shop, {"shop": 0, "api": 3})
    assert breaks(shop, {"shop": 0}, NAME)
    assert holds(shop, {"api": 0})
