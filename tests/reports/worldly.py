"""The complete small portfolio under names from all over the world, in any currency."""

from __future__ import annotations

from typing import Any

from models.portfolio import Portfolio
from tests.complete import complete
from tests.portfolios import change, with_settings

ARABIC = "مشروع الدفع 2027 (Checkout)"
HEBREW = "סל הקניות 3.0 – Basket"
RTL_TEAM = "فريق المتجر"
CHINESE = "会员积分与优惠券平台（第二期）"
JAPANESE = "ﾎﾟｲﾝﾄカード刷新プロジェクト"
THAI = "ระบบแชทลูกค้า"
VIETNAMESE = "Ví điện tử Nguyễn Thị Ngọc Ánh"
EMOJI = "Price engine 🚀👩‍💻"
LONG = "A very long name of an initiative that nobody would ever type but everybody pastes, " * 2
INITIATIVES = {
    "basket": HEBREW,
    "loyalty": CHINESE,
    "coupons": JAPANESE,
    "wallet": VIETNAMESE,
    "consent": ARABIC,
    "chat": THAI,
    "bot": "=SUM(1,2)",
    "catalogue": "+49 30 Katalog",
    "price engine": EMOJI,
    "price feed": "-Preisübertragung",
    "storage": "@speicher",
    "observability": LONG.strip(),
}
TEAMS = {"shop": RTL_TEAM, "pricing": "价格平台", "cloud": "Œuvre d’été – Ångström"}
PEOPLE = {
    "ada": "عائشة بنت محمد",
    "ben": "בן־ציון כהן",
    "eva": "Эва Достоевская",
    "dan": "Đặng Thị Thu Hà",
    "fay": "田中 さくら",
    "gus": "Gûstàv Ødegård-Łukasiewicz",
    "mia": "मीरा शर्मा",
}
FUNDS = {"capital": "Капитальный фонд", "growth": "صندوق النمو", "running": "運営費"}


def worldly(currency: str = "EUR") -> Portfolio:
    """The portfolio; amounts keep their number of minor units whatever the currency."""
    plain = complete()
    named = change(
        plain,
        initiatives=_renamed(plain.initiatives, INITIATIVES),
        teams=_renamed(plain.teams, TEAMS),
        people=_renamed(plain.people, PEOPLE),
        funds=_renamed(plain.funds, FUNDS),
    )
    return with_settings(named, currency=currency, name=f"{ARABIC} / {CHINESE}")


def _renamed(rows: tuple[Any, ...], names: dict[str, str]) -> tuple[Any, ...]:
    return tuple(row.model_copy(update={"name": names.get(row.id, row.name)}) for row in rows)
