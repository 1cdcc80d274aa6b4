from optimizer.funding.build import build
from optimizer.funding.constraints.imports_have_work import imports_have_work
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from tests.portfolios import build as portfolio
from tests.portfolios import fund, initiative, person, stage, team


def test_imports_have_work() -> None:
    shop = portfolio(
        team("web"),
        team("api", "platform"),
        person("ann", "api", {"build": 3}, lendable="anywhere"),
        fund("main", [900, 900]),
        initiative("shop", stage(100, needs={"build": 2})),
        move_price=7,
    )
    built = build(Problem.of(shop, judge(shop)), flows=False)
    v = built.programme.v
    first, second, *_ = imports_have_work(built.programme)
    (starts,) = v.started.values()
    web = next(team for team, _ in v.imported)
    assert first.upper == second.upper == 0
    assert dict(first.terms) == {v.imported[web, 0]: 1, starts[0]: -2}  # two slices while it runs
    assert dict(second.terms) == {v.imported[web, 1]: 1, starts[1]: -2, starts[0]: 2}
