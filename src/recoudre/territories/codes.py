"""What INSEE's codes say by themselves, without any table."""

_DISTRICTS = (
    ("75101", "75120", "75056"),  # Paris
    ("69381", "69389", "69123"),  # Lyon
    ("13201", "13216", "13055"),  # Marseille
)


def find_city_of_district(code: str) -> str | None:
    """Give the commune that a district (arrondissement) of Paris, Lyon or Marseille belongs to.

    Example
        >>> find_city_of_district("69383"), find_city_of_district("26114")
        ('69123', None)
    """
    if len(code) == 5:
        for first, last, city in _DISTRICTS:
            if first <= code <= last:
                return city
    return None


def find_department_code(code: str) -> str:
    """Give the département that a commune's code, or a postcode, begins with.

    A postcode of Corsica begins with 20, which is no département: "20" is returned as it is.

    Example
        >>> [find_department_code(code) for code in ("26114", "2A004", "97105")]
        ['26', '2A', '971']
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]
