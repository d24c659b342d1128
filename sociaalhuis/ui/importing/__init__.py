"""Reading a catalogue file of others in: its preview, its columns, its report and taking it over."""
