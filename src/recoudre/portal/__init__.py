"""Pages that speak of several rooms at once: home, search, occasion, territory, atlas."""
