"""Every diagnosis is made twice."""

from __future__ import annotations

import pytest

from optimizer.diagnosis import slim


@pytest.fixture(params=["as a small one", "as a large one"], autouse=True)
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large portfolio only a part is looked at: it must say the same."""
    if request.param == "as a large one":
        monkeypatch.setattr(slim, "LARGE", 0)
