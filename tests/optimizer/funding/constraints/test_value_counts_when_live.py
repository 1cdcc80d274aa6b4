from tests.optimizer.funding.ask import answer
from tests.portfolios import after, build, fund, initiative, stage, team

NAME = "value_counts_when_live"


def test_value_counts_when_live() -> None:
    shop = build(
        team("web"),
        fund("main", [900, 900]),
        initiative("api", stage(100)),
        initiative("shop", stage(100), worth=1),
        after("api", "shop", flag_cost=70),
        value_horizon=1,
    )
    cent_value = 100
    assert round(answer(shop, {"api": 2, "shop": 0}).objective) == 2 * cent_value - 70
    assert round(answer(shop, {"api": 2, "shop": 0}, without=NAME).objective) == 5 * cent_value - 70
    assert round(answer(shop, {"shop": 0}).objective) == 0 - 70
