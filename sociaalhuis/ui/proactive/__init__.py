"""Proactief: findings, rules and the funnel."""
