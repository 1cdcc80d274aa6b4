"""Initiatives of the domain Quote to order: configuration and price quotes."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

SALES = (
    Work(
        "CFG-1",
        "Configurator for hex bolts and anchors",
        team="configurator",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Rules for 40 product families",
                120,
                2,
                "Modelling 2.5, Frontend 1",
                done="2026-10-01",
                paid=(("2026-10-02", "SALES", "spent"),),
                goals=(
                    Goal(
                        "Wrong configurations <= 14",
                        (
                            Seen(
                                "11",
                                "2026-12-15",
                                "Order desk tally, October to December 2026",
                                "Walter Szymborski",
                                "Ruth Abernathy",
                            ),
                        ),
                    ),
                    Goal(
                        "Milestones kept >= 80",
                        (
                            Seen(
                                "88",
                                "2026-12-18",
                                "Quarterly delivery review, Q4 2026",
                                "Walter Szymborski",
                                "Keith Rasmussen",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "All 180 families",
                260,
                4,
                "Modelling 3, Frontend 1, Backend 1, Quality 0.5",
                capex=60,
                chance=85,
                goals=(Goal("Wrong configurations <= 8"), Goal("Milestones kept >= 80")),
            ),
            Step(
                "Open to distributors",
                90,
                2,
                "Frontend 1, Sales 0.5, Quality 0.5",
                goals=(Goal("Orders without a phone call >= 41"),),
            ),
        ),
        gains=(
            Gain("Wrong configurations", "6", 75, after=2, ramp=2),
            Gain("Orders without a phone call", "7", 60, ramp=3),
        ),
    ),
    Work(
        "CFG-2",
        "Drawings in three dimensions",
        team="configurator",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Trial with five engineers' offices",
                60,
                1,
                "Frontend 2, Design 0.5",
                chance=60,
                goals=(Goal("Customers in the pilot >= 5"),),
            ),
            Step(
                "Build",
                240,
                3,
                "Frontend 2.5, Backend 1, Design 0.5",
                capex=70,
                goals=(Goal("Quote win rate >= 30"),),
            ),
        ),
        gains=(Gain("Quote win rate", "0.9", 50, ramp=3),),
    ),
    Work(
        "CFG-3",
        "Reorder from last year's bill of materials",
        team="configurator",
        theme=Theme.GROWTH,
        function="sales",
        steps=(
            Step(
                "Prototype",
                45,
                1,
                "Frontend 1, Backend 0.5",
                chance=80,
                goals=(Goal("Customers in the pilot >= 20"),),
            ),
            Step(
                "Build",
                130,
                2,
                "Frontend 1, Backend 1, Quality 0.5",
                capex=50,
                goals=(Goal("Orders without a phone call >= 40"),),
            ),
        ),
        gains=(Gain("Orders without a phone call", "6", 65, ramp=2),),
    ),
    Work(
        "QUO-1",
        "Quotes in ten minutes",
        team="quotes",
        theme=Theme.GROWTH,
        function="sales",
        steps=(
            Step(
                "Standard parts",
                150,
                3,
                "Backend 2, Frontend 0.8, Sales 0.4",
                chance=85,
                active="2026-12-01",
                paid=(("2026-12-03", "SALES", "released"),),
                goals=(
                    Goal("Hours from request to quote <= 6", amber="8"),
                    Goal("Milestones kept >= 80"),
                ),
            ),
            Step(
                "Parts made to order",
                280,
                4,
                "Backend 2.5, Modelling 1, Frontend 0.5, Quality 0.5",
                capex=60,
                chance=75,
                goals=(Goal("Quote win rate >= 31"),),
            ),
            Step(
                "All sales offices",
                80,
                2,
                "Frontend 0.5, Sales 0.6",
                goals=(Goal("Quote win rate >= 31.5"),),
            ),
        ),
        gains=(
            Gain("Hours from request to quote", "9", 75, after=1, ramp=2),
            Gain("Quote win rate", "1.6", 60, after=2, ramp=3),
        ),
    ),
    Work(
        "QUO-2",
        "Price approval without e-mail",
        team="quotes",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Approval rules",
                70,
                2,
                "Backend 1, Sales 0.4",
                done="2026-10-01",
                paid=(("2026-10-02", "CHANGE", "closed"),),
                goals=(
                    Goal(
                        "Hours from request to quote <= 16",
                        (
                            Seen(
                                "16.4",
                                "2026-12-11",
                                "Quote log, sample of 300 requests, 11 Dec 2026",
                                "Denise Okonkwo",
                                "Ruth Abernathy",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Roll out to 11 countries",
                140,
                3,
                "Backend 1, Frontend 0.5, Quality 0.5",
                capex=40,
                goals=(Goal("Hours from request to quote <= 12"),),
            ),
        ),
        gains=(Gain("Clerical hours", "420", 80, ramp=2), Gain("Price leakage", "0.05", 60)),
    ),
    Work(
        "QUO-3",
        "Quotes that learn from lost bids",
        team="quotes",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Back-test on 2025 and 2026",
                75,
                2,
                "Data 2",
                done="2026-09-01",
                paid=(("2026-09-03", "SALES", "spent"),),
                goals=(
                    Goal(
                        "Quote win rate >= 30",
                        (
                            Seen(
                                "27.8",
                                "2026-12-04",
                                "Back-test report, lost bids 2025–2026, 4 Dec 2026",
                                "Denise Okonkwo",
                                "Ruth Abernathy",
                            ),
                        ),
                        amber="29",
                    ),
                ),
            ),
            Step(
                "Build",
                230,
                4,
                "Data 2, Backend 1",
                capex=50,
                goals=(Goal("Quote win rate >= 31"),),
            ),
        ),
        gains=(Gain("Quote win rate", "1.1", 45, ramp=3),),
    ),
)
