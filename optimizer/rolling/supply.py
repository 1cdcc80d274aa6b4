"""Pools and hiring options: hires become pools, so that nobody pays for their coming again."""

from __future__ import annotations

from collections.abc import Iterator

from models.supply import HiringOption, Pool
from models.units import PeriodId, PoolId, Slices
from models.wording import fte
from optimizer.rolling.hires import Hired, Layer, hired
from optimizer.rolling.quarter import Quarter
from optimizer.rolling.remark import Remark

_POOLS, _HIRING = "Pools", "Hiring"


def supply(
    quarter: Quarter,
) -> tuple[tuple[Pool, ...], tuple[HiringOption, ...], tuple[Remark, ...]]:
    """The pools with what was hired, and what can still be hired."""
    remarks: list[Remark] = []
    pools = [pool for row in quarter.portfolio.pools for pool in _moved(quarter, row, remarks)]
    options = []
    names = {pool.id for pool in quarter.portfolio.pools}
    for option in quarter.portfolio.hiring:
        found = hired(quarter, option)
        for layer in found.layers:
            pools.append(_pool(quarter, found, layer, names))
            remarks.append(_told(quarter, found, layer, pools[-1]))
        options.append(option.model_copy(update={"most": Slices(found.most)}))
    return tuple(pools), tuple(options), tuple(remarks)


def _moved(quarter: Quarter, pool: Pool, remarks: list[Remark]) -> Iterator[Pool]:
    if pool.to_period == quarter.gone:
        what = f"'{pool.id}' was there until {quarter.gone}; it is removed"
        remarks.append(Remark(_POOLS, what))
        return
    gone = pool.from_period == quarter.gone
    yield pool.model_copy(update={"from_period": None}) if gone else pool


def _pool(quarter: Quarter, found: Hired, layer: Layer, names: set[PoolId]) -> Pool:
    """The same skill, for every team and at any level, as hires are."""
    option = found.option
    name, number = PoolId(f"{option.id} (hired)"), 1
    while name in names:
        number += 1
        name = PoolId(f"{option.id} (hired {number})")
    names.add(name)
    return Pool(
        id=name,
        skill=option.skill,
        slices=Slices(layer.slices),
        from_period=_period(quarter, layer.first) if layer.first > 1 else None,
        to_period=None if layer.last is None else _period(quarter, layer.last),
        cost=option.cost,
    )


def _period(quarter: Quarter, t: int) -> PeriodId:
    return quarter.before.periods[t].id


def _told(quarter: Quarter, found: Hired, layer: Layer, pool: Pool) -> Remark:
    time = fte(layer.slices, quarter.portfolio.settings.slice)
    if layer.first == 0:
        what = f"{time} of '{found.option.id}' are there and go on as the pool '{pool.id}'"
    else:
        there = _period(quarter, layer.first)
        what = (
            f"{time} of '{found.option.id}' are taken as ordered and come in {there} as the pool "
            f"'{pool.id}'; remove it if they were not"
        )
    if layer.last is not None:
        what += f", until {_period(quarter, layer.last)}"
    return Remark(_HIRING, what)
