from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, person, stage, team

NAME = "team_keeps_fewest"


def test_team_keeps_fewest() -> None:
    for fewest, fits in ((2, True), (2 + 1, False)):
        shop = build(
            team("web"),
            team("api", "platform", fewest=fewest),
            [person(name, "api", {"build": 3}, lendable="anywhere") for name in ("ann", "bo")],
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"build": 4 - 2})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
