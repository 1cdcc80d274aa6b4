from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, envelope, fund, initiative, person, stage, team

NAME = "envelope_ceiling"


def test_envelope_ceiling() -> None:
    for ceiling, fits in ((2, True), (2 - 1, False)):
        shop = build(
            team("web"),
            fund("main", [900, 900]),
            initiative("shop", stage(100)),
            initiative("pay", stage(100)),
            envelope("few", "starts", most=ceiling, window="W1"),
        )
        assert holds(shop, {"shop": 0, "pay": 1}) is fits
        assert fits or breaks(shop, {"shop": 0, "pay": 1}, NAME)


def test_people_are_averaged_over_the_window() -> None:
    for ceiling, fits in ((1, True), (0, False)):
        shop = build(
            fund("main", [900, 900]),
            person("ann", skills={"build": 1}),
            initiative("shop", stage(100, needs={"build": 2})),
            envelope("few", "people", most=ceiling, window="W1"),
            team("web"),
        )
        assert holds(shop, {"shop": 0}) is fits
