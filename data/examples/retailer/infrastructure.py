"""Initiatives of the infrastructure teams."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

INFRASTRUCTURE = (
    Work(
        "CLD-01",
        "Two cloud regions",
        team="cloud",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Failover drill for checkout",
                180,
                1,
                "Cloud 1.4, Backend 0.3",
                done="2026-10-01",
                paid=(("2026-10-05", "MODERN", "spent"),),
                goals=(
                    Goal(
                        "Recovery time <= 20",
                        (Seen("14", "2026-12-09", None, "Ravi Menon", "Birgit Hoffmann"),),
                    ),
                ),
            ),
            Step(
                "Move all services",
                450,
                2,
                "Cloud 1.8, Backend 0.4, Security 0.2",
                capex=65,
                chance=85,
                goals=(Goal("Availability >= 99.97"), Goal("Cost against tranche <= 110")),
            ),
        ),
        gains=(Gain("Checkout conversion", "0.04", 60), Gain("Running cost", "30", 60)),
    ),
    Work(
        "CLD-02",
        "From commit to production in ten minutes",
        team="cloud",
        theme=Theme.AS_A_SERVICE,
        steps=(
            Step(
                "Shared build service",
                150,
                1,
                "Cloud 1.4, Backend 0.3",
                chance=90,
                goals=(Goal("Lead time for changes <= 5", amber="6"),),
            ),
            Step(
                "All 18 teams",
                170,
                2,
                "Cloud 0.7, Quality 0.4",
                goals=(Goal("Lead time for changes <= 1"),),
            ),
        ),
        gains=(Gain("Manual work", "2.6", 75, ramp=1),),
    ),
    Work(
        "SEC-01",
        "Zero-trust access for stores",
        team="security",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Pilot in three stores",
                95,
                1,
                "Security 0.7@3, Cloud 0.3",
                done="2026-01-01",
                paid=(("2026-01-12", "MODERN", "closed"),),
                goals=(
                    Goal(
                        "Availability >= 99.5",
                        (
                            Seen(
                                "99.7",
                                "2026-05-08",
                                "Pilot report, stores Ghent, Porto and Aarhus, 8 May 2026",
                                "Elif Aydın",
                                "Dirk Vandenberghe",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Roll out to 240 stores",
                360,
                3,
                "Security 0.7, Cloud 0.4",
                capex=55,
                goals=(Goal("Fraud losses <= 720"),),
            ),
        ),
        gains=(Gain("Fraud losses", "65", 75), Gain("Running cost", "20", 75)),
    ),
    Work(
        "SEC-02",
        "Card data in a smaller scope (PCI DSS 4.0.1)",
        team="security",
        theme=Theme.REGULATORY,
        function="compliance",
        must_do=True,
        latest="2027 Q4",
        steps=(
            Step(
                "Scope and plan with the assessor",
                60,
                1,
                "Security 0.4@3",
                done="2026-10-01",
                paid=(("2026-10-05", "REG", "spent"),),
                goals=(
                    Goal(
                        "Milestones kept >= 90",
                        (
                            Seen(
                                "95",
                                "2026-12-10",
                                "Assessor's scoping letter, 10 Dec 2026",
                                "Elif Aydın",
                                "Henrik Sørensen",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Close 41 findings",
                230,
                2,
                "Security 0.7, Backend 0.4, Cloud 0.3",
                capex=30,
                chance=90,
                fund="REG",
                goals=(Goal("Defects after release <= 4"),),
            ),
            Step(
                "Assessment",
                50,
                1,
                "Security 0.4",
                fund="REG",
                goals=(Goal("Milestones kept >= 100"),),
            ),
        ),
        gains=(Gain("Exposure to fines", "85", 85), Gain("Fraud losses", "30", 60)),
    ),
)
