from tests.optimizer.funding.ask import answer
from tests.portfolios import build, fund, hiring, initiative, stage, team

NAME = "hires_stay"


def test_hires_stay() -> None:
    for kind, stay, periods in (("hire", 1, 4 - 1), ("contractor", 2, 2), ("contractor", 1, 1)):
        shop = build(
            team("web"),
            hiring("agency", "build", 2, kind, cost=100, one_off=40, shortest_stay=stay),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"build": 1})),
        )
        cost = (100 * periods + 40) // 2
        assert round(answer(shop, {"shop": 1}).objective) == -cost
        assert round(answer(shop, {"shop": 1}, without=NAME).objective) == -100 // 2
