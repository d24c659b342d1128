"""The productencatalogus: services, how they are found and ranked."""
