"""Pages that speak of several rooms at once: home, search, occasion, portrait of a territory, atlas."""
