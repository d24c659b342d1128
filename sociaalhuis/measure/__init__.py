"""Benchmarks and quality figures, each against its floor in the same run."""
