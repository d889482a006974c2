"""Numbers as French readers write them."""

NARROW = "\u202f"


def format_number(value: float, decimals: int = 0) -> str:
    """Write a number with a narrow no-break space between thousands and a decimal comma.

    Example
        >>> format_number(22340.4), format_number(0.314, 2)
        ('22\\u202f340', '0,31')
    """
    return f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")


def format_measure(value: float, unit: str) -> str:
    """Write a value with its unit, to one decimal under a thousand.

    Example
        >>> format_measure(42.06, "%"), format_measure(22340.0, "euros par an")
        ('42,1\\u202f%', '22\\u202f340\\u202feuros par an')
    """
    decimals = 0 if abs(value) >= 1000 else 1
    return f"{format_number(value, decimals)}{NARROW}{unit}"


def count_things(count: int, singular: str, plural: str) -> str:
    """Write a count and its noun: zero and one are singular in French.

    Example
        >>> count_things(0, "occasion", "occasions"), count_things(1200, "occasion", "occasions")
        ('0\\u202foccasion', '1\\u202f200\\u202foccasions')
    """
    return f"{format_number(count)}{NARROW}{singular if count < 2 else plural}"
