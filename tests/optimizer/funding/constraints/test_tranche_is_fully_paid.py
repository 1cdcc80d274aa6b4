from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, stage, team

NAME = "tranche_is_fully_paid"


def test_tranche_is_fully_paid() -> None:
    two = [*fund("a", [60, 0]), *fund("b", [39, 0])]
    assert holds(build(team("web"), two, initiative("shop", stage(60 + 39))), {"shop": 0})
    assert breaks(
        build(team("web"), two, initiative("shop", stage(60 + 39 + 1))), {"shop": 0}, NAME
    )
