from tests.optimizer.funding.ask import answer
from tests.portfolios import after, build, fund, initiative, stage, team

NAME = "flag_bridges_dependency"


def test_flag_bridges_dependency() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100)),
        initiative("shop", stage(100)),
        after("api", "shop", flag_cost=70),
    )
    assert round(answer(shop, {"api": 0, "shop": 1}).objective) == 0
    assert round(answer(shop, {"api": 0, "shop": 0}).objective) == -70
    assert round(answer(shop, {"shop": 3}).objective) == -70
    assert round(answer(shop, {"shop": 3}, without=NAME).objective) == 0
