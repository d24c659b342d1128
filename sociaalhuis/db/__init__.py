"""What is remembered: typed tables, the one door for writing, migrations."""
