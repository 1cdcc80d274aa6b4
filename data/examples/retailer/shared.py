"""Initiatives of the platforms for all: customer data, transactions, API layer."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

SHARED = (
    Work(
        "CDP-01",
        "One customer profile for shop, app and store",
        team="customer-data",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Match the three sources",
                190,
                1,
                "Data engineering 1.4, Data science 0.3",
                done="2026-10-01",
                paid=(("2026-10-05", "MODERN", "spent"),),
                goals=(
                    Goal("Records migrated >= 60"),
                    Goal(
                        "Milestones kept >= 80",
                        (
                            Seen(
                                "86",
                                "2026-12-18",
                                "Delivery office review, December 2026",
                                "Nadia Benali",
                                "Birgit Hoffmann",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Build",
                480,
                2,
                "Data engineering 1.8, Backend 0.7, Security 0.3",
                capex=70,
                chance=80,
                goals=(Goal("Records migrated >= 95"), Goal("Defects after release <= 5")),
            ),
            Step(
                "Connect products",
                190,
                2,
                "Data engineering 0.4, Backend 0.7",
                goals=(Goal("Repeat purchase rate >= 31.0"),),
            ),
        ),
        gains=(
            Gain("Repeat purchase rate", "0.5", 60, after=2, ramp=2),
            Gain("Manual work", "1.5", 70),
        ),
    ),
    Work(
        "CDP-02",
        "Event stream for all products",
        team="customer-data",
        theme=Theme.AS_A_SERVICE,
        steps=(
            Step(
                "First ten event types",
                190,
                1,
                "Data engineering 1.4, Backend 0.4",
                chance=90,
                paid=(("2027-01-04", "SERVICES", "released"),),
                goals=(Goal("Availability >= 99.5"), Goal("Lead time for changes <= 7")),
            ),
            Step(
                "All event types",
                240,
                2,
                "Data engineering 0.7, Backend 0.7, Cloud 0.3",
                goals=(Goal("Lead time for changes <= 4"),),
            ),
        ),
        gains=(Gain("Running cost", "40", 75), Gain("Manual work", "0.9", 70)),
    ),
    Work(
        "TRX-01",
        "Payment token vault",
        team="transactions",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Vault in one region",
                260,
                2,
                "Backend 1.4, Security 0.4@4, Quality 0.4",
                capex=75,
                chance=85,
                active="2026-10-01",
                paid=(("2026-10-05", "MODERN", "released"),),
                goals=(Goal("Availability >= 99.95"), Goal("Milestones kept >= 85")),
            ),
            Step(
                "Move 2.1 million cards",
                230,
                1,
                "Backend 1.8, Security 0.3, Quality 0.4",
                capex=40,
                chance=90,
                goals=(Goal("Records migrated >= 99.9"),),
            ),
            Step(
                "Second region",
                120,
                1,
                "Backend 0.7, Cloud 0.4",
                goals=(Goal("Availability >= 99.97"),),
            ),
        ),
        gains=(
            Gain("Fraud losses", "60", 75, after=2),
            Gain("Payment acceptance", "0.15", 70, after=2),
        ),
    ),
    Work(
        "TRX-02",
        "Order ledger on the new database",
        team="transactions",
        theme=Theme.MODERNIZATION,
        earliest="2027 Q3",
        steps=(
            Step(
                "Dual writing",
                240,
                1,
                "Backend 1.8, Data engineering 0.4, Quality 0.4",
                capex=70,
                chance=85,
                goals=(Goal("Recovery time <= 10"), Goal("Defects after release <= 2")),
            ),
            Step(
                "Migrate and switch",
                460,
                2,
                "Backend 2.1, Data engineering 0.4, Quality 0.7",
                goals=(Goal("Running cost <= 380"), Goal("Recovery time <= 5")),
            ),
        ),
        gains=(Gain("Running cost", "130", 85), Gain("Support contacts", "4", 85)),
    ),
    Work(
        "API-01",
        "One gateway for all channels",
        team="api-layer",
        theme=Theme.AS_A_SERVICE,
        steps=(
            Step(
                "Gateway and first four interfaces",
                230,
                2,
                "Backend 1.4, Cloud 0.4, Security 0.2",
                chance=90,
                goals=(Goal("Availability >= 99.95"), Goal("Lead time for changes <= 4")),
            ),
            Step(
                "Retire 23 old interfaces",
                260,
                2,
                "Backend 1.4, Quality 0.4",
                goals=(Goal("Support contacts <= 58"),),
            ),
        ),
        gains=(Gain("Running cost", "70", 50), Gain("Support contacts", "3", 50)),
    ),
    Work(
        "API-02",
        "Interfaces for partner shops",
        team="api-layer",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Two pilot partners",
                160,
                1,
                "Backend 0.7, Web 0.3",
                chance=65,
                goals=(Goal("Campaign revenue >= 200"), Goal("Milestones kept >= 80")),
            ),
            Step(
                "Open to all",
                440,
                2,
                "Backend 1.4, Quality 0.4, Web 0.4",
                capex=50,
                goals=(Goal("Campaign revenue >= 700"),),
            ),
        ),
        gains=(Gain("Campaign revenue", "850", 25, ramp=3),),
    ),
)
