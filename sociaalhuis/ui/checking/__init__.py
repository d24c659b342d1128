"""De catalogus nakijken, aanpassen en bevragen."""
