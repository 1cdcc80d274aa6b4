"""What the sheets show of people, skills and gates, worked out from a plan."""
