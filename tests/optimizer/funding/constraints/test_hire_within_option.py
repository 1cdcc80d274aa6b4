from tests.optimizer.funding.ask import answer, holds
from tests.portfolios import build, fund, hiring, initiative, stage, team

NAME = "hire_within_option"


def test_hire_within_option() -> None:
    shop = build(
        team("web"),
        hiring("agency", "build", 2, "contractor", cost=100),
        fund("main", [900, 900]),
        initiative("shop", stage(100, needs={"build": 1})),
    )
    half_fte = 100 // 2
    assert round(answer(shop, {"shop": 1}).objective) == -half_fte
    assert round(answer(shop, {"shop": 1}, without=NAME).objective) == 0


def test_nobody_comes_before_the_lead_time() -> None:
    shop = build(
        team("web"),
        hiring("agency", "build", 2, lead_time=2),
        fund("main", [900, 900]),
        initiative("shop", stage(100, needs={"build": 1})),
    )
    assert holds(shop, {"shop": 2})
    assert not holds(shop, {"shop": 1})
