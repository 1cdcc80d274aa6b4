from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, person, stage, team

NAME = "person_has_one_time"


def test_person_has_one_time() -> None:
    for slices, fits in ((1, True), (2, False)):
        shop = build(
            team("web"),
            person("ann", skills={"build": 3, "test": 3}, slices=2),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"build": 1, "test": slices})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)
