"""Engines give their memory back."""

from __future__ import annotations

import gc
import weakref

from optimizer.highs import listening, quiet


def test_a_quiet_engine_goes_when_nobody_uses_it() -> None:
    engine = quiet()
    gone = weakref.ref(engine)
    del engine
    gc.collect()
    assert gone() is None


def test_an_engine_that_was_listened_to_goes_after_its_block() -> None:
    heard: list[str] = []
    with listening() as engine:
        engine.cbLogging += lambda event: heard.append(event.message)
        gone = weakref.ref(engine)
        engine.run()
    del engine
    gc.collect()
    assert heard
    assert gone() is None
