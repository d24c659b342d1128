"""The day of the desk: counts, signals without a name, who has duty, and closing."""
