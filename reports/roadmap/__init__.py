"""The parts that the sheet Roadmap is drawn from."""
