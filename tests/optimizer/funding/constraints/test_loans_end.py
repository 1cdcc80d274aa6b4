from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, person, stage, team

NAME = "loans_end"


def test_loans_end() -> None:
    for periods, fits in ((2, True), (2 + 1, False)):
        shop = build(
            team("web"),
            team("api", "platform"),
            person("ann", "api", {"build": 3}, lendable="anywhere", longest_loan=2),
            fund("main", [900, 900]),
            initiative("shop", stage(100, periods=periods, needs={"build": 2})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
