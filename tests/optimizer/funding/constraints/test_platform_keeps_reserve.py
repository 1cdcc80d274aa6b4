from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, person, stage, team

NAME = "platform_keeps_reserve"


def test_platform_keeps_reserve() -> None:
    for theme, reserve, fits in (("run", 50, True), ("run", 51, False), ("as-a-service", 51, True)):
        shop = build(
            team("api", "platform", reserve=reserve),
            person("ann", "api", {"build": 3}, slices=2),
            fund("main", [900, 900]),
            initiative("feed", stage(100, needs={"build": 1}), team="api", theme=theme),
        )
        assert holds(shop, {"feed": 0}) is fits
        assert fits or breaks(shop, {"feed": 0}, NAME)
