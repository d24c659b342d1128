"""Organisaties: wie je er kent, wat is afgesproken, wat er heen en terug gaat."""
