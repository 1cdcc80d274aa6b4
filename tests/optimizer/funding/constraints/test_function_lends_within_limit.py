from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, function, fund, initiative, person, stage, team

NAME = "function_lends_within_limit"


def test_function_lends_within_limit() -> None:
    for most, fits in ((2, True), (2 - 1, False)):
        shop = build(
            team("web"),
            function("marketing", most_lent=most),
            person("mia", None, {"copy": 3}, lendable="anywhere", function="marketing"),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"copy": 2})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
