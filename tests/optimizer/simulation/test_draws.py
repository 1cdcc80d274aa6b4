"""Draws: by seed, sample and gate alone."""

from models.stage import StageKey
from optimizer.simulation import failing, in_play
from tests.portfolios import build, fund, initiative, stage, team


def _gates(*names: str, chance: int = 50) -> tuple[object, ...]:
    rows = (initiative(name, stage(1, chance=chance), stage(1), worth=1) for name in names)
    return in_play(build(team("web"), fund("main", [9, 9]), rows))


def _fails(gates: tuple[object, ...], seed: int = 0, samples: int = 40) -> list[list[str]]:
    return [
        sorted(key.initiative for key in failing(gates, seed, n))  # type: ignore[arg-type] # stages
        for n in range(1, samples + 1)
    ]


def test_the_draws_are_the_same_on_every_machine() -> None:
    assert _fails(_gates("a", "b", "c"), 7, 6) == _SEEN


_SEEN = [[], ["a", "b"], ["a", "b", "c"], ["a"], ["a"], ["b", "c"]]


def test_another_gate_changes_no_draw() -> None:
    alone, both = _fails(_gates("a")), _fails(_gates("a", "b"))
    assert alone == [[name for name in names if name == "a"] for names in both]
    assert any(alone)
    assert not all(alone)


def test_seeds_and_samples_differ() -> None:
    gates = _gates(*"abcdefgh")
    assert _fails(gates, 0) != _fails(gates, 1)
    assert len({tuple(names) for names in _fails(gates)}) > 30


def test_certain_gates_are_certain() -> None:
    assert _fails(_gates("a", chance=100)) == [[]] * 40
    assert _fails(_gates("a", chance=0)) == [["a"]] * 40


def test_a_gate_fails_as_often_as_it_should() -> None:
    """1,000 draws at 30 %: the standard deviation is 14.5."""
    count = sum(map(len, _fails(_gates("a", chance=70), samples=1_000)))
    assert 250 < count < 350


def test_the_last_gate_is_not_drawn() -> None:
    assert [stage.key for stage in _gates("a")] == [StageKey("a", 1)]  # type: ignore[arg-type,attr-defined]
