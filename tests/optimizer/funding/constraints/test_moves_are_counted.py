from tests.optimizer.funding.ask import answer
from tests.portfolios import build, fund, initiative, person, stage, team, works

NAME = "moves_are_counted"


def test_moves_are_counted() -> None:
    for there, moved in ((0, 2), (1, 1), (2, 0)):
        shop = build(
            team("web"),
            team("api", "platform"),
            person("ann", "api", {"build": 3}, lendable="anywhere"),
            works("ann", "web", there) if there else [],
            fund("main", [900, 900]),
            initiative("shop", stage(100, periods=2, needs={"build": 2})),
            move_price=7,
        )
        assert round(answer(shop, {"shop": 0}).objective) == -7 * moved
        assert round(answer(shop, {"shop": 0}, without=NAME).objective) == 0
