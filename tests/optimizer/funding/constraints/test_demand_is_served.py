from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, person, stage, team

NAME = "demand_is_served"


def test_demand_is_served() -> None:
    for level, fits in ((3, True), (4, False)):
        shop = build(
            team("web"),
            person("ann", skills={"build": 3}),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={("build", level): 2})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
