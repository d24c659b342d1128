"""De opvolglijst."""
