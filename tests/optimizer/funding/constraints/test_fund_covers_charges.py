from tests.optimizer.funding.ask import answer, breaks, holds
from tests.portfolios import build, fund, initiative, stage, team

NAME = "fund_covers_charges"


def test_fund_covers_charges() -> None:
    for budget, fits in ((100, True), (100 - 1, False)):
        shop = build(team("web"), fund("main", [budget, 0]), initiative("shop", stage(100)))
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)


def test_spend_is_charged_by_window() -> None:
    stages = stage(100, periods=4, spend_profile=("1", "1", "1", "2"))
    for second, fits in ((60, True), (60 - 1, False)):
        shop = build(team("web"), fund("main", [40, second], "spend"), initiative("shop", stages))
        assert holds(shop, {"shop": 0}) is fits


def test_an_overrun_has_its_price() -> None:
    shop = build(team("web"), fund("main", [90, 0], price="3"), initiative("shop", stage(100)))
    assert round(answer(shop, {"shop": 0}).objective) == -3 * (100 - 90)
