"""The collector of cycles looks rarely while a command works, and as before afterwards."""

import gc

import pytest

from headgate.memory import rarely_collected


def test_cycles_are_looked_for_rarely_and_then_as_before() -> None:
    before = gc.get_threshold()
    with rarely_collected():
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before


def test_a_failure_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), rarely_collected():
        raise KeyError
    assert gc.get_threshold() == before
