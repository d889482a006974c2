"""Where France is: enough to notice that latitude and longitude were swapped."""

# (south, north, west, east) in WGS 84 degrees, generous.
FRENCH_BOXES = (
    (41.0, 51.7, -5.7, 10.0),  # metropolitan France
    (14.0, 18.4, -63.5, -60.5),  # Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy
    (2.0, 6.2, -55.0, -51.2),  # Guyane
    (-21.7, -12.3, 44.7, 56.1),  # Mayotte and La Réunion
    (46.6, 47.3, -56.7, -56.0),  # Saint-Pierre-et-Miquelon
)


def is_in_france(lat: float, lon: float) -> bool:
    """Tell whether a point is in one of the boxes that hold France."""
    return any(s <= lat <= n and w <= lon <= e for s, n, w, e in FRENCH_BOXES)


def is_swapped(lat: float, lon: float) -> bool:
    """Tell whether a point is out of France as given and in France the other way round."""
    return not is_in_france(lat, lon) and is_in_france(lon, lat)
