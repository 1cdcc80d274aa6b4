from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, pool, stage, team

NAME = "team_takes_most"


def test_team_takes_most() -> None:
    for most, fits in ((2, True), (2 - 1, False)):
        shop = build(
            team("web", most=most),
            pool("vendor", "build", 9),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"build": 2})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
