"""What the house knows and plans by theme: figures from elsewhere, a SWOT a year, goals and actions."""
