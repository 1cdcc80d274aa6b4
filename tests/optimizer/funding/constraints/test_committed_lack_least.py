from tests.optimizer.funding.ask import build_programme, holds_with
from tests.portfolios import build, fund, initiative, person, stage, team


def test_committed_lack_least() -> None:
    people = [person("ann", skills={"build": 3}, slices=1)]
    work = initiative("shop", stage(100, needs={"build": 2}, status="active"))
    shop = build(team("web"), people, fund("main", [900, 900]), work)
    built = build_programme(shop)
    assert built.programme.shortage == 2 - 1
    (short,) = built.programme.v.short.values()
    assert holds_with(built, {short: 2 - 1})
    assert not holds_with(built, {short: 2})
    assert not holds_with(built, {short: 0})
