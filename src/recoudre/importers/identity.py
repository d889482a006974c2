"""Names for rows that come without an identifier: a digest of what does not move."""

import hashlib

from recoudre.vocabulary.text import fold


def name_by_digest(prefix: str, *parts: str) -> str:
    """Name a row for ever by its stable texts, folded: case, accents and stops do not count.

    Example
        >>> name_by_digest("lieu", "Café du Pont", "Die") == name_by_digest("lieu", "CAFE du pont",
        ...     "die")
        True
    """
    text = "|".join(fold(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
