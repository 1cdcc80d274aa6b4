"""Initiatives of the domains Agreements and Service: contracts and returns."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

SERVICE = (
    Work(
        "CON-1",
        "Framework contracts online",
        team="contracts",
        theme=Theme.GROWTH,
        function="legal",
        steps=(
            Step(
                "Read-only for 50 customers",
                95,
                2,
                "Frontend 1, Backend 1, Legal 0.3",
                done="2026-09-01",
                paid=(("2026-09-03", "SALES", "closed"),),
                goals=(
                    Goal(
                        "Customers in the pilot >= 50",
                        (
                            Seen(
                                "57",
                                "2026-11-24",
                                "Portal usage export, November 2026",
                                "Miriam Goldstein",
                                "Miriam Goldstein",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Call-offs and price agreements",
                250,
                4,
                "Backend 2.5, Frontend 1, Quality 0.5, Legal 0.3",
                capex=60,
                chance=85,
                goals=(Goal("Contract renewals >= 84"), Goal("Milestones kept >= 80")),
            ),
        ),
        gains=(
            Gain("Contract renewals", "1.4", 60, ramp=3),
            Gain("Clerical hours", "260", 75),
        ),
    ),
    Work(
        "CON-2",
        "Renewal reminders for account managers",
        team="contracts",
        theme=Theme.GROWTH,
        function="sales",
        steps=(
            Step(
                "Build and launch",
                70,
                2,
                "Backend 1, Frontend 0.5, Sales 0.4",
                capex=30,
                goals=(Goal("Contract renewals >= 83.5"),),
            ),
        ),
        gains=(Gain("Contract renewals", "0.8", 60, ramp=2),),
    ),
    Work(
        "CON-3",
        "Electronic invoices under the new VAT rules",
        team="contracts",
        theme=Theme.REGULATORY,
        function="legal",
        must_do=True,
        latest="Sep 2027",
        penalty=40,
        steps=(
            Step(
                "Interpretation and design",
                40,
                1,
                "Legal 0.5, Backend 0.5",
                chance=95,
                goals=(Goal("Milestones kept >= 90"),),
            ),
            Step(
                "Build for four countries",
                160,
                3,
                "Backend 2, Quality 0.5",
                chance=90,
                goals=(Goal("Message failures <= 5"),),
            ),
            Step(
                "Switch over",
                45,
                1,
                "Backend 0.5, Quality 0.5, Legal 0.3",
                goals=(Goal("Milestones kept >= 100"),),
            ),
        ),
        gains=(Gain("Exposure to penalties", "28", 85),),
    ),
    Work(
        "RET-1",
        "Returns with a photo and no paper",
        team="returns",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Pilot in two depots",
                65,
                2,
                "Frontend 1, Backend 0.5",
                done="2026-10-01",
                paid=(("2026-10-02", "CHANGE", "spent"),),
                goals=(Goal("Days to settle a claim <= 9"),),
            ),
            Step(
                "All depots",
                150,
                3,
                "Frontend 1, Backend 1, Quality 0.5",
                capex=45,
                goals=(Goal("Days to settle a claim <= 8"),),
            ),
        ),
        gains=(
            Gain("Days to settle a claim", "3", 75, ramp=2),
            Gain("Clerical hours", "180", 70),
        ),
    ),
    Work(
        "RET-2",
        "Credit notes on receipt",
        team="returns",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Rules with finance",
                35,
                1,
                "Backend 0.5",
                chance=85,
                goals=(Goal("Days to settle a claim <= 8"),),
            ),
            Step(
                "Build",
                110,
                2,
                "Backend 2, Quality 0.5",
                capex=40,
                goals=(Goal("Days to settle a claim <= 7"),),
            ),
        ),
        gains=(Gain("Days to settle a claim", "2", 65, ramp=1),),
    ),
)
