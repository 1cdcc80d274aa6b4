"""Initiatives of the domain Search."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

SEARCH = (
    Work(
        "SRC-01",
        "Search engine as a managed service",
        team="search",
        theme=Theme.MODERNIZATION,
        group="search engine",
        steps=(
            Step(
                "Proof of concept",
                110,
                1,
                "Backend 1.4, Data engineering 0.4",
                chance=80,
                goals=(Goal("Search relevance >= 78"), Goal("Cost against tranche <= 110")),
            ),
            Step(
                "Migrate",
                540,
                2,
                "Backend 1.8, Data engineering 0.7, Quality 0.4, Security 0.2",
                capex=35,
                chance=90,
                goals=(Goal("Records migrated >= 99.5"),),
            ),
            Step(
                "Switch off the old cluster",
                90,
                1,
                "Backend 0.7, Cloud 0.3",
                goals=(Goal("Search exit rate <= 17.0"), Goal("Running cost <= 210")),
            ),
        ),
        gains=(
            Gain("Search exit rate", "0.9", 50, ramp=1),
            Gain("Running cost", "45", 50),
        ),
    ),
    Work(
        "SRC-02",
        "Search engine upgraded in house",
        team="search",
        theme=Theme.MODERNIZATION,
        group="search engine",
        steps=(
            Step(
                "Upgrade and index rebuild",
                390,
                2,
                "Backend 1.8, Data engineering 0.7",
                capex=75,
                chance=85,
                goals=(Goal("Search relevance >= 76"),),
            ),
            Step(
                "Ranking by learning",
                260,
                2,
                "Backend 0.7, Data science 0.7@3",
                capex=60,
                goals=(Goal("Search exit rate <= 17.0"),),
            ),
        ),
        gains=(
            Gain("Search exit rate", "1.0", 30, ramp=2),
            Gain("Running cost", "10", 30, after=1),
        ),
    ),
    Work(
        "SRC-03",
        "Search by photo",
        team="search",
        theme=Theme.GROWTH,
        function="marketing",
        steps=(
            Step(
                "Trial in the app",
                150,
                1,
                "Data science 0.7, Mobile 0.4, Backend 0.4",
                done="2026-10-01",
                paid=(("2026-10-05", "GROWTH", "spent"),),
                goals=(
                    Goal(
                        "Search relevance >= 72",
                        (
                            Seen(
                                "71.2",
                                "2026-12-16",
                                "Relevance panel, 400 photo queries, 16 Dec 2026",
                                "Mei Tanaka",
                                "Sophie Brandt",
                            ),
                        ),
                    ),
                    Goal(
                        "Users in the pilot >= 10000",
                        (
                            Seen(
                                "13850",
                                "2026-12-16",
                                "App analytics export, week 50 of 2026",
                                "Mei Tanaka",
                                "Sophie Brandt",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Build",
                430,
                2,
                "Data science 0.7@3, Backend 0.7, Web 0.8",
                capex=70,
                chance=65,
                goals=(Goal("Search relevance >= 75"), Goal("Milestones kept >= 80")),
            ),
            Step(
                "Roll out to web and app",
                140,
                1,
                "Web 0.8, Marketing 0.4",
                goals=(Goal("Add-to-basket rate >= 9.1"),),
            ),
        ),
        gains=(
            Gain("Add-to-basket rate", "0.55", 65, ramp=2),
            Gain("Search exit rate", "0.4", 65, ramp=2),
        ),
    ),
    Work(
        "SRC-04",
        "Synonyms and typo tolerance in nine languages",
        team="search",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Dictionaries and test set",
                120,
                2,
                "Backend 0.4, Data science 0.4, Web 0.4",
                chance=90,
                active="2026-10-01",
                paid=(("2026-10-05", "GROWTH", "released"),),
                goals=(Goal("Search exit rate <= 17.5", amber="18"),),
            ),
            Step(
                "Roll out language by language",
                170,
                2,
                "Backend 0.7, Data science 0.4, Quality 0.3",
                goals=(Goal("Search exit rate <= 17.2"),),
            ),
        ),
        gains=(Gain("Search exit rate", "0.7", 70, ramp=2),),
    ),
    Work(
        "SRC-05",
        "Recommendations in the basket",
        team="recommendations",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Experiment",
                115,
                1,
                "Data science 0.7, Web 0.4",
                done="2026-10-01",
                paid=(("2026-10-05", "GROWTH", "closed"),),
                goals=(
                    Goal(
                        "Average basket >= 68.2",
                        (
                            Seen(
                                "68.9",
                                "2026-12-04",
                                "A/B test report, basket recommendations, 26 Oct – 4 Dec 2026",
                                "Adaeze Okafor",
                                "Sophie Brandt",
                            ),
                        ),
                        required=(1, 2, 3),
                    ),
                    Goal(
                        "Checkout conversion >= 3.25",
                        (
                            Seen(
                                "3.27",
                                "2026-12-04",
                                "A/B test report, basket recommendations, 26 Oct – 4 Dec 2026",
                                "Adaeze Okafor",
                                "Sophie Brandt",
                            ),
                        ),
                        required=(1, 2, 3),
                    ),
                    Goal(
                        "Page load time <= 1.2",
                        (
                            Seen(
                                "1.6",
                                "2026-12-07",
                                "Real-user monitoring, basket page, week 49 of 2026",
                                "Adaeze Okafor",
                                "Ravi Menon",
                            ),
                        ),
                        required=(1, 2, 3),
                    ),
                ),
            ),
            Step(
                "Build and roll out",
                330,
                2,
                "Data science 0.7@3, Backend 0.7, Web 0.4, UX 0.3",
                capex=60,
                spend="1;1",
                goals=(Goal("Average basket >= 69.0"),),
            ),
        ),
        gains=(Gain("Average basket", "0.5", 70, ramp=1),),
    ),
    Work(
        "SRC-06",
        "Recommendations from live behaviour",
        team="recommendations",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Model on streaming data",
                240,
                1,
                "Data science 0.7@4, Data engineering 0.7, Backend 0.4",
                capex=50,
                chance=75,
                goals=(Goal("Search relevance >= 80"), Goal("Milestones kept >= 80")),
            ),
            Step(
                "Replace the nightly batch",
                310,
                2,
                "Data science 0.7, Data engineering 0.7, Backend 0.7",
                goals=(Goal("Average basket >= 69.2"), Goal("Milestones kept >= 80")),
            ),
        ),
        gains=(
            Gain("Average basket", "0.4", 30, ramp=2),
            Gain("Running cost", "18", 30),
        ),
    ),
)
