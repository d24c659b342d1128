"""Who may be missing a right: looking through files, campaigns, and how far people got."""
