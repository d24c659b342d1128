"""The frame around the screens: first run, lock, rail, palette, help."""
