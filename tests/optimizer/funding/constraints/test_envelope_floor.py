from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, envelope, fund, initiative, stage, team

NAME = "envelope_floor"


def test_envelope_floor() -> None:
    for floor, fits in ((100, True), (100 + 1, False)):
        shop = build(
            team("web"),
            fund("main", [900, 900]),
            initiative("shop", stage(100), theme="growth"),
            envelope("grow", "released", "theme: growth", least=floor, window="W1"),
        )
        assert holds(shop, {"shop": 1}) is fits
        assert fits or breaks(shop, {"shop": 1}, NAME)


def test_a_share_is_of_everything_measured() -> None:
    for share, fits in (("25 %", True), ("26 %", False)):
        shop = build(
            team("web"),
            fund("main", [900, 900]),
            initiative("shop", stage(100), theme="growth"),
            initiative("pay", stage(300)),
            envelope("grow", "spent", "theme: growth", least=share, window="all"),
        )
        assert holds(shop, {"shop": 1, "pay": 0}) is fits
