from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, hiring, initiative, person, stage, team

NAME = "retrained_time_is_given_up"


def test_retrained_time_is_given_up() -> None:
    for old, fits in ((1, True), (2, False)):
        shop = build(
            team("web"),
            person("ann", skills={"legacy": 3}, slices=2),
            hiring("course", "build", 2, "reskill", from_skill="legacy"),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"build": 1, "legacy": old})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
