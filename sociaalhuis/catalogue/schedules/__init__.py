"""Hours as people write them: read, said again, asked at a moment. Shared by the opening hours of services and the zitdagen."""
